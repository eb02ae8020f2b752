"""Reminders that nobody sends are seen."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.doctor.findings import Status
from bot.doctor.reminders import reminders_findings
from storage.engine import sqlite_url
from storage.unit_of_work import Database
from tests.doctor.test_retention import free
from tests.storage.samples import NOON, add_user
from tests.storage.test_reminders import EVENING, MORNING, kept, plan


async def test_what_is_late_is_worth_a_look(database: Database, database_url: str) -> None:
    ann = await add_user(database)
    await kept(database, plan(ann.id, MORNING, replace(EVENING, due_at=NOON - timedelta(hours=1))))
    await database.dispose()
    url = free(database_url)
    [finding] = await reminders_findings(url, NOON)
    assert finding.status is Status.LOOK
    assert finding.told == "Due now: 2, the oldest since 2026-03-02 11:00 UTC."
    assert "worker" in finding.advice


async def test_what_is_due_this_minute_is_fine(database: Database, database_url: str) -> None:
    ann = await add_user(database)
    await kept(database, plan(ann.id, MORNING))
    await database.dispose()
    [finding] = await reminders_findings(free(database_url), NOON + timedelta(minutes=1))
    assert finding.line().split() == ["ok", "reminders", "Due", "now:", "1,", "none", "of", "them", "late."]


async def test_where_nothing_can_be_told_nothing_is_said(tmp_path: Path) -> None:
    assert await reminders_findings(sqlite_url(tmp_path / "none.db"), NOON) == []
    assert await reminders_findings("postgresql://nobody@127.0.0.1:9/none", NOON) == []
