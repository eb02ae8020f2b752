"""Objections that were lent, as candidates for labelling: what was said, the context it was heard in, and what was heard."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import asdict, replace

from bot.hearing.cues import Status
from bot.practice.edition import Edition
from bot.services.deps import Deps
from bot.services.export_drill_disputes import drill_page
from bot.services.open_round import rebuild
from bot.services.strip_names import names_in, without_names, words_of
from storage.daily_records import QuestionId
from storage.records import DisputeId, LentDispute, TurnRecord
from storage.unit_of_work import UnitOfWork

PAGE_SIZE = 50

Candidate = dict[str, object]


async def lent_objections(deps: Deps) -> AsyncIterator[Candidate]:
    """What `python -m bot assess` reads, one objection at a time; consent counts as it stands when a page is read."""
    number = 0
    async for candidate in _candidates(deps):
        number += 1
        # A number of this export only: one from the database would lead back to somebody.
        yield {"id": f"objection-{number}", **candidate}


async def _candidates(deps: Deps) -> AsyncIterator[Candidate]:
    """Those of rounds, then those of drills."""
    after = DisputeId(0)
    while page := await _page(deps, after):
        for candidate in page[0]:
            yield candidate
        after = page[1]
    behind = QuestionId(0)
    while drilled := await drill_page(deps, behind, PAGE_SIZE):
        for candidate in drilled[0]:
            yield candidate
        behind = drilled[1]


async def _page(deps: Deps, after: DisputeId) -> tuple[list[Candidate], DisputeId] | None:
    """A page's candidates and where it ended; None behind the last one. Each page has a transaction of its own, so that nobody waits for all."""
    async with deps.database.unit_of_work() as uow:
        lent = await uow.disputes.lent(after=after, limit=PAGE_SIZE)
        found = [await _candidate(deps, uow, one) for one in lent if 0 < one.dispute.turn <= len(one.round.turns)]
    return (found, lent[-1].id) if lent else None


async def _candidate(deps: Deps, uow: UnitOfWork, lent: LentDispute) -> Candidate:
    turns, index = lent.round.turns, lent.dispute.turn - 1
    before = await rebuild(deps, uow, replace(lent.round, turns=turns[:index]))
    known = _known_words(before.edition)
    others = frozenset(name for turn in turns for name in names_in(turn.text, known))

    def nameless(text: str | None) -> str | None:
        return text and without_names(text, own_name=lent.user_name, known=known, others=others)

    context = before.context
    return {
        **asdict(context),
        # The counterpart repeats the user's own words where a line has room for them.
        "counterpart_line": nameless(context.counterpart_line),
        "first_ask": nameless(context.first_ask),
        "text": nameless(turns[index].text),
        "heard": _cues(turns[index], Status.HEARD),
        "unsure": _cues(turns[index], Status.UNSURE),
        "disputed": lent.dispute.finding,
    }


def _cues(turn: TurnRecord, status: Status) -> list[str]:
    return [verdict.cue for verdict in turn.verdicts if verdict.status == status]


def _known_words(edition: Edition) -> frozenset[str]:
    """The words of the script: what it says itself tells nothing about the user."""
    return frozenset(word for text in _texts(edition.script.model_dump(mode="json")) for word in words_of(text))


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            yield from (text for part in value.values() for text in _texts(part))
        case list():
            yield from (text for part in value for text in _texts(part))
