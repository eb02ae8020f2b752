"""Drills on a phone: lines are written, choices are quiz polls, and an answer counts once."""

from typing import Any

import pytest

from bot.practice.drills.drill import ChoiceItem, LineDrill
from bot.practice.library import Library
from bot.services.deps import Deps
from bot.services.parts.drills import DrillAsked
from bot.telegram.calls import sending
from bot.telegram.views import Poll as PollView
from storage.unit_of_work import Database
from tests.fake_bot_api.player import Clock, Player
from tests.fake_bot_api.polls import Poll, asked_poll
from tests.fake_bot_api.rules import RefusedError
from tests.fake_bot_api.server import FakeBot
from tests.fake_bot_api.state import Fault
from tests.services.drilled import cards
from tests.telegram.running import all_kept
from tests.telegram.talks import ASK, KOFI, opens
from tests.telegram.test_bad_input import NOT_TEXT

LINE, CHOICE = "/drill name the step-down", "/drill which technique"


async def better(player: Player, library: Library) -> str:
    """Asks for a line, and finds one that passes."""
    await player.says(LINE)
    asked = await player.sees("Write your line.")
    drill = library.drill("name-the-step-down")
    assert isinstance(drill, LineDrill)
    return next(item.better for item in drill.items if item.situation in asked.text)


async def voted(player: Player, *, well: bool = True) -> Poll:
    """Asks for a choice and votes in its poll."""
    await player.says(CHOICE)
    poll = await player.sees_poll()
    assert poll.correct is not None
    await player.votes(poll.correct if well else (poll.correct + 1) % len(poll.options), poll)
    return poll


async def test_a_line_is_asked_heard_and_quoted(ann: Player, library: Library) -> None:
    await ann.says(await better(ann, library))
    judged = await ann.sees("This line carries.")
    assert "<blockquote>You: “" in judged.html
    assert judged.labels == [["One more", "Another kind"]]


async def test_below_a_line_are_an_example_another_and_not_now(ann: Player, library: Library) -> None:
    line = await better(ann, library)
    asked = next(message for message in ann.bot.state.shown if "Write your line." in message.text)
    assert asked.labels == [["Example", "Another", "Not now"]]
    await ann.presses("Example", asked)
    example = await ann.sees("The same in another talk")
    await ann.bot.wait_for(lambda _: asked.labels == [["Another", "Not now"]] or None, "the example's button gone")
    await ann.says("hm?")
    await ann.sees("nothing is used up")
    await ann.says(line)
    await ann.sees("This line carries.")
    await ann.presses("Not now", example)
    await ann.presses("Another", asked)
    await ann.says("thanks!")
    await ann.sees("Any time.")


async def test_another_takes_its_buttons_along(ann: Player) -> None:
    await ann.says(LINE)
    asked = await ann.sees("Write your line.")
    await ann.presses("Another", asked)
    await ann.sees("Write your line.")
    await ann.bot.wait_for(lambda _: asked.labels == [] or None, "the buttons gone")


async def test_a_choice_is_a_quiz_that_names_its_voters(ann: Player) -> None:
    poll = await voted(ann)
    judged = await ann.sees("Right.")
    assert poll.explanation in judged.text
    [call] = ann.bot.calls("sendPoll")
    assert (call.params["is_anonymous"], call.params["type"], call.status) == ("false", "quiz", 200)


async def test_a_wrong_vote_is_told_what_is_right(ann: Player) -> None:
    poll = await voted(ann, well=False)
    judged = await ann.sees("Not quite.")
    assert poll.correct is not None
    assert f"It is: “{poll.options[poll.correct]}”" in judged.text
    await ann.presses("One more")
    await ann.bot.wait_for(lambda state: len(state.shown) > 2 or None, "one more")


async def test_a_vote_delivered_twice_is_answered_once(ann: Player, database: Database) -> None:
    poll = await voted(ann)
    await ann.sees("Right.")
    # As an older server writes it.
    content = {"poll_id": poll.id, "user": ann.user, "option_ids": [poll.correct]}
    await ann.bot.add_again({"update_id": 2, "poll_answer": content})
    await ann.bot.add_update("poll_answer", content)
    await ann.says("/help")
    await ann.sees("/practice")
    await all_kept(database)
    assert sum("Right." in message.text for message in ann.bot.state.shown) == 1


async def test_a_vote_in_a_forwarded_poll_answers_nothing(ann: Player, fake: FakeBot, clock: Clock) -> None:
    bob = Player(fake, clock, id=777, first_name="Bob")
    await ann.says(CHOICE)
    poll = await ann.sees_poll()
    await bob.says(CHOICE)
    own = await bob.sees_poll()
    assert own.correct is not None
    await bob.votes(0, poll)
    await bob.votes(own.correct, own)
    await bob.sees("Right.")
    assert bob.unread == []
    assert poll.correct is not None
    await ann.votes(poll.correct, poll)
    await ann.sees("Right.")


async def test_a_stranger_who_votes_is_nobodys_user(ann: Player, fake: FakeBot, clock: Clock) -> None:
    stranger = Player(fake, clock, id=888, first_name="Cleo")
    await ann.says(CHOICE)
    poll = await ann.sees_poll()
    await stranger.votes(0, poll)
    await ann.says("/help")
    await ann.sees("/practice")
    assert stranger.unread == []


async def test_a_vote_that_is_taken_back_says_nothing(ann: Player) -> None:
    await ann.says(CHOICE)
    poll = await ann.sees_poll()
    await ann.bot.add_update("poll_answer", {"poll_id": poll.id, "user": ann.user, "option_ids": []})
    assert poll.correct is not None
    await ann.votes(poll.correct, poll)
    await ann.sees("Right.")


@pytest.mark.parametrize("which", [0, 1])
async def test_of_a_poll_that_came_twice_either_counts_and_once(ann: Player, which: int) -> None:
    """The answer to sendPoll was lost on its way, so that its number was never known."""
    ann.bot.state.faults.append(Fault("sendPoll", broken_off=True))
    await ann.says(CHOICE)
    polls = [await ann.sees_poll() for _ in range(2)]
    chosen, other = polls[which], polls[1 - which]
    assert chosen.correct is not None
    await ann.votes(chosen.correct, chosen)
    await ann.sees("Right.")
    await ann.votes(0, other)
    await ann.says("/help")
    await ann.sees("/practice")
    assert sum("Right." in message.text for message in ann.bot.state.shown) == 1


@pytest.mark.parametrize("kind", ["sticker", "voice"])
async def test_what_is_not_text_leaves_the_question_open(ann: Player, library: Library, kind: str) -> None:
    line = await better(ann, library)
    await ann.sends(**NOT_TEXT[kind])
    await ann.sees("I can only read text")
    await ann.says(line)
    await ann.sees("This line carries.")


async def test_a_line_of_4000_characters_is_judged(ann: Player, library: Library) -> None:
    await ann.says((await better(ann, library) + " ") * 40)
    judged = await ann.sees("You: “")
    assert len(judged.text) < 2000


async def test_a_poll_in_the_middle_of_a_round_and_the_way_back(ann: Player) -> None:
    await opens(ann)
    await ann.says(CHOICE)
    await ann.sees("Your round waits")
    poll = await ann.sees_poll()
    await ann.votes(0, poll)
    judged = await ann.sees("What you write now goes to your round again")
    assert judged.labels == [["One more", "Another kind"], ["Go on"]]
    await ann.presses("Go on")
    await ann.sees("Step 1 of 4")
    await ann.says(ASK)
    assert "Step 2 of 4" in (await ann.sees(KOFI)).text


async def test_an_objection_is_one_tap_and_its_button_goes(ann: Player, database: Database) -> None:
    await ann.says(LINE)
    await ann.sees("Write your line.")
    await ann.says("What a lovely morning, I hope you slept well.")
    judged = await ann.sees("For example: ")
    assert judged.labels[0] == ["I did say that"]
    await ann.presses("I did say that", judged)
    await ann.sees("counts as you see it")
    await ann.bot.wait_for(lambda _: judged.labels == [["One more", "Another kind"]] or None, "the button's end")
    await ann.says("/progress")
    assert "Your skills" not in (await ann.sees("Drills in the last seven days: 1")).text
    await all_kept(database)
    assert await cards(database) == {}


@pytest.mark.parametrize("command", ["/start", "/help"])
async def test_a_drill_is_a_tap_away_from_the_start_and_the_help(ann: Player, command: str) -> None:
    await ann.says(command)
    await ann.sees("drill")
    await ann.presses("A drill of a minute")
    await ann.bot.wait_for(lambda state: len(state.shown) > 1 or None, "a drill")
    last = ann.bot.state.shown[-1]
    assert last.poll or "Write your line" in last.text


async def test_the_list_is_a_button_for_each(ann: Player, deps: Deps) -> None:
    await ann.says("/drill list")
    listed = await ann.sees("A minute or two each.")
    assert [row[0] for row in listed.labels] == [drill.title for drill in deps.library.drills]
    await ann.presses("Hold")
    await ann.sees("Drill · Hold")


def test_every_item_is_a_poll_that_telegram_takes(library: Library) -> None:
    for drill in library.drills:
        for item in drill.items:
            if isinstance(item, ChoiceItem):
                asked = DrillAsked(drill, item, 1, tuple(range(len(item.options))))
                assert asked.quiz is not None
                [call] = sending(1, [PollView(asked.quiz, 1)])
                poll = asked_poll("1", dict(call.params))
                assert poll.options[poll.correct or 0] == item.options[item.answer]


QUIZ: dict[str, Any] = {"question": "Q?", "options": ["a", "b"], "type": "quiz", "correct_option_ids": [1]}
REFUSED = [
    ({"question": "x" * 301}, "question length"),
    ({"question": ""}, "non-empty"),
    ({"options": ["a", "x" * 101]}, "options length"),
    ({"options": ["a"]}, "at least 2"),
    ({"explanation": "x" * 201}, "MESSAGE_TOO_LONG"),
    ({"explanation": "a\nb\nc\nd"}, "MESSAGE_TOO_LONG"),
    ({"correct_option_ids": [2]}, "wrong quiz"),
    ({"correct_option_ids": []}, "non-empty"),
]


@pytest.mark.parametrize(("change", "words"), REFUSED, ids=range(len(REFUSED)))
def test_the_server_refuses_what_telegram_refuses(change: dict[str, Any], words: str) -> None:
    assert asked_poll("1", QUIZ).correct == 1
    with pytest.raises(RefusedError, match=words):
        asked_poll("1", QUIZ | change)
