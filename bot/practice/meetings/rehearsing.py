"""What the nth rehearsal of a meeting is like: whom one talks to, what stands in their way, and which turn the talk takes. Pure and reproducible."""

from collections.abc import Iterator, Sequence
from itertools import count

from bot.practice.edition import Edition, draw
from bot.practice.library import Library
from bot.practice.meetings.counterpart import EXPECTED
from bot.practice.script import GENERAL, Constraint, Script
from bot.practice.states import Move

WELL = 70
"""From this total on the next counterpart is harder to talk to."""
POORLY = 45
"""Below it the next one is easier."""

PLAIN = ""
_TURNS = (
    PLAIN,
    "bait",
    PLAIN,
    "unexpected_yes",
    "counter_offer",
    "called_out",
    "wrong_constraint",
    "next_day",
)
"""Everything easy first; what comes after is what people are least ready for."""
_FIRST_HARDER = 3
_SEEDS = 2**30


def rehearsal(script: Script, library: Library, nth: int, totals: Sequence[int]) -> tuple[Edition, int]:
    """The edition and the seed of the `nth` rehearsal, counted from 1; `totals` are those of the rounds before it, the latest last."""
    turns = [name for name in _TURNS if not name or (script.twist(name) and name in library.twists)]
    ways = (nth - 1) // len(turns)
    twist = turns[(nth - 1) % len(turns)]
    constraints = list(_in_order(script))
    constraint = constraints[(nth - 1 + ways) % len(constraints)]
    edition = Edition(
        script=script,
        temperament=library.temperaments_by_id[GENERAL[_level(nth, totals)]],
        rubric=library.rubric,
        twist=library.twists[twist] if twist else None,
    )
    return edition, _seed(edition, constraint, nth)


def _in_order(script: Script) -> Iterator[Constraint]:
    """What they expect, then two things that they do not, then what else they expect, and the rest."""
    expected = [one for one in script.constraints if one.id.startswith(EXPECTED)] or list(script.constraints[:1])
    others = [one for one in script.constraints if one not in expected]
    yield from (*expected[:1], *others[:2], *expected[1:], *others[2:])


def _level(nth: int, totals: Sequence[int]) -> int:
    """How hard it is by now, 0 to 2. A round that was left has no total: then the latest totals are taken for those of the latest rounds."""
    level, left = 0, nth - 1 - len(totals)
    for number in range(_FIRST_HARDER, nth + 1):
        place = number - 2 - left
        total = totals[place] if 0 <= place < len(totals) else None
        if total is not None and total >= WELL:
            level += 1
        elif total is not None and total < POORLY:
            level -= 1
        level = min(max(level, 0), len(GENERAL) - 1)
    return level


def _seed(edition: Edition, constraint: Constraint, nth: int) -> int:
    """A seed that brings this constraint, and a first line that no other of the first rehearsals has."""
    openings = len(edition.lines_for(edition.temperament.initial, Move.START))
    begun = draw(_SEEDS, nth, edition.script.id, "rehearsal")
    first = (nth + draw(openings, 0, edition.script.id)) % openings
    return next(
        seed
        for seed in count(begun)
        if edition.constraint(seed).id == constraint.id and draw(openings, seed, 0) == first
    )
