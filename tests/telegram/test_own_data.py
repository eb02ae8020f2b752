import asyncio
import json
from datetime import UTC, datetime, timedelta

import pytest

from bot.telegram.housekeeping import PACES_KEPT, keep_house
from storage.models import Base
from storage.records import Identity
from storage.unit_of_work import Database
from tests.fake_bot_api.player import Player
from tests.telegram.running import all_kept
from tests.telegram.talks import ASK, KOFI, finishes, opens, talks


async def test_settings_change_in_place_and_hold(ann: Player) -> None:
    await ann.says("/settings")
    settings = await ann.sees("I ask before each round")
    first = ["Cooperative", "Guarded", "Reactant"]
    assert settings.labels == [first, ["Do not count timing"], ["Lend my objections"], ["Reminders"]]
    await ann.presses("Guarded")
    changed = await ann.sees("guarded, every time")
    assert changed.id == settings.id
    await ann.presses("Do not count timing")
    await ann.sees("does not count")
    await ann.presses("Lend my objections")
    await ann.sees("Objections: lent")
    await ann.says("/practice")
    await ann.sees("practise with?")
    await ann.says("/practice night rota")
    await ann.sees("For “night rota”")
    await ann.presses("A raise for the night rota")
    assert (await ann.sees("Head of customer operations")).labels[0] == ["Guarded"]


async def test_privacy_says_what_is_kept_and_stores_nobody(ann: Player, database: Database) -> None:
    await ann.says("/privacy")
    await ann.sees("What is stored")
    async with database.unit_of_work() as uow:
        assert await uow.users.by_identity(Identity(front="telegram", external_id=str(ann.id))) is None


@pytest.mark.parametrize("backend", ["sqlite", "postgresql"], indirect=True)
async def test_the_export_is_a_file_with_every_word(ann: Player) -> None:
    await finishes(ann)
    await ann.says("/export")
    await ann.sees("everything stored about you")
    sent = await ann.sees("")
    assert sent.file_name == "stepdown-export.json"
    assert sent.document is not None
    assert ASK in json.dumps(json.loads(sent.document))


async def everything(database: Database) -> dict[str, str]:
    """Every row of every table."""
    async with database.engine.connect() as connection:
        return {
            table.name: str((await connection.execute(table.select())).all()) for table in Base.metadata.sorted_tables
        }


@pytest.mark.parametrize("backend", ["sqlite", "postgresql"], indirect=True)
async def test_delete_leaves_no_word_and_no_number_of_theirs_even_in_a_round(ann: Player, database: Database) -> None:
    ann.id, ann.first_name = 987_654_321, "Annabel"
    marks = (str(ann.id), ann.first_name, "night rota", "62,000")
    await opens(ann)
    await talks(ann, (ASK,))
    await ann.says("/delete")
    await ann.sees("cannot be undone")
    before = await everything(database)
    assert all(any(mark in rows for rows in before.values()) for mark in marks)
    await ann.presses("Yes, erase everything")
    await ann.sees("is erased")
    await all_kept(database)
    stop = asyncio.Event()
    stop.set()
    await keep_house(database, lambda: datetime.now(UTC) + PACES_KEPT + timedelta(minutes=1), stop)
    content = {name: rows for name, rows in (await everything(database)).items() if name != "editions"}
    assert {name for name, rows in content.items() if any(mark in rows for mark in marks)} == set()
    assert content["users"] == content["rounds"] == content["turns"] == "[]"


async def test_what_was_to_come_after_a_delete_does_nothing(ann: Player, database: Database) -> None:
    await opens(ann)
    await ann.says("/delete")
    question = await ann.sees("cannot be undone")
    await ann.presses("Yes, erase everything", on=question)
    late = await ann.presses("Yes, erase everything", on=question)
    await ann.sees("is erased")
    assert (await ann.toast(late)).startswith("That moment has passed")
    assert (await everything(database))["users"] == "[]"


async def test_delete_keeps_everything_after_a_no(ann: Player) -> None:
    await opens(ann)
    await ann.says("/delete")
    question = await ann.sees("cannot be undone")
    await ann.presses("No, keep it")
    await ann.sees("Nothing was erased.")
    await ann.bot.wait_for(lambda _: question.labels == [] or None, "the question without buttons")
    await ann.says(ASK)
    await ann.sees(KOFI)


async def test_help_lists_every_command_of_the_menu(ann: Player) -> None:
    await ann.says("/help")
    shown = await ann.sees("/practice")
    (call,) = ann.bot.calls("setMyCommands")
    menu = [command["command"] for command in call.params["commands"]]
    assert (menu[0], menu[-1]) == ("start", "help")
    assert all(f"/{name}" in shown.text for name in menu[1:-1])
