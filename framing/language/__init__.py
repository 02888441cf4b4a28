"""Articles become tokens, sentences, stems, syllables and the code of their language.

``tokens``, ``boundaries`` and ``identification`` need no NLTK; the other parts import it when they are first called.
"""
