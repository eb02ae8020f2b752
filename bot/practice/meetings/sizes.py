"""By what a plan's larger and smaller ask are sized; each measure is tried on the plan's own words before it is given out."""

import re
from collections.abc import Iterator, Sequence

from bot.hearing.numbers.plurals import singular
from bot.hearing.numbers.quantities import Change, Kind, Quantity
from bot.practice.amounts import hear_amounts
from bot.practice.measures import in_order
from bot.practice.meetings.pairing import (
    Pair,
    alike,
    amounts,
    holds_today,
    is_bare,
    is_cut,
    pairs,
    said_of_today,
    signed,
)
from bot.practice.meetings.wordings import by_words
from bot.practice.script import Ask, Measure, MeasureKind, Stretch, Target, Words

MOST = 3
_HUNDRED = 100.0
_ROOM = 0.25
_LOWEST = 0.4
_FAR_OFF = 5.0
_ROUNDING = 1e-6
_MOST_STEPS = 30
_PERS = {"hour", "day", "week", "month", "year"}
_EDGE = re.compile(r"^[^\w]|[^\w]$")


def measures_of(stretch: str, target: str, floor: str, told: Sequence[str] = ()) -> tuple[Measure, ...]:
    """Those in which the two asks differ; () where nothing in them can be told apart. `told`: where what holds today may be said."""
    if not stretch or not target:
        return ()
    kept: list[Measure] = []
    today = said_of_today(told)
    for number, pair in enumerate(pairs(stretch, target)):
        for measure in _tries(pair, f"{pair.kind.value}_{number + 1}", (stretch, target, floor), today):
            if in_order(measure) and _is_heard([*kept, measure], stretch, target):
                kept.append(measure)
                break
        if len(kept) == MOST:
            break
    if not kept:
        kept = [one for one in by_words(stretch, target, floor) if _is_heard([one], stretch, target)][:1]
    return tuple(kept)


def probe(measures: Sequence[Measure]) -> Ask:
    """An ask with nothing but these measures, to hear amounts by."""
    return Ask(
        stretch=Stretch(words="the larger"),
        target=Target(words="the smaller", gain="it helps"),
        floor=Words(words="the least"),
        measures=tuple(measures),
        reasons=("It helps.", "It lasts."),
    )


def _is_heard(measures: Sequence[Measure], stretch: str, target: str) -> bool:
    """Whether the plan's own words are heard as what they stand for."""
    ask = probe(measures)
    large, small = hear_amounts(ask, stretch), hear_amounts(ask, target)
    return all(
        one.id in large
        and one.id in small
        and abs(large[one.id].value - one.stretch) <= _ROUNDING * max(1.0, abs(one.stretch))
        and abs(small[one.id].value - one.target) <= _ROUNDING * max(1.0, abs(one.target))
        for one in measures
    )


def _tries(pair: Pair, name: str, words: tuple[str, str, str], today: Sequence[Quantity]) -> Iterator[Measure]:
    """The measure from the figures; then the same with the figures' own wording added, which is heard whatever stands around it."""
    marks = _marks(pair, words, today)
    if marks is None:
        return
    large, small, least, base = marks
    if abs(large - small) <= _ROUNDING * max(abs(large), abs(small)):
        return
    measure = Measure(
        id=name,
        kind=pair.kind,
        stretch=large,
        target=small,
        floor=least,
        limit=_limit(large, small),
        base=base,
        unit=pair.unit if pair.kind is MeasureKind.DURATION else None,
        per=pair.per if pair.kind is MeasureKind.MONEY and pair.per in _PERS else None,
        nouns=_nouns(pair) if pair.kind is MeasureKind.COUNT else (),
    )
    yield measure
    worded = _worded(pair, large, small)
    if pair.percent and small > _HUNDRED:
        # A share that nothing is reckoned from: only the figures themselves are heard.
        yield measure.model_copy(update={"phrases": {**_steps((large, small, least)), **worded}})
    yield measure.model_copy(update={"phrases": worded})


def _marks(
    pair: Pair, words: tuple[str, str, str], today: Sequence[Quantity]
) -> tuple[float, float, float, float | None] | None:
    large, small = pair.worth(pair.stretch), pair.worth(pair.target)
    if large is None or small is None:
        return None
    least = next((one for one in amounts(words[2]) if alike(one, pair.target)), None)
    if pair.percent:
        sign = -1 if is_cut(words[0], words[1]) or Change.LESS in {pair.stretch.change, pair.target.change} else 1
        share = least.value if least and (least.kind is Kind.PERCENT or is_bare(least)) else small
        marks = [_HUNDRED + sign * value for value in (large, small, share)]
        return marks[0], marks[1], _behind(marks[2], marks[0], marks[1]), _HUNDRED
    base = holds_today(today, pair)
    cut = Change.LESS in {pair.stretch.change, pair.target.change}
    if base is None and cut and not pair.stretch.change is pair.target.change is Change.LESS:
        return None
    if base is None and large < small and pair.stretch.change is pair.target.change is Change.MORE:
        base = 0.0  # "two more days" beside three: both count from nothing
    if base is None and cut:
        # What it is taken off is unsaid, so that any sum will do that is far from both.
        base = _FAR_OFF * max(large, small)
    asked = [signed(pair.stretch, large, base), signed(pair.target, small, base)]
    low = pair.worth(least) if least else None
    floor = asked[1] if least is None or low is None else signed(_changed(least, pair), low, base)
    sign = 1 if asked[0] > asked[1] else -1
    if base is not None and sign * base >= sign * asked[1]:
        base = base if cut or base == 0 else None
    return asked[0], asked[1], _behind(floor, asked[0], asked[1]), base


def _changed(least: Quantity, pair: Pair) -> Quantity:
    """The floor of two changes is one too, though only "100" may be said of it."""
    bare = least.change is None and (is_bare(least) or least.kind is pair.target.kind)
    same = pair.stretch.change is pair.target.change
    return pair.target if bare and same and pair.target.change else least


def _behind(floor: float, stretch: float, target: float) -> float:
    """A floor that asks for more than the target is none."""
    sign = 1 if stretch > target else -1
    return target if sign * floor > sign * target else floor


def _limit(stretch: float, target: float) -> float:
    """Beyond it an ask is a "you're crazy": once more the way from target to stretch is still a no, and so is a quarter more of the whole;
    a price, though, is not driven down to nothing.
    """
    step = max(abs(stretch - target), _ROOM * abs(stretch))
    if stretch > target:
        return stretch + step
    return max(stretch - step, _LOWEST * stretch) if stretch > 0 else stretch - step


def _nouns(pair: Pair) -> tuple[str, ...]:
    units = [one.unit for one in (pair.target, pair.stretch) if one.unit]
    said = [one.text.lower().split()[-1] for one in (pair.target, pair.stretch) if one.unit]
    plural = [word for word in said if singular(word) in units]
    return tuple(dict.fromkeys(noun for noun in (*units, *plural) if noun))


def _worded(pair: Pair, large: float, small: float) -> dict[str, float]:
    worded = {_edged(pair.target.text): small, _edged(pair.stretch.text): large}
    return {words: value for words, value in worded.items() if words}


def _steps(marks: Sequence[float]) -> dict[str, float]:
    """Every whole percent between them, where all of them are whole."""
    if any(mark % 1 for mark in marks):
        return {}
    low, high = int(min(marks) - _HUNDRED), int(max(marks) - _HUNDRED)
    return {str(step): _HUNDRED + step for step in range(max(low, 1), min(high, low + _MOST_STEPS) + 1)}


def _edged(text: str) -> str:
    while text and _EDGE.search(text):
        text = _EDGE.sub("", text)
    return text
