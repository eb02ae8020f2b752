"""Figures that are somebody else's: a competitor's quote, the market's price, last year's. Nobody asks for them by telling of them.

Every pattern stays linear: its choices are spelled out, and no repetition stands within another.
"""

import re
from collections.abc import Iterator

from bot.hearing.numbers.quantities import find_quantities

_LONGEST = 1000
# A clause here ends where another thought begins; a list of figures stays whole.
_CLAUSE_END = re.compile(
    r"[.!?;:\n\u2026](?=\s|$)|\s[-\u2013\u2014]\s|,? (?:but|so|therefore|hence|and so)\b(?! far)|, (?:and|could|can|would|i|i'd|i'll|i'm|we|we'd|let's|let|why|what|how|if)\b",
    re.IGNORECASE,
)
_OTHERS = (
    r"(?:(?:an?|the|two|three|some|several|one|any|my|our|your|all|most)? ?(?:other|others|another|competing|rival|different|second|cheaper)"
    r" (?:\w+ )?(?:suppliers?|vendors?|providers?|compan(?:y|ies)|firms?|banks?|landlords?|employers?|contractors?|carpenters?|shops?|agenc(?:y|ies)|places?|teams?|clients?|flats?|tenants?|people|parties|sellers?)"
    r"|(?:an?|the|your|our|two|three|some|several)? ?(?:competitors?|rivals?)|(?:some(?:body|one)|any(?:body|one)|every(?:body|one)) else(?:'s)?|other people|the others|others|two others|the neighbou?rs|the competition|elsewhere|the market)"
)
_TOLD_BEFORE = re.compile(
    r"\bquot(?:es?|ed|ing)\b|\b(?:the )?(?:market|going|usual|average|list) (?:rate|price|rent|value|pay|level)\b|\bon the market\b"
    rf"|\b{_OTHERS} (?:\w{1, 20} )?(?:offer(?:s|ed)?|ask(?:s|ed)?|charg(?:e|es|ed)|pay(?:s)?|paid|want(?:s|ed)?|take(?:s)?|took|g[eo]ts?|gave|gives?|sells?|costs?|earns?|said|says|is|are|was|were|will do it|would do it|does it|do it|can do it)\b"
    r"|\b(?:an? |the |two |three |other |written |better ){0,4}offers? (?:in writing )?(?:from|by|of|at) (?!you\b|me\b|my\b|mine\b|us\b)"
    r"|\b(?:have|'ve|has|had|got|hold|holding) (?:an? |two |three |some |several |other |another |better |written |cheaper ){1,4}offers?\b"
    r"|\b(?:last|the previous|a) (?:year|season|contract)(?: ago)? (?:it|we|you|they|i) (?:was|were|paid|pa[iy]d?|had|charged|cost)\b|\bthey (?:offer|charge|ask|quote|want|pay|take)(?:s|d|ed)?\b"
    r"|\b(?:elsewhere|somewhere else) (?:it's|it is|it costs|they|i|we|for|at)\b",
    re.IGNORECASE,
)
_TOLD_AFTER = re.compile(
    rf"\b(?:is|was|are|were|'s) (?:only |just )?(?:what |from |by |for )?{_OTHERS}|\b(?:from|by|at|with) {_OTHERS}"
    r"|\bquot(?:es?|ed)\b|\belsewhere\b|\bon the market\b|\b(?:is|was|'s) (?:what they|theirs|their (?:price|quote|offer)|the (?:market|other|going))\b",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:i|we)(?:'d| would| am|'m| do|'re| are| still| really| only| just)* (?:want|need|ask|asked|asking|like|love|propose|suggest|hope|hoping|offer|said|meant|say|pay|mean)\b"
    r"|\b(?:can|could|would|will) (?:i|we|you)\b|\blet's\b|\b(?:match|matching|beat|go (?:down|up|for|to)|step (?:back|down)|come (?:down|back|to)|down to|settle|how about|what about|why not|make it|meet me)\b",
    re.IGNORECASE,
)
# "Quote me 900" asks; "a quote from you" is theirs to give.
_ASKS_FOR_A_QUOTE = re.compile(r"\bquote (?:me|us)\b|\b(?:your|a new|my|our) quotes?\b", re.IGNORECASE)


def clauses(text: str) -> Iterator[tuple[int, int]]:
    """Where the clauses stand that a figure may belong to somebody in."""
    start = 0
    for end in _CLAUSE_END.finditer(text[:_LONGEST]):
        yield start, end.start()
        start = end.start()
    yield start, len(text)


def tells_of_others(text: str) -> bool:
    """Whether a figure of the text is somebody else's."""
    return any(of_others(text, one.start, one.end) for one in find_quantities(text))


def of_others(text: str, start: int, end: int) -> bool:
    """Whether the figure at `start` to `end` is told of somebody else: by what stands before it in its clause, or behind it."""
    plain = text[:_LONGEST].replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    low, high = next((place for place in clauses(plain) if place[0] <= start < place[1]), (0, len(plain)))
    before, after = plain[low:start], plain[end:high]
    if _ASKS_FOR_A_QUOTE.search(before) or _ASKS_FOR_A_QUOTE.search(after):
        return False
    told = [found.end() for found in _TOLD_BEFORE.finditer(before)]
    owned = [found.end() for found in _OWN.finditer(before)]
    if told:
        return not owned or max(owned) < max(told)
    return not owned and bool(_TOLD_AFTER.search(after))
