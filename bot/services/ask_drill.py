"""The next drill: chosen by what is due, or named by the user; asked on demand, once more, or by a reminder."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.practice.drills.asked import AskedItem
from bot.practice.drills.drill import ChoiceItem, Drill
from bot.practice.drills.judge import order_options
from bot.practice.skills.asking import Next, Seen, by_criterion
from bot.practice.skills.next_drill import next_drill
from bot.practice.skills.own_lines import EVERY
from bot.services.deps import Deps, Person
from bot.services.open_round import moment_of
from bot.services.own_lines import OWN, Failed, failed_lines
from bot.services.parts.drills import DrillAsked, DrillsShown
from bot.services.people import clean_text, ensure_user
from bot.services.replies import Action, Choice, CoachSays, Moment, Reply, Verb
from bot.services.skills import here, known_cards
from storage.daily_records import Asked, NewQuestion, QuestionId
from storage.drills import WISHED
from storage.records import UserId
from storage.unit_of_work import UnitOfWork

ASKED, REMINDED = WISHED, "reminder"
LIST = "list"
EXAMPLE, ANOTHER, SAME, LEAVE = "example", "another", "same", "leave"
"""What the buttons below a question do."""

REMEMBERED = timedelta(days=400)
"""Items asked before that are as good as new."""
SLIP = timedelta(seconds=5)
_SHOWN = 40
_WORD = re.compile(r"[^\W_]+")


async def ask_drill(deps: Deps, person: Person, name: str = "") -> Reply:
    """The drill that helps most now; with a `name`, the next item of that one, or the list where there is no such drill."""
    deps = await deps.after_a_look()
    fitting = named(deps, name)
    if not deps.library.drills:
        return Reply((CoachSays("drills_none"),))
    if name.strip() and len(fitting) != 1:
        return await list_drills(deps, person, name, fitting)
    drill = fitting[0] if fitting else None
    async with deps.database.unit_of_work() as uow:
        user = await ensure_user(deps, uow, person)
        reply = with_ways_on(await put(deps, uow, user.id, ASKED, drill))
        await deps.conclude(uow, reply)
    return reply


async def list_drills(deps: Deps, person: Person, name: str = "", fitting: Sequence[Drill] = ()) -> Reply:
    """All there are, or those that fit the name, each a button."""
    shown = fitting or deps.library.drills
    async with deps.database.unit_of_work() as uow:
        user = await ensure_user(deps, uow, person)
        moment = await moment_of(uow, user.id)
        await uow.commit()
    key = "drills_several" if fitting else "drill_unknown" if name and name.lower() != LIST else "drills_choose"
    rows = tuple(
        (Choice(Action(Verb.DRILL, moment, drill.id), "button_drill_named", {"title": drill.title}),) for drill in shown
    )
    heading = CoachSays(key, {"words": clean_text(name)[:_SHOWN]})
    return Reply((heading, DrillsShown(tuple((drill.title, drill.asks) for drill in shown))), rows)


async def press_drill(deps: Deps, person: Person, target: str) -> Reply:
    """A button: one more, one of a kind, or the list. Tapped twice in a row it brings one."""
    if target == LIST:
        return await list_drills(deps, person)
    if await _just_asked(deps, person, target):
        return Reply((CoachSays("drill_on_its_way"),), passed=True)
    return await ask_drill(deps, person, target)


async def _just_asked(deps: Deps, person: Person, target: str) -> bool:
    async with deps.database.unit_of_work() as uow:
        user = await uow.users.by_identity(person.identity)
        question = await uow.drills.open_of(user.id) if user else None
    if question is None or target not in {"", question.drill}:
        return False
    return question.asked_at <= deps.now() <= question.asked_at + SLIP


def named(deps: Deps, name: str) -> list[Drill]:
    """The one with this id or title, or all that have these words in them, however they are written."""
    words = _words(name)
    found = [drill for drill in deps.library.drills if words <= _words(f"{drill.id} {drill.title}")] if words else []
    exact = [drill for drill in found if words in (_words(drill.id), _words(drill.title))]
    return exact or found


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))


async def put(deps: Deps, uow: UnitOfWork, user_id: UserId, how: str, drill: Drill | None = None) -> Reply:
    """Asks the next item of `drill`, or of what helps most; the caller holds the user and concludes."""
    now, seed = deps.now(), deps.new_seed()
    asked = await uow.drills.asked(user_id, now - REMEMBERED)
    chosen, failed = await _choose(deps, uow, user_id, asked, seed, drill)
    if chosen is None:
        return Reply((CoachSays("drills_none"),))
    item = _item(deps, chosen, failed)
    await uow.meetings.stop_asking(user_id)
    question = await uow.drills.ask(
        NewQuestion(
            user_id=user_id,
            drill=chosen.drill,
            item=item.item.id,
            skill=chosen.skill,
            how=how,
            body=item.body,
            seed=seed,
            asked_at=now,
            on_date=(await here(uow, user_id, now)).today,
        )
    )
    waiting = await uow.rounds.open_of(user_id)
    moment = await moment_of(uow, user_id)
    reason = "" if drill else chosen.reason.value
    return asked_reply(item, question.id, seed, moment, reason=reason, round_waits=waiting is not None)


async def _choose(
    deps: Deps, uow: UnitOfWork, user_id: UserId, asked: tuple[Asked, ...], seed: int, drill: Drill | None
) -> tuple[Next | None, list[Failed]]:
    drills = [drill] if drill else list(deps.library.drills)
    criteria = [criterion.id for criterion in deps.library.rubric.criteria]
    seen = [_seen(one) for one in asked]
    lately_own = any(one.own for one in seen[-(EVERY - 1) :]) or len(seen) < EVERY - 1
    failed = [] if lately_own or drill else await failed_lines(deps, uow, user_id, asked)
    lines = [one.line for one in failed]
    cards = await known_cards(uow, user_id)
    return next_drill(cards, by_criterion(drills, criteria), seen, lines, deps.now(), seed), failed


def _seen(asked: Asked) -> Seen:
    return Seen(drill=asked.drill, item=asked.item, at=asked.asked_at, own=asked.item.startswith(OWN))


def _item(deps: Deps, chosen: Next, failed: list[Failed]) -> AskedItem:
    drill = deps.library.drill(chosen.drill)
    own = next((one.item for one in failed if chosen.own_line and one.line.id == chosen.own_line.id), None)
    item = own or (drill.item(chosen.item or "") if drill else None)
    assert drill is not None  # noqa: S101 (it was chosen among the library's)
    assert item is not None  # noqa: S101 (likewise)
    return AskedItem(drill, item)


def asked_reply(
    asked: AskedItem, question_id: QuestionId, seed: int, moment: Moment, *, reason: str = "", round_waits: bool = False
) -> Reply:
    """The question, and its options as choices; a front that has polls shows one instead."""
    order = order_options(asked.item, seed) if isinstance(asked.item, ChoiceItem) else ()
    shown = DrillAsked(asked.drill, asked.item, question_id, order, reason)
    rows = tuple(
        (Choice(Action(Verb.PICK, moment, f"{question_id}.{place}"), "button_option", {"text": _text(asked, index)}),)
        for place, index in enumerate(order)
    )
    waits = (CoachSays("drill_round_waits"),) if round_waits else ()
    return Reply((shown, *waits), rows)


def with_ways_on(reply: Reply) -> Reply:
    """With buttons below a line that is asked for, for whoever has none just now. A reminder has its own."""
    asked = next((part for part in reply.parts if isinstance(part, DrillAsked) and part.quiz is None), None)
    return replace(reply, choices=ways_on(asked.question_id, same=not asked.reason)) if asked else reply


def ways_on(question_id: int, *, example: bool = True, same: bool = False) -> tuple[tuple[Choice, ...], ...]:
    ways = {
        **({EXAMPLE: "button_drill_example"} if example else {}),
        SAME if same else ANOTHER: "button_drill_another",
        LEAVE: "button_drill_leave",
    }
    return (tuple(Choice(Action(Verb.BESIDE, target=f"{what}.{question_id}"), key) for what, key in ways.items()),)


def _text(asked: AskedItem, index: int) -> str:
    return asked.choice.options[index] if asked.choice else ""
