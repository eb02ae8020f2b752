"""Golden answers of drills, judged: whether the better line passes and each answer comes to what its file says."""

from collections.abc import Iterator

from bot.hearing.cues import Listener
from bot.practice.draft import Loaded
from bot.practice.drills.drill import Drill, Golden, LineDrill, LineItem, Result
from bot.practice.drills.findings import context_of
from bot.practice.drills.judge import DrillVerdict, judge_line
from bot.practice.source import Place


def drill_deviations(loaded: Loaded[Drill], listener: Listener) -> Iterator[str]:
    """Every line that is judged otherwise than written, as file:line and what became of it; none of a drill of choices."""
    drill = loaded.model
    for index, item in enumerate(drill.items if isinstance(drill, LineDrill) else ()):
        assert isinstance(drill, LineDrill)  # noqa: S101 (only such a drill has lines)
        for place, golden in lines_of(item):
            verdict = judge_line(drill, item, golden.say, listener.listen(context_of(drill, item), golden.say))
            differs = what_differs(golden, verdict)
            if differs:
                yield f"{loaded.source.at(('items', index, *place))}: {item.id}: {differs}\n  “{golden.say}”"


def lines_of(item: LineItem) -> Iterator[tuple[Place, Golden]]:
    """The better line, which has to pass, and the golden answers."""
    yield ("better",), Golden(say=item.better, verdict=Result.PASSED)
    for index, golden in enumerate(item.golden):
        yield ("golden", index), golden


def what_differs(golden: Golden, verdict: DrillVerdict) -> str:
    """Why the verdict is not what is written; "" where it is."""
    quoted = {one.finding for one in verdict.carried} | {one.finding for one in verdict.missing if one.quote}
    missed = {one.finding for one in verdict.missing if not one.quote}
    wrong = [f"{verdict.result} instead of {golden.verdict}"] if verdict.result is not golden.verdict else []
    wrong += [f"{name} was not heard" for name in golden.heard if name not in quoted]
    wrong += [f"{name} is not missing" for name in golden.missing if name not in missed]
    if not wrong:
        return ""
    told = [f"heard: {', '.join(sorted(quoted)) or 'nothing'}", f"missing: {', '.join(sorted(missed)) or 'nothing'}"]
    told += [f"unsure: {', '.join(verdict.doubted)}"] if verdict.doubted else []
    return "; ".join([*wrong, *told])
