"""Updates come in, are worked on and answered, by several processes that may end anywhere: what must hold holds in every seed."""

from collections import Counter

import pytest

from storage.records import Outcome
from tests.simulation import __main__ as command
from tests.simulation.checker import violations
from tests.simulation.plan import Plan, Written
from tests.simulation.quickly import quickly
from tests.simulation.run import simulate
from tests.simulation.world import World

SOME = range(300)


@pytest.fixture(scope="module")
def worlds() -> list[World]:
    found = [World(seed) for seed in SOME]
    with quickly():
        for world in found:
            world.run()
    return found


def test_nothing_is_lost_doubled_or_out_of_order_in_any_seed(worlds: list[World]) -> None:
    assert {world.seed: found for world in worlds if (found := violations(world))} == {}


@pytest.mark.parametrize("seed", [9587])
def test_seeds_that_have_failed_do_so_no_more(seed: int) -> None:
    """9587: a process that stood still twice and was killed once made a healthy update look like poison."""
    assert simulate(seed).violations == []


@pytest.mark.parametrize("seed", [3, 17, 42])
def test_a_seed_is_replayed_to_the_letter(seed: int) -> None:
    first, again = simulate(seed, traced=True), simulate(seed, traced=True)
    assert len(first.lines) > 10
    assert first.lines == again.lines


def test_two_seeds_differ() -> None:
    assert simulate(1, traced=True).lines != simulate(2, traced=True).lines


def test_the_seeds_bring_every_fault_there_is(worlds: list[World]) -> None:
    plans = [world.plan for world in worlds]
    told = Counter(attempt.told for world in worlds for attempt in world.chats.attempts)
    for kind in ("webhook", "kills", "freezes", "stops", "outages", "blocked", "migrates_at", "set_back_at", "calm"):
        assert any(getattr(plan, kind) for plan in plans), kind
    assert set(told) >= {"ok", "429", "connect", "502", "502 taken", "reset taken", "timeout", "timeout taken"}
    assert set(told) >= {"cannot edit", "not modified", "blocked", "moved"}
    ends = Counter(row.status for world in worlds for row in world.tables.outgoing.rows.values())
    assert set(ends) >= {Outcome.SENT, Outcome.UNCERTAIN, Outcome.REFUSED}


def test_without_any_fault_each_message_arrives_once_and_soon() -> None:
    written = tuple(Written(10 + number, number / 2, 501, 501, "say 2") for number in range(4))
    world = World(0, Plan(written, webhook=True, receivers=1, workers=1, skews=(0.0, 0.0)))
    world.run()
    names = [attempt.name for attempt in world.chats.attempts]
    assert names == [f"{10 + number}.{part}" for number in range(4) for part in (1, 2)]
    assert world.finished_at is not None
    # Eight messages: three at once, then one a second.
    assert world.finished_at < 10


def test_the_command_says_how_a_failed_seed_is_replayed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["simulation", "--seeds", "0:3"])
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    assert command.main() == 0
    assert "3 seeds, 0 failed" in capsys.readouterr().out
    monkeypatch.setattr("tests.simulation.run.violations", lambda world: ["lost"] if world.seed == 1 else [])
    assert command.main() == 1
    assert "--seed 1 --trace" in capsys.readouterr().out
