"""Articles become tokens, sentences, stems, syllables and the code of their language.

``tokens`` and ``boundaries`` need no NLTK; the other parts import it when they are first called.
"""
