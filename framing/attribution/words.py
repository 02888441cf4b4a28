"""Closed classes of English words that the rules of attribution read; no names (law 12), no weights."""

from __future__ import annotations

from collections.abc import Sequence

BE = frozenset("am is are was were be been being 's 're".split())
AUXILIARIES = BE | frozenset(
    "has have had having do does did will would shall should can could may might must 've 'd 'll not n't "
    "never ever".split()
)
ADVERBS = frozenset(
    "also again already always previously recently repeatedly reportedly consistently vocally publicly "
    "privately openly actively currently once now then later still only just even first further often thus "
    "therefore both soon initially clearly strongly firmly flatly bluntly angrily quickly simply largely "
    "generally rarely apparently allegedly either".split()
)
VERB_GROUP = AUXILIARIES | ADVERBS
"""What stands between a subject and its verb."""
PRONOUNS = frozenset("he she they it we i you who".split())
SUBORDINATORS = frozenset(
    "that because while whereas although though as when where if since than whether until unless so but which "
    "after before once despite how why what".split()
)
DETERMINERS = frozenset(
    "the a an this that these those his her its their our my your some any no every each all many several few "
    "more most another other such".split()
)
PREPOSITIONS = frozenset(
    "of in on at by for from to with without into onto upon over under about after before between during "
    "through against among within amid despite across toward towards since until per via like as than around "
    "near".split()
)
BEFORE_NOUNS = PREPOSITIONS | DETERMINERS
DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow earlier late week month year "
    "morning afternoon evening night".split()
)
QUALIFIERS = frozenset("last this early late next".split())
"""Before a day: "this week", "late Friday"."""
TIMES = DAYS | QUALIFIERS
LEADS = frozenset(
    "however meanwhile but and yet still also then later today yesterday separately moreover nevertheless so "
    "indeed earlier instead additionally furthermore afterwards or".split()
)
DASHES = frozenset("-–—―")
STOPS = frozenset(".!?…;")
CONTENT_ENDS = frozenset("but while although though whereas".split())
"""Words that, behind a comma, begin what the speaker did not say."""

NOUN_TOO = frozenset(
    "claim claims report reports plan plans call calls demand demands view views fear fears hope hopes need "
    "needs doubt doubts promise promises comment comments remark remarks estimate estimates forecast "
    "forecasts project projects note notes state states answer answers offer offers aim aims support attack "
    "attacks order orders request requests challenge protest protests blame back value concern concerns "
    "address cause signal signals object objects counter reply present praise challenges causes signals "
    "objects orders attacks desire regret rule rules quote quotes joke laugh cry wish wishes dream threat "
    "question answer answers chant chants chuckle chuckles command commands counsel email emails e-mail e-mails "
    "hint hints invite invites murmur murmurs scream screams shriek shrieks sigh sighs text texts wail wails yell "
    "yells request requests reference references guarantee guarantees reason reasons boast boasts brag contest "
    "contests crow crows query queries highlight highlights notice notices spotlight fault faults grouse gripe "
    "gripes growl growls lecture lectures moan moans rant rants rail rails reprimand reprimands reproach scorn "
    "skewer skewers smear smears sneer sneers taunt taunts trash whine whines bark barks bash huff hiss  "
    "cheer cheers dread hate marvel marvels salute salutes trust trusts wonder wonders backs voice voices "
    "blog blogs".split()
)
"""Forms that are nouns as often as verbs: they need a sign of a verb behind them."""

NEGATIONS = frozenset("not n't never".split())


def nobody(words: Sequence[str]) -> bool:
    """Whether a phrase (words in small letters) stands for no one."""
    return bool(words) and (words[0] in ("nobody", "none") or list(words[:2]) in (["no", "one"], ["no", "-"]))


RELATIONS = frozenset("told tell tells telling".split())

POLITICS = frozenset(
    "republican republicans democrat democrats democratic conservative conservatives conservatism liberal liberals "
    "liberalism progressive progressives socialist socialists socialism communist communists communism leftist "
    "leftists rightist rightists nationalist nationalists populist populists fascist fascists tory tories labour "
    "labor green greens gop left-wing right-wing far-left far-right".split()
)
"""Parties and camps, written small; no learned part may know one from another (law 7)."""
