"""Scripts that change while the bot runs."""

import asyncio
import logging
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.practice.library import Library, LibraryError, load_library
from bot.services import shelf as shelf_module
from bot.services.shelf import PAUSE, Shelf
from tests.practice.samples import edited, spoil

SCRIPT = "scripts/bakery-oven/script.yaml"
TITLE = ("title: A second oven", "title: A third oven")


class Minutes:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    def pass_by(self) -> None:
        self.now += PAUSE


SAME_WORDS = "waive: [{rule: DLG044, about: said in, because: a copy with the same words}]"


@pytest.fixture
def clock() -> Minutes:
    return Minutes()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return edited(tmp_path / "dialogues")


@pytest.fixture
def shelf(folder: Path, clock: Minutes) -> Shelf:
    return Shelf(folder, clock)


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> Iterator[list[str]]:
    """What was logged, as it grows."""
    lines: list[str] = []
    with caplog.at_level(logging.INFO, logger="bot"):
        handler = logging.Handler()
        handler.emit = lambda record: lines.append(f"{record.levelname} {record.getMessage()}")  # type: ignore[method-assign]
        logging.getLogger("bot").addHandler(handler)
        yield lines
        logging.getLogger("bot").removeHandler(handler)


def title(shelf: Shelf) -> str:
    return shelf.library.scripts[0].title


async def looked(shelf: Shelf, clock: Minutes) -> Library:
    clock.pass_by()
    await shelf.look()
    return shelf.library


async def test_what_was_changed_and_is_fine_is_in_use_from_the_next_look_on(
    shelf: Shelf, folder: Path, clock: Minutes, told: list[str]
) -> None:
    spoil(folder / SCRIPT, *TITLE)
    spoil(folder / SCRIPT, "revision: 1", "revision: 2")
    assert title(shelf) == "A second oven"
    await looked(shelf, clock)
    assert title(shelf) == "A third oven"
    assert told == ["INFO The scripts have changed and are in use from now on: 1"]


async def test_nothing_is_read_while_nothing_changes(
    shelf: Shelf, clock: Minutes, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = shelf.library
    monkeypatch.setattr(shelf_module, "playable_library", None)
    assert await looked(shelf, clock) is before


async def test_files_are_looked_at_every_few_seconds_at_most_unless_somebody_insists(
    shelf: Shelf, folder: Path, clock: Minutes
) -> None:
    await looked(shelf, clock)
    spoil(folder / SCRIPT, *TITLE)
    await shelf.look()
    assert title(shelf) == "A second oven"
    await shelf.look(at_once=True)
    assert title(shelf) == "A third oven"


async def test_reading_leaves_the_event_loop_alone(
    shelf: Shelf, folder: Path, clock: Minutes, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[int] = []

    def load(root: Path) -> Library:
        threads.append(threading.get_ident())
        return load_library(root)

    monkeypatch.setattr(shelf_module, "playable_library", load)
    spoil(folder / SCRIPT, *TITLE)
    await looked(shelf, clock)
    assert len(threads) == 1
    assert threads != [threading.get_ident()]


async def test_a_folder_with_a_mistake_is_named_once_and_the_earlier_one_stays_until_it_is_mended(
    shelf: Shelf, folder: Path, clock: Minutes, told: list[str]
) -> None:
    before = shelf.library
    spoil(folder / SCRIPT, "answered_by: [price]", "answered_by: [prize]")
    spoil(folder / "rubric.yaml", "weight: 40", "weight: 45")
    assert await looked(shelf, clock) is before
    assert told[0] == "WARNING The scripts have changed and are not fine, so those from before stay in use. Problems: 2"
    assert [line.split()[2] for line in told[1:]] == ["DLG080", "DLG024"]
    assert told[2].startswith("WARNING dialogues/scripts/bakery-oven/script.yaml:")
    told.clear()
    assert await looked(shelf, clock) is before
    assert told == []
    spoil(folder / SCRIPT, "answered_by: [prize]", "answered_by: [price]")
    spoil(folder / "rubric.yaml", "weight: 45", "weight: 40")
    assert await looked(shelf, clock) == before
    assert told == ["INFO The scripts have changed and are in use from now on: 1"]


async def test_a_folder_that_vanishes_changes_nothing(shelf: Shelf, folder: Path, clock: Minutes) -> None:
    before = shelf.library
    shutil.rmtree(folder)
    assert await looked(shelf, clock) is before


async def test_a_lowered_revision_is_refused_and_named(folder: Path, clock: Minutes, told: list[str]) -> None:
    spoil(folder / SCRIPT, "revision: 1", "revision: 7")
    shelf = Shelf(folder, clock)
    spoil(folder / SCRIPT, "revision: 7", "revision: 6")
    spoil(folder / SCRIPT, *TITLE)
    await looked(shelf, clock)
    assert title(shelf) == "A second oven"
    assert told[1:] == ["WARNING the revision of scripts/bakery-oven went down from 7 to 6"]


async def test_a_revision_counts_from_the_highest_that_was_ever_in_use(folder: Path, clock: Minutes) -> None:
    shelf = Shelf(folder, clock)
    shutil.copytree(folder / "scripts/bakery-oven", other := folder / "scripts/bakery-shop")
    spoil(other / "script.yaml", "id: bakery-oven", f"id: bakery-shop\n{SAME_WORDS}")
    spoil(other / "script.yaml", "revision: 1", "revision: 3")
    assert len((await looked(shelf, clock)).scripts) == 2
    kept = shutil.move(other, folder.parent / "aside")
    assert len((await looked(shelf, clock)).scripts) == 1
    spoil(Path(kept) / "script.yaml", "revision: 3", "revision: 2")
    shutil.move(kept, other)
    assert len((await looked(shelf, clock)).scripts) == 1


async def test_other_content_under_the_same_revision_is_used_with_a_warning(
    shelf: Shelf, folder: Path, clock: Minutes, told: list[str]
) -> None:
    spoil(folder / SCRIPT, *TITLE)
    await looked(shelf, clock)
    assert title(shelf) == "A third oven"
    assert told[0] == "WARNING scripts/bakery-oven was changed and its revision was not raised"


async def test_what_the_database_knew_is_a_warning_at_the_start_and_no_reason_to_stop(
    shelf: Shelf, folder: Path, clock: Minutes, told: list[str]
) -> None:
    shelf.recall({"scripts/bakery-oven": 5, "scripts/gone": 2})
    assert told == ["WARNING The revision of scripts/bakery-oven is 1; rounds were played with 5"]
    spoil(folder / SCRIPT, "revision: 1", "revision: 2")
    assert (await looked(shelf, clock)).scripts[0].revision == 2


async def test_files_that_change_while_they_are_read_are_read_again(
    shelf: Shelf, folder: Path, clock: Minutes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(root: Path) -> Library:
        """Somebody is still copying."""
        found = load_library(root)
        spoil(folder / SCRIPT, "title: A third oven", "title: A fourth oven")
        return found

    before = shelf.library
    spoil(folder / SCRIPT, *TITLE)
    with monkeypatch.context() as during:
        during.setattr(shelf_module, "playable_library", load)
        assert await looked(shelf, clock) is before
    await looked(shelf, clock)
    assert title(shelf) == "A fourth oven"


async def test_while_one_looks_others_go_on_and_whoever_needs_to_know_waits(
    shelf: Shelf, folder: Path, clock: Minutes, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, may_end = threading.Event(), threading.Event()

    def load(root: Path) -> Library:
        reading.set()
        assert may_end.wait(60)
        return load_library(root)

    monkeypatch.setattr(shelf_module, "playable_library", load)
    spoil(folder / SCRIPT, *TITLE)
    clock.pass_by()
    first = asyncio.create_task(shelf.look())
    await asyncio.to_thread(reading.wait, 60)
    clock.pass_by()
    await shelf.look()
    assert title(shelf) == "A second oven"
    insists = asyncio.create_task(shelf.look(at_once=True))
    may_end.set()
    await insists
    assert title(shelf) == "A third oven"
    await first


async def test_a_failure_that_nobody_foresaw_ends_nobodys_practice(
    shelf: Shelf, folder: Path, clock: Minutes, monkeypatch: pytest.MonkeyPatch, told: list[str]
) -> None:
    def load(_: Path) -> Library:
        raise RecursionError

    before = shelf.library
    spoil(folder / SCRIPT, *TITLE)
    monkeypatch.setattr(shelf_module, "playable_library", load)
    assert await looked(shelf, clock) is before
    assert told == ["ERROR The scripts have changed and cannot be read, so those from before stay in use"]


async def test_a_change_of_the_same_size_and_time_is_noticed_where_the_file_was_replaced(
    shelf: Shelf, folder: Path, clock: Minutes
) -> None:
    seen = (folder / SCRIPT).stat()
    fresh = folder / "fresh"
    fresh.write_text(
        (folder / SCRIPT).read_text(encoding="utf-8").replace("second oven", "fourth one!"), encoding="utf-8"
    )
    os.utime(fresh, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    fresh.replace(folder / SCRIPT)
    assert (folder / SCRIPT).stat().st_size == seen.st_size
    await looked(shelf, clock)
    assert title(shelf) == "A fourth one!"


def test_a_folder_with_a_mistake_at_the_start_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(LibraryError):
        Shelf(edited(tmp_path / "dialogues", (SCRIPT, "limit: 40000", "limit: 4000")))
