"""What a host sends to end a process."""

import asyncio
import signal
import sys
from collections.abc import Callable


def on_end(call: Callable[[int], None]) -> None:
    """Calls with the signal's number at each SIGTERM and SIGINT. On Windows an interrupt cancels the whole instead: its loops take no handlers."""
    if sys.platform == "win32":
        return
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, call, number)
