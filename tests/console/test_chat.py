"""The terminal front, played through its command with piped input."""

from pathlib import Path

from tests.console.running import GOOD, Run


def test_the_first_round_starts_from_the_menu_by_numbers(run: Run) -> None:
    done = run("chat", said=("1", "1"))
    assert done.returncode == 0
    assert "Who do you want to practise with?" in done.stdout
    assert "Step 1 of 4" in done.stdout
    assert "Your round is kept" in done.stdout
    assert done.stderr == ""


def test_a_round_left_at_the_end_of_input_goes_on_in_the_next_process(start: Run) -> None:
    first = start("chat", "--script", "salary-raise", "--temperament", "cooperative", "--seed", "7", said=GOOD)
    assert (first.returncode, "Step 3 of 4" in first.stdout) == (0, True)
    second = start("chat", said=("/resume",))
    assert GOOD[1] in second.stdout
    assert "Step 3 of 4" in second.stdout


def test_the_same_seed_gives_the_same_round_to_the_letter(run: Run, tmp_path: Path) -> None:
    outputs = [
        run(
            "chat",
            "--script",
            "b2b-pilot",
            "--temperament",
            "guarded",
            "--seed",
            "3",
            "--data",
            str(tmp_path / name),
            said=GOOD,
        ).stdout
        for name in ("one", "two")
    ]
    assert outputs[0] == outputs[1]


def test_without_any_input_it_ends_politely(start: Run) -> None:
    done = start("chat")
    assert (done.returncode, done.stderr) == (0, "")
    assert "See you." in done.stdout


def test_commands_wrong_numbers_and_words_where_a_number_is_expected(run: Run) -> None:
    done = run(
        "chat", said=("99", "hello", "/dance", "/help", "/progress", "/history", "/settings", "/privacy", "/quit")
    )
    assert done.returncode == 0
    for sentence in (
        "There is no choice 99",
        "No round is open",
        "I do not know that one",
        "No finished rounds yet",
        "What is stored",
    ):
        assert sentence in done.stdout


def test_counterparts_are_searched_and_browsed_by_numbers(run: Run) -> None:
    done = run("chat", said=("/practice coffee", "1", "/practice", "5", "1", "volunteer", "/practice zebra"))
    for sentence in (
        "For “coffee”",
        "Stretch ask",
        "4 Search 5 Browse by area 6 All",
        "Where does your talk take place? 1 Work (",
        "●○○ gentle",
        "For “volunteer” A driver for the pantry van",
        "Nobody here for “zebra” yet.",
    ):
        assert sentence in done.stdout
        done.stdout = done.stdout.partition(sentence)[2]
    assert (done.returncode, done.stderr) == (0, "")


def test_a_terminal_says_kindly_that_it_cannot_remind_anybody(run: Run) -> None:
    done = run("chat", said=("/remind 8:30", "/zone Lisbon", "/skip", "/digest sunday", "/settings"))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("a terminal cannot knock") == 4
    assert "Reminders: none" not in done.stdout


def test_a_choice_stays_open_while_help_is_read(run: Run) -> None:
    assert "Step 1 of 4" in run("chat", said=("/help", "1", "/privacy", "1")).stdout


def test_a_number_in_a_round_is_something_said(run: Run) -> None:
    done = run("chat", "--script", "salary-raise", "--temperament", "cooperative", "--seed", "7", said=("62000",))
    assert done.stdout.count("Kofi:") == 2


def test_export_writes_a_file_and_delete_asks_first(run: Run, tmp_path: Path) -> None:
    done = run(
        "chat",
        "--script",
        "salary-raise",
        "--temperament",
        "guarded",
        "--seed",
        "1",
        said=(GOOD[0], "/export", "/delete", "1", "/history"),
    )
    assert done.returncode == 0
    assert GOOD[0] in (tmp_path / "stepdown-export.json").read_text(encoding="utf-8")
    assert "Everything stored about you is erased" in done.stdout
    assert "No finished rounds yet" in done.stdout


def test_a_question_once_answered_no_longer_takes_numbers(run: Run) -> None:
    done = run("chat", "--script", "salary-raise", "--seed", "1", said=(GOOD[0], "/delete", "2", "1", "/resume"))
    assert "Nothing was erased" in done.stdout
    assert "is erased" not in done.stdout
    assert GOOD[0] in done.stdout.partition("Nothing was erased")[2]


def test_bytes_that_are_no_text_lose_nothing(start: Run) -> None:
    done = start(
        "chat", "--script", "salary-raise", "--temperament", "guarded", "--seed", "1", said=b"\xff\xfe\n/resume\n"
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_another_front_goes_on_with_the_same_round(run: Run) -> None:
    run(
        "chat",
        "--user",
        "telegram:501",
        "--script",
        "salary-raise",
        "--temperament",
        "guarded",
        "--seed",
        "1",
        said=GOOD[:1],
    )
    assert GOOD[0] in run("chat", "--user", "telegram:501", said=("/resume",)).stdout
    assert GOOD[0] not in run("chat", said=("/resume",)).stdout
