"""What stands before a headline's colon becomes a speaker or a topic.

"Marsh: the pier is safe" tells what Marsh says; "Port strike: talks fail" tells what it is about. What can go wrong: a
topic whose noun is not listed is taken for a speaker, as it was meant to be in most headlines.
"""

from __future__ import annotations

from collections.abc import Sequence

KICKERS = frozenset(
    "analysis breaking column comment editorial exclusive explained explainer factbox feature gallery interview "
    "letters live obituary opinion photos pictures podcast preview profile quiz recap revealed review timeline "
    "update updates video watch".split()
)
"""Words with which a headline says what sort of piece it heads."""
INSIDE = frozenset("after against at before between during for from in on over to under with".split())
"""Words inside a phrase that names a topic, and no speaker: "War in Varland: …"."""
HAPPENINGS = frozenset(
    "accident ambush attack avalanche blackout blast blaze blockade bombing boycott brawl breach ceasefire ceremony "
    "championship clash closure collapse collision commemoration coup crackdown crash crisis cyclone deadlock debacle "
    "debate deployment derailment detention disaster disorder drought earthquake election embargo emergency epidemic "
    "eruption evacuation execution exodus explosion famine feud final fire fireworks flood flooding funeral genocide "
    "handover heatwave hijacking holiday hurricane impasse impeachment inauguration incident inquest insurgency "
    "invasion kidnapping killing landslide launch layoff lockdown looting massacre match merger murder mutiny "
    "negotiation nomination offensive olympics outage outbreak outcry pandemic pile-up plot poisoning pregnancy "
    "primary probe protest purge quake race raid rally rebellion recession referendum reshuffle resignation "
    "retirement revolt revolution riot robbery row rumor rumour runoff sanction scandal season shooting shortage "
    "showdown shutdown siege sinking slowdown stabbing stalemate standoff storm strike succession summit surge "
    "takeover talks theft thunderstorm tornado tragedy trial truce tsunami turmoil typhoon unrest uprising violence "
    "visit vote walkout war wedding wildfire withdrawal".split()
)
"""Nouns for what happens, in the singular; no surname that is at all common."""
MATTERS = frozenset(
    "abortion affordability agriculture air austerity bailout benefit broadband budget childcare climate coverage cut "
    "deal debt deficit delay diplomacy disinformation diversity drug economy education employment energy environment "
    "exam export fee finance fiscal fraud fuel funding future growth gun health healthcare heating hike history "
    "homelessness housing immigration import inequality inflation infrastructure insurance investment job lesson levy "
    "loan loss migration mortgage obesity parking pension polarisation polarization pollution poverty prices privacy "
    "profit prospect quota rate reform rent rescue rights safety salary security slavery spending stimulus subsidy "
    "tariff tax technology terror terrorism timetable tourism trade traffic transport transportation travel "
    "unemployment vaccination vaccine wage waste weather welfare".split()
)
"""Nouns for what is at issue."""
PLURALS = {"crises": "crisis", "economies": "economy", "salaries": "salary", "subsidies": "subsidy", "taxes": "tax"}


def is_topic(words: Sequence[str]) -> bool:
    """Whether words in small letters before a colon say what a piece is, or is about, and speak for nobody."""
    if words[0] in KICKERS or any(word in INSIDE for word in words[1:]):
        return True
    head = PLURALS.get(words[-1], words[-1])
    return any(noun in nouns for noun in (head, head.removesuffix("s")) for nouns in (HAPPENINGS, MATTERS))
