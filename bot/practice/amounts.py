"""Which amounts a message asks for, in its own words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from bot.hearing.numbers.quantities import Change, Kind, Quantity, find_quantities
from bot.practice.attributed import of_others
from bot.practice.measures import Scale, position
from bot.practice.script import Ask, Measure, MeasureKind

_KINDS = {MeasureKind.MONEY: Kind.MONEY, MeasureKind.DURATION: Kind.DURATION, MeasureKind.COUNT: Kind.COUNT}
_MOST_CANDIDATES = 60
# Words around a number that make it a change of what was asked, where the number itself does not say so.
_LESS_BEFORE = re.compile(
    r"\b(?:down|lower\w*|reduc\w*|cut\w*|drop\w*|shorten\w*|step\w* back)(?: it| that| this| my ask| my \w+)? by (?:about |another )?$",
    re.IGNORECASE,
)
_LESS_AFTER = re.compile(
    r"^\s*(?:less|fewer|lower|off (?:that|it|my|the)|(?:under|below) (?:that|what))\b", re.IGNORECASE
)
_MORE_BEFORE = re.compile(
    r"\b(?:(?:up|rais\w*|increas\w*|extend\w*)(?: it| that| this)? by|add(?:ing)?)(?: about| another)? $", re.IGNORECASE
)
_MORE_AFTER = re.compile(r"^\s*(?:higher|on top)\b", re.IGNORECASE)
# "120 more a month": the month says how often, not how long.
_RATE_BEFORE = re.compile(r"(?:[\dk]|more|less|extra|off) $", re.IGNORECASE)
# "A recap within two days" says when, not how much.
_DEADLINE = re.compile(r"\b(?:in|within|after|takes?|taking|next|last)(?: about| the| only| just)? $", re.IGNORECASE)
_TIME = re.compile(r"(?:min|minute|hour|hr|day|week|wk|month|year)s?$", re.IGNORECASE)
_OF_THEM = re.compile(r"^\s+(?:of (?:them|you|those|these|the\b)|at most)", re.IGNORECASE)
_ASKING = re.compile(
    r"\b(ask\w*|like|want|need|propos\w*|suggest\w*|offer\w*|could|can|would|let|lets|let's|move|extend|push|run|pilot|how about|what about"
    r"|instead|then|down to|come to|go to|go with|settle|raise|bring|make it|more|just|only|meet|take|get|give|pay|start|do)\b",
    re.IGNORECASE,
)
_CONTRAST = re.compile(
    r"\b((?:never|didn't|did not) (?:said|say|agreed?|offer(?:ed)?|asked?|mean|meant)(?: to| on| for)?|instead of|rather than|not|from|was|were|than|of the|of your|of our|without|drop|dropping|scrap|give up|giving up|let go of|letting go of|forget|beyond|over|past|last|since|after|trained|"
    r"in the (?:last|past)|every one of|(?:been|with you|together|working|won't meet|wont meet|can't meet)(?: \w+){0,3}? for)\s+"
    r"(?:the full |the |those |these |my |a |an |about |full )?$",
    re.IGNORECASE,
)
_AFTERMATH = re.compile(
    r"^\W*(to think|to consider|to decide|to sleep|to get back|late|ago|behind(?=\W*$|[,.;!]| (?:schedule|plan|time|target|with|on|us|already|and|but|because|since)\b)|of hotfixes|earlier|in a row|last year|this year alone|down|less spoilage)\b",
    re.IGNORECASE,
)
# A fallback that slips out beside the first ask is not the ask: "…; if not, 30 minutes is also fine".
_FALLBACK_BEFORE = re.compile(
    r"\b(?:if not\b|otherwise|or even|at least|worst case|live with|settle for|happy with|fine with|(?:a)?round the)\b[^.!?;]{0,40}$",
    re.IGNORECASE,
)
_FALLBACK_AFTER = re.compile(
    r"^(?: \w+){0,2} (?:is|are|would be|will be|works?|would)(?: also| still| just)? (?:ok|okay|fine|do|enough|good)\b",
    re.IGNORECASE,
)
_TIME_OFF = re.compile(r"\s{1,4}off\b(?!\s{1,4}(?:that|it|my|the|of|what)\b)", re.IGNORECASE)
# "A one off gift" takes nothing off.
_ONE_OFF = re.compile(r"one[ -]off\b", re.IGNORECASE)
_BEFORE_A_TIME = re.compile(r"^(?:in|within|after) (?=\d|[a-z])", re.IGNORECASE)
_DAYS = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})
# Looks behind, so that it stays quick in a long run of blanks however it is used.
_FROM_TO = re.compile(r"(?<!\s)\s*(?:down )?to\s*(?:just |only )?", re.IGNORECASE)
_MONTHLY = re.compile(
    r"\b(?:monthly|(?:each|every|a|per) month)\b(?:(?!\b(?:or|once|one|single)\b)[^.,;!?\d]){0,24}$", re.IGNORECASE
)
_NUMBER_AND_UNIT = re.compile(r"^(\w+)[-\s](minute|hour|day|week|month|year|region|shift)$", re.IGNORECASE)
_MONTHS = frozenset(
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
)
_WHOLE = re.compile(r"^(?:whole|entire|full|next|coming) ", re.IGNORECASE)
_ONCE = re.compile(r"\b(?:once|one[ -]?(?:time|off)|single)\b", re.IGNORECASE)
_TWO = 2
_SHARES = frozenset({"half", "a third", "two thirds", "a quarter"})
"""Of what comes after: "half of a tall fence"."""
_SINGLE_UNIT = re.compile(r"^(one|1)-(minute|hour|day|week|month|year)\b(?!-)", re.IGNORECASE)
# "One evening until nine", "900 month to month": no other word fits between these.
_CLOCK_SPAN = re.compile(r"(?:from|until|till|between|out by|done by|finished by)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"(?:\d|(?:an?|the|all|both|only|just|half|each|every|no|another|less|more|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|eighteen|twenty|thirty|forty|fifty|sixty|ninety)\b)",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[.!?;\n]|, (?:and|but|so|because|since)\b")


@dataclass(frozen=True)
class Amount:
    """A measure's value in the measure's own unit, and the user's words for it, to the letter."""

    value: float
    words: str


Amounts = Mapping[str, Amount]


def hear_amounts(ask: Ask, text: str, before: Amounts | None = None, *, standing: bool = False) -> Amounts:
    """The amount a message asks for, for each measure it mentions. `before`: what was asked earlier, which a message may
    recall ("instead of 62k"), count from ("5k less"), or, once it is `standing` as an offer, simply repeat.
    """
    grows = all(measure.base is None for measure in ask.measures)
    found_in_text = (one for one in find_quantities(text) if not _ONE_OFF.match(text, one.start))
    quantities = [
        replace(one, change=None if grows and _is_time_off(one, text) else _change(one, text)) for one in found_in_text
    ]
    counts = [measure for measure in ask.measures if measure.kind is MeasureKind.COUNT]
    found: dict[str, Amount] = {}
    taken: set[tuple[int, int]] = set()
    for measure in ask.measures:
        earlier = (before or {}).get(measure.id)
        scale = Scale(measure, earlier.value if earlier else None)
        phrases = [one for one in _phrases(measure, text) if not _inside_a_change(one, quantities)]
        spans = taken | {(phrase.start, phrase.end) for phrase in phrases}
        numbers = _numbers(scale, quantities, text, only_count=counts == [measure])
        free = (one for one in numbers if not any(start < one.end and one.start < end for start, end in spans))
        # What holds today is no ask: "we've been waiting two months"; nor is what somebody else offers or pays.
        candidates = [one for one in (*phrases, *free) if one.value != measure.base][:_MOST_CANDIDATES]
        candidates = [one for one in candidates if not of_others(text, one.start, one.end)]
        if before is None and len(candidates) > 1:
            candidates = [one for one in candidates if not _is_fallback(one, text)] or candidates
        best = _best(measure, candidates, text, None if standing else earlier)
        if best:
            found[measure.id] = Amount(best.value, text[best.start : best.end])
            taken.add((best.start, best.end))
    return found


@dataclass(frozen=True)
class Mention:
    """One amount of a measure where it stands in the text; `points` say how likely it is asked for, and not recalled or argued with."""

    value: float
    start: int
    end: int
    points: float


def mentions(measure: Measure, ask: Ask, text: str) -> tuple[Mention, ...]:
    """Every amount of this measure that the text speaks of, in its order."""
    quantities = [_by_the_month(replace(quantity, change=None), text) for quantity in find_quantities(text)]
    only_count = [one for one in ask.measures if one.kind is MeasureKind.COUNT] == [measure]
    phrases = list(_phrases(measure, text))
    numbers = _numbers(Scale(measure), quantities, text, only_count=only_count)
    free = [one for one in numbers if not any(one.start < taken.end and taken.start < one.end for taken in phrases)]
    found = sorted([*phrases, *free], key=lambda one: one.start)[:_MOST_CANDIDATES]
    return tuple(Mention(one.value, one.start, one.end, _likelihood(measure, one, text, None)) for one in found)


def last_named(ask: Ask, text: str, past: Amounts, heard: Amounts) -> Amounts:
    """What a message that tells the first ask again goes on to: the last of its figures, where the one `heard` is that of the `past`."""
    found: dict[str, Amount] = {}
    for measure in ask.measures:
        before, now = past.get(measure.id), heard.get(measure.id)
        if before is None or now is None or now.value != before.value:
            continue
        others = [one for one in mentions(measure, ask, text) if one.value != before.value and one.points > 0]
        if others:
            found[measure.id] = Amount(others[-1].value, text[others[-1].start : others[-1].end])
    return found


def _by_the_month(quantity: Quantity, text: str) -> Quantity:
    """On a form the month often stands before the amount: "Monthly pledge: £10"."""
    before = text[max(0, quantity.start - 40) : quantity.start]
    return quantity if quantity.per or not _MONTHLY.search(before) else replace(quantity, per="month")


def in_words(amounts: Amounts, ask: Ask) -> str:
    """The user's own figures, joined and fit to be said back: "Six-week" becomes "six weeks", the "12" of months "12 months"; "" where there are none."""
    measures = {measure.id: measure for measure in ask.measures}
    order = [name for name in measures if name in amounts] if ask.joined_by != "and" else list(amounts)
    words = [_said_back(amounts[name], measures[name]) for name in order]
    if len(words) > 1 and words[0] in _SHARES:
        return f"{words[0]} of {' and '.join(words[1:])}"
    if len(words) > 1 and words[-1] in _MONTHS:
        return f"{' and '.join(words[:-1])} from {words[-1]}"
    if ask.joined_by != "and" and len(words) == _TWO:
        if _ONCE.search(words[1]):
            # "60 once" and "60, a single gift" are said as they stand.
            return (" " if words[1].endswith("once") else ", ").join(words)
        if _CLOCK_SPAN.match(words[1]):
            return " ".join(words)
        if _COUNTED.match(words[1]):
            return f" {ask.joined_by} ".join(words)
    return " and ".join(words)


def _said_back(amount: Amount, measure: Measure) -> str:
    whole = next((words for words, value in measure.said_as.items() if value == amount.value), "")
    if whole:
        return whole
    words = _WHOLE.sub(r"the \g<0>", _BEFORE_A_TIME.sub("", amount.words))
    if words.capitalize() in _MONTHS and words != "may":
        return words.capitalize()
    if (words[1:2].islower() or words.startswith("A ")) and words.split(" ", 1)[0] not in _DAYS | _MONTHS:
        words = words[:1].lower() + words[1:]
    if [(one.kind, one.unit) for one in find_quantities(words)] == [(Kind.COUNT, "")]:
        return f"{words} {_of_what(measure, amount.value)}".strip()
    if amount.value == 1 or words.startswith(("a", "one", "half")):
        return _SINGLE_UNIT.sub(r"\1 \2", words)
    return _NUMBER_AND_UNIT.sub(r"\1 \2s", words)


def _of_what(measure: Measure, value: float) -> str:
    """The noun that a bare number leaves out; "" for money, which is said without one."""
    if measure.kind is MeasureKind.MONEY:
        return ""
    noun = (measure.unit or "") if measure.kind is MeasureKind.DURATION else measure.nouns[0]
    return noun if value == 1 or noun.endswith("s") else f"{noun}s"


@dataclass(frozen=True)
class _Candidate:
    value: float
    start: int
    end: int
    certain: bool


def _change(quantity: Quantity, text: str) -> Change | None:
    if quantity.change is not None:
        return quantity.change
    after = text[quantity.end : quantity.end + 24]
    if _LESS_AFTER.match(after) or _LESS_BEFORE.search(text[max(0, quantity.start - 40) : quantity.start]):
        return Change.LESS
    more = _MORE_AFTER.match(after) or _MORE_BEFORE.search(text[max(0, quantity.start - 40) : quantity.start])
    return Change.MORE if more else None


def _is_time_off(quantity: Quantity, text: str) -> bool:
    """Three months off are three months, where nobody counts from what holds today."""
    return quantity.kind is Kind.DURATION and bool(_TIME_OFF.match(text, quantity.end))


def _phrases(measure: Measure, text: str) -> Iterator[_Candidate]:
    lowered = text.lower()
    there = (phrase for phrase in measure.phrases if phrase.lower() in lowered)
    for phrase in sorted(there, key=len, reverse=True):
        for match in re.finditer(rf"\b{re.escape(phrase.lower())}\b", lowered):
            yield _Candidate(measure.phrases[phrase], match.start(), match.end(), certain=True)


def _inside_a_change(phrase: _Candidate, quantities: Iterable[Quantity]) -> bool:
    """Whether it is part of a change: "one hour less" is no "one hour"."""
    return any(one.change and one.start < phrase.end and phrase.start < one.end for one in quantities)


def _numbers(scale: Scale, quantities: Iterable[Quantity], text: str, *, only_count: bool) -> Iterator[_Candidate]:
    """The quantities that can be this measure's."""
    neighbour: Quantity | None = None
    for quantity in quantities:
        if quantity.text.startswith(("a ", "an ")) and _RATE_BEFORE.search(text[: quantity.start][-16:]):
            continue
        value = scale.value(quantity)
        bare = quantity.kind is Kind.COUNT and not quantity.unit
        if value is None and bare:
            value = _borrowed(scale, quantity, neighbour, text, only_count=only_count)
        neighbour = quantity if quantity.unit else neighbour
        if value is not None:
            certain = quantity.kind is _KINDS[scale.measure.kind]
            yield _Candidate(value, quantity.start, quantity.end, certain)


def _borrowed(scale: Scale, bare: Quantity, neighbour: Quantity | None, text: str, *, only_count: bool) -> float | None:
    """A bare number's value where something else says what it counts: "from four weeks to two", "three of them"."""
    if only_count and _OF_THEM.match(text[bare.end : bare.end + 16]):
        return bare.value
    if neighbour is None or not _FROM_TO.fullmatch(text[neighbour.end : bare.start]):
        return None
    return scale.same_unit(bare, neighbour)


def _is_fallback(candidate: _Candidate, text: str) -> bool:
    before, after = text[max(0, candidate.start - 60) : candidate.start], text[candidate.end : candidate.end + 40]
    return bool(_FALLBACK_BEFORE.search(before) or _FALLBACK_AFTER.match(after))


def _best(measure: Measure, candidates: Iterable[_Candidate], text: str, before: Amount | None) -> _Candidate | None:
    scored = [(_likelihood(measure, candidate, text, before), candidate) for candidate in candidates]
    scored = [(points, candidate) for points, candidate in scored if points > -2]  # noqa: PLR2004 (see _likelihood)
    return max(scored, key=lambda pair: (pair[0], -pair[1].start))[1] if scored else None


def _likelihood(measure: Measure, candidate: _Candidate, text: str, before: Amount | None) -> float:
    """How likely a number is the one asked for, and not one recalled ("instead of six") or argued with ("three weeks late")."""
    words = text[candidate.start : candidate.end]
    clause_start = max((match.end() for match in _CLAUSE_END.finditer(text, 0, candidate.start)), default=0)
    points = 1.0 if candidate.certain else 0.0
    points += 2 if _ASKING.search(text, clause_start, candidate.start) else 0
    points += 1 if position(measure, candidate.value) in {0.0, 1.0, 2.0} else 0
    points += 0.5 if 0 <= position(measure, candidate.value) <= 3 else 0  # noqa: PLR2004 (floor to limit)
    points -= 4 if _CONTRAST.search(text, max(clause_start, candidate.start - 40), candidate.start) else 0
    points -= 5 if _DEADLINE.search(text[max(0, candidate.start - 24) : candidate.start]) and _TIME.search(words) else 0
    points -= 6 if _AFTERMATH.match(text[candidate.end : candidate.end + 40]) else 0
    points -= 3 if before is not None and abs(candidate.value - before.value) < 1e-6 else 0  # noqa: PLR2004 (rounding)
    points -= 3 if measure.base is not None and candidate.value == measure.base else 0
    return points
