"""What one message costs with either HTTP client, side by side: a child process sends, this one answers."""

import asyncio
import json
import resource
import sys

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.request import BaseRequest, HTTPXRequest

from bot.telegram.http import AiohttpRequest

MESSAGES = 600
TEXT = "Kofi: Thank you for telling me where it comes from. I still can't say yes, not to 62k. <b>Step 2 of 4</b>\n" * 3
BUTTONS = InlineKeyboardMarkup([[InlineKeyboardButton("Go on", callback_data="x" * 40)] for _ in range(3)])


def clients(name: str) -> BaseRequest:
    if name == "httpx":
        return HTTPXRequest(connection_pool_size=300, pool_timeout=60)
    return AiohttpRequest(connections=300, read_timeout=60)


async def send(url: str, name: str, at_once: int) -> float:
    """Milliseconds of CPU a message."""
    request = clients(name)
    async with Bot("1:made-up", base_url=f"{url}/bot", request=request, get_updates_request=clients(name)) as bot:

        async def some(count: int) -> None:
            for _ in range(count):
                await bot.send_message(5, TEXT, reply_markup=BUTTONS)

        await asyncio.gather(*(some(2) for _ in range(at_once)))
        before = _cpu()
        await asyncio.gather(*(some(MESSAGES // at_once) for _ in range(at_once)))
        return (_cpu() - before) * 1000 / (MESSAGES // at_once * at_once)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


async def compared(url: str, at_once: int) -> dict[str, float]:
    """Both clients, each in a process of its own."""
    found = {}
    for name in ("httpx", "aiohttp"):
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-m", __name__, url, name, str(at_once), stdout=asyncio.subprocess.PIPE
        )
        told, _ = await child.communicate()
        found[name] = float(json.loads(told))
    return found


if __name__ == "__main__":
    print(json.dumps(asyncio.run(send(sys.argv[1], sys.argv[2], int(sys.argv[3])))))
