"""What an answer to a drill comes to, with what carried it and what was missing. The rules stand in docs/drills.md."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.hearing.cues import NOTHING, Assessment, Status, Verdict
from bot.practice.drills.drill import ChoiceItem, Help, LineDrill, LineItem, Need, Result, Spoil
from bot.practice.drills.elsewhere import is_elsewhere
from bot.practice.drills.findings import findings_in
from bot.practice.edition import draw


@dataclass(frozen=True, kw_only=True)
class Carried:
    """A finding that spoke for the line, in the user's own words."""

    finding: str
    quote: str
    praise: str


@dataclass(frozen=True, kw_only=True)
class Missing:
    """What was wanting, with `quote` empty, or what cost, with the words in which it was heard."""

    finding: str
    quote: str
    advice: str


@dataclass(frozen=True, kw_only=True)
class DrillVerdict:
    """`better` is a line, or the right option, that would have passed; `doubted` what hearing was not sure of.

    `advice` is for a line that passed and could carry more, "" where there is nothing to say. `elsewhere`: it would have carried, but
    seems to be about something else, so that nobody can say whether it does.
    """

    result: Result
    better: str
    carried: tuple[Carried, ...] = ()
    missing: tuple[Missing, ...] = ()
    doubted: tuple[str, ...] = ()
    advice: str = ""
    explanation: str = ""
    elsewhere: bool = False


def judge_line(drill: LineDrill, item: LineItem, text: str, assessment: Assessment) -> DrillVerdict:
    """The line, as it was heard in the context that `context_of` gives. What was not understood is not judged."""
    if not assessment.understood:
        return DrillVerdict(result=Result.UNSURE, better=item.better)
    found = findings_in(drill, item, text, assessment)
    costs = [spoil for spoil in drill.spoils if _strongest(spoil.finding, found)[1].status is Status.HEARD]
    result = _result([_strongest(need.finding, found)[1].status for need in drill.needs], costs)
    if result in _CARRIES and is_elsewhere(item, drill.phase, text):
        return DrillVerdict(result=Result.UNSURE, better=item.better, elsewhere=True)
    helps = [one for one in drill.helps if _strongest(one.finding, found)[1].status is Status.NOT_HEARD and one.advice]
    return DrillVerdict(
        result=result,
        better=item.better,
        carried=tuple(_carried((*drill.needs, *drill.helps), found, text)),
        missing=(*_wanting(drill.needs, found), *(_cost(spoil, found, text) for spoil in costs)),
        doubted=tuple(
            name
            for name, verdict in (_strongest(need.finding, found) for need in drill.needs)
            if verdict.status is Status.UNSURE
        ),
        advice=(helps[0].advice or "") if helps and result is Result.PASSED else "",
    )


def judge_choice(item: ChoiceItem, index: int) -> DrillVerdict:
    """The option with this index in the item itself, whatever order it was shown in."""
    right = index == item.answer
    return DrillVerdict(
        result=Result.PASSED if right else Result.MISSED,
        better=item.options[item.answer],
        explanation=item.explanation,
    )


def order_options(item: ChoiceItem, seed: int) -> tuple[int, ...]:
    """The indexes of the options in the order to show them, so that the right one has no place of its own; the same for the same seed."""
    left = list(range(len(item.options)))
    return tuple(left.pop(draw(len(left), seed, item.id, len(left))) for _ in item.options)


def _result(needs: Sequence[Status], costs: Sequence[Spoil]) -> Result:
    """The first need is the point of the drill. Doubt about it decides nothing; doubt about a later one only where nothing else is missing."""
    if any(spoil.at_best is Result.MISSED for spoil in costs) or needs[0] is Status.NOT_HEARD:
        return Result.MISSED
    if needs[0] is Status.UNSURE:
        return Result.UNSURE
    if costs or Status.NOT_HEARD in needs:
        return Result.PARTLY
    return Result.UNSURE if Status.UNSURE in needs else Result.PASSED


def _strongest(names: Sequence[str], found: Mapping[str, Verdict]) -> tuple[str, Verdict]:
    """Of findings either of which would do, the one that is surest."""
    return max(((name, found.get(name, NOTHING)) for name in names), key=lambda one: _SURER.index(one[1].status))


_CARRIES = {Result.PASSED, Result.PARTLY}
_SURER = (Status.NOT_HEARD, Status.UNSURE, Status.HEARD)


def _carried(wanted: Sequence[Need | Help], found: Mapping[str, Verdict], text: str) -> Iterator[Carried]:
    for one in wanted:
        name, verdict = _strongest(one.finding, found)
        if verdict.status is Status.HEARD:
            yield Carried(finding=name, quote=verdict.quote or text, praise=one.praise)


def _wanting(needs: Sequence[Need], found: Mapping[str, Verdict]) -> Iterator[Missing]:
    for need in needs:
        if _strongest(need.finding, found)[1].status is Status.NOT_HEARD:
            yield Missing(finding=need.finding[0], quote="", advice=need.advice)


def _cost(spoil: Spoil, found: Mapping[str, Verdict], text: str) -> Missing:
    name, verdict = _strongest(spoil.finding, found)
    return Missing(finding=name, quote=verdict.quote or text, advice=spoil.advice)
