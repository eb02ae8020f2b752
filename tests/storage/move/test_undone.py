"""What does not arrive whole does not arrive at all."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from storage import move as moving
from storage.engine import create_engine, sqlite_url
from storage.errors import (
    CopyDiffers,
    DatabaseDamaged,
    StorageError,
    UnstorableValue,
)
from storage.move import move
from tests.databases import migrate
from tests.storage.move.installations import (
    ROOT,
    Installation,
    contents,
    is_empty,
    run,
)

KILLED = """
import asyncio, os, signal, sys
from sqlalchemy import event
from sqlalchemy.engine import Engine
from storage.move import move

def die(connection, cursor, statement, *_):
    if statement.startswith("INSERT INTO turns"):
        os.kill(os.getpid(), signal.SIGKILL)

event.listen(Engine, "before_cursor_execute", die)
asyncio.run(move(sys.argv[1], sys.argv[2]))
"""


async def test_killed_in_the_middle_it_leaves_the_target_empty_and_works_the_next_time(
    source: Installation, target: str, tmp_path: Path
) -> None:
    # A copy, since this process has the first file.
    path = Path(shutil.copy(source.path, tmp_path / "copy.db"))
    done = subprocess.run(  # noqa: ASYNC221 (the other process is the point)
        [sys.executable, "-c", KILLED, sqlite_url(path), target], cwd=ROOT, check=False, timeout=60
    )
    assert done.returncode == -signal.SIGKILL
    assert is_empty(await contents(target))
    await move(sqlite_url(path), target)
    assert await contents(target) == await contents(source.url)


@pytest.mark.parametrize(
    ("statement", "error", "sentence"),
    [
        ("UPDATE turns SET text = 'a' || char(0)", UnstorableValue, "in the table turns"),
        ("DELETE FROM editions", DatabaseDamaged, "table rounds"),
    ],
)
async def test_what_cannot_arrive_whole_is_told_by_its_table(
    source: Installation, target: str, statement: str, error: type[StorageError], sentence: str
) -> None:
    # By hand, past the program, which lets neither happen.
    engine = create_engine(source.url)
    async with engine.connect() as connection:
        raw = await connection.get_raw_connection()
        assert raw.driver_connection
        await raw.driver_connection.execute("PRAGMA foreign_keys = OFF")
        await raw.driver_connection.execute(statement)
        await raw.driver_connection.commit()
    await engine.dispose()
    with pytest.raises(error, match=sentence):
        await move(source.url, target)
    assert not any((await contents(target)).values())


async def test_a_difference_on_arrival_undoes_everything(source: Installation, target: str) -> None:
    await migrate(target)
    await run(
        target,
        "CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN NEW.cue := upper(NEW.cue); RETURN NEW; END $$",
        "CREATE TRIGGER shout BEFORE INSERT ON verdicts FOR EACH ROW EXECUTE FUNCTION shout()",
    )
    with pytest.raises(CopyDiffers, match="table verdicts"):
        await move(source.url, target)
    assert is_empty(await contents(target))


def test_the_same_rows_count_as_the_same_in_any_order_and_as_often_as_they_are_there() -> None:
    def of(*rows: tuple[object, ...]) -> moving.Contents:
        found = moving.Contents()
        found.add(rows)  # type: ignore[arg-type]
        return found

    assert of((1, "a"), (2, None)) == of((2, None), (1, "a"))
    assert of((1, "a"), (1, "a")) != of((2, "a"), (2, "a"))
    assert of((1, "")) != of((1, None))
