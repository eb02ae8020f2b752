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
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return False
    return True
