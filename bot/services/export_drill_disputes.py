"""Objections to what was heard in a drill, in the shape of those to rounds, and with the drill and its item."""

import asyncio
from collections.abc import Iterator
from dataclasses import asdict

from bot.hearing.cues import Cue, Status
from bot.practice.drills.asked import AskedItem
from bot.practice.drills.drill import LineDrill, LineItem
from bot.practice.drills.findings import context_of
from bot.practice.skills.skill import criterion_of
from bot.services.deps import Deps
from bot.services.object_to_drill import DISPUTED
from bot.services.strip_names import names_in, without_names, words_of
from storage.daily_records import LentAnswer, QuestionId

OWN = "own"
"""In place of an own line's id, which would lead back to its round."""

_USERS_WORDS = {"id", "first_ask", "asked", "draft", "better", "they_say"}


async def drill_page(deps: Deps, after: QuestionId, limit: int) -> tuple[list[dict[str, object]], QuestionId] | None:
    """A page's candidates and where it ended; None behind the last one. They are heard anew: a drill keeps no verdicts."""
    async with deps.database.unit_of_work() as uow:
        lent = await uow.drills.lent(DISPUTED, after=after, limit=limit)
    found = [await asyncio.to_thread(_candidate, deps, one) for one in lent]
    return ([one for one in found if one], lent[-1].question.id) if lent else None


def _candidate(deps: Deps, lent: LentAnswer) -> dict[str, object]:
    """Empty where there are no words to hear."""
    asked, answer = AskedItem.from_body(lent.question.body), lent.question.answer
    if answer is None or not (isinstance(asked.drill, LineDrill) and isinstance(asked.item, LineItem)):
        return {}
    context = context_of(asked.drill, asked.item)
    heard = deps.listener.listen(context, answer)
    known = frozenset(_words(asked.item.model_dump(mode="json", exclude=_USERS_WORDS if asked.item.own else set())))
    others = frozenset(name for text in (answer, context.first_ask or "") for name in names_in(text, known))

    def nameless(text: str | None) -> str | None:
        return text and without_names(text, own_name=lent.user_name, known=known, others=others)

    return {
        **asdict(context),
        "counterpart_line": nameless(context.counterpart_line),
        "first_ask": nameless(context.first_ask),
        "text": nameless(answer),
        "heard": [cue.value for cue in Cue if heard[cue].status is Status.HEARD],
        "unsure": [cue.value for cue in Cue if heard[cue].status is Status.UNSURE],
        "disputed": criterion_of(lent.question.skill),
        "drill": lent.question.drill,
        "item": OWN if asked.item.own else lent.question.item,
    }


def _words(value: object) -> Iterator[str]:
    match value:
        case str():
            yield from words_of(value)
        case dict():
            yield from (word for part in value.values() for word in _words(part))
        case list():
            yield from (word for part in value for word in _words(part))
