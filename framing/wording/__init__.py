"""Articles, voices and rules become findings: loaded terms in the voice in which they stand."""
