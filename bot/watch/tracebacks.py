"""What happened, without what was said: an error's own words may repeat a user's, or a row of the database."""

import traceback

from bot.errors import StepdownError
from storage.errors import StorageError

_BECAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_MEANWHILE = "\nDuring handling of the above exception, another exception occurred:\n\n"
_DEEPEST = 8


def safe_words(error: BaseException) -> str:
    """The words of errors that are known to hold none of a user's: our own, and those of the operating system without its paths."""
    if isinstance(error, StepdownError | StorageError):
        return str(error)
    return (error.strerror or "") if isinstance(error, OSError) else ""


def told(error: BaseException) -> str:
    """One line: the kind of the error, and its words where they are safe."""
    words = safe_words(error)
    return f"{type(error).__name__}: {words}" if words else type(error).__name__


def safe_traceback(error: BaseException, depth: int = 0) -> str:
    """As Python writes it, but for the words that are not safe; no local variables."""
    before = ""
    if depth < _DEEPEST:
        if error.__cause__ is not None:
            before = safe_traceback(error.__cause__, depth + 1) + _BECAUSE
        elif error.__context__ is not None and not error.__suppress_context__:
            before = safe_traceback(error.__context__, depth + 1) + _MEANWHILE
    frames = "".join(traceback.format_tb(error.__traceback__))
    head = "Traceback (most recent call last):\n" if frames else ""
    return f"{before}{head}{frames}{told(error)}{_parts(error, depth)}\n"


def _parts(error: BaseException, depth: int) -> str:
    if not isinstance(error, BaseExceptionGroup) or depth >= _DEEPEST:
        return ""
    return "".join(f"\nOne of them:\n{safe_traceback(part, depth + 1)}" for part in error.exceptions)
