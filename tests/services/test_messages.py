"""A message through the services: chosen, written in one go, answered and debriefed."""

from bot.services.parts.rounds import BriefShown, CounterpartSays, DebriefShown, StepShown
from bot.services.press_button import press_button
from bot.services.replies import CoachSays
from bot.services.start_round import begin_round, show_brief
from bot.texts import all_texts
from bot.texts.prose import passages
from storage.unit_of_work import Database
from tests.practice.samples import LIBRARY
from tests.services.samples import ANN, choice, make_deps, part, say

SCRIPT = "pilot-email"
WHOLE = (
    "I'd recommend six weeks in two regions, to compare old and new lifts, two days of your people. Or two weeks in one region, free of"
    " charge. Reply “six” or “two”; if neither fits, no is fine [specific_ask justification counterpart_benefit leaves_choice]"
)
PINNED = "Two weeks in one region, I'll send the list on Thursday, tell me if it changes [commitment leaves_choice]"


async def test_a_message_is_two_taps_away_and_asks_to_be_written_in_one_go(database: Database) -> None:
    deps = make_deps(database)
    brief = await show_brief(deps, ANN, SCRIPT)
    first = await press_button(deps, ANN, choice(brief, "button_reader").action)
    assert part(first, StepShown) == StepShown(step=1, task="write", steps=2)
    assert "4,000 characters" in all_texts()["step_write"]


async def test_the_brief_shows_both_options_and_how_they_differ() -> None:
    script = LIBRARY.scripts_by_id[SCRIPT]
    text = "\n".join(block.text for passage in passages((BriefShown(script),)) for block in passage.blocks)
    assert "The full option: a six-week pilot in two regions" in text
    assert "Stretch ask" not in text
    assert all(difference.what in text for difference in script.differences)


async def test_a_whole_message_is_answered_pinned_down_and_debriefed(database: Database) -> None:
    await begin_round(make_deps(database), ANN, SCRIPT, "reader", 7)
    answer = await say(make_deps(database), WHOLE)
    assert part(answer, StepShown) == StepShown(step=2, task="reply", steps=2)
    assert "two weeks in one region" in part(answer, CounterpartSays).text.lower()
    done = await say(make_deps(database), PINNED)
    assert part(done, DebriefShown).debrief.score.total == 100


async def test_words_that_decline_the_technique_in_a_talk_are_just_words_in_a_message(database: Database) -> None:
    await begin_round(make_deps(database), ANN, SCRIPT, "reader", 7)
    reply = await say(make_deps(database), f"We would not use this data for anything else. {WHOLE}")
    assert not any(isinstance(one, CoachSays) for one in reply.parts)
    assert part(reply, CounterpartSays).name == "Tomasz"
