"""Telegram as it takes messages: its ledger is the truth about what arrived, whatever the sender was told."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.services.raw_updates import RawUpdate
from bot.telegram.calls import Method
from bot.telegram.http import NotSent, Unanswered
from tests.simulation.plan import GROUP, SUPERGROUP

if TYPE_CHECKING:
    from tests.simulation.process import Process
    from tests.simulation.world import World

BOT_ID = 7
MESSAGE, EDIT = "message", "edit"
_BAD = ("429", "connect", "502", "502 taken", "reset taken", "timeout", "timeout taken", "cannot edit", "not modified")
_SLOWEST = 20.0  # seconds
_ONLY_EDITS = ("cannot edit", "not modified")


@dataclass(eq=False)
class Attempt:
    """One call of the Bot API. `taken_at`: when Telegram accepted it; `told`: what the caller heard, empty where nothing."""

    process: "Process"
    chat_id: int
    name: str
    began_at: float
    taken_at: float | None = None
    told: str = ""
    ended_at: float | None = None

    @property
    def unknown(self) -> bool:
        """Whether the caller cannot know what became of it."""
        return self.told in ("502", "502 taken", "reset taken", "timeout", "timeout taken")


@dataclass
class Chats:
    world: "World"
    attempts: list[Attempt] = field(default_factory=list)
    held_until: dict[int, tuple[float, float]] = field(default_factory=dict)
    early: list[tuple[Attempt, float]] = field(default_factory=list)

    async def take(self, process: "Process", kind: str, chat_id: int, name: str) -> None:
        world = self.world
        attempt = Attempt(process, chat_id, name, world.loop.time())
        self.attempts.append(attempt)
        try:
            await self._take(attempt, kind)
            attempt.told = "ok"
        except TelegramError:
            world.faulted()
            raise
        finally:
            attempt.ended_at = world.loop.time()
            world.trace(process, "call", (name, attempt.told, attempt.taken_at))

    async def _take(self, attempt: Attempt, kind: str) -> None:
        world, rng, chat_id = self.world, self.world.rng, attempt.chat_id
        await asyncio.sleep(rng.uniform(0.01, 0.3))
        self._notice_hold(attempt)
        if world.is_blocked(chat_id):
            attempt.told = "blocked"
            raise Forbidden("Forbidden: bot was blocked by the user")
        if chat_id == GROUP and world.migrated:
            attempt.told = "moved"
            raise ChatMigrated(SUPERGROUP)
        bad = rng.choice(_BAD) if world.stormy and rng.random() < world.plan.weather.sends else "ok"
        if bad in _ONLY_EDITS and kind != EDIT:
            bad = "ok"
        if world.stormy:
            # Whatever the answer, it may be long in coming.
            world.faulted(_SLOWEST)
        if bad == "ok" or bad.endswith("taken"):
            attempt.taken_at = world.loop.time()
        if bad.startswith("timeout"):
            await asyncio.sleep(_SLOWEST)
        elif bad != "429":
            await asyncio.sleep(
                rng.uniform(0.01, 0.3) if rng.random() < 0.95 or world.plan.calm else rng.uniform(1, 15)
            )
        if bad != "ok":
            attempt.told = bad
            self._refuse(attempt, bad)

    def _refuse(self, attempt: Attempt, bad: str) -> None:
        match bad:
            case "429":
                seconds = self.world.rng.choice((1, 3, 30))
                now = self.world.loop.time()
                self.held_until[attempt.chat_id] = now, now + seconds
                self.world.faulted(seconds)
                raise RetryAfter(seconds)
            case "connect":
                raise NetworkError("refused") from NotSent("refused")
            case "timeout" | "timeout taken":
                raise TimedOut from Unanswered("nothing came")
            case "reset taken":
                raise NetworkError("reset") from Unanswered("reset")
            case "cannot edit":
                raise BadRequest("Message can't be edited")
            case "not modified":
                attempt.taken_at = self.world.loop.time()
                raise BadRequest("Message is not modified: the same")
            case _:
                raise NetworkError("Bad Gateway")

    def _notice_hold(self, attempt: Attempt) -> None:
        began, until = self.held_until.get(attempt.chat_id, (0.0, 0.0))
        if began <= attempt.began_at and self.world.loop.time() < until:
            self.early.append((attempt, until))


class SimulatedBot:
    """What the library's bot is to one process."""

    id = BOT_ID

    def __init__(self, process: "Process") -> None:
        self._process = process
        self._chats = process.world.chats

    async def fetch(self, offset: int | None, seconds: int) -> list[RawUpdate]:
        return await self._process.world.telegram.fetch(offset, seconds)

    async def make(self, method: str, params: Mapping[str, Any]) -> None:
        kind = MESSAGE if method == Method.SEND else EDIT
        name = f"{params['message_id']}.2" if method == Method.EDIT_BUTTONS else params["text"]
        await self._chats.take(self._process, kind, params["chat_id"], name)
