"""Many articles become tables (Parquet), and tables become stories, contrasts and candidates for the lexicon."""
