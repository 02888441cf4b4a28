"""Articles become mentions: names of actors, places and things; dates; numbers. The gazetteer is in the lexicon."""
