"""The pocket card, as a message and as a picture, and the plan as an email with two options."""

import asyncio
from dataclasses import replace

from bot.practice.meetings.card import Card, card_of
from bot.practice.meetings.cleaning import shortened
from bot.practice.meetings.plan import CardLine
from bot.practice.meetings.rehearsed import best_lines
from bot.practice.meetings.two_options import message_of
from bot.practice.talk import Round
from bot.services.deps import Deps, Person
from bot.services.meetings.asking import CARD, ask_aside
from bot.services.meetings.desk import SEPARATOR, Desk, at_desk
from bot.services.meetings.parts import CardShown, LetterShown, PictureSent
from bot.services.open_round import rebuild
from bot.services.replies import Choice, CoachSays, Part, Reply
from storage.records import RoundStatus

LIMIT = "-limit"
"""Behind the ground of a picture that shows it."""
LONGEST_LINE = 200
"""Characters of a line that somebody words themselves."""
_LONGEST_NO = 40
"""Characters of what they may say that a button shows."""
_LATEST = 12
"""Rehearsals whose lines may stand on the card."""


async def card_for(desk: Desk) -> Card:
    """With the best of what was said in its rehearsals."""
    return card_of(desk.reading, best_lines(await _rehearsals(desk)), desk.plan.card)


async def show_card(desk: Desk, *first: Part) -> Reply:
    if desk.plan.next_question is not None:
        return Reply((*first, CoachSays("meeting_unfinished")), ((desk.button("button_meeting_go_on", "next"),),))
    if desk.record.asking is not None:
        await desk.keep(asking=None)
    part = CardShown(desk.title, await card_for(desk))
    return Reply((*first, part), _choices(desk))


async def choose_line(desk: Desk) -> Reply:
    """Which line of the card is to be worded anew."""
    card = await card_for(desk)
    lines = [(desk.button(f"button_line_{line}", CARD, "edit", line.value),) for line in CardLine]
    ifs = [
        (desk.button("button_line_if", CARD, "edit", one.key, they_say=shortened(one.they_say, _LONGEST_NO)),)
        for one in card.ifs
    ]
    rows = (*lines[:2], *ifs, *lines[2:])
    return Reply((CoachSays("card_which_line"),), (*rows, (desk.button("button_meeting_back", "card"),)))


async def ask_line(desk: Desk, line: str) -> Reply:
    """Only lines that the card has; a button may be older than the plan."""
    card = await card_for(desk)
    now = {one.value: getattr(card, one.value) for one in CardLine} | {one.key: one.retreat for one in card.ifs}
    if line not in now:
        return await show_card(desk)
    said = (CoachSays("meeting_so_far", {"answer": now[line]}),) if now[line] else ()
    return await ask_aside(desk, f"{CARD}{SEPARATOR}{line}", *said, CoachSays("card_write_line"))


async def keep_card_line(desk: Desk, line: str, text: str) -> Reply:
    words = " ".join(text.split())
    if len(words) > LONGEST_LINE:
        return Reply((CoachSays("card_line_long", {"most": str(LONGEST_LINE)}),), awaits_words=True)
    await desk.keep(desk.plan.model_copy(update={"card": {**desk.plan.card, line: words}}), asking=None)
    return await show_card(desk, CoachSays("card_line_kept"))


async def show_letter(desk: Desk) -> Reply:
    """The message alone, ready to be copied."""
    text = message_of(desk.reading)
    if not text:
        return Reply((CoachSays("letter_no_options"),), ((desk.button("button_meeting_edit", "edit"),),))
    return Reply((CoachSays("letter_intro"), LetterShown(text)), ((desk.button("button_meeting_back", "show"),),))


async def send_picture(deps: Deps, person: Person, meeting_id: str, how: str) -> Reply:
    """Drawn on another thread and outside any transaction: nobody waits for it. A lock screen lies on the table between the two: one's limit is on it only where that is asked for."""
    dark, with_limit = how.startswith("dark"), how.endswith(LIMIT)
    found: list[Desk] = []
    cards: list[Card] = []

    async def use(desk: Desk) -> Reply:
        found.append(desk)
        cards.append(await card_for(desk))
        return await show_card(desk)

    reply = await at_desk(deps, person, meeting_id, use, is_answer=False)
    if not found or found[0].plan.next_question is not None:
        return reply
    shown = cards[0] if with_limit else replace(cards[0], floor="")
    content = await asyncio.to_thread(deps.draw_card, found[0].title, shown, dark)
    return Reply((CoachSays("picture_intro"), PictureSent("pocket-card.png", content)), _pictures(found[0], how))


def _pictures(desk: Desk, how: str) -> tuple[tuple[Choice, ...], ...]:
    """The same otherwise."""
    ground, limit = ("light" if how.startswith("dark") else "dark"), LIMIT if how.endswith(LIMIT) else ""
    here = "dark" if how.startswith("dark") else "light"
    other = ("button_picture_no_limit", here) if limit else ("button_picture_limit", here + LIMIT)
    return (
        (
            desk.button(f"button_picture_{ground}", "picture", ground + limit),
            desk.button(other[0], "picture", other[1]),
        ),
        (desk.button("button_meeting_back", "card"),),
    )


def _choices(desk: Desk) -> tuple[tuple[Choice, ...], ...]:
    return (
        (desk.button("button_card_picture", "picture", "light"), desk.button("button_card_edit", "lines")),
        (desk.button("button_meeting_rehearse", "go"), desk.button("button_meeting_back", "show")),
    )


async def _rehearsals(desk: Desk) -> list[Round]:
    numbers = await desk.uow.meetings.rounds_of(desk.user_id, desk.record.id)
    found = [await desk.uow.rounds.get(desk.user_id, number) for number in numbers[-_LATEST:]]
    return [await rebuild(desk.deps, desk.uow, one) for one in found if one and one.status is RoundStatus.FINISHED]
