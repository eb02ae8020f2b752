"""A user's own meeting from the phone: five questions, a card, its picture, and what comes around the date."""

import json
import logging
import struct
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.pictures.card import CardPicture, card_picture
from bot.practice.meetings.card import Card
from bot.services.deps import Deps
from bot.telegram.handlers.commands import COMMANDS
from bot.texts import say
from bot.texts.card_words import picture_blocks
from storage.meeting_records import MeetingRecord, NewNotice
from storage.unit_of_work import Database
from tests.fake_bot_api.player import Clock, Player
from tests.fake_bot_api.server import FakeBot
from tests.fake_bot_api.state import BotState, Fault, Shown
from tests.services.meetings.planned import FIVE, FLOOR, OBJECTION, STRETCH, TARGET, WHO
from tests.services.samples import ANN
from tests.telegram.running import all_kept, running
from tests.telegram.talks import ASK as SAID_TO_KOFI
from tests.telegram.talks import KOFI, opens
from tests.telegram.test_bad_input import NOT_TEXT

SECRET = ("Rotterdam", "75k", "68k", "64k", "Dana", "410k")


def drawn(title: str, card: Card, dark: bool) -> bytes:  # noqa: FBT001 (a signature of Deps)
    return card_picture(CardPicture(title, picture_blocks(card), dark))


@pytest.fixture
def clock() -> Clock:
    """What comes around a date goes by the time of day, so here the players do."""
    return Clock(datetime.now(UTC))


@pytest.fixture
def deps(deps: Deps) -> Deps:
    return replace(deps, draw_card=drawn)


@pytest.fixture
async def ann(deps: Deps, fake: FakeBot, clock: Clock) -> AsyncIterator[Player]:
    async with running(deps, fake):
        yield Player(fake, clock)


async def plans(ann: Player) -> Shown:
    """From the command to the plan as it is kept, without a date."""
    await ann.says("/plan")
    await ann.sees("1 of 5")
    for answer, seen in ((WHO, "2 of 5"), (TARGET, "3 of 5"), (FLOOR, "4 of 5"), (STRETCH, "would you take it")):
        await ann.says(answer)
        await ann.sees(seen)
    await ann.presses("Yes")
    await ann.sees("5 of 5")
    await ann.says(OBJECTION)
    await ann.sees("When is it?")
    await ann.presses("Skip")
    return await ann.sees("Dana: the yearly raise")


async def stored(database: Database) -> list[MeetingRecord]:
    async with database.unit_of_work() as uow:
        user = await uow.users.by_identity(ANN.identity)
        return list(await uow.meetings.all_of(user.id)) if user else []


async def test_from_the_first_question_to_the_picture(ann: Player) -> None:
    plan = await plans(ann)
    assert all(answer in plan.text for answer in FIVE[1:])
    assert ["Rehearse", "Pocket card"] in plan.labels
    await ann.presses("Pocket card")
    card = await ann.sees("My limit: ")
    assert "75k" in card.text
    await ann.presses("As a picture", card)
    below = await ann.sees("For the lock screen")
    sent = await ann.bot.wait_for(lambda state: next((one for one in state.shown if one.document), None), "a picture")
    assert [call.method for call in ann.bot.calls("sendPhoto")] == ["sendPhoto"]
    content = sent.document or b""
    assert (sent.file_name, content[:8]) == ("pocket-card.png", b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", content[16:24]) == (1080, 2340)
    await ann.presses("Dark", below)
    await ann.bot.wait_for(lambda state: sum(bool(one.document) for one in state.shown) == 2 or None, "a dark one")
    dark = [one.document for one in ann.bot.state.shown if one.document][-1]
    assert dark != content


async def test_the_plan_is_rehearsed_and_another_copied(ann: Player) -> None:
    await plans(ann)
    await ann.presses("As a message")
    await ann.sees("Ready to copy")
    letter = await ann.sees("75k")
    assert "64k" not in letter.text
    await ann.presses("Rehearse")
    await ann.sees("Rehearsal 1.")
    assert "Step 1 of 4" in (await ann.sees("Dana:")).text


async def test_the_card_is_a_message_of_its_own_to_be_pinned(ann: Player) -> None:
    await plans(ann)
    await ann.presses("Pocket card")
    card = await ann.sees("My limit: ")
    assert card.text.startswith("Dana: the yearly raise\n")
    assert ["As a picture", "Change a line"] in card.labels


@pytest.mark.parametrize("kind", ["sticker", "voice", "photo"])
async def test_what_is_not_text_answers_no_question(ann: Player, database: Database, kind: str) -> None:
    await ann.says("/plan")
    await ann.sees("1 of 5")
    content: dict[str, Any] = NOT_TEXT[kind]
    await ann.sends(**content)
    await ann.sees("I can only read text")
    await ann.says(WHO)
    await ann.sees("2 of 5")
    [meeting] = await stored(database)
    assert json.loads(meeting.body)["answers"] == {"who": WHO}


async def test_an_edited_message_changes_no_answer(ann: Player, database: Database) -> None:
    await ann.says("/plan")
    await ann.sees("1 of 5")
    await ann.says(WHO)
    await ann.sees("2 of 5")
    await ann.sends(kind="edited_message", text="my landlord, the rent", edit_date=2)
    await ann.sees("I go by what you first sent")
    [meeting] = await stored(database)
    assert (json.loads(meeting.body)["answers"], meeting.asking) == ({"who": WHO}, "target")


async def test_a_double_tap_skips_one_question(ann: Player, database: Database) -> None:
    await ann.says("/plan")
    asked = await ann.sees("1 of 5")
    first = await ann.presses("Skip", asked)
    second = await ann.presses("Skip", asked)
    for query in (first, second):
        await ann.toast(query)
    await ann.sees("2 of 5")
    [meeting] = await stored(database)
    assert (json.loads(meeting.body)["skipped"], meeting.asking) == (["who"], "target")


async def test_an_answer_that_is_delivered_twice_counts_once(ann: Player, database: Database) -> None:
    await ann.says("/plan")
    await ann.sees("1 of 5")
    number = await ann.says(WHO)
    await ann.sees("2 of 5")
    await ann.bot.add_again({"update_id": number, "message": ann.message(text=WHO)})
    await ann.says(TARGET)
    await ann.sees("3 of 5")
    [meeting] = await stored(database)
    assert json.loads(meeting.body)["answers"] == {"who": WHO, "target": TARGET}


async def test_in_the_middle_of_a_round_the_plan_is_answered_until_the_round_is_resumed(ann: Player) -> None:
    await opens(ann)
    await ann.says("/plan my boss Dana, the yearly raise")
    await ann.sees("2 of 5")
    await ann.says(TARGET)
    await ann.sees("3 of 5")
    await ann.says("/resume")
    await ann.sees("Step 1 of 4")
    await ann.says(SAID_TO_KOFI)
    assert "Step 2 of 4" in (await ann.sees(KOFI)).text


async def test_an_unnamed_meeting_has_a_button_that_telegram_takes(ann: Player) -> None:
    await ann.says("/plan")
    await ann.sees("1 of 5")
    await ann.presses("Later")
    later = await ann.sees("It waits")
    await ann.presses_data("plan|0.0|list", later)
    listed = await ann.sees("Your meetings:")
    assert ["A meeting"] in listed.labels


async def test_words_with_markup_and_braces_stay_as_they_are(ann: Player) -> None:
    await ann.says("/plan my <b>boss</b> {name} & co, the raise")
    await ann.sees("2 of 5")
    await ann.says("/plan")
    await ann.sees("2 of 5")
    for seen in ("3 of 5", "4 of 5", "5 of 5", "When is it?", "Saved."):
        await ann.presses("Skip")
        last = await ann.sees(seen)
    assert "<b>boss</b> {name} & co" in last.text
    assert all(call.status == 200 for call in ann.bot.state.calls)


class TestAroundTheDate:
    async def test_the_card_comes_an_hour_before_and_once(self, ann: Player, database: Database) -> None:
        await has_a_date(ann)
        await is_due(ann, database)
        await ann.sees("Soon: Dana")
        card = await ann.sees("My limit: ")
        assert "75k" in card.text
        warm_up = await ann.sees("Say it aloud once")
        assert warm_up.labels == [["As a picture", "Rehearse"]]
        await all_kept(database)
        assert sum("Soon: Dana" in shown.text for shown in ann.bot.state.shown) == 1

    async def test_one_whose_fate_is_unknown_is_not_sent_again(self, ann: Player, database: Database) -> None:
        await has_a_date(ann)
        ann.bot.state.faults.append(Fault("sendMessage", broken_off=True))
        await is_due(ann, database)
        await ann.sees("Say it aloud once")
        await all_kept(database)
        assert sum("Soon: Dana" in shown.text for shown in ann.bot.state.shown) == 1

    async def test_whoever_blocked_the_bot_is_not_written_to_again(self, ann: Player, database: Database) -> None:
        await has_a_date(ann)
        ann.bot.state.blocked_by.add(ann.id)
        await is_due(ann, database)
        await ann.bot.wait_for(refused, "a 403")
        await all_kept(database)
        ann.bot.state.blocked_by.clear()
        await ann.says("/plan")
        await ann.sees("Your meetings:")
        assert not any("Soon: Dana" in shown.text for shown in ann.bot.state.shown)

    async def test_delete_erases_meetings_and_what_was_to_come(self, ann: Player, database: Database) -> None:
        await has_a_date(ann)
        await ann.says("/delete")
        await ann.sees("cannot be undone")
        await ann.presses("Yes, erase everything")
        await ann.sees("is erased")
        async with database.unit_of_work() as uow:
            assert await uow.meetings.claim_due(ann.bot.state.id, datetime.now(UTC) + timedelta(days=99), 9) == ()
        assert await stored(database) == []


def refused(state: BotState) -> bool | None:
    return any(call.status == 403 for call in state.calls) or None


async def has_a_date(ann: Player) -> None:
    """The day after tomorrow, by a clock that shows UTC."""
    await plans(ann)
    await ann.presses("More")
    await ann.sees("what else?")
    await ann.presses("When it is")
    await ann.sees("When is it?")
    await ann.says("in 2 days at 3pm")
    await ann.sees("Where are you?")
    await ann.says("Reykjavik")
    await ann.sees("When is it?")
    await ann.says("in 2 days at 3pm")
    await ann.sees("I will bring your card an hour before")


async def is_due(ann: Player, database: Database) -> None:
    """The hour before it has come."""
    now = datetime.now(UTC)
    async with database.unit_of_work() as uow:
        user = await uow.users.by_identity(ANN.identity)
        assert user is not None
        card, *_ = await uow.meetings.claim_due(ann.bot.state.id, now + timedelta(days=9), 9)
        coming = NewNotice(
            kind=card.kind,
            on_date=card.on_date,
            bot_id=card.bot_id,
            chat_id=card.chat_id,
            due_at=now - timedelta(seconds=1),
            worth_until=now + timedelta(hours=1),
        )
        await uow.meetings.plan_notices(user.id, card.meeting_id, [coming])
        await uow.commit()


def test_the_command_stands_in_the_menu() -> None:
    assert "plan" in COMMANDS
    assert say("command_plan") == "prepare your own meeting"


async def test_the_menu_that_telegram_is_given_has_it(ann: Player) -> None:
    await ann.says("/help")
    assert "/plan" in (await ann.sees("/practice")).text
    [call] = ann.bot.calls("setMyCommands")[-1:]
    assert {"command": "plan", "description": "prepare your own meeting"} in call.params["commands"]


async def test_nothing_of_a_plan_stands_in_the_logs(ann: Player, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="bot")
    caplog.set_level(logging.DEBUG, logger="storage")
    await plans(ann)
    await ann.presses("Pocket card")
    await ann.sees("My limit: ")
    await ann.presses("Rehearse")
    await ann.sees("Step 1 of 4")
    told = "\n".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.records)
    assert [word for word in SECRET if word in told] == []
