"""What pydantic finds wrong with a file, in an author's words instead of a programmer's: DLG005, DLG01x."""

import re
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.practice.script import FORMAT_VERSION, NAME_PATTERN, RULE_PATTERN, SLUG_PATTERN
from bot.practice.source import Problem, Source

_SAID: Mapping[str, str] = {
    "model_type": "should be keys with values",
    "dict_type": "should be keys with values",
    "tuple_type": "should be a list",
    "string_type": "should be text (put quotes around it)",
    "int_type": "should be a whole number",
    "int_parsing": "should be a whole number",
    "int_from_float": "should be a whole number",
    "float_type": "should be a number (write 18000, not 18,000)",
    "float_parsing": "should be a number (write 18000, not 18,000)",
    "finite_number": "should be a finite number",
}
_SPELLINGS: Mapping[str, str] = {
    SLUG_PATTERN: "should be lower-case letters and digits, with hyphens between words",
    NAME_PATTERN: "should be lower-case letters, digits and underscores, a letter first",
    RULE_PATTERN: "should be the number of a rule, such as DLG046",
}


def schema_problems(error: ValidationError, source: Source) -> list[Problem]:
    """One problem per mistake; of a file in another format only that, since this release cannot know the rest."""
    problems = [_problem(detail, source) for detail in error.errors(include_url=False)]
    other_format = [problem for problem in problems if problem.rule == "DLG005"]
    return other_format or problems


def _problem(detail: ErrorDetails, source: Source) -> Problem:
    kind, place = detail["type"], tuple(detail["loc"])
    name = ".".join(str(part) for part in place if part != "[key]") or "the file"
    if place == ("format_version",) and kind != "missing":
        message = f"format_version is {detail['input']}; this release reads {FORMAT_VERSION}"
        return source.problem("DLG005", place, message)
    if kind == "extra_forbidden":
        return source.problem("DLG010", place, f"unknown key “{name}”")
    if kind == "missing":
        return source.problem("DLG011", place, f"“{name}” is missing")
    return source.problem("DLG012", place, f"“{name}” {_said(detail)}")


def _said(detail: ErrorDetails) -> str:
    context: Mapping[str, Any] = detail.get("ctx", {})
    if detail["type"] == "string_pattern_mismatch":
        return _SPELLINGS[context["pattern"]]
    if detail["type"] in _SAID:
        return _SAID[detail["type"]]
    return re.sub(r"^(Input|Value|String|Tuple|List) should", "should", detail["msg"]).replace(" after validation", "")
