"""Telegram as a reminder meets it: it keeps what reached a chat, and has every fault that the sender knows."""

import random
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from telegram.error import ChatMigrated, Forbidden, NetworkError, RetryAfter, TimedOut

from bot.telegram.http import NotSent
from tests.year.facts import Got, Person

if TYPE_CHECKING:
    from tests.year.world import World

NEAR = 120.0
"""Seconds by which what is tried again may be later."""


class Killed(BaseException):
    """A process that ends here."""


class FakeTelegram:
    """Stands for the library's bot: `make` is all that the sender asks of it."""

    id = 7

    def __init__(self, world: "World", seed: int) -> None:
        self._world = world
        self._rng = random.Random(seed)
        self._chats: dict[int, Person] = {person.chat: person for person in world.people}
        self._moved: dict[int, int] = {}
        self.away = False
        self.told: Counter[str] = Counter()

    def migrate(self, person: Person) -> None:
        """A group became a supergroup: it has a new number."""
        self._moved[person.chat] = person.chat - 10**10
        self._chats[person.chat - 10**10] = person
        person.chat -= 10**10

    async def make(self, method: str, params: Mapping[str, object]) -> object:
        assert method == "sendMessage"
        chat = int(str(params["chat_id"]))
        person = self._chats[chat]
        day, slot, again = map(int, str(params["text"]).split())
        key = (day, slot, bool(again))
        self._world.count_call()
        if self.away:
            raise self._told(person, "away") from NotSent()
        if chat in self._moved:
            self._told(person, "moved")
            raise ChatMigrated(self._moved[chat])
        if person.away.now:
            self._told(person, "blocked")
            raise Forbidden("Forbidden: bot was blocked by the user")
        self._fail_before(person, key)
        person.got.append(Got(self._world.clock(), *key))
        self.told["sent"] += 1
        self._world.reached(person)
        self._fail_after(person)
        return {"message_id": 1}

    def _fail_before(self, person: Person, key: tuple[int, int, bool]) -> None:
        chance = self._rng.random() / self._world.faults
        if chance < 0.002:
            raise self._told(person, "connect") from NotSent()
        if chance < 0.004:
            self._told(person, "429")
            raise RetryAfter(self._rng.randrange(3, 30))
        if chance < 0.006:
            person.unknown.add(key)
            self._told(person, "timeout, not taken")
            raise TimedOut
        if chance < 0.007:
            self._told(person, "killed before")
            raise Killed

    def _fail_after(self, person: Person) -> None:
        chance = self._rng.random() / self._world.faults
        if chance < 0.002:
            self._told(person, "timeout, taken")
            raise TimedOut
        if chance < 0.003:
            self._told(person, "killed after")
            raise Killed

    def _told(self, person: Person, what: str) -> NetworkError:
        """What waits for the same chat waits as well."""
        self.told[what] += 1
        now = self._world.clock()
        person.troubles.append((now, now + NEAR))
        self._world.trouble()
        return NetworkError(what)
