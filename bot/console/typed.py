"""Lines that are typed, or piped, into the terminal."""

import sys
from contextlib import suppress

from rich.console import Console

with suppress(ImportError):
    # Where there is one, input() edits lines with it.
    import readline as _readline  # noqa: F401


def typed_line(console: Console, prompt: str) -> str | None:
    """The next line, stripped; None at the end of the input. What is piped in is printed behind its prompt."""
    try:
        typed = input(prompt if sys.stdout.isatty() else "").strip()
    except (EOFError, KeyboardInterrupt):
        console.print()
        return None
    # Bytes that are no text arrive as lone surrogates, which no terminal can show.
    line = typed.encode(errors="replace").decode()
    if not sys.stdout.isatty() or not sys.stdin.isatty():
        console.print(prompt + line, markup=False, style="dim")
    return line
