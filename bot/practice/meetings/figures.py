"""Which of several sentences with figures is the one that asks."""

import re
from collections.abc import Sequence

from bot.hearing.numbers.quantities import Kind, Quantity, find_quantities
from bot.practice.meetings.persons import has_verb

_THREE = 3
_FAR_APART = 1000.0
_AIM = re.compile(
    r"\b(?:fair|want|hope|hoping|aim|target|goal|happy with|i'd like|realistic(?:ally)?|ideally|should be)\b",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"(?:i |we )?(?:can't|cannot|won't|not|never|no (?:less|more|lower|higher)|at (?:least|most)|under|below|min|max)\b",
    re.IGNORECASE,
)


def wished(said: Sequence[str]) -> int | None:
    """Of "all of it would be 6400. fair is 5200. not under 4500" what is called the aim; where nothing is, the one in the middle."""
    figures = [(at, main) for at, main in enumerate(said) if _sums(main) and _is_a_figure(main)]
    if len(figures) != _THREE:
        return None
    return next((at for at, main in figures if _AIM.search(main)), _middle(figures))


def _is_a_figure(main: str) -> bool:
    """And no reason that has one."""
    return bool(_AIM.search(main) or _LIMIT.match(main)) or not has_verb(main)


def _middle(figures: Sequence[tuple[int, str]]) -> int:
    return sorted(figures, key=lambda one: _sums(one[1])[0].value)[1][0]


def closest(said: Sequence[str], beside: str) -> int | None:
    """Where several sentences have figures: the one whose figure is nearest to what was asked for before."""
    asked = _sums(beside)
    figures = [(at, one) for at, main in enumerate(said) for one in _sums(main)[:1]]
    if not asked or len(figures) <= 1:
        return None
    return min(figures, key=lambda found: _apart(found[1], asked[0]))[0]


def _apart(one: Quantity, other: Quantity) -> float:
    """A sum without a unit may be of either kind."""
    low, high = sorted((one.value, other.value))
    ratio = high / low if low > 0 else _FAR_APART
    return ratio + (_FAR_APART if one.unit != other.unit else 0.0)


def _sums(text: str) -> list[Quantity]:
    return [one for one in find_quantities(text) if one.kind not in {Kind.DATE, Kind.CLOCK}]
