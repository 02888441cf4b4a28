"""Framing compares how news outlets report the same events. It measures and shows; it hands out no verdict.

The flow, one direction, no cycles: each part turns what the parts before it have made into something new, and imports
only from those. A test reads the imports and holds the code to this list.

The public functions, each named for what it returns: :func:`framing.intake.collection.collection` (paths to
Articles), :func:`framing.reading.reading` (an Article to a Reading), :func:`framing.stories.stories`,
:func:`framing.comparison.comparison` (Readings to a Comparison), :func:`framing.report.page.page` (to HTML) and
:func:`framing.check.diagnostics.diagnostics` (a file to its diagnostics).
"""

__version__ = "0.1.0"

FLOW = (
    "patterns",  # regular expressions that are compiled when they are first used
    "absent",  # a heavy import of a library's -> none, where the library can do without it
    "article",  # Span, Block, Article: the raw text and everything that points into it
    "files",  # text -> a file, whole or not at all
    "lexicon",  # TOML and TSV: rules with their terms, cues with their stance, the gazetteer
    "intake",  # file -> Article, with the evidence for outlet and date
    "language",  # Article -> tokens, sentences, stems, syllables
    "mentions",  # text -> names, dates, numbers
    "attribution",  # paragraphs -> quotations, cues, sources, contents, chains; the voice of every character
    "wording",  # Article x voices x rules -> Findings
    "measures",  # counts -> values with n and interval
    "tenses",  # dates in their clauses -> past or to come, of what is told or of another thing
    "dating",  # Article x dates -> bounds on its own date, with evidence
    "reading",  # one Article with all of the above: a Reading
    "vectors",  # lists of terms -> TF-IDF vectors
    "clusters",  # scored pairs -> groups
    "stories",  # Articles -> which of them report the same event
    "phrases",  # tokens x names -> noun phrases with a common noun as head
    "identities",  # names across Readings -> which of them are one actor, place or thing
    "introductions",  # phrases beside names -> who holds which office, which body is called by which noun
    "sorts",  # phrases of one noun -> sorts of it, where an article tells two apart
    "denotations",  # noun phrases across Readings -> whom or what each stands for
    "concepts",  # mentions across Readings -> one concept, each outlet's labels for it
    "groups",  # Readings -> those of one outlet, or of one value of a column, with their measures together
    "distinctive",  # words x groups -> those that set a group apart
    "events",  # Readings x concepts -> aligned passages, events, discrepancies, wording; two versions -> a revision
    "comparison",  # all of the above -> Comparison
    "validation",  # Readings, a Comparison -> coding sheets; filled sheets -> agreement, precision and recall
    "report",  # Comparison -> HTML, JSON
    "corpus",  # many articles -> Parquet tables, on one machine or on a cluster
    "check",  # files -> diagnostics; needs nothing behind wording
    "cli",  # one file a command: arguments -> the calls above -> exit status
)
"""The stages in order; each imports only from itself and those before it."""
