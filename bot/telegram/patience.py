"""Waiting for Telegram, but not past the end."""

import asyncio
from datetime import timedelta

from telegram.error import RetryAfter


def seconds_asked(error: RetryAfter) -> float:
    """The wait that Telegram asks for."""
    asked = error.retry_after
    return asked.total_seconds() if isinstance(asked, timedelta) else float(asked)


async def stopped_within(stop: asyncio.Event, seconds: float) -> bool:
    try:
        # Not wait_for: until Python 3.12 it may lose a cancellation that comes together with the stop.
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        return False
    return True
