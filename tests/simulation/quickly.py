"""What makes ten thousand seeds affordable, and changes nothing in any of them."""

import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from telegram import Bot, Update


@contextmanager
def quickly() -> Iterator[None]:
    """Nobody reads the log; an update that has been parsed once is not parsed again."""
    known: dict[str, Update | None] = {}
    parse = Update.de_json

    def parse_once(data: Any, bot: Bot | None = None) -> Update | None:
        key = repr(data)
        if key not in known:
            known[key] = parse(data, bot)
        return known[key]

    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    gc.freeze()
    try:
        with patch.object(Update, "de_json", parse_once):
            yield
    finally:
        gc.unfreeze()
        logging.disable(before)
