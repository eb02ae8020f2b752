"""Hearing takes its time on another thread; meanwhile the round may move on, and nobody else waits."""

import asyncio
import threading
from dataclasses import replace

from bot.hearing.cues import Assessment, Context
from bot.services.leave_round import cancel_round
from bot.services.parts.rounds import CounterpartSays
from bot.services.replies import CoachSays
from bot.services.start_round import begin_round
from bot.services.take_turn import Message, take_turn
from storage.unit_of_work import Database
from tests.services.samples import ANN, ASK, ASK_WHY, BEN, TaggedListener, make_deps, part


class SlowListener(TaggedListener):
    """Hears the first message only when it is let go."""

    def __init__(self) -> None:
        self.listening = threading.Event()
        self.let_go = threading.Event()
        self.phases: list[str] = []

    def listen(self, context: Context, text: str) -> Assessment:
        self.phases.append(context.phase.value)
        if not self.listening.is_set():
            self.listening.set()
            assert self.let_go.wait(20)
        return super().listen(context, text)


async def test_others_take_their_turns_while_one_message_is_being_heard(database: Database) -> None:
    deps, slow = make_deps(database), SlowListener()
    for person in (ANN, BEN):
        await begin_round(deps, person, "salary-raise", "cooperative")
    hearing = asyncio.create_task(take_turn(replace(deps, listener=slow), ANN, Message(ASK, deps.now())))
    await asyncio.to_thread(slow.listening.wait, 20)
    answered = await take_turn(deps, BEN, Message(ASK, deps.now()))
    assert not hearing.done()
    slow.let_go.set()
    assert part(await hearing, CounterpartSays).text == part(answered, CounterpartSays).text


async def test_a_round_left_while_a_message_is_being_heard_stays_left(database: Database) -> None:
    deps, slow = make_deps(database), SlowListener()
    await begin_round(deps, ANN, "salary-raise", "cooperative")
    hearing = asyncio.create_task(take_turn(replace(deps, listener=slow), ANN, Message(ASK, deps.now())))
    await asyncio.to_thread(slow.listening.wait, 20)
    await cancel_round(deps, ANN)
    slow.let_go.set()
    assert part(await hearing, CoachSays).key == "no_round"


async def test_a_message_is_heard_again_where_the_round_stands_by_then(database: Database) -> None:
    deps, slow = make_deps(database), SlowListener()
    await begin_round(deps, ANN, "salary-raise", "cooperative")
    hearing = asyncio.create_task(take_turn(replace(deps, listener=slow), ANN, Message(ASK_WHY, deps.now())))
    await asyncio.to_thread(slow.listening.wait, 20)
    await take_turn(deps, ANN, Message(ASK, deps.now()))
    slow.let_go.set()
    assert part(await hearing, CounterpartSays).text
    assert slow.phases == ["opening", "after_refusal"]


class Stranger:
    """Understands nothing."""

    def listen(self, context: Context, text: str) -> Assessment:  # noqa: ARG002
        return Assessment(understood=False)


async def test_what_cannot_be_understood_costs_no_turn(database: Database) -> None:
    deps = make_deps(database)
    await begin_round(deps, ANN, "salary-raise", "cooperative")
    reply = await take_turn(replace(deps, listener=Stranger()), ANN, Message("ok dann zwei wochen", deps.now()))
    assert part(reply, CoachSays).key == "needs_english"
    async with database.unit_of_work() as uow:
        user = await uow.users.by_identity(ANN.identity)
        assert user is not None
        record = await uow.rounds.open_of(user.id)
    assert record is not None
    assert record.turns == ()
