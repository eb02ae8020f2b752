"""One message of the user's, from its words to the counterpart's answer or the debrief."""

import asyncio
import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.hearing.cues import Assessment, Cue, Phase
from bot.practice.amounts import hear_amounts
from bot.practice.debrief import debrief
from bot.practice.phrases import declines_technique
from bot.practice.round import advance
from bot.practice.states import Move
from bot.practice.talk import Round, Said, Turn
from bot.services.answer_drill import answer_line
from bot.services.beside_drill import asked_back, thanked
from bot.services.browse_library import find_unasked
from bot.services.deps import Deps, Person
from bot.services.meetings.answering import answer_meeting
from bot.services.meetings.at_hand import said_to_a_plan
from bot.services.open_round import moment_at, moment_of, rebuild, scores, verdicts
from bot.services.parts.rounds import ComparisonShown, CounterpartSays, StepShown, Tried
from bot.services.people import clean_text, ensure_user
from bot.services.replies import CoachSays, Part, Reply, coach
from bot.services.review_round import debrief_reply
from bot.services.skills import learn_from_round
from bot.services.tell_zone import place_awaited
from storage.daily_records import QuestionRecord, QuestionStatus
from storage.meeting_records import MeetingRecord
from storage.records import NewTurn, RoundKind, RoundRecord, UserRecord
from storage.unit_of_work import UnitOfWork

LONGEST = 4096
SLIP_SECONDS = 5
STEP_DOWN = 3
"""The step in which the offer is made."""
_LETTERS_OF_ENGLISH = 0.5


@dataclass(frozen=True)
class Message:
    """`timed`: whether the time of sending says how long the user took (it does not for a file piped into the terminal)."""

    text: str
    sent_at: datetime
    timed: bool = True


@dataclass(frozen=True)
class _Standing:
    """Where a message found the round, and the moment that must still hold when it is heard."""

    record: RoundRecord
    talk: Round


async def take_turn(deps: Deps, person: Person, message: Message) -> Reply:
    """Answers a message in the open round; without one, looks for a counterpart or offers some. Texts that nobody could judge cost no turn.

    Hearing runs on another thread and outside any transaction, so that nobody else waits for it. Where the round has moved on
    meanwhile (a button, another front), the message is heard again as the round now stands.
    """
    whole = clean_text(message.text)
    text = whole[:LONGEST]
    cut = (CoachSays("too_long"),) if len(whole) > LONGEST else ()
    while True:
        standing = await _look(deps, person, text, message)
        if standing is None:
            beside = await place_awaited(deps, person, text) or await said_to_a_plan(deps, person, text)
            return beside or await find_unasked(deps, person, text)
        if isinstance(standing, MeetingRecord):
            return await answer_meeting(deps, person, standing, whole)
        if isinstance(standing, QuestionRecord):
            return await answer_line(deps, person, standing, text, cut)
        if isinstance(standing, Reply):
            return Reply((*cut, *standing.parts), standing.choices)
        assessment = await asyncio.to_thread(deps.listener.listen, standing.talk.context, text)
        if not assessment.understood:
            return coach("needs_english")
        reply = await _answer(deps, person, standing, assessment, replace(message, text=text), cut)
        if reply is not None:
            return reply


async def _look(
    deps: Deps, person: Person, text: str, message: Message
) -> _Standing | QuestionRecord | MeetingRecord | Reply | None:
    """The open round as it stands, the drill or the meeting's question that was asked since, or what the coach says to a text that is none; None without any."""
    async with deps.database.unit_of_work() as uow:
        user = await ensure_user(deps, uow, person)
        record = await uow.rounds.open_of(user.id)
        meeting = await uow.meetings.asking(user.id)
        if meeting:
            await uow.commit()
            return unusable(text) or meeting
        question = await uow.drills.latest_of(user.id)
        if question and question.status is QuestionStatus.OPEN:
            # It is what was asked last: whatever begins or resumes a round lets it pass.
            await uow.commit()
            return asked_back(question, text) or unusable(text) or question
        if question and _answered_twice(question, text, message):
            await uow.commit()
            return coach("said_twice")
        thanks = await _thanked(uow, question, record, text, message) if question else None
        if thanks:
            await uow.commit()
            return thanks
        talk = await rebuild(deps, uow, record) if record else None
        await uow.commit()
    if record is None or talk is None:
        return None
    return unusable(text) or _fits_here(talk, text) or _said_twice(record, text, message) or _Standing(record, talk)


async def _answer(
    deps: Deps, person: Person, standing: _Standing, assessment: Assessment, message: Message, first: tuple[Part, ...]
) -> Reply | None:
    """Plays the turn as it was heard, the reply behind `first`; None where the round does not stand so any more.

    Whoever changes a round has its user locked: with the same moment it is the same round, and is not read again.
    """
    async with deps.database.unit_of_work() as uow:
        user = await ensure_user(deps, uow, person)
        if await uow.rounds.turns_of_open(user.id, standing.record.id) != len(standing.record.turns):
            return None
        played = await _play(deps, uow, user, standing, assessment, message)
        reply = Reply((*first, *played.parts), played.choices)
        await deps.conclude(uow, reply)
    return reply


def unusable(text: str) -> Reply | None:
    """What the coach says to a text that nobody could judge; None to all others."""
    letters = [character for character in text if character.isalpha()]
    if not letters and not any(character.isdecimal() for character in text):
        return coach("needs_words")
    latin = [letter for letter in letters if unicodedata.name(letter, "").startswith("LATIN")]
    if letters and len(latin) < _LETTERS_OF_ENGLISH * len(letters):
        return coach("needs_english")
    return None


def _fits_here(talk: Round, text: str) -> Reply | None:
    """To whoever would rather not use the technique where it does fit; whoever asks for something has not said so."""
    script = talk.edition.script
    elsewhere = talk.phase is not Phase.OPENING or talk.edition.is_trap or script.is_message
    if elsewhere or hear_amounts(script.ask, text):
        return None
    return coach("it_fits_here") if declines_technique(text) else None


def _said_twice(record: RoundRecord, text: str, message: Message) -> Reply | None:
    """The same words again within seconds are a slip of the finger or of the network, not a second push."""
    if not record.turns or not message.timed or record.turns[-1].text != text:
        return None
    seconds = (message.sent_at - record.turns[-1].sent_at).total_seconds()
    return coach("said_twice") if abs(seconds) <= SLIP_SECONDS else None


def _answered_twice(question: QuestionRecord, text: str, message: Message) -> bool:
    """The same words again, sent before the answer to them can have been read: no line for a round that waits behind the drill."""
    if question.answered_at is None or not message.timed or question.answer != text:
        return False
    return message.sent_at <= question.answered_at + timedelta(seconds=SLIP_SECONDS)


async def _thanked(
    uow: UnitOfWork, question: QuestionRecord, record: RoundRecord | None, text: str, message: Message
) -> Reply | None:
    """A word of thanks for a verdict, which is no line for a round that waits behind the drill either."""
    if question.answered_at is None:
        return None
    since = message.sent_at - question.answered_at
    return thanked(question, record, await moment_of(uow, question.user_id), since, text)


async def _play(
    deps: Deps, uow: UnitOfWork, user: UserRecord, standing: _Standing, assessment: Assessment, message: Message
) -> Reply:
    record = standing.record
    said = Said(text=message.text, assessment=assessment, elapsed=_elapsed(user, record, message))
    talk = advance(standing.talk, said)
    turn = talk.turns[-1]
    await uow.rounds.add_turn(record.id, _stored(turn, message.sent_at), replied_at=deps.now(), state=talk.state)
    compared = await _comparison(deps, uow, record, talk)
    # A comparison shows the new line already.
    line = () if compared else (CounterpartSays(turn.speaker, turn.reply),)
    if not talk.is_over:
        return Reply((*compared, *line, *_notes(talk, turn.move), StepShown(talk.step, talk.task, talk.steps)))
    found = debrief(talk)
    await uow.rounds.finish(record.id, total=found.score.total, scores=scores(found), ended_at=deps.now())
    what_if = record.kind is RoundKind.WHAT_IF
    await learn_from_round(uow, user.id, talk, found.score, deps.now(), what_if=what_if, source=f"round:{record.id}")
    after = debrief_reply(talk, found, record, moment_at(record, len(talk.turns)))
    totals = await _totals(uow, record, found.score.total)
    return Reply((*compared, *line, *after.parts, *totals), after.choices)


def _notes(talk: Round, move: Move) -> tuple[Part, ...]:
    """A pause is noted; it leads to an offer only where there is none yet and one knows what it has to answer."""
    if move is not Move.PAUSED:
        return ()
    offer_next = talk.step == STEP_DOWN and talk.offer is None and not talk.edition.is_trap
    return (CoachSays("one_moment_more" if offer_next else "pause_noted"),)


def _elapsed(user: UserRecord, record: RoundRecord, message: Message) -> float | None:
    """Seconds since the counterpart's last line; None where they say nothing about the user: timing off, piped, or written before that line came."""
    seconds = (message.sent_at - record.last_line_at).total_seconds()
    return seconds if seconds >= 0 and message.timed and user.timing else None


def _stored(turn: Turn, sent_at: datetime) -> NewTurn:
    return NewTurn(
        number=turn.number,
        text=turn.said.text,
        sent_at=sent_at,
        elapsed=turn.said.elapsed,
        move=turn.move.value,
        state=turn.state,
        reply=turn.reply,
        verdicts=verdicts(turn),
    )


async def _totals(uow: UnitOfWork, record: RoundRecord, total: int) -> tuple[Part, ...]:
    """A what-if's total beside that of the round it branched from."""
    parent = await uow.rounds.get(record.user_id, record.parent) if record.parent else None
    if parent is None or parent.total is None:
        return ()
    return (CoachSays("what_if_total", {"before": str(parent.total), "after": str(total)}),)


async def _comparison(deps: Deps, uow: UnitOfWork, record: RoundRecord, talk: Round) -> tuple[Part, ...]:
    """Both outcomes side by side, right after the changed line of a what-if."""
    turn = talk.turns[-1]
    if record.kind is not RoundKind.WHAT_IF or record.parent is None or turn.number != record.branch_turn:
        return ()
    parent = await uow.rounds.get(record.user_id, record.parent)
    if parent is None or len(parent.turns) < turn.number:
        return ()
    original = await rebuild(deps, uow, parent)
    return (ComparisonShown(_tried(original.turns[turn.number - 1]), _tried(turn)),)


def _tried(turn: Turn) -> Tried:
    return Tried(
        said=turn.said.text,
        counterpart=turn.speaker,
        reply=turn.reply,
        state=turn.state,
        heard=tuple(cue.value for cue in Cue if turn.heard(cue)),
    )
