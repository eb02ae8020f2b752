"""Replies on a terminal, drawn by rich; plain text where the output is no terminal."""

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.text import Text

from bot.services.replies import Choice, Part
from bot.texts import say
from bot.texts.blocks import Block, Passage, Style
from bot.texts.prose import passages

_STYLES = {
    Style.SAID: "",
    Style.COACH: "cyan",
    Style.TITLE: "bold",
    Style.TEXT: "",
    Style.QUOTE: "italic green",
    Style.FAINT: "dim",
    Style.TABLE: "",
}
_INDENTED = {Style.QUOTE}
_SPACED = {Style.TEXT, Style.COACH}
_APART = {(Style.SAID, Style.TEXT), (Style.COACH, Style.TEXT), (Style.FAINT, Style.COACH)}
"""What a line is left free between, beside two of one kind."""
WIDEST = 88


def make_console() -> Console:
    """A console that wraps at 88 columns at most: long lines are hard to read."""
    console = Console(highlight=False, soft_wrap=False)
    console.width = min(console.width, WIDEST)
    return console


def show_parts(console: Console, parts: tuple[Part, ...]) -> None:
    for passage in passages(parts):
        _show_passage(console, passage)


def show_choices(console: Console, choices: list[Choice], behind: str = "") -> None:
    """`behind`: what stands before a number where a bare one would be taken for an answer."""
    for number, choice in enumerate(choices, 1):
        console.print(f"  [bold]{behind}{number}[/bold]  {escape(say(choice.key, **choice.params))}")


def _show_passage(console: Console, passage: Passage) -> None:
    speaker = ""
    before: Style | None = None
    for block in passage.blocks:
        if block.style is Style.SPEAKER:
            speaker = block.text
            continue
        text = _text(block)
        if speaker:
            text = Text.assemble((f"{speaker}: ", "bold magenta"), text)
            speaker = ""
        alike = before is block.style and block.style in _SPACED
        if block.style is Style.TITLE or alike or (before, block.style) in _APART:
            console.print()
        before = block.style
        console.print(Padding(text, (0, 0, 0, 2)) if block.style in _INDENTED else text)
    console.print()


def _text(block: Block) -> Text:
    return Text(block.text, style=_STYLES[block.style])
