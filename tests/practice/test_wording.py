"""Reading level, tricks and waivers, on single sentences and in a small script."""

import re
import shutil
import time
from pathlib import Path

import pytest

from bot.practice.library import LibraryError, load_library
from bot.practice.readability import lix, sentences, words
from bot.practice.tricks import INVENTED_PRESSURE, SHAMING, trick_in
from bot.practice.waivers import WAIVABLE
from tests.practice.test_script_rules import BAKERY, SCRIPT, rules_in_code

WAIVED = """waive:
  - rule: DLG047
    about: useless
    because: She speaks of herself, as everybody there knows.
gap_lines:
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BAKERY, tmp_path / "bakery") / SCRIPT)


def edit(script: Path, old: str, new: str) -> None:
    text = script.read_text(encoding="utf-8")
    assert text.count(old) == 1
    script.write_text(text.replace(old, new), encoding="utf-8")


def told(script: Path) -> list[str]:
    try:
        load_library(script.parents[2])
    except LibraryError as error:
        return [problem.rule for problem in error.problems]
    return []


def test_lix_is_words_a_sentence_plus_the_percentage_of_long_words() -> None:
    assert lix(["The old oven broke down twice.", "Nobody noticed it."]) == 9 / 2 + 100 * 1 / 9
    assert lix([]) == 0


def test_a_sentence_ends_at_its_mark_and_not_within_a_number_or_a_word() -> None:
    assert sentences("It costs 9,000.50 at most. {ask}? “No.” Simply put: it's late …") == [
        "It costs 9,000.50 at most",
        "that",
        "“No",
        "Simply put",
        "it's late",
    ]


def test_a_placeholder_is_one_short_word() -> None:
    assert words("{constraint}, and that's it.") == ["that,", "and", "that's", "it."]


@pytest.mark.parametrize(
    "line",
    [
        "You're being ridiculous.",
        "You are really quite greedy.",
        "Are you out of your mind?",
        "Don't be so naive.",
        "How selfish of you.",
        "You lazy fool.",
        "That's your own greed talking.",
        "Who do you think you are?",
        "Oh, shut up.",
        "You’re not smart enough for that.",
        "You haven't earned it.",
    ],
)
def test_shame_and_insults_are_noticed(line: str) -> None:
    assert trick_in(line, SHAMING)


@pytest.mark.parametrize(
    "line",
    [
        "You're not greedy, and I know it.",
        "Let's both shut up for a minute.",
        "I'd be a fool to say yes.",
        "That's a ridiculous price for coffee, I admit.",
        "I feel pushed, and I don't like it.",
        "You never wanted the first thing.",
        "You're asking for more than I have.",
    ],
)
def test_what_judges_no_person_is_left_alone(line: str) -> None:
    assert trick_in(line, SHAMING) == ""


@pytest.mark.parametrize(
    "brief",
    ["It is now or never.", "Don't take no for an answer.", "Mention an invented deadline.", "Make her feel guilty."],
)
def test_pressure_in_a_brief_is_noticed(brief: str) -> None:
    assert trick_in(brief, INVENTED_PRESSURE)


def test_a_brief_may_speak_of_pressure_that_is_there() -> None:
    assert trick_in("The deadline is Friday, and your team is under pressure.", INVENTED_PRESSURE) == ""


@pytest.mark.parametrize("piece", ["you are ", "you ", "your ", "don't be so ", "make it ", "how ", "a"])
def test_no_text_makes_the_patterns_slow(piece: str) -> None:
    text = piece * 20_000
    began = time.process_time()  # other work on the machine is not the patterns' doing
    trick_in(text, (*SHAMING, *INVENTED_PRESSURE))
    assert time.process_time() - began < 1


def test_a_false_alarm_is_waived_with_a_reason(script: Path) -> None:
    edit(script, '"Go on."', '"You are useless, says my mirror."')
    assert told(script) == ["DLG047"]
    edit(script, "gap_lines:\n", WAIVED)
    assert told(script) == []


def test_a_waiver_is_for_its_rule_and_its_words_only(script: Path) -> None:
    edit(script, '"Go on."', '"You are useless, says my mirror."')
    edit(script, '"All right."', '"You are greedy, says my mirror."')
    edit(script, "gap_lines:\n", WAIVED)
    assert told(script) == ["DLG047"]


def test_a_waiver_without_a_reason_waives_nothing(script: Path) -> None:
    edit(script, '"Go on."', '"You are useless, says my mirror."')
    edit(script, "gap_lines:\n", WAIVED.replace("    because: She speaks of herself, as everybody there knows.\n", ""))
    assert sorted(told(script)) == ["DLG047", "DLG092"]


def test_a_mistake_of_form_cannot_be_waived(script: Path) -> None:
    edit(script, "area: work", "area: kitchen")
    edit(script, "gap_lines:\n", WAIVED.replace("DLG047", "DLG012").replace("useless", "“area”"))
    assert told(script) == ["DLG012"]


def test_waivers_are_no_part_of_what_a_round_keeps(script: Path) -> None:
    plain = load_library(BAKERY).edition("bakery-oven", "cooperative")
    edit(script, '"Go on."', '"You are useless, says my mirror."')
    edit(script, "gap_lines:\n", WAIVED)
    waived = load_library(script.parents[2]).edition("bakery-oven", "cooperative")
    assert plain is not None
    assert waived is not None
    assert waived.body == plain.body.replace("Go on.", "You are useless, says my mirror.")


def test_only_rules_that_exist_can_be_waived_and_the_page_names_them() -> None:
    assert rules_in_code() >= WAIVABLE
    page = (Path(__file__).parents[2] / "docs" / "script-rules.md").read_text(encoding="utf-8")
    named = re.findall(r"^Waivers are for (.+)\.", page, re.MULTILINE)
    assert named == ["DLG027, DLG042, DLG044 to DLG049 and DLG051"]
    assert sorted(WAIVABLE) == ["DLG027", "DLG042", *(f"DLG04{digit}" for digit in range(4, 10)), "DLG051"]
