"""A draft played in the terminal: lines in, replies out, the file saved in between."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.authoring.rehearsal import Rehearsal, Setting
from bot.console.rehearse import rehearse
from tests.authoring.samples import ASK, GIBBERISH, PUSH, SECURE, STEP_DOWN, WHY, Ears, draft_in, drafted, edit

Line = str | Callable[[], object]
Play = Callable[..., str]


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    return draft_in(tmp_path)


@pytest.fixture
def play(draft: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Play:
    """Types these lines; what is no line is done before the next one. Gives all that was shown, in one line."""

    def played(*lines: Line, setting: Setting | None = None, what_hears: bool = False) -> str:
        monkeypatch.setattr("builtins.input", _typing(iter(lines)))
        file = drafted(draft)
        playable = file.read()
        rehearse(file, playable, Rehearsal(playable, setting or Setting(seed=7), Ears()), what_hears=what_hears)
        return " ".join(capsys.readouterr().out.split())

    return played


def _typing(lines: Iterator[Line]) -> Callable[[str], str]:
    def typed(prompt: str) -> str:
        del prompt
        for line in lines:
            if isinstance(line, str):
                return line
            line()
        raise EOFError

    return typed


def test_a_round_is_played_to_its_feedback_and_another_begun(play: Play) -> None:
    shown = play(ASK, WHY, STEP_DOWN, SECURE, "And now?", "/next", ASK)
    assert "A second oven” cooperative, seed 7" in shown.replace("”,", "”")
    assert "What worked" in shown
    assert "The round is over. /again, /next, /back or /quit." in shown
    assert "seed 8" in shown.partition("What worked")[2]
    assert shown.endswith("Step 2 of 4 · take the no, find out what stands in the way")


def test_quit_ends_it_and_so_does_the_end_of_the_input(play: Play) -> None:
    assert ASK not in play("/quit", ASK)
    assert "Step 1 of 4" in play()


def test_what_hears_shows_cues_amounts_and_the_move_of_each_line(play: Play) -> None:
    shown = play(ASK, what_hears=True)
    assert (
        "heard: specific_ask 0.90, justification 0.90 amounts: price 18,000 (“18,000”) size of the ask: stretch"
        " facts: asked, stretch move: justified_ask · opening → refused"
    ) in shown
    assert "heard:" not in play(ASK)


def test_doubt_is_shown_with_its_probability(play: Play) -> None:
    assert "heard: nothing unsure: deliberate_pause 0.40 move:" in play("Well.", what_hears=True)


def test_a_round_begins_in_the_wanted_state_with_what_was_said_before(play: Play) -> None:
    shown = play(SECURE, setting=Setting(seed=7, state="agreed"))
    before = shown.partition("Step 4 of 4")[0]
    assert "this was put in as if it had been said" in before
    assert "You: I'd like a new deck oven for 18,000." in before
    assert "let me step back from what I asked: a used deck oven for 9,000" in before
    assert "Marta agreed and it is pinned down." in shown


def test_a_saved_file_changes_the_counterpart_in_the_middle_of_the_talk(play: Play, draft: Path) -> None:
    def save() -> None:
        for line in ("As I said: {constraint}.", "It's still", "Nothing has changed"):
            edit(draft, line, f"Once more then. {line}")

    shown = play(ASK, WHY, save, "What would work?")
    assert "The file has been saved; the round goes on with the new text." in shown
    assert shown.count("Marta:") == 5


def test_enter_alone_looks_at_the_file_and_says_nothing_to_the_counterpart(play: Play, draft: Path) -> None:
    shown = play(ASK, lambda: edit(draft, "Owner of the bakery", "Owner of three bakeries"), "", "")
    assert shown.count("The file has been saved") == 1
    assert shown.count("Step 2 of 4") == 2


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("  name: Marta", "\tname: Marta", "script.yaml:7: DLG001"),
        ("kind: budget", "kind: bucket", "script.yaml:45: DLG012"),
        ("{ask}? No, ", "{aks}? No, ", "DLG025 unknown placeholder “{aks}”"),
    ],
)
def test_a_broken_file_is_told_and_the_text_before_it_stays_until_it_is_mended(
    play: Play, draft: Path, old: str, new: str, told: str
) -> None:
    shown = play(ASK, lambda: edit(draft, old, new), WHY, lambda: edit(draft, new, old), STEP_DOWN)
    broken, mended = shown.split("The file has been saved")[1:]
    assert told in " ".join(broken.split())
    assert "The text before it stays in play" in broken
    assert "Step 3 of 4" in broken
    assert "goes on with the new text" in mended
    assert "Step 4 of 4" in mended


def test_of_very_many_mistakes_a_screenful_is_told(play: Play, draft: Path) -> None:
    def half() -> None:
        text = draft.read_text(encoding="utf-8")
        draft.write_text(text.partition("  constraint_named:\n")[0], encoding="utf-8")

    shown = play(ASK, half, "")
    assert shown.count("DLG040") == 12
    assert "more; `check` lists them all." in shown


def test_a_file_that_is_gone_or_far_too_large_is_a_broken_one(play: Play, draft: Path) -> None:
    def flood() -> None:
        draft.write_bytes(b"#" * 5 * 1024 * 1024)

    shown = play(ASK, draft.unlink, "", flood, WHY)
    assert "DLG001 cannot be read: No such file or directory" in shown
    assert "DLG002 the file is larger than 256 KiB" in shown
    assert "Step 3 of 4" in shown


def smaller(draft: Path) -> None:
    """What was asked for so far is now beyond the limit."""
    edit(draft, "limit: 40000", "limit: 17999")
    edit(draft, "stretch: 18000", "stretch: 17000")


def test_what_counts_otherwise_on_the_new_text_is_told(play: Play, draft: Path) -> None:
    shown = play(ASK, lambda: smaller(draft), WHY)
    assert "though something you said now counts as another move" in shown
    assert "Step 3 of 4" in shown


def test_where_the_talk_would_have_ended_a_fresh_round_begins_and_the_line_is_not_used(play: Play, draft: Path) -> None:
    """Three pushes are too many, and on the new text the first ask is one."""
    shown = play(ASK, PUSH, PUSH, WHY, lambda: smaller(draft), STEP_DOWN)
    fresh = shown.partition("On the new text this talk would have ended before your last line")[2]
    assert "Step 1 of 4" in fresh
    assert "Your line was not used, since it answered the old text." in fresh
    assert "Step 4 of 4" not in fresh


def test_what_cannot_be_judged_takes_no_turn(play: Play) -> None:
    shown = play(GIBBERISH, "…", "привет", "/dance", "/back")
    assert shown.count("I only understand English so far") == 2
    assert "Say it in words" in shown
    assert "There is no such command" in shown
    assert "There is nothing of yours to take back" in shown
    assert shown.count("Marta:") == 1


def test_a_line_is_taken_back(play: Play) -> None:
    shown = play(ASK, WHY, "/back", WHY)
    assert shown.count("Step 3 of 4") == 2


def test_nothing_is_stored(play: Play, tmp_path: Path) -> None:
    play(ASK, WHY, STEP_DOWN, SECURE)
    assert [path.name for path in tmp_path.iterdir()] == ["script.yaml"]
