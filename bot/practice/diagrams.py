"""The page of state graphs, docs/graphs.md; a test keeps it true."""

from bot.practice.library import Library
from bot.practice.machine import mermaid

_HEAD = """# The graphs

Made by `make diagrams` from `dialogues/temperaments/`; do not edit by hand. Arrows carry the moves of
[script-format.md](script-format.md), conditions stand in brackets.
"""


def diagrams_page(library: Library) -> str:
    sections = [
        f"## {temperament.title}\n\n{temperament.about}\n\n```mermaid\n{mermaid(temperament)}\n```\n"
        for temperament in library.temperaments
    ]
    return "\n".join([_HEAD, *sections])
