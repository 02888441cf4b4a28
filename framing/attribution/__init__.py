"""Paragraphs become quotations, cues, sources, contents and chains: attributions, and the voice of every character.

One voice engine serves `check`, `read` and `report`; it works on paragraphs and tokens and imports no NLTK.
"""
