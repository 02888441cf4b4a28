"""Findings become diagnostics: loaded wording in the newsroom's own voice, by file, line and column.

This part must start fast: it imports no NLTK, NumPy, Jinja2, Plotly or Rich.
"""
