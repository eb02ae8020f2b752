"""No text makes any pattern of the program slow: whoever writes decides what it is matched against."""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from functools import cache

import pytest

import bot
import storage

LONGEST = 4096
PIECES = [
    *(
        " ",
        "\n",
        "\t ",
        "a",
        "A ",
        "1",
        "1 ",
        "1,",
        "1.",
        "0,000,",
        "-",
        "--",
        "'",
        '"',
        "’",
        "…",
        ".",
        ". ",
        "!?",
        "(",
    ),
    *(
        "no ",
        "one ",
        "two hundred and ",
        "1k ",
        "€1 ",
        "1-2 ",
        "half a ",
        "per week ",
        "a/b ",
        "x@",
        "<b>",
        "&amp;",
        "_",
    ),
    *("123456:", "/bot1", "10000:aaaaaaaaaaaaaaaaaaaa", "go|1.1|", "{name}", "\u200d", "e\u0301", "🙂", "\x00", "日"),
]
TRAINING = "bot.hearing.training"


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Every compiled pattern that a module of the program holds, by its place."""
    return {
        f"{module}.{name}{place}": pattern
        for module in modules()
        for name, value in vars(importlib.import_module(module)).items()
        for place, pattern in within(value)
    }


def within(value: object) -> Iterator[tuple[str, re.Pattern[str]]]:
    match value:
        case re.Pattern():
            yield "", value
        case tuple() | list():
            for place, part in enumerate(value):
                yield from ((f"[{place}]{deeper}", pattern) for deeper, pattern in within(part))
        case dict():
            for key, part in value.items():
                yield from ((f"[{key}]{deeper}", pattern) for deeper, pattern in within(part))


def modules() -> Iterator[str]:
    for package in (bot, storage):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.startswith((TRAINING, "storage.migrations")) and not found.name.endswith("__main__"):
                yield found.name


def seconds(pattern: re.Pattern[str], text: str) -> float:
    begun = time.process_time()
    pattern.fullmatch(text)
    for _ in pattern.finditer(text):
        pass
    return time.process_time() - begun


def test_the_patterns_of_the_program_are_found() -> None:
    assert {"bot.telegram.callbacks._DATA", "bot.settings._TOKEN", "bot.watch.redaction._SHAPED"} <= set(patterns())


@pytest.mark.parametrize("piece", PIECES)
def test_no_text_makes_a_pattern_slow(piece: str) -> None:
    texts = [(piece * LONGEST)[:LONGEST], (piece * LONGEST)[: LONGEST - 1] + "\u2603"]
    slow = {
        (place, text[-1])
        for place, pattern in patterns().items()
        for text in texts
        if seconds(pattern, text) > 0.05 and min(seconds(pattern, text) for _ in range(3)) > 0.05
    }
    assert slow == set()
