"""Meaning, checked after the schema: every rule adds what it finds to the draft. The rules are explained in docs/script-rules.md."""

from collections.abc import Callable, Iterable, Iterator

from bot.practice.draft import Draft
from bot.practice.drills.lint import drill_rules
from bot.practice.drills.lint_items import item_rules
from bot.practice.drills.lint_wording import drill_wording_rules
from bot.practice.lint_message import message_rules
from bot.practice.lint_rubric import rubric_rules
from bot.practice.lint_script import script_rules
from bot.practice.lint_temperament import temperament_rules
from bot.practice.lint_twist import twist_rules
from bot.practice.lint_unwritten import unwritten_rules
from bot.practice.lint_walkthroughs import walkthrough_rules
from bot.practice.lint_wording import wording_rules
from bot.practice.meetings.lint import rehearsal_rules, rehearsal_wording_rules
from bot.practice.source import Problem
from bot.practice.waivers import without_waived

Rule = Callable[[Draft], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    rubric_rules,
    temperament_rules,
    twist_rules,
    script_rules,
    message_rules,
    walkthrough_rules,
    wording_rules,
    unwritten_rules,
    drill_rules,
    item_rules,
    drill_wording_rules,
    rehearsal_rules,
    rehearsal_wording_rules,
)


PLAYED: tuple[Rule, ...] = (
    rubric_rules,
    temperament_rules,
    twist_rules,
    script_rules,
    message_rules,
    unwritten_rules,
    drill_rules,
    rehearsal_rules,
)
"""What a round and a drill need; how lines are worded, whether walkthroughs show them and how many items a drill has is for the author
to hear, not for a bot that starts."""


def lint(draft: Draft, rules: Iterable[Rule] = RULES) -> None:
    """Adds every problem of meaning to `draft.problems`, but those that a script waives with a reason."""
    found = [problem for rule in rules for problem in rule(draft)]
    draft.problems.extend(without_waived(draft, found))
