"""A round through the services, on both databases."""

import asyncio
from datetime import timedelta

import pytest

from bot.services.choose_counterpart import greet
from bot.services.leave_round import cancel_round, resume_round
from bot.services.parts.rounds import ComparisonShown, CounterpartSays, DebriefShown, StepShown, TranscriptShown
from bot.services.play_again import retry_turn
from bot.services.press_button import press_button
from bot.services.replies import CoachSays, Reply, Verb
from bot.services.start_round import begin_round
from bot.services.take_turn import Message, take_turn
from storage.records import RoundStatus
from storage.unit_of_work import Database
from tests.practice.samples import LIBRARY, edition
from tests.services.samples import (
    ANN,
    ASK,
    ASK_WHY,
    BEN,
    GOOD,
    NOON,
    RETREAT,
    SECURE,
    Clock,
    choice,
    make_deps,
    part,
    say,
    with_other_constraints,
    without_script,
)


async def begun(database: Database, temperament: str = "cooperative") -> Reply:
    return await begin_round(make_deps(database), ANN, "salary-raise", temperament)


async def stored_turns(database: Database) -> list[tuple[int, str, str]]:
    async with database.unit_of_work() as uow:
        user = await uow.users.by_identity(ANN.identity)
        assert user is not None
        record = await uow.rounds.latest(user.id)
        assert record is not None
        return [(turn.number, turn.move, turn.state) for turn in record.turns]


async def test_the_first_line_is_two_taps_after_start(database: Database) -> None:
    deps = make_deps(database)
    menu = await greet(deps, ANN)
    brief = await press_button(deps, ANN, menu.choices[0][0].action)
    first = await press_button(deps, ANN, choice(brief, "button_cooperative").action)
    assert part(first, CounterpartSays).text
    assert part(first, StepShown).step == 1


async def test_a_good_round_is_stored_turn_by_turn_and_ends_in_a_debrief(database: Database) -> None:
    await begun(database)
    reply = await say(make_deps(database), *GOOD)
    assert part(reply, DebriefShown).debrief.score.total == 100
    assert await stored_turns(database) == [
        (1, "justified_ask", "refused"),
        (2, "asked_constraint", "constraint_named"),
        (3, "named_retreat", "agreed"),
        (4, "secured", "done"),
    ]
    async with database.unit_of_work() as uow:
        user = await uow.users.by_identity(ANN.identity)
        assert user is not None
        (finished,) = await uow.rounds.finished(user.id, limit=9)
        assert (finished.total, finished.status) == (100, RoundStatus.FINISHED)
        assert sum(score.points for score in finished.scores) == pytest.approx(100)


async def test_the_step_moves_on_with_the_talk(database: Database) -> None:
    await begun(database)
    steps = [part(await say(make_deps(database), text), StepShown).step for text in (ASK, ASK_WHY, RETREAT)]
    assert steps == [2, 3, 4]


async def test_a_round_goes_on_after_a_restart_as_if_nothing_had_happened(database: Database) -> None:
    await begun(database)
    await say(make_deps(database), ASK, ASK_WHY)
    again = await resume_round(make_deps(database), ANN)
    assert part(again, StepShown).step == 3
    assert part(again, TranscriptShown).lines[-1] == ("", ASK_WHY)
    reply = await say(make_deps(database), RETREAT, SECURE)
    assert part(reply, DebriefShown).debrief.score.total == 100


async def test_the_same_seed_and_words_give_the_same_talk(database: Database) -> None:
    lines = []
    for person in (ANN, BEN):
        deps = make_deps(database)
        await begin_round(deps, person, "salary-raise", "guarded")
        lines.append([part(await say(deps, text, person=person), CounterpartSays).text for text in (ASK, ASK_WHY)])
    assert lines[0] == lines[1]


async def test_a_round_goes_on_after_its_script_was_removed(database: Database) -> None:
    await begun(database)
    await say(make_deps(database), ASK)
    deps = make_deps(database, without_script(LIBRARY, "salary-raise"))
    reply = await say(deps, ASK_WHY, RETREAT, SECURE)
    assert part(reply, DebriefShown).debrief.score.total == 100


async def test_a_round_ends_on_the_revision_it_began_with(database: Database) -> None:
    await begun(database)
    await say(make_deps(database), ASK)
    edited = with_other_constraints(LIBRARY, "salary-raise", "Something quite different.")
    line = part(await say(make_deps(database, edited), ASK_WHY), CounterpartSays).text
    began_with = edition().constraint(7).says
    assert line in began_with
    assert part(await say(make_deps(database, edited), RETREAT, SECURE), DebriefShown).debrief.score.total == 100
    await begin_round(make_deps(database, edited), ANN, "salary-raise", "cooperative")
    fresh = part(await say(make_deps(database, edited), ASK, ASK_WHY), CounterpartSays).text
    assert fresh == "Something quite different."


async def test_a_dropped_round_is_not_scored_and_makes_room(database: Database) -> None:
    await begun(database)
    dropped = await cancel_round(make_deps(database), ANN)
    assert part(dropped, CoachSays).key == "round_dropped"
    assert part(await cancel_round(make_deps(database), ANN), CoachSays).key == "nothing_to_drop"
    assert part(await begun(database), CounterpartSays).text


async def test_an_open_round_is_offered_and_never_dropped_silently(database: Database) -> None:
    await begun(database)
    assert part(await begun(database), CoachSays).key == "round_is_open"
    assert part(await greet(make_deps(database), ANN), CoachSays).key == "welcome"


async def test_a_message_without_a_round_offers_counterparts(database: Database) -> None:
    reply = await say(make_deps(database), "hello")
    assert part(reply, CoachSays).key == "no_round"
    assert reply.choices


UNUSABLE = [
    ("", "needs_words"),
    ("   \n ", "needs_words"),
    ("🙂🙃🙂", "needs_words"),
    ("…!?", "needs_words"),
    ("Я хотел бы поговорить о повышении", "needs_english"),
    ("给我加薪", "needs_english"),
    ("\x00\x00", "needs_words"),
    ("\ud800", "needs_words"),
]


@pytest.mark.parametrize(("text", "key"), UNUSABLE, ids=range(len(UNUSABLE)))
async def test_what_nobody_could_judge_costs_no_turn(database: Database, text: str, key: str) -> None:
    await begun(database)
    assert part(await say(make_deps(database), text), CoachSays).key == key
    assert await stored_turns(database) == []


async def test_nul_and_lone_surrogates_are_cleaned_before_they_are_stored(database: Database) -> None:
    await begun(database)
    await say(make_deps(database), "I'd\x00 like 62k\ud83d please, '; DROP TABLE rounds; -- [specific_ask]")
    again = await resume_round(make_deps(database), ANN)
    assert part(again, TranscriptShown).lines[-1][1].startswith("I'd like 62k please, '; DROP TABLE rounds; --")


async def test_a_message_of_4096_characters_is_taken_and_a_longer_one_cut(database: Database) -> None:
    await begun(database)
    await say(make_deps(database), "I would like 62k. " + "a" * 5_000)
    again = await resume_round(make_deps(database), ANN)
    assert len(part(again, TranscriptShown).lines[-1][1]) == 4096


async def test_two_messages_at_once_are_two_turns_in_order(database: Database) -> None:
    await begun(database)
    deps = make_deps(database)
    await asyncio.gather(*(take_turn(deps, ANN, Message(text, NOON)) for text in (ASK, ASK_WHY)))
    assert [number for number, _, _ in await stored_turns(database)] == [1, 2]


async def test_a_long_gap_is_noticed_after_any_restart(database: Database) -> None:
    clock = Clock()
    await begin_round(make_deps(database, now=clock), ANN, "salary-raise", "cooperative")
    await say(make_deps(database, now=clock), ASK)
    clock.forward(days=2)
    reply = await say(make_deps(database, now=clock), ASK_WHY)
    gap_lines = edition().script.gap_lines
    assert part(reply, CounterpartSays).text.startswith(gap_lines)


async def test_a_what_if_says_one_turn_anew_and_shows_both_outcomes(database: Database) -> None:
    await begun(database)
    reply = await say(make_deps(database), ASK, ASK_WHY, "57k then [specific_ask smaller_ask]", SECURE)
    shown = part(reply, DebriefShown).debrief
    assert shown.change is not None
    assert shown.change.turn == 3
    back = await press_button(make_deps(database), ANN, choice(reply, "button_retry").action)
    assert part(back, StepShown).step == 3
    tried = await say(make_deps(database), RETREAT)
    compared = part(tried, ComparisonShown)
    assert (compared.before.said, compared.after.said) == ("57k then [specific_ask smaller_ask]", RETREAT)
    assert "names_concession" in compared.after.heard
    assert "names_concession" not in compared.before.heard
    after = part(await say(make_deps(database), SECURE), DebriefShown)
    assert after.what_if
    assert after.debrief.score.total > shown.score.total


async def test_a_what_if_with_the_same_words_has_the_same_outcome(database: Database) -> None:
    await begun(database)
    silent = "57k then [specific_ask smaller_ask]"
    reply = await say(make_deps(database), ASK, ASK_WHY, silent, SECURE)
    await press_button(make_deps(database), ANN, choice(reply, "button_retry").action)
    compared = part(await say(make_deps(database), silent), ComparisonShown)
    assert compared.before == compared.after


@pytest.mark.parametrize("key", ["button_retry", "button_again", "button_harder"])
async def test_a_button_pressed_twice_counts_once(database: Database, key: str) -> None:
    await begun(database)
    reply = await say(make_deps(database), ASK, ASK_WHY, "57k then [specific_ask smaller_ask]", SECURE)
    button = choice(reply, key).action
    first = await press_button(make_deps(database), ANN, button)
    second = await press_button(make_deps(database), ANN, button)
    assert part(first, CounterpartSays).text
    assert second.passed
    assert part(second, CoachSays).key == "moment_passed"


async def test_a_button_of_an_earlier_turn_changes_nothing(database: Database) -> None:
    await begun(database)
    offered = await greet(make_deps(database), ANN)
    await say(make_deps(database), ASK)
    for key in ("button_resume", "button_drop"):
        assert (await press_button(make_deps(database), ANN, choice(offered, key).action)).passed
    assert len(await stored_turns(database)) == 1
    assert part(await resume_round(make_deps(database), ANN), StepShown).step == 2


async def test_harder_is_the_next_temperament(database: Database) -> None:
    await begun(database)
    reply = await say(make_deps(database), *GOOD)
    harder = await press_button(make_deps(database), ANN, choice(reply, "button_harder").action)
    assert part(harder, CoachSays).params == {"temperament": "Guarded"}


async def test_every_button_says_where_it_was_made(database: Database) -> None:
    await begun(database)
    reply = await say(make_deps(database), *GOOD)
    moments = {found.action.moment for row in reply.choices for found in row if found.action.verb is not Verb.SETTING}
    (moment,) = moments
    assert (moment.round_id > 0, moment.turn) == (True, 4)


async def test_the_same_words_twice_within_seconds_count_once(database: Database) -> None:
    await begun(database)
    deps = make_deps(database)
    first = await take_turn(deps, ANN, Message(ASK, NOON))
    again = await take_turn(deps, ANN, Message(ASK, NOON + timedelta(seconds=2)))
    assert part(first, CounterpartSays).text
    assert part(again, CoachSays).key == "said_twice"
    assert len(await stored_turns(database)) == 1


async def test_a_finished_what_if_shows_both_totals(database: Database) -> None:
    await begun(database)
    reply = await say(make_deps(database), ASK, ASK_WHY, "57k then [specific_ask smaller_ask]", SECURE)
    before = part(reply, DebriefShown).debrief.score.total
    await press_button(make_deps(database), ANN, choice(reply, "button_retry").action)
    done = await say(make_deps(database), RETREAT, SECURE)
    notes = [found for found in done.parts if isinstance(found, CoachSays)]
    assert notes[-1] == CoachSays("what_if_total", {"before": str(before), "after": "100"})


async def test_a_what_if_of_the_first_turn_starts_where_the_round_started(database: Database) -> None:
    await begun(database)
    reply = await say(make_deps(database), "so, money [hedging]", ASK, ASK_WHY, RETREAT, SECURE)
    number = choice(reply, "button_again").action.target
    await retry_turn(make_deps(database), ANN, f"{number}.1")
    async with database.unit_of_work() as uow:
        user = await uow.users.by_identity(ANN.identity)
        assert user is not None
        branch = await uow.rounds.open_of(user.id)
        assert branch is not None
        assert (branch.state, branch.turns) == ("opening", ())


async def test_an_old_menu_in_the_middle_of_a_round_offers_to_go_on(database: Database) -> None:
    deps = make_deps(database)
    menu = await greet(deps, ANN)
    await begun(database)
    assert part(await press_button(deps, ANN, menu.choices[0][0].action), CoachSays).key == "round_is_open"
