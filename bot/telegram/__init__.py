"""The Telegram front: updates in, one service each, messages out."""

import os

# The library's own switch for durations as timedelta; without it every wait that Telegram asks for is a deprecation warning.
os.environ.setdefault("PTB_TIMEDELTA", "1")
