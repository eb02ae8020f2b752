"""The user's own lines that went wrong in their latest rounds, as items of the drills that are practice for just that."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.practice.drills.drill import OwnItem
from bot.practice.drills.own_line import failed_line_item
from bot.practice.scoring import Mark
from bot.practice.skills.asking import OwnLine
from bot.practice.skills.skill import skill_of
from bot.services.deps import Deps
from bot.services.open_round import judge
from storage.daily_records import Asked
from storage.records import RoundStatus, UserId
from storage.unit_of_work import UnitOfWork

LOOKED_AT = timedelta(days=30)
ROUNDS = 3
OWN = "own-"
_SETTLED = {"passed", "disputed"}
"""Outcomes after which a line is not asked again."""


@dataclass(frozen=True)
class Failed:
    line: OwnLine
    item: OwnItem


async def failed_lines(deps: Deps, uow: UnitOfWork, user_id: UserId, asked: tuple[Asked, ...]) -> list[Failed]:
    """Of the last three practice rounds within a month, one for each criterion that lost points."""
    now = deps.now()
    passed = {one.item for one in asked if one.outcome in _SETTLED}
    found = []
    for summary in await uow.rounds.finished(user_id, limit=ROUNDS):
        record = await uow.rounds.get(user_id, summary.id)
        if record is None or record.status is not RoundStatus.FINISHED or not _recent(record.ended_at, now):
            continue
        talk, debrief = await judge(deps, uow, record)
        ended_at = record.ended_at or now
        mastered = {score.criterion.id for score in debrief.score.criteria if score.mark is Mark.FULL}
        for score in debrief.score.criteria:
            failed = failed_line_item(deps.library.drills, talk, score, ended_at.date(), mastered=mastered)
            if failed:
                drill, item = failed
                skill = skill_of(item.criterion, item.constraint)
                line = OwnLine(id=item.id, drill=drill.id, skill=skill, failed_at=ended_at, passed=item.id in passed)
                found.append(Failed(line, item))
    return found


def _recent(ended_at: datetime | None, now: datetime) -> bool:
    return ended_at is not None and now - ended_at <= LOOKED_AT
