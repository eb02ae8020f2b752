"""What every service is given. Built once, by `bot/wiring.py`."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.hearing.cues import Listener
from bot.practice.edition import Edition
from bot.practice.library import Library
from bot.practice.meetings.card import Card
from bot.services.replies import Reply
from bot.services.shelf import Shelf
from storage.records import EditionId, EditionRecord, Identity
from storage.unit_of_work import Database, UnitOfWork


@dataclass(frozen=True)
class Person:
    """Who is writing, as the front knows them: `name` may be anything a user can set."""

    identity: Identity
    name: str


def person_on(front: str, external_id: str, name: str) -> Person:
    """Somebody on a front, by the id they have there: ("telegram", "501")."""
    return Person(Identity(front=front, external_id=external_id), name)


@dataclass(frozen=True)
class Reach:
    """Where somebody can be written to unasked: by which bot, in which chat."""

    bot_id: int
    chat_id: int


def out_of_reach(_: Person) -> Reach | None:
    return None


def no_pictures(_title: str, _card: Card, _dark: bool) -> bytes:  # noqa: FBT001 (a signature of Deps)
    return b""


async def commit(uow: UnitOfWork, _: Reply) -> None:
    await uow.commit()


@dataclass(frozen=True)
class Deps:
    """`now` gives aware UTC time; `new_seed` a seed for a fresh round, 0 to 2³¹ - 1.

    `conclude` ends a use case that has changed something: the change and its reply are committed as one, so that a front which keeps
    what it has to send keeps it in the same transaction.

    `retention_days`: after how many days a round that nobody comes back to is erased; None where it is kept.

    `reach`: where the front can write to somebody who has not written just now; None where it cannot, as in a terminal.

    `draw_card`: a card's title, its lines, and whether on a dark ground, as a PNG; slow, and fit for another thread.

    `library` is the same throughout a use case; `shelf` has its successors, None where the files are not looked at again.
    """

    database: Database
    library: Library
    listener: Listener
    now: Callable[[], datetime]
    new_seed: Callable[[], int]
    conclude: Callable[[UnitOfWork, Reply], Awaitable[None]] = commit
    reach: Callable[[Person], Reach | None] = out_of_reach
    retention_days: int | None = None
    shelf: Shelf | None = None
    draw_card: Callable[[str, Card, bool], bytes] = no_pictures
    _editions: dict[EditionId, Edition] = field(default_factory=dict)

    def up_to_date(self) -> "Deps":
        """For a use case that begins now: with the library that is in use by now."""
        return replace(self, library=self.shelf.library) if self.shelf else self

    async def after_a_look(self, *, at_once: bool = False) -> "Deps":
        """The same, once the files have been looked at; `at_once` even where that was done a moment ago."""
        if self.shelf:
            await self.shelf.look(at_once=at_once)
        return self.up_to_date()

    def known_edition(self, edition_id: EditionId) -> Edition | None:
        """An edition never changes, so that its long text needs to be read once."""
        return self._editions.get(edition_id)

    def edition(self, record: EditionRecord) -> Edition:
        """The edition that a round began with: the library's if it has not changed since, else the stored one."""
        current = self.library.edition(record.script_id, record.temperament)
        same = current is not None and current.digest == record.digest
        if len(self._editions) >= _KEPT_EDITIONS:
            self._editions.pop(next(iter(self._editions)))
        self._editions[record.id] = current if current is not None and same else Edition.from_body(record.body)
        return self._editions[record.id]


_KEPT_EDITIONS = 64
