"""Plurals of nouns and their singulars."""


def _words(text: str) -> set[str]:
    return set(text.split())


SAME = _words(
    "series species aircraft sheep fish deer offspring headquarters means crossroads barracks staff crew headcount"
    " salmon bison moose fte"
)
"""Nouns with one form for one and for many."""

SINGULAR_IN_S = _words(
    "lens gas bias atlas canvas alias news tennis christmas xmas chaos cosmos kudos physics mathematics maths economics"
    " politics analytics logistics athletics ethics electronics diabetes rabies scissors"
)
IRREGULAR = {
    "people": "person",
    "ppl": "person",
    "pple": "person",
    "peeps": "person",
    "pax": "person",
    "folks": "person",
    "children": "child",
    "men": "man",
    "women": "woman",
    "feet": "foot",
    "teeth": "tooth",
    "geese": "goose",
    "mice": "mouse",
    "skis": "ski",
    "taxis": "taxi",
    "menus": "menu",
    "gurus": "guru",
    "bikinis": "bikini",
    "kiwis": "kiwi",
    "criteria": "criterion",
    "phenomena": "phenomenon",
    "curricula": "curriculum",
    "matrices": "matrix",
    "indices": "index",
    "vertices": "vertex",
    "appendices": "appendix",
    "analyses": "analysis",
    "crises": "crisis",
    "theses": "thesis",
    "hypotheses": "hypothesis",
    "diagnoses": "diagnosis",
    "atlases": "atlas",
    "canvases": "canvas",
    "aliases": "alias",
    "biases": "bias",
    "gases": "gas",
    "lenses": "lens",
    "irises": "iris",
    "quizzes": "quiz",
    "axes": "axis",
    "headaches": "headache",
    "caches": "cache",
    "avalanches": "avalanche",
    "moustaches": "moustache",
    "potatoes": "potato",
    "tomatoes": "tomato",
    "heroes": "hero",
    "vetoes": "veto",
    "echoes": "echo",
    "mosquitoes": "mosquito",
    "mangoes": "mango",
    "volcanoes": "volcano",
    "wknd": "weekend",
    "wknds": "weekend",
    "wkends": "weekend",
    "secs": "second",
    "sec": "second",
    "pts": "point",
    "bps": "basis point",
    "nites": "night",
    "nite": "night",
    "cts": "cent",
    "ct": "cent",
    "pcs": "piece",
    "pc": "piece",
    "lbs": "lb",
    "kgs": "kg",
    "kms": "km",
    "appts": "appointment",
}
_IE = _words(
    "movies cookies brownies selfies calories hoodies rookies newbies freebies smoothies zombies veggies foodies pixies"
    " genies prairies birdies bookies walkies goalies eyries sorties menageries lingeries collies magpies"
    " neckties budgies onesies townies talkies quickies besties techies aunties sweeties oldies goodies"
)
_VES = _words(
    "shelves lives halves knives wives loaves thieves wolves calves elves scarves leaves hooves selves ourselves themselves"
)
_FE = _words("lives knives wives")
_US_WITH_E = ("houses", "causes", "clauses", "pauses", "blouses", "spouses", "excuses", "fuses", "muses")


def is_plural(word: str) -> bool:
    if word in IRREGULAR or word in SAME:
        return True
    return len(word) > 2 and word.endswith("s") and not word.endswith(("ss", "us", "is")) and word not in SINGULAR_IN_S  # noqa: PLR2004


def singular(noun: str) -> str:
    """The singular of a noun; a word that is no plural comes back as it is."""
    if noun in IRREGULAR:
        return IRREGULAR[noun]
    if not is_plural(noun) or noun in SAME:
        return noun
    if noun in _VES:
        return noun[:-3] + ("fe" if noun in _FE else "f")
    if noun.endswith("ies") and len(noun) > 4 and noun not in _IE:  # noqa: PLR2004 ("pies")
        return noun[:-3] + "y"
    in_us = noun.endswith("uses") and noun != "uses" and not noun.endswith(_US_WITH_E)  # "buses", "bonuses"
    return noun[:-2] if in_us or noun.endswith(("ches", "shes", "sses", "xes", "zzes")) else noun[:-1]
