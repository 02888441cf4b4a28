"""Readings and concepts become events: passages aligned across outlets, tellings, discrepancies and wording diffs."""
