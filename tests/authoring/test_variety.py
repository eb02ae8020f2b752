"""How long a counterpart stays fresh, measured by two players who always say the same."""

import re
from dataclasses import replace
from pathlib import Path

from bot.authoring.editions import edition_for
from bot.authoring.players import GOOD, play
from bot.authoring.variety import row_of, variety, variety_page
from bot.practice.library import load_library
from tests.authoring.samples import BAKERY
from tests.practice.samples import LIBRARY

PAGE = Path(__file__).parents[2] / "docs" / "variety.md"
BAKERS = load_library(BAKERY)


def test_rounds_alike_are_those_whose_every_line_another_has_too() -> None:
    good, poor = variety(BAKERS, "cooperative", range(40))
    heard = []
    for seed in range(40):
        talk = play(GOOD, edition_for(BAKERS, "bakery-oven", "cooperative"), seed)
        heard.append([talk.first_line, *(turn.reply for turn in talk.turns)])
    assert good.alike == sum(heard.count(lines) > 1 for lines in heard)
    assert good.share == 100 * good.alike / 40
    assert (good.player, poor.player, good.rounds) == ("good", "poor", 40)


def test_one_round_is_like_no_other_and_a_round_with_itself_is_alike() -> None:
    once, _ = variety(BAKERS, "cooperative", [4])
    twice, _ = variety(BAKERS, "cooperative", [4, 4])
    assert (once.alike, twice.alike) == (0, 2)
    assert (once.constraints, once.all_constraints, once.endings, once.last_lines) == (1, 5, 1, 1)


def test_the_same_seeds_give_the_same_page_to_the_letter() -> None:
    pages = [variety_page(variety(BAKERS, "cooperative", range(8)), "cooperative", range(8)) for _ in range(2)]
    assert pages[0] == pages[1]
    assert "8 rounds each, seeds 0 to 7" in pages[0]
    assert re.search(r"^\| bakery-oven \| good \| \d+\.\d % \| 4 of 5 \| 1 \| 3 \|$", pages[0], re.MULTILINE)


def test_the_page_in_docs_is_what_the_command_writes() -> None:
    """Of one script, since all of them take a while; `python -m bot variety --write` makes the page anew."""
    page = PAGE.read_text(encoding="utf-8")
    easiest = LIBRARY.temperaments[0].id
    first = LIBRARY.scripts[0]
    rows = variety(replace(LIBRARY, scripts_by_id={first.id: first}), easiest)
    assert page.startswith(variety_page((), easiest))
    assert [row_of(row) for row in rows] == [line for line in page.splitlines() if line.startswith(f"| {first.id} |")]
    assert re.findall(r"^\| (\S+) \| good \|", page, re.MULTILINE) == [script.id for script in LIBRARY.scripts]
