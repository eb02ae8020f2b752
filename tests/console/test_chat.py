"""The terminal front, played through its command with piped input."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.console.chat import Start
from bot.console.chat import chat as talk
from bot.services.shelf import Shelf
from storage.unit_of_work import Database
from tests.practice.samples import edited, spoil
from tests.services.samples import ANN, make_deps
from tests.warm_bot import WarmBot

ROOT = Path(__file__).parents[2]
GOOD = (
    "I'd like to move my base to 62k from May. I took over the night rota and the backlog went from 900 to 210, so your renewals are safer.",
    "Fair enough, thanks for being straight with me. What makes it difficult?",
)

Run = Callable[..., "subprocess.CompletedProcess[str]"]


KEPT = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT") if name in os.environ}
ENVIRONMENT = {**KEPT, "PYTHONPATH": str(ROOT), "COLUMNS": "100"}


def shown(status: int, *streams: bytes) -> "subprocess.CompletedProcess[str]":
    """What came of a command; a terminal's line breaks say nothing about the words."""
    printed, complained = (" ".join(stream.decode().split()) for stream in streams)
    return subprocess.CompletedProcess([], status, printed, complained)


def typed(said: tuple[str, ...] | bytes) -> bytes:
    return said if isinstance(said, bytes) else "".join(f"{line}\n" for line in said).encode()


@pytest.fixture(scope="session")
def warm_bot() -> Iterator[WarmBot]:
    bot = WarmBot(ENVIRONMENT)
    yield bot
    bot.stop()


@pytest.fixture
def run(warm_bot: WarmBot, tmp_path: Path) -> Run:
    """Runs a command in a process, a folder and an environment of its own."""

    def run_bot(
        *args: str, said: tuple[str, ...] | bytes = (), **environment: str
    ) -> "subprocess.CompletedProcess[str]":
        done = warm_bot.run(args, typed(said), tmp_path, {**ENVIRONMENT, **environment})
        return shown(done.returncode, done.stdout, done.stderr)

    return run_bot


@pytest.fixture
def start(tmp_path: Path) -> Run:
    """The same from the very start, which takes longer: `python -m bot`."""

    def start_bot(
        *args: str, said: tuple[str, ...] | bytes = (), **environment: str
    ) -> "subprocess.CompletedProcess[str]":
        done = subprocess.run(
            [sys.executable, "-m", "bot", *args],
            input=typed(said),
            capture_output=True,
            cwd=tmp_path,
            env={**ENVIRONMENT, **environment},
            timeout=60,
            check=False,
        )
        return shown(done.returncode, done.stdout, done.stderr)

    return start_bot


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


REFUSED = [
    (("chat", "--data", "taken/below"), {}, "taken"),
    (("chat",), {"DATABASE_URL": "nonsense"}, "database"),
    (("chat",), {"DATABASE_URL": "mysql://u:secret@h/d"}, "mysql"),
    (("chat", "--script", "nobody"), {}, "there is no script 'nobody'"),
    (("chat", "--script", "salary-raise", "--temperament", "angry"), {}, "there is no temperament 'angry'"),
    (("chat", "--user", "me"), {}, "FRONT:ID"),
    (("chat", "--seed", "7"), {}, "go with --script"),
    (("assess", "--gold", "nowhere.jsonl"), {}, "does not exist"),
    (("disputes", "export", "--output", "nowhere/objections.jsonl"), {}, "No such file or directory"),
    (("disputes", "export", "--output", "taken/below"), {}, "cannot be written to"),
    (("disputes", "export", "--output", "."), {}, "cannot be written to"),
    (("disputes", "export"), {"DATABASE_URL": "mysql://u:secret@h/d"}, "mysql"),
    (("telegram",), {"BOT_TOKEN": "1:abc", "TELEGRAM_API_BASE_URL": "http://"}, "TELEGRAM_API_BASE_URL"),
    (("telegram",), {}, "BOT_TOKEN is not set"),
    (("telegram",), {"BOT_TOKEN": "half a token: secret"}, "does not look like a token"),
    (("telegram",), {"BOT_TOKEN": "1:abc", "TELEGRAM_API_BASE_URL": "ftp://x"}, "TELEGRAM_API_BASE_URL"),
]


@pytest.mark.parametrize(("args", "environment", "sentence"), REFUSED, ids=range(len(REFUSED)))
def test_what_cannot_work_is_said_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    args: tuple[str, ...],
    environment: dict[str, str],
    sentence: str,
) -> None:
    """In this process, since starting another one takes longer than being refused."""
    (tmp_path / "taken").write_text("a file where a folder is wanted", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["bot", *args])
    for name, value in {"COLUMNS": "100", **environment}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit) as end:
        main()
    complained = " ".join(capsys.readouterr().err.split())
    assert end.value.code == 2
    assert sentence in complained
    assert "secret" not in complained


def test_a_refusal_is_all_that_a_process_prints(start: Run) -> None:
    done = start("telegram", BOT_TOKEN="half a token: secret")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("BOT_TOKEN does not look like a token.")
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stderr


def test_a_broken_script_is_named_and_the_bot_does_not_start(run: Run, tmp_path: Path) -> None:
    copy = tmp_path / "dialogues"
    shutil.copytree(ROOT / "dialogues", copy)
    script = copy / "scripts" / "salary-raise" / "script.yaml"
    script.write_text(script.read_text(encoding="utf-8").replace("revision: ", "revision: no. ", 1), encoding="utf-8")
    for command in ("chat", "check"):
        done = run(command, DIALOGUES=str(copy))
        assert done.returncode == 2
        assert "dialogues/scripts/salary-raise/script.yaml:" in done.stderr
        assert "DLG012" in done.stderr


def test_a_revision_below_the_one_that_was_played_is_named_at_the_start(run: Run, tmp_path: Path) -> None:
    copy = tmp_path / "dialogues"
    shutil.copytree(ROOT / "dialogues", copy)
    script = copy / "scripts" / "salary-raise" / "script.yaml"
    text = script.read_text(encoding="utf-8")
    number = int(text.partition("revision: ")[2].split()[0])
    script.write_text(text.replace(f"revision: {number}", f"revision: {number + 4}", 1), encoding="utf-8")
    played = ("chat", "--script", "salary-raise", "--temperament", "guarded", "--seed", "1")
    assert run(*played, DIALOGUES=str(copy)).stderr == ""
    script.write_text(text, encoding="utf-8")
    done = run("chat", DIALOGUES=str(copy))
    said = f"The revision of scripts/salary-raise is {number}; rounds were played with {number + 4}"
    assert (done.returncode, done.stderr) == (0, said)


async def test_a_script_that_changes_is_there_at_the_next_practice(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = edited(tmp_path / "dialogues")
    shelf = Shelf(folder, clock=count(0, 60).__next__)
    said = ["/quit", "/practice third", "/practice oven"]

    def types(_: str) -> str:
        if len(said) == 2:
            spoil(folder / "scripts/bakery-oven/script.yaml", "title: A second oven", "title: A third oven")
        return said.pop()

    monkeypatch.setattr("builtins.input", types)
    deps = replace(make_deps(database, shelf.library), shelf=shelf)
    await talk(deps, ANN, Start(files_to=tmp_path))
    printed = capsys.readouterr().out
    assert "A second oven" in printed.partition("For “third”")[0]
    assert "A third oven" in printed.partition("For “third”")[2]


def test_check_is_content_with_the_projects_own_scripts(start: Run) -> None:
    done = start("check")
    assert done.returncode == 0
    assert re.fullmatch(r"All fine. Scripts: \d+, temperaments: 5, drills: \d+.", done.stdout)


def test_assess_judges_lines_of_any_situation(start: Run) -> None:
    asked = {
        "id": "a1",
        "channel": "conversation",
        "phase": "opening",
        "situation": "A tenant asks for a new boiler.",
        "counterpart": "Landlord",
        "target": "a repair",
        "stretch": "a new boiler",
        "floor": "a plumber's visit",
        "text": "I'd like a new boiler before winter, the old one failed four times and each call-out cost you 180.",
    }
    done = start("assess", said=(json.dumps(asked),))
    verdict = json.loads(done.stdout)
    assert verdict["id"] == "a1"
    assert "justification" in verdict["cues"]
    assert verdict["evidence"]["justification"] in asked["text"]
    assert set(verdict) == {"id", "cues", "unsure", "scores", "evidence", "amounts"}


OBJECTED = (
    *GOOD,
    "So the band ends below that. Could we do 57k then? If that doesn't work for you either, that's fine.",
    "So 57k from May. I'll send you two lines today to confirm; if anything changes for you, just say so.",
)


def test_objections_that_are_lent_come_out_as_lines_that_assess_reads(run: Run, tmp_path: Path) -> None:
    begun = ("chat", "--script", "salary-raise", "--temperament", "cooperative", "--seed", "7")
    played = run(*begun, said=OBJECTED)
    objection = re.search(r"(\d) I did say that", played.stdout)
    assert objection
    run("chat", "--user", "telegram:501", *begun[1:], said=(*OBJECTED, objection[1]))
    assert run("disputes", "export").stdout == ""
    lending = re.search(r"(\d) Lend my objections", run("chat", said=("/settings",)).stdout)
    assert lending
    run("chat", "--user", "telegram:501", said=("/settings", lending[1]))
    written = run("disputes", "export", "--output", "objections.jsonl")
    assert written.stdout == "Written: objections.jsonl, objections: 1"
    path = tmp_path / "objections.jsonl"
    line = json.loads(path.read_text(encoding="utf-8"))
    assert (line["text"] in OBJECTED, line["id"]) == (True, "objection-1")
    assert path.stat().st_mode & 0o077 == 0
    assert json.loads(run("disputes", "export").stdout) == line
    assert json.loads(run("assess", said=path.read_bytes()).stdout)["id"] == "objection-1"


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
