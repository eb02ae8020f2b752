"""Random walks end in time and never want for a line; one that does is told."""

from dataclasses import replace

from bot.authoring.walks import stumbles
from bot.practice.library import Library
from tests.practice.samples import LIBRARY


def test_a_walk_through_every_edition_ends_and_never_wants_for_a_line() -> None:
    count = len(list(LIBRARY.every_edition()))
    assert list(map(str, stumbles(LIBRARY, count))) == []


def test_the_same_seed_walks_the_same_ways() -> None:
    silent = without_lines("refused")
    assert list(stumbles(silent, 20, 4)) == list(stumbles(silent, 20, 4))


def test_a_state_without_lines_is_told_with_the_way_there() -> None:
    told = [str(stumble) for stumble in stumbles(without_lines("refused"), 40)]
    assert told
    assert all("salary-raise" in line for line in told)
    assert any("in refused" in line or "in opening" in line for line in told)


def without_lines(state: str) -> Library:
    script = LIBRARY.scripts_by_id["salary-raise"]
    lines = {name: groups for name, groups in script.lines.items() if name not in {state, "any"}}
    return replace(LIBRARY, scripts_by_id={script.id: script.model_copy(update={"lines": lines})}, _editions={})
