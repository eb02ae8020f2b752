"""Criteria in words: what counted, what hearing was unsure of, and what there was nothing to judge by. Never a score of nothing."""

from collections.abc import Iterable, Iterator

from bot.practice.scoring import CriterionScore, Mark, Unreached
from bot.texts import say
from bot.texts.blocks import Block, Style

_MARKS = {
    Mark.FULL: "●",
    Mark.PART: "◐",
    Mark.NONE: "○",
    Mark.UNSURE: "◐",
    Mark.DISPUTED: "◇",
    Mark.NOT_REACHED: "·",
}
_LEFT_OUT = "?"
_POINTS_WIDTH = 5


def criteria(found: tuple[CriterionScore, ...]) -> Iterator[Block]:
    """First what counted, then what did not and why."""
    counted = [item for item in found if item.unreached is None and item.possible > 0]
    if counted:
        yield Block(Style.TITLE, say("criteria"))
        yield Block(Style.TABLE, "\n".join(_line(item) for item in counted))
    if any(item.mark is Mark.DISPUTED for item in found):
        yield Block(Style.FAINT, say("disputed_mark"))
    unsure = [item for item in found if item.in_doubt]
    if unsure:
        yield Block(Style.TITLE, say("unsure_title"))
        yield Block(Style.TEXT, "\n".join(_unsure(item) for item in unsure))
        yield Block(Style.FAINT, say("unsure_note"))
    unreached = list(_unreached(found))
    if unreached:
        yield Block(Style.TITLE, say("unreached_title"))
        yield Block(Style.TEXT, "\n".join(unreached))


def point(item: CriterionScore) -> str:
    """One criterion with the words that earned, cost or left open each point."""
    lines = [_heading(item)]
    if item.lost > 0:
        lines.append(say("point_asks", asks=item.criterion.asks))
    if item.in_doubt:
        lines += [say("point_doubted", finding=say(f"finding_{finding}")) for finding in item.doubted]
    for award in item.awards:
        key = "point_earned" if award.points > 0 else "point_lost"
        finding = award.called or say(f"finding_{award.finding}")
        lines.append(say(key, points=_points(abs(award.points)), finding=finding, quote=award.quote))
    return "\n".join(lines)


def _heading(item: CriterionScore) -> str:
    title = item.criterion.title
    if item.unreached is not None:
        return f"{_MARKS[item.mark]} {say(f'point_{item.unreached}', title=title)}"
    if item.possible == 0:
        return f"{_LEFT_OUT} {say('point_left_out', title=title)}"
    key = "point_disputed" if item.mark is Mark.DISPUTED else "point_in_part" if item.in_doubt else "point"
    weight, left_out = _points(item.criterion.weight), _points(item.left_out)
    return f"{_MARKS[item.mark]} {say(key, title=title, points=_points(item.points), weight=weight, left_out=left_out)}"


def _line(item: CriterionScore) -> str:
    points = f"{_points(item.points)}/{item.criterion.weight}".rjust(_POINTS_WIDTH)
    return f"{_MARKS[item.mark]} {points} {item.criterion.title}"


def _unsure(item: CriterionScore) -> str:
    findings = ", ".join(say(f"finding_{finding}") for finding in item.doubted)
    return say("unsure_row", title=item.criterion.title, findings=findings, points=_points(item.left_out))


def _unreached(found: Iterable[CriterionScore]) -> Iterator[str]:
    """A line for each reason, with the criteria that it took the ground from."""
    by_reason: dict[Unreached, list[CriterionScore]] = {}
    for item in found:
        if item.unreached is not None:
            by_reason.setdefault(item.unreached, []).append(item)
    for reason, items in by_reason.items():
        points = str(sum(item.criterion.weight for item in items))
        yield say(f"unreached_{reason}", points=points, titles=", ".join(item.criterion.title for item in items))


def _points(points: float) -> str:
    return f"{points:.1f}".removesuffix(".0")
