"""Looking back, objecting, settings, and one's own data; nobody sees another's."""

import json
from dataclasses import replace

import pytest

from bot.services.keep_settings import change_setting, show_settings
from bot.services.own_data import ask_erasure, export_data, show_privacy
from bot.services.parts.progress import HistoryShown, ProgressShown
from bot.services.parts.rounds import CounterpartSays, DebriefShown, PointsShown, TranscriptShown
from bot.services.people import clean_name
from bot.services.press_button import press_button
from bot.services.replies import Action, CoachSays, FileSent, Verb
from bot.services.review_round import file_dispute, show_history, show_points, show_round
from bot.services.show_progress import show_progress
from bot.services.start_round import begin_round, show_brief
from storage.unit_of_work import Database
from tests.services.samples import ANN, ASK, ASK_WHY, BEN, GOOD, SECURE, Clock, choice, make_deps, part, say

SILENT = "57k then [specific_ask smaller_ask]"


async def play_round(database: Database, *texts: str) -> str:
    """Plays a round of Ann's to its end; gives its id as a button would."""
    deps = make_deps(database)
    await begin_round(deps, ANN, "salary-raise", "cooperative")
    reply = await say(deps, *texts)
    return choice(reply, "button_again").action.target


async def test_an_objection_lifts_the_loss_marks_the_round_and_counts_once(database: Database) -> None:
    deps = make_deps(database)
    number = await play_round(database, ASK, ASK_WHY, SILENT, SECURE)
    before = part(await show_round(deps, ANN, number), DebriefShown).debrief.score
    lifted = await file_dispute(deps, ANN, f"{number}.named_stepdown")
    after = part(lifted, DebriefShown).debrief.score
    assert after.of("named_stepdown").points == 12
    assert after.total > before.total
    again = await file_dispute(deps, ANN, f"{number}.named_stepdown")
    assert (part(again, CoachSays).key, again.passed) == ("dispute_known", True)
    history = part(await show_history(deps, ANN), HistoryShown)
    assert [(row.total, row.disputed) for row in history.rows] == [(after.total, True)]


async def test_every_point_is_shown_with_its_words_and_losses_can_be_objected_to(database: Database) -> None:
    number = await play_round(database, ASK, ASK_WHY, SILENT, SECURE)
    reply = await show_points(make_deps(database), ANN, number)
    shown = part(reply, PointsShown)
    assert sum(item.criterion.weight for item in shown.criteria) == 100
    assert all(award.quote for item in shown.criteria for award in item.awards)
    assert choice(reply, "button_dispute_one").action.target == f"{number}.deliberate"


async def test_history_pages_and_reopens_any_round_word_for_word(database: Database) -> None:
    numbers = [await play_round(database, *GOOD) for _ in range(6)]
    deps = make_deps(database)
    first = await show_history(deps, ANN)
    assert (len(part(first, HistoryShown).rows), part(first, HistoryShown).total) == (5, 6)
    second = await press_button(deps, ANN, choice(first, "button_older").action)
    assert len(part(second, HistoryShown).rows) == 1
    reopened = await press_button(deps, ANN, choice(second, "button_open_round").action)
    assert choice(reopened, "button_again").action.target == numbers[0]
    said = [text for speaker, text in part(reopened, TranscriptShown).lines if not speaker]
    assert said == list(GOOD)


async def test_progress_shows_each_criterion_oldest_first(database: Database) -> None:
    await play_round(database, ASK, ASK_WHY, SILENT, SECURE)
    await play_round(database, *GOOD)
    shown = part(await show_progress(make_deps(database), ANN), ProgressShown)
    shares = {row.title: row.shares for row in shown.rows}
    assert shares["Named the step down"] == (0.0, 1.0)
    assert shown.totals[1] == 100


async def test_before_the_first_round_history_and_progress_say_so(database: Database) -> None:
    deps = make_deps(database)
    assert part(await show_history(deps, ANN), CoachSays).key == "history_empty"
    assert part(await show_progress(deps, ANN), CoachSays).key == "progress_empty"


@pytest.mark.parametrize("service", [show_round, show_points, file_dispute])
async def test_another_users_round_is_not_there(database: Database, service: object) -> None:
    number = await play_round(database, *GOOD)
    assert callable(service)
    reply = await service(make_deps(database), BEN, f"{number}.secured" if service is file_dispute else number)
    assert part(reply, CoachSays).key == "round_gone"


@pytest.mark.parametrize("target", ["", "x", "-1", "0", "9" * 30, "1.", "1.nothing", "²"])
async def test_a_forged_button_finds_nothing(database: Database, target: str) -> None:
    await play_round(database, *GOOD)
    for verb in (Verb.SHOW, Verb.POINTS, Verb.DISPUTE):
        reply = await press_button(make_deps(database), BEN, Action(verb, target=target))
        assert part(reply, CoachSays).key == "round_gone"


async def test_the_export_holds_all_of_ones_own_and_nothing_of_others(database: Database) -> None:
    await play_round(database, *GOOD)
    deps = make_deps(database)
    await begin_round(deps, BEN, "b2b-pilot", "guarded")
    await say(deps, "something only Ben said", person=BEN)
    content = part(await export_data(deps, ANN), FileSent).content.decode()
    assert isinstance(json.loads(content), dict)
    assert all(text in content for text in GOOD)
    assert "Ben" not in content


@pytest.mark.parametrize(("days", "told"), [(None, "privacy_kept"), (90, "privacy_kept_days")])
async def test_privacy_says_for_how_long_rounds_are_kept(database: Database, days: int | None, told: str) -> None:
    reply = await show_privacy(replace(make_deps(database), retention_days=days))
    assert [said.key for said in reply.parts if isinstance(said, CoachSays)] == ["privacy", told, "privacy_rights"]
    said = reply.parts[1]
    assert isinstance(said, CoachSays)
    assert said.params == ({"days": "90"} if days else {})


async def test_erasing_takes_a_yes_and_leaves_nothing(database: Database) -> None:
    await play_round(database, *GOOD)
    deps = make_deps(database)
    question = await ask_erasure(deps, ANN)
    kept = await press_button(deps, ANN, choice(question, "button_erase_no").action)
    assert part(kept, CoachSays).key == "erase_kept"
    done = await press_button(deps, ANN, choice(question, "button_erase_yes").action)
    assert part(done, CoachSays).key == "erase_done"
    async with database.unit_of_work() as uow:
        assert await uow.users.by_identity(ANN.identity) is None
    assert part(await show_history(deps, ANN), CoachSays).key == "history_empty"


async def test_an_old_yes_to_erasing_erases_nothing(database: Database) -> None:
    deps = make_deps(database)
    question = await ask_erasure(deps, ANN)
    await play_round(database, *GOOD)
    assert (await press_button(deps, ANN, choice(question, "button_erase_yes").action)).passed
    assert part(await show_history(deps, ANN), HistoryShown).total == 1


async def test_a_temperament_once_set_is_the_only_button(database: Database) -> None:
    deps = make_deps(database)
    await change_setting(deps, ANN, "temperament=reactant")
    brief = await show_brief(deps, ANN, "salary-raise")
    assert [found.key for found in brief.choices[0]] == ["button_reactant"]
    await change_setting(deps, ANN, "temperament=ask")
    assert len((await show_brief(deps, ANN, "salary-raise")).choices[0]) == 3


@pytest.mark.parametrize("target", ["", "temperament=angry", "timing=maybe", "lending=yes", "name=x"])
async def test_an_unknown_setting_changes_nothing(database: Database, target: str) -> None:
    deps = make_deps(database)
    before = await show_settings(deps, ANN)
    assert part(await change_setting(deps, ANN, target), CoachSays).key == "not_understood"
    assert await show_settings(deps, ANN) == before


async def test_with_timing_off_speed_does_not_count(database: Database) -> None:
    deps = make_deps(database)
    await change_setting(deps, ANN, "timing=off")
    await begin_round(deps, ANN, "salary-raise", "cooperative")
    await say(deps, ASK)
    async with database.unit_of_work() as uow:
        user = await uow.users.by_identity(ANN.identity)
        assert user is not None
        record = await uow.rounds.latest(user.id)
        assert record is not None
        assert [turn.elapsed for turn in record.turns] == [None]


NAMES = [
    ("Ann", "Ann"),
    ('<b>&"', '<b>&"'),
    ("\u202egnp.exe", "gnp.exe"),
    ("", "friend"),
    ("\u200f\u200f", "friend"),
    ("x" * 256, "x" * 40),
    ("Z" + "\u0336" * 60 + "algo", "Z\u0336\u0336algo"),
    ("An\x00n\ud800", "Ann"),
]


@pytest.mark.parametrize(("given", "shown"), NAMES, ids=range(len(NAMES)))
def test_a_name_is_made_fit_to_be_shown(given: str, shown: str) -> None:
    assert clean_name(given) == shown


async def test_a_gone_script_is_said_kindly(database: Database) -> None:
    deps = make_deps(database)
    assert part(await show_brief(deps, ANN, "nobody"), CoachSays).key == "script_gone"
    assert part(await begin_round(deps, ANN, "nobody", "guarded"), CoachSays).key == "script_gone"
    begun = await begin_round(deps, ANN, "salary-raise", "guarded")
    assert part(begun, CounterpartSays).text


async def test_a_second_yes_does_not_bring_the_erased_user_back(database: Database) -> None:
    deps = make_deps(database)
    await play_round(database, *GOOD)
    yes = choice(await ask_erasure(deps, ANN), "button_erase_yes").action
    await press_button(deps, ANN, yes)
    assert (await press_button(deps, ANN, yes)).passed
    async with database.unit_of_work() as uow:
        assert await uow.users.by_identity(ANN.identity) is None


async def test_a_yes_to_erasing_after_ten_minutes_erases_nothing(database: Database) -> None:
    clock = Clock()
    deps = make_deps(database, now=clock)
    await play_round(database, *GOOD)
    yes = choice(await ask_erasure(deps, ANN), "button_erase_yes").action
    clock.forward(minutes=11)
    assert part(await press_button(deps, ANN, yes), CoachSays).key == "erase_too_late"
    assert part(await show_history(deps, ANN), HistoryShown).total == 1


async def test_settings_and_objections_of_an_earlier_moment_have_passed(database: Database) -> None:
    deps = make_deps(database)
    number = await play_round(database, ASK, ASK_WHY, SILENT, SECURE)
    setting = choice(await show_settings(deps, ANN), "button_guarded").action
    objection = choice(await show_round(deps, ANN, number), "button_dispute").action
    await begin_round(deps, ANN, "salary-raise", "cooperative")
    assert (await press_button(deps, ANN, setting)).passed
    assert (await press_button(deps, ANN, objection)).passed


async def test_an_objection_lifts_the_penalty_and_not_what_was_never_earned(database: Database) -> None:
    deps = make_deps(database)
    number = await play_round(
        database,
        ASK,
        "you owe me [pressure]",
        "what's in the way? [invites_constraint]",
        SILENT,
        SECURE,
        "So: " + SECURE,
    )
    lifted = part(await file_dispute(deps, ANN, f"{number}.took_no"), DebriefShown).debrief.score
    assert (lifted.of("took_no").points, lifted.of("took_no").possible) == (0, 10)
    assert not lifted.caps


async def test_a_step_that_was_never_reached_cannot_be_objected_to(database: Database) -> None:
    deps = make_deps(database)
    number = await play_round(database, "62k or I go [pressure]", "now [pressure]")
    assert part(await file_dispute(deps, ANN, f"{number}.secured"), CoachSays).key == "round_gone"


async def test_what_is_in_dispute_is_left_out_of_progress(database: Database) -> None:
    deps = make_deps(database)
    number = await play_round(database, ASK, ASK_WHY, SILENT, SECURE)
    await file_dispute(deps, ANN, f"{number}.named_stepdown")
    shown = part(await show_progress(deps, ANN), ProgressShown)
    assert {row.title: row.shares for row in shown.rows}["Named the step down"] == ()
