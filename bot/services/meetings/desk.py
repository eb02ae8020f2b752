"""A meeting on the desk: read, changed and kept in one transaction, its user held."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.practice.meetings.plan import MeetingPlan, Reading
from bot.practice.meetings.reading import read
from bot.services.deps import Deps, Person
from bot.services.people import ensure_user
from bot.services.replies import Action, Choice, Reply, Verb, coach
from storage.meeting_records import MeetingId, MeetingRecord, MeetingStatus
from storage.records import UserId
from storage.unit_of_work import UnitOfWork

SEPARATOR = "/"
UNTITLED, THEM = "A meeting", "them"
"""What a meeting and its counterpart are called while nobody has said."""
MOST = 30
"""Meetings that somebody may have, the archived ones counted: nobody prepares more."""


@dataclass
class Desk:
    """`record` is the meeting as it is stored, `plan` what stands in it; both are those of now after `keep`."""

    deps: Deps
    uow: UnitOfWork
    person: Person
    user_id: UserId
    record: MeetingRecord
    plan: MeetingPlan

    @property
    def now(self) -> datetime:
        return self.deps.now()

    @property
    def reading(self) -> Reading:
        return read(self.plan)

    @property
    def title(self) -> str:
        return title_of(self.reading)

    @property
    def name(self) -> str:
        """What the counterpart is called, fit for any sentence."""
        return self.reading.name or THEM

    async def keep(self, plan: MeetingPlan | None = None, **changes: Any) -> None:  # noqa: ANN401 (fields of the record)
        """The plan, where it has changed, and what else of the record has."""
        self.plan = self.plan if plan is None else plan
        self.record = replace(self.record, body=self.plan.model_dump_json(), updated_at=self.now, **changes)
        await self.uow.meetings.keep(self.record)

    def button(self, key: str, *what: str, **params: str) -> Choice:
        """About this meeting."""
        return button(key, str(self.record.id), *what, **params)


Use = Callable[[Desk], Awaitable[Reply]]


def button(key: str, *target: str, **params: str) -> Choice:
    """It belongs to no moment of a round: a meeting knows by itself what has passed."""
    return Choice(Action(Verb.PLAN, target=SEPARATOR.join(target)), key, params)


def title_of(reading: Reading) -> str:
    """How a meeting is called in a list: “Dana: the yearly raise”; where neither is said, by what is wanted."""
    name = reading.name[:1].upper() + reading.name[1:]
    return ": ".join(filter(None, [name, reading.topic])) or reading.target or reading.stretch or UNTITLED


def plan_in(record: MeetingRecord) -> MeetingPlan:
    return MeetingPlan.model_validate_json(record.body)


async def at_desk(deps: Deps, person: Person, meeting_id: str, use: Use, *, is_answer: bool = True) -> Reply:
    """What `use` changes and says of the user's meeting, as one; somebody else's, or one that is gone, is not found.

    `is_answer`: False where the caller still makes something of the reply, which must not be on its way by then.
    """
    async with deps.database.unit_of_work() as uow:
        user = await uow.users.by_identity(person.identity, locked=True)
        record = await uow.meetings.get(user.id, _number(meeting_id)) if user else None
        if user is None or record is None:
            return coach("meeting_gone")
        reply = await use(Desk(deps, uow, person, user.id, record, plan_in(record)))
        await (deps.conclude(uow, reply) if is_answer else uow.commit())
    return reply


async def begun(deps: Deps, uow: UnitOfWork, person: Person, asking: str) -> Desk | None:
    """A new meeting on the desk; None where there are too many."""
    user = await ensure_user(deps, uow, person)
    if len(await uow.meetings.all_of(user.id)) >= MOST:
        return None
    plan = MeetingPlan()
    await uow.drills.pass_open(user.id)
    record = await uow.meetings.begin(user.id, plan.model_dump_json(), asking, deps.now())
    return Desk(deps, uow, person, user.id, record, plan)


def is_over(record: MeetingRecord, now: datetime) -> bool:
    return record.begins_at is not None and record.begins_at <= now


def is_there(record: MeetingRecord) -> bool:
    return record.status is not MeetingStatus.ARCHIVED


def _number(text: str) -> MeetingId:
    return MeetingId(int(text) if text.isascii() and text.isdecimal() and len(text) < _LONGEST else 0)


_LONGEST = 19
