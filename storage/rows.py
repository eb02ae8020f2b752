"""Rows into records."""

from storage.models import Dispute, Edition, Round, Score, Turn, User, Verdict
from storage.records import (
    DisputeRecord,
    EditionId,
    EditionRecord,
    RoundId,
    RoundKind,
    RoundRecord,
    RoundStatus,
    ScoreRecord,
    TurnRecord,
    UserId,
    UserRecord,
    VerdictRecord,
)


def user_record(row: User) -> UserRecord:
    return UserRecord(
        id=UserId(row.id),
        name=row.name,
        temperament=row.temperament,
        timing=row.timing,
        lends_objections=row.lends_objections,
        created_at=row.created_at,
    )


def edition_record(row: Edition) -> EditionRecord:
    return EditionRecord(
        id=EditionId(row.id),
        digest=row.digest,
        script_id=row.script_id,
        revision=row.revision,
        temperament=row.temperament,
        body=row.body,
    )


def verdict_record(row: Verdict) -> VerdictRecord:
    return VerdictRecord(cue=row.cue, status=row.status, probability=row.probability, quote=row.quote)


def turn_record(row: Turn) -> TurnRecord:
    return TurnRecord(
        number=row.number,
        text=row.text,
        sent_at=row.sent_at,
        elapsed=row.elapsed,
        move=row.move,
        state=row.state,
        reply=row.reply,
        verdicts=tuple(map(verdict_record, row.verdicts)),
    )


def dispute_record(row: Dispute) -> DisputeRecord:
    return DisputeRecord(turn=row.turn, finding=row.finding, filed_at=row.filed_at)


def score_record(row: Score) -> ScoreRecord:
    return ScoreRecord(criterion=row.criterion, points=row.points, possible=row.possible)


def round_record(row: Round, *, with_turns: bool) -> RoundRecord:
    """Disputes and scores are few and come along always; turns only where they were loaded."""
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
        turns=tuple(map(turn_record, row.turns)) if with_turns else (),
        disputes=tuple(map(dispute_record, row.disputes)),
        scores=tuple(map(score_record, row.scores)),
    )
