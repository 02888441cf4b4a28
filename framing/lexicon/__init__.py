"""The lexicon: what may be loaded, why, who says so, and the sentences that prove it, with what reads them."""
