"""Stored rounds and played rounds: one into the other and back."""

from collections.abc import Iterable

from bot.hearing.cues import NOTHING, Assessment, Cue, Status, Verdict
from bot.practice.debrief import Debrief, debrief
from bot.practice.edition import Edition
from bot.practice.round import begin, replay
from bot.practice.states import Move
from bot.practice.talk import Round, Said, Turn
from bot.services.deps import Deps
from bot.services.replies import Moment
from storage.meeting_records import MeetingId
from storage.records import (
    EditionId,
    NewRound,
    NewTurn,
    RoundId,
    RoundKind,
    RoundRecord,
    ScoreRecord,
    TurnRecord,
    UserId,
    VerdictRecord,
)
from storage.unit_of_work import UnitOfWork


async def rebuild(deps: Deps, uow: UnitOfWork, record: RoundRecord) -> Round:
    """The round as it stood: what was heard then is what counts, whatever hearing says today."""
    return replay(await edition_of(deps, uow, record), record.seed, _messages(record.turns))


async def edition_of(deps: Deps, uow: UnitOfWork, record: RoundRecord) -> Edition:
    return deps.known_edition(record.edition_id) or deps.edition(await uow.editions.get(record.edition_id))


async def judge(deps: Deps, uow: UnitOfWork, record: RoundRecord) -> tuple[Round, Debrief]:
    """The round and its debrief, with the disputes filed so far."""
    talk = await rebuild(deps, uow, record)
    return talk, debrief(talk, frozenset(dispute.finding for dispute in record.disputes))


async def store_round(
    deps: Deps, uow: UnitOfWork, user_id: UserId, edition: Edition, seed: int, meeting_id: MeetingId | None = None
) -> tuple[RoundRecord, Round]:
    """A fresh round, stored and begun; `meeting_id`: of the meeting that it rehearses."""
    await listen_to_round(uow, user_id)
    kept = await uow.editions.remember(
        digest=edition.digest,
        script_id=edition.script.id,
        revision=edition.script.revision,
        temperament=edition.temperament.id,
        body=edition.body,
        meeting_id=meeting_id,
    )
    return await _add(deps, uow, user_id, kept.id, edition, seed), begin(edition, seed)


async def listen_to_round(uow: UnitOfWork, user_id: UserId) -> None:
    """What is written next is said to the counterpart: a drill that was open has passed, and no meeting waits for an answer."""
    await uow.drills.pass_open(user_id)
    await uow.meetings.stop_asking(user_id)


async def _add(
    deps: Deps, uow: UnitOfWork, user_id: UserId, edition_id: EditionId, edition: Edition, seed: int
) -> RoundRecord:
    return await uow.rounds.add(
        NewRound(
            user_id=user_id,
            edition_id=edition_id,
            script_id=edition.script.id,
            temperament=edition.temperament.id,
            seed=seed,
            kind=RoundKind.PRACTICE,
            state=edition.temperament.initial,
            started_at=deps.now(),
        )
    )


async def store_branch(deps: Deps, uow: UnitOfWork, parent: RoundRecord, turn: int) -> tuple[RoundRecord, Round]:
    """A what-if of `parent`: the same edition and seed and the same turns before `turn`, which is to be said anew."""
    await listen_to_round(uow, parent.user_id)
    kept = parent.turns[: turn - 1]
    talk = replay(await edition_of(deps, uow, parent), parent.seed, _messages(kept))
    record = await uow.rounds.add(
        NewRound(
            user_id=parent.user_id,
            edition_id=parent.edition_id,
            script_id=parent.script_id,
            temperament=parent.temperament,
            seed=parent.seed,
            kind=RoundKind.WHAT_IF,
            state=talk.state,
            started_at=deps.now(),
            parent=parent.id,
            branch_turn=turn,
        )
    )
    for stored in kept:
        fresh = NewTurn(**{name: getattr(stored, name) for name in NewTurn.__dataclass_fields__})
        await uow.rounds.add_turn(record.id, fresh, replied_at=deps.now(), state=stored.state)
    return record, talk


def scores(found: Debrief) -> tuple[ScoreRecord, ...]:
    return tuple(
        ScoreRecord(criterion=item.criterion.id, points=item.points, possible=item.possible)
        for item in found.score.criteria
    )


def verdicts(turn: Turn) -> tuple[VerdictRecord, ...]:
    """What was heard or doubted in a turn; a cue without a record was not heard."""
    assessment = turn.said.assessment
    return tuple(
        VerdictRecord(cue=cue.value, status=verdict.status.value, probability=verdict.probability, quote=verdict.quote)
        for cue in Cue
        if (verdict := assessment[cue]) is not NOTHING and verdict.status is not Status.NOT_HEARD
    )


def said(talk: Round, record: RoundRecord) -> list[tuple[str, str]]:
    """Word for word: (speaker, or "" for the user; text). The stored words, not the replayed ones: what was said stays said."""
    lines = [(talk.edition.script.counterpart.name, talk.first_line)]
    for stored, played in zip(record.turns, talk.turns, strict=True):
        lines += [("", stored.text), (played.speaker, stored.reply)]
    return lines


async def moment_of(uow: UnitOfWork, user_id: UserId) -> Moment:
    """Where the user stands now; a button that carries another moment has passed."""
    latest = await uow.rounds.latest(user_id)
    return moment_at(latest) if latest else Moment()


def moment_at(record: RoundRecord, turns: int | None = None) -> Moment:
    return Moment(record.id, len(record.turns) if turns is None else turns)


def round_id(text: str) -> RoundId:
    """A round's id from a button; 0, which no round has, where it is no number."""
    return RoundId(int(text) if text.isascii() and text.isdecimal() and len(text) < _LONGEST_ID else 0)


_LONGEST_ID = 19


def _messages(turns: Iterable[TurnRecord]) -> Iterable[tuple[Said, Move]]:
    for turn in turns:
        found = {
            Cue(verdict.cue): Verdict(
                status=Status(verdict.status), probability=verdict.probability, quote=verdict.quote
            )
            for verdict in turn.verdicts
        }
        yield Said(text=turn.text, assessment=Assessment(found), elapsed=turn.elapsed), Move(turn.move)
