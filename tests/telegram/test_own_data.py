import json

import pytest

from storage.records import Identity
from storage.unit_of_work import Database
from tests.fake_bot_api.player import Player
from tests.telegram.talks import ASK, KOFI, finishes, opens, talks


async def test_settings_change_in_place_and_hold(ann: Player) -> None:
    await ann.says("/settings")
    settings = await ann.sees("I ask before each round")
    assert settings.labels == [["Cooperative", "Guarded", "Reactant"], ["Do not count timing"], ["Lend my objections"]]
    await ann.presses("Guarded")
    changed = await ann.sees("guarded, every time")
    assert changed.id == settings.id
    await ann.presses("Do not count timing")
    await ann.sees("does not count")
    await ann.presses("Lend my objections")
    await ann.sees("Objections: lent")
    await ann.says("/practice")
    await ann.sees("practise with?")
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


async def test_delete_erases_everything_after_a_yes_even_in_a_round(ann: Player, database: Database) -> None:
    await opens(ann)
    await talks(ann, (ASK,))
    await ann.says("/delete")
    await ann.sees("cannot be undone")
    await ann.presses("Yes, erase everything")
    await ann.sees("is erased")
    async with database.unit_of_work() as uow:
        assert await uow.users.by_identity(Identity(front="telegram", external_id=str(ann.id))) is None


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
