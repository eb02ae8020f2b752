"""Two threads never use SQLite's connection at once, whoever loses patience."""

import asyncio
import sqlite3
import threading
from pathlib import Path

import pytest

from storage.sqlite_connection import open_near


async def test_statements_run_where_they_are_asked_for_and_commits_on_a_thread(tmp_path: Path) -> None:
    connection = await open_near(str(tmp_path / "a.db"), check_same_thread=False)
    seen: list[int] = []
    await connection.create_function("thread", 0, lambda: seen.append(threading.get_ident()))
    await connection.execute("SELECT thread()")
    await connection.execute("BEGIN IMMEDIATE")
    states = [connection.in_transaction]
    await connection.commit()
    states.append(connection.in_transaction)
    assert states == [True, False]
    assert seen == [threading.get_ident()]
    await connection.close()


async def test_who_is_cancelled_while_waiting_for_a_lock_leaves_when_the_wait_is_over(tmp_path: Path) -> None:
    path = str(tmp_path / "a.db")
    rival = sqlite3.connect(path, isolation_level=None)
    rival.execute("BEGIN IMMEDIATE")
    connection = await open_near(path, check_same_thread=False)
    waiting = asyncio.create_task(connection.execute("BEGIN IMMEDIATE"))
    await asyncio.sleep(0.01)
    waiting.cancel()
    await asyncio.sleep(0.01)
    assert not waiting.done()
    rival.rollback()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert connection.in_transaction
    await connection.rollback()
    await connection.close()
    rival.close()


async def test_a_closed_connection_says_so(tmp_path: Path) -> None:
    connection = await open_near(str(tmp_path / "a.db"), check_same_thread=False)
    await connection.close()
    await connection.close()
    with pytest.raises(ValueError, match=r"active connection|closed"):
        await connection.execute("SELECT 1")
