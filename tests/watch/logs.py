"""What a process with these settings would have written."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any

from bot.settings import Settings
from bot.watch.log import new_handler


class Written:
    """Lines of the log, as they stand there and as what they say."""

    def __init__(self) -> None:
        self.stream = StringIO()

    @property
    def text(self) -> str:
        return self.stream.getvalue()

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.splitlines()]

    def line(self, event: str) -> dict[str, Any]:
        """The only line with this event."""
        [found] = [line for line in self.lines if event in line["event"]]
        return found


@contextmanager
def written(**settings: Any) -> Iterator[Written]:
    """Whatever is logged meanwhile, at every level."""
    found = Written()
    handler = new_handler(Settings.model_validate(settings), found.stream)
    root, before = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield found
    finally:
        root.setLevel(before)
        root.removeHandler(handler)
