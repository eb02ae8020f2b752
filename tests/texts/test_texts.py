"""Every sentence that the code names exists, and every sentence that exists is named."""

import re
from collections.abc import Collection
from pathlib import Path

import pytest

from bot.hearing.cues import ConstraintKind, Cue
from bot.practice.debrief import Outcome
from bot.practice.drills.drill import DRILL_FINDINGS, Result
from bot.practice.meetings.around import NoticeKind
from bot.practice.meetings.fit import BetterMove
from bot.practice.meetings.harm import HarmKind
from bot.practice.meetings.outcome import Result as MeetingResult
from bot.practice.meetings.outcome import Tap
from bot.practice.meetings.plan import Advice, CardLine, FitRule, Question
from bot.practice.meetings.prediction import Guess
from bot.practice.meetings.said_when import Taken, WhenTrouble
from bot.practice.meetings.warm_up import WarmUp
from bot.practice.reminding.decide import Snooze, WhyNot
from bot.practice.reminding.misread import Trouble
from bot.practice.reminding.spoken import DayGroup
from bot.practice.reminding.streak import FREEZES
from bot.practice.rubric import Fact
from bot.practice.scoring import Unreached
from bot.practice.searching import find, search_words
from bot.practice.skills.asking import Reason
from bot.practice.states import State
from bot.practice.tasks import MENDING, OFFERED
from bot.texts import all_texts, say
from tests.practice.samples import LIBRARY

BOT = Path(__file__).parents[2] / "bot"
# Families of keys that are put together from a name; the tests below see to it that each family is complete.
FAMILIES = (
    "step_",
    "finding_",
    "state_",
    "outcome_",
    "setting_temperament_",
    "button_",
    "command_",
    "area_",
    "offer_",
    "unreached_",
    "point_",
    "difficulty_",
    "drilled_",
    "unclear_",
    "snooze_not_",
    "days_",
    "drill_why_",
    "kind_",
    "streak_",
    "advice_",
    "card_",
    "happened_",
    "meeting_ask_",
    "meeting_better_",
    "meeting_fit_",
    "meeting_harm_",
    "meeting_label_",
    "meetings_",
    "notice_",
    "prediction_",
    "statistics_",
    "when_",
)
_KEY = re.compile(r'"([a-z]+(?:_[a-z0-9]+)*)"')


def named_in_code() -> set[str]:
    return {key for path in BOT.rglob("*.py") for key in _KEY.findall(path.read_text(encoding="utf-8"))}


def test_every_sentence_is_used() -> None:
    unused = {key for key in all_texts() if not key.startswith(FAMILIES)} - named_in_code()
    assert unused == set()


def test_every_sentence_that_a_service_names_exists() -> None:
    called = re.compile(r'(?:CoachSays|coach|say)\(\s*"([a-z_0-9]+)"')
    named = {key for path in BOT.rglob("*.py") for key in called.findall(path.read_text(encoding="utf-8"))}
    assert named - set(all_texts()) == set()


COMPLETE: list[tuple[str, Collection[str]]] = [
    ("finding_", {*(cue.value for cue in Cue), *(fact.value for fact in Fact), *DRILL_FINDINGS}),
    ("drill_why_", {reason.value for reason in Reason}),
    ("kind_", set(ConstraintKind)),
    ("streak_", {f"{best}{left}" for best in ("", "best_") for left in range(FREEZES + 1)}),
    ("state_", {state.value for state in State}),
    ("outcome_", {outcome.value for outcome in Outcome}),
    ("setting_temperament_", {*(found.id for found in LIBRARY.common_temperaments), "ask"}),
    ("button_", {*(found.id for found in LIBRARY.temperaments), "ask"}),
    ("drilled_", {result.value for result in Result}),
    ("step_", {"1", "2", "3", "4", *MENDING, *OFFERED}),
    ("step_", {"name", "reason", "together", "find_out", "take_no", "ask_on", "say_when", "trap"}),
    ("step_", {"write", "rewrite", "reply"}),
    ("unreached_", {reason.value for reason in Unreached}),
    ("point_", {reason.value for reason in Unreached}),
    ("unclear_", {trouble.value for trouble in Trouble}),
    ("snooze_not_", {reason.value for reason in WhyNot}),
    ("button_snooze_", {how.value for how in Snooze}),
    ("days_", {group.value for group in DayGroup}),
    ("meeting_ask_", {*Question, "sincere"}),
    ("meeting_label_", set(Question)),
    ("button_edit_", set(Question)),
    ("advice_", set(Advice)),
    ("meeting_fit_", {f"{rule}{answer}" for rule in FitRule for answer in ("", "_yes")}),
    ("meeting_better_", set(BetterMove)),
    ("meeting_harm_", set(HarmKind)),
    ("when_", set(WhenTrouble)),
    ("when_taken_", set(Taken)),
    ("when_", {"kept", "kept_day", "kept_soon", "kept_moved", "kept_silent"}),
    ("notice_", set(NoticeKind)),
    ("happened_ask_", {*Tap, "note", "happened"}),
    ("happened_", {"yes", "no"}),
    ("button_", {f"{tap}_{answer}" for tap in (Tap.ASKED, Tap.RETREATED) for answer in ("yes", "no")}),
    ("button_constraint_", set(ConstraintKind)),
    ("button_result_", set(MeetingResult)),
    ("prediction_", set(Guess)),
    ("meetings_", {f"{which}{some}" for which in ("here", "archived") for some in ("", "_none")}),
    ("statistics_", {"none", "title", "direct", "retreat", "others", "true", "guessed", "hint"}),
    ("card_", {*CardLine, "if", "then", "line"}),
    ("button_line_", {*CardLine, "if"}),
    ("button_picture_", {"light", "dark"}),
    ("", set(WarmUp)),
]


@pytest.mark.parametrize(("family", "names"), COMPLETE, ids=[family for family, _ in COMPLETE])
def test_a_family_of_sentences_is_complete(family: str, names: Collection[str]) -> None:
    assert {f"{family}{name}" for name in names} - set(all_texts()) == set()


def test_no_sentence_promises_or_judges_a_person() -> None:
    banned = re.compile(
        r"\b(you are (too )?(vague|weak|bad|rude)|success rate|guarantee\w*|always works)\b", re.IGNORECASE
    )
    assert [text for text in all_texts().values() if banned.search(text)] == []


def test_users_words_stay_as_they_are_even_with_braces() -> None:
    assert "{name} <b>" in say("what_if_begins", said="{name} <b>")


@pytest.mark.parametrize("key", ["welcome", "choose", "moment_passed", "needs_words", "went_wrong", "erase_question"])
def test_what_a_phone_shows_is_short(key: str) -> None:
    assert len(all_texts()[key]) <= 400


@pytest.mark.parametrize(
    "word", re.findall(r"“(\w+)”|/practice (\w+)", all_texts()["search_how"] + all_texts()["help"])
)
def test_a_word_that_is_given_as_an_example_finds_somebody(word: tuple[str, str]) -> None:
    assert find(LIBRARY.scripts, search_words("".join(word)))


# Families of a meeting's sentences: what the code never names is none of theirs.
NAMED = (
    "advice_",
    "meeting_ask_",
    "meeting_better_",
    "meeting_harm_",
    "meeting_label_",
    "notice_",
    "prediction_",
    "meetings_",
    "statistics_",
    "when_taken_",
)


@pytest.mark.parametrize("family", NAMED)
def test_a_family_has_no_sentence_that_nobody_says(family: str) -> None:
    members = {f"{known}{name}" for known, names in COMPLETE if known == family for name in names}
    assert {key for key in all_texts() if key.startswith(family)} - members == set()
