"""Ann's meetings: what she answers, taps and reads."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.services.deps import Deps, Person, Reach
from bot.services.meetings.desk import plan_in
from bot.services.meetings.listing import plan_meeting
from bot.services.meetings.parts import MeetingShown
from bot.services.parts.rounds import CounterpartSays
from bot.services.press_button import press_button
from bot.services.replies import Action, CoachSays, Reply, Verb
from storage.meeting_records import MeetingRecord
from storage.unit_of_work import Database
from tests.services.drilled import user_id
from tests.services.samples import ANN, Clock, choice, make_deps, part, say

BOT, CHAT = 7, 501
MONDAY = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER, SKIP = "button_meeting_later", "button_meeting_skip"

WHO = "my boss Dana, the yearly raise"
TARGET = "68k"
FLOOR = "64k"
STRETCH = "75k, because I took over Rotterdam and it renewed at 410k"
OBJECTION = "there is no budget until april, or the others would want it too"
FIVE = (WHO, TARGET, FLOOR, STRETCH, OBJECTION)
"""The answers; right after the stretch comes the question whether it is meant."""
WHOLE = (*FIVE[:4], "yes", OBJECTION)

ASK = "I'd like 75k, because I took over Rotterdam and it renewed at 410k [specific_ask justification counterpart_benefit]"
ASK_WHY = "Fair enough. What makes it difficult? [acknowledges_refusal invites_constraint]"
# The card takes whole lines of 120 characters at most, and what stands in brackets counts.
RETREAT = (
    "No budget until april: 75k was a lot, let me step back to 68k [names_concession smaller_ask ties_to_constraint]"
)
SECURE = "68k from May, I'll write it up today [commitment leaves_choice]"
REHEARSED = (ASK, ASK_WHY, RETREAT, SECURE)


def at_desk(database: Database, clock: Clock | None = None, *, in_reach: bool = True) -> Deps:
    """The services of a front that can write to anybody, as Telegram's; or of one that cannot."""
    clock = clock or Clock()
    clock.at = MONDAY
    deps = make_deps(database, now=clock)
    return replace(deps, reach=lambda _: Reach(BOT, CHAT)) if in_reach else deps


def asked(reply: Reply) -> str:
    """The last thing that the coach says, by its key."""
    return [found.key for found in reply.parts if isinstance(found, CoachSays)][-1]


def keys(reply: Reply) -> list[str]:
    return [found.key for found in reply.parts if isinstance(found, CoachSays)]


def said_by(reply: Reply) -> str:
    return part(reply, CounterpartSays).text


async def taps(deps: Deps, reply: Reply, *buttons: str, person: Person = ANN) -> Reply:
    """One after the other, each below the answer to the one before."""
    for key in buttons:
        reply = await press_button(deps, person, choice(reply, key).action)
    return reply


async def presses(deps: Deps, *target: object, person: Person = ANN) -> Reply:
    """A button by what it is about, however old it may be."""
    return await press_button(deps, person, Action(Verb.PLAN, target="/".join(map(str, target))))


async def tells(deps: Deps, *answers: str, person: Person = ANN) -> Reply:
    """A new meeting, and these answers to its questions."""
    reply = await presses(deps, "new", person=person)
    return await say(deps, *answers, person=person) if answers else reply


async def saved(deps: Deps, *answers: str, person: Person = ANN) -> Reply:
    """A meeting that knows enough; it has no date."""
    reply = await tells(deps, *(answers or WHOLE), person=person)
    return reply if shown(reply) else await taps(deps, reply, SKIP, person=person)


def shown(reply: Reply) -> MeetingShown | None:
    return next((found for found in reply.parts if isinstance(found, MeetingShown)), None)


async def dated(deps: Deps, when: str, place: str = "Lisbon") -> Reply:
    """A meeting then, by the clock of a place; the first answer only told that there is no clock yet."""
    reply = await tells(deps, *WHOLE, when)
    return await say(deps, place, when) if asked(reply) == "when_where" else reply


async def meetings(database: Database, person: Person = ANN) -> tuple[MeetingRecord, ...]:
    number = await user_id(database, person)
    async with database.unit_of_work() as uow:
        return await uow.meetings.all_of(number)


async def meeting(database: Database) -> MeetingRecord:
    """The one that was touched last."""
    return (await meetings(database))[0]


async def answers(database: Database) -> dict[str, str]:
    """What is stored of the latest."""
    return {question.value: words for question, words in plan_in(await meeting(database)).answers.items()}


async def resumed(deps: Deps) -> Reply:
    return await plan_meeting(deps, ANN)
