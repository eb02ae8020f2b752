"""Rows into records: plain ones where much comes and goes, mapped objects elsewhere. Both have the columns' names."""

from collections.abc import Iterable
from typing import Any

from storage.models import Round, Turn
from storage.records import (
    DisputeRecord,
    EditionId,
    EditionRecord,
    OutgoingId,
    OutgoingMessage,
    ReceivedUpdate,
    RoundId,
    RoundKind,
    RoundRecord,
    RoundStatus,
    ScoreRecord,
    SendKind,
    TurnRecord,
    UpdateRowId,
    UserId,
    UserRecord,
    VerdictRecord,
)

Found = Any
"""A plain row or a mapped object: both have the columns' names."""


def user_record(row: Found) -> UserRecord:
    return UserRecord(
        id=UserId(row.id),
        name=row.name,
        temperament=row.temperament,
        timing=row.timing,
        lends_objections=row.lends_objections,
        created_at=row.created_at,
    )


def edition_record(row: Found) -> EditionRecord:
    return EditionRecord(
        id=EditionId(row.id),
        digest=row.digest,
        script_id=row.script_id,
        revision=row.revision,
        temperament=row.temperament,
        body=row.body,
        meeting_id=row.meeting_id,
    )


def mapped_turn(row: Turn) -> TurnRecord:
    return _turn(row, [_verdict(found) for found in row.verdicts])


def turn_record(rows: Iterable[Any]) -> TurnRecord:
    """A turn with its verdicts, from rows that each hold the turn and one of them, or none."""
    found = list(rows)
    return _turn(found[0], [_verdict(row) for row in found if row.cue is not None])


def _verdict(row: Found) -> VerdictRecord:
    return VerdictRecord(cue=row.cue, status=row.status, probability=row.probability, quote=row.quote)


def _turn(row: Found, verdicts: Iterable[VerdictRecord]) -> TurnRecord:
    return TurnRecord(
        number=row.number,
        text=row.text,
        sent_at=row.sent_at,
        elapsed=row.elapsed,
        move=row.move,
        state=row.state,
        reply=row.reply,
        verdicts=tuple(verdicts),
    )


def dispute_record(row: Found) -> DisputeRecord:
    return DisputeRecord(turn=row.turn, finding=row.finding, filed_at=row.filed_at)


def score_record(row: Found) -> ScoreRecord:
    return ScoreRecord(criterion=row.criterion, points=row.points, possible=row.possible)


def mapped_round(row: Round, *, with_turns: bool) -> RoundRecord:
    """Disputes and scores are few and come along always; turns only where they were loaded."""
    turns = map(mapped_turn, row.turns) if with_turns else ()
    return round_record(row, turns, map(dispute_record, row.disputes), map(score_record, row.scores))


def round_record(
    row: Found,
    turns: Iterable[TurnRecord] = (),
    disputes: Iterable[DisputeRecord] = (),
    scores: Iterable[ScoreRecord] = (),
) -> RoundRecord:
    return RoundRecord(
        id=RoundId(row.id),
        user_id=UserId(row.user_id),
        edition_id=EditionId(row.edition_id),
        script_id=row.script_id,
        temperament=row.temperament,
        seed=row.seed,
        kind=RoundKind(row.kind),
        status=RoundStatus(row.status),
        state=row.state,
        parent=None if row.parent_id is None else RoundId(row.parent_id),
        branch_turn=row.branch_turn,
        total=row.total,
        started_at=row.started_at,
        last_line_at=row.last_line_at,
        ended_at=row.ended_at,
        turns=tuple(turns),
        disputes=tuple(disputes),
        scores=tuple(scores),
    )


def received_update(row: Found) -> ReceivedUpdate:
    return ReceivedUpdate(
        id=UpdateRowId(row.id),
        bot_id=row.bot_id,
        update_id=row.update_id,
        lane=row.lane,
        body=row.body,
        lease=row.lease,
        attempts=row.attempts,
        failures=row.failures,
    )


def outgoing_message(row: Found) -> OutgoingMessage:
    return OutgoingMessage(
        id=OutgoingId(row.id),
        bot_id=row.bot_id,
        chat_id=row.chat_id,
        kind=SendKind(row.kind),
        body=row.body,
        lease=row.lease,
        attempts=row.attempts,
        not_after=row.not_after,
    )
