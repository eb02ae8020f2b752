"""What the user writes where a meeting asks."""

from bot.practice.meetings.coach import findings_on
from bot.practice.meetings.fit import better_move
from bot.practice.meetings.harm import harm_in
from bot.practice.meetings.plan import LONGEST_ANSWER, FitRule, Question
from bot.practice.meetings.saying import passes_over, yes_or_no
from bot.services.deps import Deps, Person
from bot.services.meetings.asking import CARD, FIT, NOTE, PLACE, SINCERE, ask, ask_next, with_answer, with_fit
from bot.services.meetings.carding import keep_card_line
from bot.services.meetings.dating import keep_when, tell_place
from bot.services.meetings.desk import SEPARATOR, Desk, at_desk
from bot.services.meetings.happened import keep_note
from bot.services.meetings.parts import FindingsShown
from bot.services.replies import CoachSays, Reply
from storage.meeting_records import MeetingRecord


async def answer_meeting(deps: Deps, person: Person, meeting: MeetingRecord, text: str) -> Reply:
    """Takes `text` as the answer to what the meeting asked."""

    async def use(desk: Desk) -> Reply:
        asked = desk.record.asking
        if asked is None:
            # Another front was quicker; nothing of the text is lost, since it is still in the chat.
            return await ask_next(desk, CoachSays("meeting_asked_already"))
        return await _taken(desk, asked, text)

    return await at_desk(deps, person, str(meeting.id), use)


async def _taken(desk: Desk, asked: str, text: str) -> Reply:
    what, _, which = asked.partition(SEPARATOR)
    if what in {SINCERE, FIT}:
        yes = yes_or_no(text)
        if yes is None:
            return Reply((CoachSays("meeting_yes_or_no"),))
        return await be_sincere(desk, yes=yes) if what == SINCERE else await tell_fit(desk, which, yes=yes)
    if what == PLACE:
        return await tell_place(desk, text)
    if what == NOTE:
        return await keep_note(desk, text)
    if what == CARD:
        return _declined(desk, text) or await keep_card_line(desk, which, text)
    return await take_answer(desk, Question(what), text)


async def take_answer(desk: Desk, question: Question, text: str) -> Reply:
    """Kept as it was written, and judged at once. What harms or deceives somebody is not kept."""
    declined = _declined(desk, text)
    if declined is not None:
        return declined
    if passes_over(text):
        return await skip(desk, question.value)
    cut = (CoachSays("meeting_cut", {"most": str(LONGEST_ANSWER)}),) if len(text) > LONGEST_ANSWER else ()
    if question is Question.WHEN:
        return await keep_when(desk, text[:LONGEST_ANSWER])
    await desk.keep(with_answer(desk.plan, question, text[:LONGEST_ANSWER]))
    # Praise for every answer would be none.
    found = (
        one
        for one in findings_on(desk.plan, question)
        if not one.is_serious and (not one.is_praise or question is Question.STRETCH)
    )
    told = tuple(found)
    return await ask_next(desk, *cut, *((FindingsShown(told),) if told else ()))


def _declined(desk: Desk, text: str) -> Reply | None:
    """With the reason; what was asked stays open."""
    harm = harm_in(text)
    if harm is None:
        return None
    said = (CoachSays("meeting_declined", {"quote": harm.quote}), CoachSays(f"meeting_harm_{harm.kind}"))
    return Reply(said, ((desk.button("button_meeting_later", "later"),),), awaits_words=True)


async def be_sincere(desk: Desk, *, yes: bool) -> Reply:
    """Whoever would not take a yes has asked for too much."""
    await desk.keep(desk.plan.model_copy(update={"sincere": yes}))
    if yes:
        return await ask_next(desk, CoachSays("meeting_sincere"))
    return await ask(desk, Question.STRETCH, CoachSays("meeting_not_sincere"))


async def tell_fit(desk: Desk, rule: str, *, yes: bool) -> Reply:
    """What would serve better where the technique does not fit."""
    if rule not in set(FitRule):
        return await ask_next(desk)
    fitting = FitRule(rule)
    await desk.keep(with_fit(desk.plan, fitting, applies=yes))
    if not yes:
        return await ask_next(desk)
    advice = CoachSays(f"meeting_fit_{rule}_yes", {"name": desk.name})
    return await ask_next(desk, advice, CoachSays(f"meeting_better_{better_move(fitting)}"))


async def skip(desk: Desk, question: str) -> Reply:
    """Passed over, or left as it is."""
    if question not in set(Question):
        return await ask_next(desk)
    one = Question(question)
    known = "left_so" if one in desk.plan.answers else "skipped"
    await desk.keep(desk.plan.model_copy(update={known: getattr(desk.plan, known) | {one}}))
    return await ask_next(desk)
