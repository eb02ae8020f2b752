"""A listener that hears what the test says, and the services on a test's database."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from bot.hearing.cues import Assessment, Context, Cue, Status, Verdict
from bot.practice.library import Library
from bot.practice.script import Area
from bot.services.deps import Deps, Person
from bot.services.replies import Choice, Part, Reply
from bot.services.take_turn import Message, take_turn
from storage.records import Identity
from storage.unit_of_work import Database
from tests.practice.samples import LIBRARY

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
ANN = Person(Identity(front="telegram", external_id="501"), "Ann")
BEN = Person(Identity(front="telegram", external_id="502"), "Ben")

ASK = "I'd like 62k, I took over the night rota [specific_ask justification counterpart_benefit]"
ASK_WHY = "Fair enough. What makes it difficult? [acknowledges_refusal invites_constraint]"
RETREAT = (
    "62k was a lot, so let me step back to 57k [reflects_constraint names_concession smaller_ask specific_ask"
    " ties_to_constraint mutual_gain leaves_choice]"
)
SECURE = "57k from May, I'll write it up today [commitment leaves_choice]"
GOOD = (ASK, ASK_WHY, RETREAT, SECURE)

Kind = TypeVar("Kind", bound=Part)

_TAGS = re.compile(r"\[([a-z_? ]*)\]$")


class TaggedListener:
    """Hears the cues that stand in brackets at the end of the text, those with a question mark half; nothing at all of German."""

    def listen(self, context: Context, text: str) -> Assessment:
        assert context.situation
        tags = _TAGS.search(text)
        names = tags[1].split() if tags else []
        heard = {Cue(name): _verdict(Status.HEARD, text) for name in names if not name.endswith("?")}
        doubted = {Cue(name[:-1]): _verdict(Status.UNSURE, text) for name in names if name.endswith("?")}
        return Assessment(heard | doubted, understood="nicht" not in text.split())


def _verdict(status: Status, text: str) -> Verdict:
    return Verdict(status=status, probability=0.9 if status is Status.HEARD else 0.5, quote=text[:40])


class Clock:
    """Time that passes only when a test says so."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **span: float) -> None:
        self.at += timedelta(**span)


def make_deps(database: Database, library: Library = LIBRARY, now: Callable[[], datetime] | None = None) -> Deps:
    return Deps(database=database, library=library, listener=TaggedListener(), now=now or Clock(), new_seed=lambda: 7)


def without_script(library: Library, *script_ids: str) -> Library:
    """The library as it is after scripts were removed."""
    kept = {name: script for name, script in library.scripts_by_id.items() if name not in script_ids}
    return replace(library, scripts_by_id=kept, _editions={})


def crowded(library: Library, count: int = 30) -> Library:
    """A library of `count` counterparts, spread over the areas: "Talk 01" with "Person 01" and so on, each like one of the library's."""
    scripts = {}
    for number in range(1, count + 1):
        like = library.scripts[number % len(library.scripts)]
        someone = like.counterpart.model_copy(update={"name": f"Person {number:02}"})
        name = f"talk-{number:02}"
        new = {"id": name, "title": f"Talk {number:02}", "counterpart": someone}
        scripts[name] = like.model_copy(update={**new, "area": list(Area)[number % len(Area)]})
    return replace(library, scripts_by_id=scripts, _editions={})


def with_other_constraints(library: Library, script_id: str, line: str) -> Library:
    """The library after an author rewrote what stands in the counterpart's way, and raised the revision."""

    script = library.scripts_by_id[script_id]
    constraints = tuple(one.model_copy(update={"says": (line,)}) for one in script.constraints)
    changed = script.model_copy(update={"revision": script.revision + 1, "constraints": constraints})
    return replace(library, scripts_by_id={**library.scripts_by_id, script_id: changed}, _editions={})


async def say(deps: Deps, *texts: str, person: Person = ANN) -> Reply:
    """Sends messages, half a minute apart from the counterpart's lines; gives the last reply."""
    reply = Reply(())
    for text in texts:
        reply = await take_turn(deps, person, Message(text, deps.now() + timedelta(seconds=30)))
    return reply


def part(reply: Reply, kind: type[Kind]) -> Kind:
    """The first part of a kind."""
    return next(found for found in reply.parts if isinstance(found, kind))


def choice(reply: Reply, key: str) -> Choice:
    """The first button with this label."""
    return next(found for row in reply.choices for found in row if found.key == key)
