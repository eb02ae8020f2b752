"""Drills in the terminal."""

import re

from tests.console.running import GOOD, Run


def test_a_choice_is_taken_by_its_number_and_more_follow(run: Run) -> None:
    done = run("chat", said=("/drill which technique", "perhaps the first", "1", "1", "/quit"))
    assert (done.returncode, done.stderr) == (0, "")
    asked = done.stdout.partition("Drill · Which technique?")[2]
    assert "choosing one of its options" in asked
    assert re.search(r"(Right|Not quite)\. ", asked)
    assert asked.count("Drill · ") == 1
    assert "Why this one: " in asked


def test_a_line_is_judged_in_the_terminal_and_its_skill_shown(run: Run) -> None:
    said = ("/drill take the no", "Fair enough, thank you. What makes it hard for you?", "/progress", "1", "/quit")
    done = run("chat", said=said)
    assert "They said no. Accept it" in done.stdout
    assert "You: “Fair enough, thank you" in done.stdout
    assert done.stdout.count("Drill · ") == 2


def test_a_drill_goes_before_the_round_until_it_is_resumed(run: Run) -> None:
    begun = ("--script", "salary-raise", "--temperament", "cooperative", "--seed", "7")
    done = run("chat", *begun, said=(GOOD[0], "/drill hold", "/resume", GOOD[1], "/quit"))
    assert "Your round waits where it is" in done.stdout
    assert "Step 3 of 4" in done.stdout
