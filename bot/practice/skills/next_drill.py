"""Which drill comes next, and why: what is due, what was never tried, what is weakest; never twice the same (docs/scheduling.md)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.practice.skills.asking import Drill, Next, OwnLine, Reason, Seen, each_once
from bot.practice.skills.cards import Card, is_due
from bot.practice.skills.items import Items
from bot.practice.skills.own_lines import own_line_due
from bot.practice.skills.skill import criterion_of
from bot.practice.skills.standing import by_weakness, most_overdue_first

NEW_EVERY = 2
"""While drills were never tried, at least each second is one of them: what is due each day must not keep the others away for weeks."""
SAME_KIND = 3
"""After so many of one kind comes the other."""
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class _Candidate:
    """`skill`: a criterion where there is no card yet."""

    drill: Drill
    skill: str
    reason: Reason
    has_card: bool = True


def next_drill(
    cards: Iterable[Card],
    drills: Mapping[str, Sequence[Drill]],
    seen: Iterable[Seen],
    own_lines: Collection[OwnLine],
    now: datetime,
    seed: int,
) -> Next | None:
    """None only where there are no drills. The same for the same past and seed.

    `drills`: by criterion, in the order in which new ones are to come (`by_criterion`). `seen`: all that was asked, or at least the last
    time of each item: what is not in it counts as never seen.
    """
    every = [drill for drill, _ in each_once(drills)]
    past = sorted(seen, key=lambda one: (one.at, one.drill, one.item))
    last = past[-1].drill if past else None
    line = own_line_due(own_lines, past, {drill.id for drill in every if drill.id != last}, now)
    if line:
        return Next(drill=line.drill, skill=line.skill, reason=Reason.OWN_LINE, own_line=line)
    items = Items(past, now, seed)
    chosen = _choose(_Table(cards, drills, past, items, now), every, past)
    if chosen is None:
        return None
    picked = items.pick(chosen.drill, chosen.skill, has_card=chosen.has_card)
    return Next(drill=chosen.drill.id, skill=picked.skill, reason=chosen.reason, item=picked.item.id)


class _Table:
    """What could be asked, best first, by reason."""

    def __init__(
        self,
        cards: Iterable[Card],
        drills: Mapping[str, Sequence[Drill]],
        past: Sequence[Seen],
        items: Items,
        now: datetime,
    ) -> None:
        self._drills = {criterion: [one for one in trained if one.items] for criterion, trained in drills.items()}
        self._every = each_once(drills)
        self._asked = {one.drill: one.at for one in past}
        ordered = by_weakness(cards, now)
        due = self._of({card: card.due for card in most_overdue_first(ordered, now)}, Reason.DUE)
        # What can be shown by an item to be had goes before what only its neighbours can be trained for.
        self.due = sorted(due, key=lambda one: not items.fit(one.drill, one.skill))
        self.weak = self._of({card: card.last_review for card in ordered if not is_due(card, now)}, Reason.WEAK)
        self.new = [one for one in self._each(Reason.NEW) if one.drill.id not in self._asked]
        self.untried = self._untried({criterion_of(card.skill) for card in ordered})

    def rest(self) -> list[_Candidate]:
        """All drills, the one asked longest ago first: for a change, or where nothing is known of any skill."""
        return self._longest_ago_first(self._each(Reason.MIX))

    def _of(self, cards: Mapping[Card, datetime], reason: Reason) -> list[_Candidate]:
        """As they come; but what was asked since the given time and left unanswered lets the others go before it."""
        found = [
            (self._last_asked(drill, since), _Candidate(drill, card.skill, reason))
            for card, since in cards.items()
            for drill in sorted(self._drills.get(criterion_of(card.skill), ()), key=self._last_asked)
        ]
        return [candidate for _, candidate in sorted(found, key=lambda each: each[0])]

    def _untried(self, known: Collection[str]) -> list[_Candidate]:
        """Criteria without a card, by whatever drill trains them."""
        return self._longest_ago_first(
            _Candidate(drill, criterion, Reason.NEW, has_card=False)
            for criterion, trained in self._drills.items()
            if criterion not in known
            for drill in trained
        )

    def _longest_ago_first(self, found: Iterable[_Candidate]) -> list[_Candidate]:
        return sorted(found, key=lambda one: self._last_asked(one.drill))

    def _last_asked(self, drill: Drill, since: datetime = _NEVER) -> datetime:
        asked = self._asked.get(drill.id, _NEVER)
        return asked if asked > since else _NEVER

    def _each(self, reason: Reason) -> list[_Candidate]:
        return [_Candidate(drill, criterion, reason, has_card=False) for drill, criterion in self._every]


def _choose(table: _Table, every: Sequence[Drill], past: Sequence[Seen]) -> _Candidate | None:
    new_first = bool(table.new) and _turn_for_new(past)
    first, second = (table.new, table.due) if new_first else (table.due, table.new)
    candidates = [*first, *second, *table.untried, *table.weak, *table.rest()]
    last = past[-1].drill if past else None
    only_one_due = not new_first and {one.drill.id for one in table.due} == {last}
    others = [one for one in candidates if one.drill.id != last or only_one_due]
    best = next(iter(others or candidates), None)
    kind = _too_long(past, every)
    if best is None or best.drill.kind != kind:
        return best
    change = next((one for one in others if one.drill.kind != kind), None)
    return replace(change, reason=Reason.MIX) if change else best


def _turn_for_new(past: Sequence[Seen]) -> bool:
    """Whether none of the latest (`NEW_EVERY` less one) was its drill's first time."""
    started: set[str] = set()
    firsts = []
    for one in past:
        firsts.append(one.drill not in started)
        started.add(one.drill)
    latest = firsts[-(NEW_EVERY - 1) :]
    return len(latest) == NEW_EVERY - 1 and not any(latest)


def _too_long(past: Sequence[Seen], every: Sequence[Drill]) -> str | None:
    """The kind that all of the latest were of, if there were enough of them."""
    kinds = {drill.id: drill.kind for drill in every}
    latest = [kinds.get(one.drill) for one in past[-SAME_KIND:]]
    return latest[0] if len(latest) == SAME_KIND and len(set(latest)) == 1 else None
