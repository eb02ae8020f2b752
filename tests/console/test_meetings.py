"""A user's own meeting in the terminal: words and bare figures are answers, a number behind a slash is a choice."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.console.chat import Start, chat
from storage.unit_of_work import Database
from tests.services.meetings.planned import FIVE, FLOOR, OBJECTION, STRETCH, TARGET, WHO, answers
from tests.services.samples import ANN, make_deps

Talk = Callable[..., Awaitable[str]]
PICTURE = b"\x89PNG a card"


@pytest.fixture
def backend() -> str:
    return "sqlite"


@pytest.fixture
def talk(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Talk:
    """Types these lines; what was printed, as one line."""

    async def run(*lines: str) -> str:
        typed = iter((*lines, "/quit"))
        monkeypatch.setattr("builtins.input", lambda _: next(typed))
        deps = replace(make_deps(database), draw_card=lambda *_: PICTURE)
        await chat(deps, ANN, Start(files_to=tmp_path))
        return " ".join(capsys.readouterr().out.split())

    return run


async def test_the_whole_way_ends_with_the_plan(talk: Talk, database: Database) -> None:
    printed = await talk("/plan", *FIVE[:4], "1", OBJECTION)
    assert "Saved." in printed
    assert "I ask for: 75k" in printed
    assert "When is it?" not in printed
    assert tuple((await answers(database)).values()) == FIVE


async def test_bare_figures_are_an_answer_and_a_slash_chooses(talk: Talk, database: Database) -> None:
    printed = await talk("/plan", WHO, "1", "/1", "2")
    assert "/1 Skip" in printed
    assert await answers(database) == {"who": WHO, "target": "1", "stretch": "2"}


@pytest.mark.parametrize("aside", ["/help", "…!?", "/privacy", "/fly"])
async def test_an_aside_leaves_the_question_open_for_bare_figures(talk: Talk, database: Database, aside: str) -> None:
    await talk("/plan", WHO, aside, "1")
    assert await answers(database) == {"who": WHO, "target": "1"}


async def test_a_yes_or_no_is_chosen_by_a_bare_number_or_said(talk: Talk) -> None:
    assert "5 of 5" in await talk("/plan", WHO, TARGET, FLOOR, STRETCH, "1")


async def test_a_wrong_number_behind_the_slash_is_told(talk: Talk, database: Database) -> None:
    assert "There is no choice 9" in await talk("/plan", WHO, "/9", TARGET)
    assert await answers(database) == {"who": WHO, "target": TARGET}


async def test_left_and_taken_up_in_another_talk(talk: Talk, database: Database) -> None:
    await talk("/plan", WHO, TARGET)
    assert "Where we were: Dana: the yearly raise." in await talk("/plan", FLOOR)
    assert (await answers(database))["floor"] == FLOOR


async def test_the_picture_is_saved_as_a_file(talk: Talk, tmp_path: Path) -> None:
    await talk("/plan", *FIVE[:4], "yes", OBJECTION)
    printed = await talk("/plan", "1", "2", "1")
    assert "My limit: 64k" in printed
    assert "pocket-card.png" in printed.replace(" ", "")
    assert (tmp_path / "pocket-card.png").read_bytes() == PICTURE


async def test_a_picture_that_cannot_be_saved_is_told(talk: Talk, tmp_path: Path) -> None:
    (tmp_path / "pocket-card.png").mkdir()
    await talk("/plan", *FIVE[:4], "yes", OBJECTION)
    assert "Is a directory" in await talk("/plan", "1", "2", "1")


async def test_it_is_rehearsed_in_the_terminal(talk: Talk) -> None:
    await talk("/plan", *FIVE[:4], "yes", OBJECTION)
    printed = await talk("/plan", "1", "1")
    assert "Rehearsal 1." in printed
    assert "Dana:" in printed
    assert "Step 1 of 4" in printed
