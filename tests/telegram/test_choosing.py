"""Choosing among thirty counterparts on a phone."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.practice.library import Library
from bot.services.deps import Deps
from bot.services.shelf import Shelf
from bot.telegram.callbacks import LONGEST
from tests.fake_bot_api.player import Clock, Player
from tests.fake_bot_api.server import FakeBot
from tests.practice.samples import edited, spoil
from tests.services.samples import crowded
from tests.telegram.running import running
from tests.telegram.talks import finishes, opens

BAKERY_SCRIPT = "scripts/bakery-oven/script.yaml"
WAYS = [["Search", "Browse by area"], ["All"]]
BACK = [["Search", "Browse by area"], ["Suggestions"]]


@pytest.fixture
async def bea(deps: Deps, library: Library, fake: FakeBot, clock: Clock) -> AsyncIterator[Player]:
    """A user of a bot with thirty counterparts."""
    async with running(replace(deps, library=crowded(library)), fake):
        yield Player(fake, clock)


async def test_practice_shows_three_with_reasons_and_the_ways_to_the_others(bea: Player) -> None:
    await bea.says("/practice")
    menu = await bea.sees("practise with?")
    assert menu.text.count("Never played.") == 3
    assert len(menu.labels) == 5
    assert menu.labels[3:] == WAYS
    await bea.presses(menu.labels[1][0])
    await bea.sees("Stretch ask: ")


async def test_the_reasons_follow_from_what_was_played(ann: Player) -> None:
    await finishes(ann)
    await ann.says("/practice")
    menu = await ann.sees("practise with?")
    assert "Never played." in menu.text
    assert "your weakest lately, gets much practice here." in menu.text
    assert "A raise for the night rota" not in menu.text


async def test_all_are_turned_in_one_message_with_the_page_told(bea: Player) -> None:
    await bea.says("/practice")
    menu = await bea.sees("practise with?")
    await bea.presses("All")
    first = await bea.sees("Everybody, by area · page 1 of 5")
    assert first.id != menu.id
    assert (len(first.labels), first.labels[6:]) == (9, [["▶"], *BACK])
    await bea.presses("▶")
    second = await bea.sees("page 2 of 5")
    assert second.id == first.id
    assert second.labels[6:] == [["◀", "▶"], *BACK]
    await bea.presses("◀")
    assert (await bea.sees("page 1 of 5")).id == first.id
    await bea.presses("Suggestions")
    assert (await bea.sees("practise with?")).id != first.id


async def test_an_area_is_two_taps_away_and_leads_to_a_brief(bea: Player) -> None:
    await bea.says("/practice")
    await bea.sees("practise with?")
    await bea.presses("Browse by area")
    areas = await bea.sees("Where does your talk take place?")
    assert areas.labels == [
        *[["Work (6)", "Sales (6)"], ["Procurement (6)", "Community (6)"], ["Home (6)"]],
        *[["Search", "All", "Suggestions"]],
    ]
    await bea.presses("Home (6)")
    page = await bea.sees("Home\n")
    assert page.id == areas.id
    assert "●" in page.text
    await bea.presses(page.labels[2][0])
    assert page.labels[2][0] in (await bea.sees("Stretch ask: ")).text
    assert page.labels[6:] == BACK


async def test_a_word_after_search_finds_and_turns_pages(bea: Player) -> None:
    await bea.says("/practice")
    await bea.sees("practise with?")
    await bea.presses("Search")
    assert (await bea.sees("Write a word")).labels == [["Browse by area", "All"]]
    await bea.says("talk")
    found = await bea.sees("For “talk” · page 1 of 5")
    await bea.presses("▶")
    assert (await bea.sees("For “talk” · page 2 of 5")).id == found.id
    await bea.says("Person 23")
    assert (await bea.sees("For “Person 23”")).labels == [["Talk 23"], *BACK]


async def test_nobody_found_is_said_with_the_areas(bea: Player) -> None:
    await bea.says("/practice zebra <b>")
    nobody = await bea.sees("Nobody here for “zebra <b>” yet")
    assert nobody.labels[0] == ["Work (6)", "Sales (6)"]
    await bea.presses("Sales (6)")
    assert (await bea.sees("Sales\n")).id == nobody.id


async def test_a_word_typed_in_a_round_is_said_to_the_counterpart(ann: Player) -> None:
    await ann.says("/practice")
    menu = await ann.sees("practise with?")
    await opens(ann)
    for label in ("Search", "All", "Browse by area"):
        await ann.presses(label, on=menu)
        await ann.sees("You are in the middle of")
    await ann.says("price")
    assert "Step 1 of 4" in (await ann.sees("Kofi:")).text


@pytest.mark.parametrize("data", ["browse|0.0|nowhere.3", "browse|7.9|all.88", "find|0.0|gone+by.4", "browse|0.0|"])
async def test_a_button_of_another_time_shows_what_there_is_now(bea: Player, data: str) -> None:
    await bea.says("/practice")
    menu = await bea.sees("practise with?")
    query = await bea.presses_data(data, menu)
    assert await bea.toast(query) == ""
    shown = await bea.sees("")
    assert shown.id != menu.id
    assert shown.labels[-1][-1] == "Suggestions"


async def test_every_button_of_every_list_fits(bea: Player) -> None:
    await bea.says("/practice " + "talk person community procurement " * 9)
    await bea.sees("For “talk person")
    await bea.says("/practice")
    await bea.sees("practise with?")
    await bea.presses("All")
    await bea.sees("page 1 of 5")
    data = [found for message in bea.bot.state.shown for row in message.rows for _, found in row]
    assert all(len(found.encode()) <= LONGEST for found in data)
    assert len(data) > 20


def shelf_of(folder: Path, clock: Clock) -> Shelf:
    """Looks at its files as often as players' time allows."""

    def seconds() -> float:
        return clock.now.timestamp()

    return Shelf(folder, seconds)


async def test_a_changed_script_is_there_at_the_next_practice_and_the_open_round_goes_on(
    deps: Deps, fake: FakeBot, clock: Clock, tmp_path: Path
) -> None:
    folder = edited(tmp_path / "dialogues")
    shelf = shelf_of(folder, clock)
    async with running(replace(deps, library=shelf.library, shelf=shelf), fake):
        ann, bo = Player(fake, clock), Player(fake, clock, id=502, first_name="Bo")
        await ann.says("/practice oven")
        await ann.sees("For “oven”")
        await ann.presses("A second oven")
        await ann.sees("Stretch ask")
        await ann.presses("Cooperative")
        await ann.sees("Marta:")
        for old, new in (
            ("title: A second oven", "title: A third oven"),
            ("revision: 1", "revision: 2"),
            ("Marta", "Berta"),
        ):
            spoil(folder / BAKERY_SCRIPT, old, new)
        await bo.says("/practice")
        assert "Berta" in (await bo.sees("A third oven")).text
        await ann.says("I'd like a deck oven for 18,000, since one oven is too slow on Saturdays.")
        await ann.sees("Marta:")
        spoil(folder / BAKERY_SCRIPT, "limit: 40000", "limit: 4")
        await bo.says("/practice")
        await bo.sees("A third oven")


async def test_many_who_ask_at_once_while_scripts_change_are_all_answered(
    deps: Deps, fake: FakeBot, clock: Clock, tmp_path: Path
) -> None:
    folder = edited(tmp_path / "dialogues")
    shelf = shelf_of(folder, clock)
    async with running(replace(deps, library=shelf.library, shelf=shelf), fake):
        spoil(folder / BAKERY_SCRIPT, "title: A second oven", "title: A third oven")
        players = [Player(fake, clock, id=600 + number) for number in range(8)]
        await asyncio.gather(*(player.says("/practice") for player in players))
        for player in players:
            await player.sees("practise with?")
        await players[0].says("/practice")
        await players[0].sees("A third oven")
