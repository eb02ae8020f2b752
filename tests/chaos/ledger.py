"""What Telegram saw, from its side: the truth that the installation's tables are compared with."""

import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

Button = tuple[int, int, int]
"""A message's stamp, a row and a place in it."""


@dataclass
class Given:
    """An update that the installation is to work on; times are seconds of the machine's monotonic clock."""

    number: int
    user: int
    update: dict[str, Any]
    made_at: float
    pressed: Button | None = None
    acknowledged_at: float | None = None


@dataclass(frozen=True)
class Sent:
    """One call of the bot's that Telegram took; `known` where the bot was also told so."""

    at: float
    chat_id: int
    method: str
    stamp: int
    text: str
    rows: tuple[tuple[tuple[str, str], ...], ...]
    known: bool

    @property
    def is_new(self) -> bool:
        """A message of its own, not a change of one."""
        return self.method in {"sendMessage", "sendPoll", "sendPhoto", "sendDocument"}


@dataclass(frozen=True)
class Hold:
    """A chat that takes nothing until then."""

    chat_id: int
    since: float
    until: float


@dataclass
class Ledger:
    given: dict[int, Given] = field(default_factory=dict)
    sent: list[Sent] = field(default_factory=list)
    silent: set[int] = field(default_factory=set)
    """Chats that have refused a message for good."""
    unknown: Counter[int] = field(default_factory=Counter)
    """Results that the bot cannot know, by stamp."""
    holds: list[Hold] = field(default_factory=list)
    too_early: list[str] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)
    """How calls were answered."""
    handed: Counter[str] = field(default_factory=Counter)
    """What became of updates that were handed over."""
    kills: list[tuple[float, str]] = field(default_factory=list)
    clock_ahead: float = field(default_factory=lambda: time.time() - time.monotonic())
    """Of the time of day, by which the tables go."""

    @property
    def acknowledged(self) -> list[Given]:
        return [given for given in self.given.values() if given.acknowledged_at is not None]
