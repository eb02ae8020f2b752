"""Rounds, and all that is kept of them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.models.base import NEVER_REUSED, Base
from storage.models.meetings import Meeting
from storage.models.people import User


class Edition(Base):
    """`meeting_id`: whose own meeting its counterpart was made from; such a body is sealed, and goes with the meeting."""

    __tablename__ = "editions"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(unique=True)
    script_id: Mapped[str]
    revision: Mapped[int]
    temperament: Mapped[str]
    body: Mapped[str]
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey(Meeting.id, ondelete="CASCADE"), index=True)


class Verdict(Base):
    __tablename__ = "verdicts"
    __table_args__ = (UniqueConstraint("turn_id", "cue"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    turn_id: Mapped[int] = mapped_column(ForeignKey("turns.id", ondelete="CASCADE"))
    cue: Mapped[str]
    status: Mapped[str]
    probability: Mapped[float]
    quote: Mapped[str]


class Turn(Base):
    __tablename__ = "turns"
    __table_args__ = (UniqueConstraint("round_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id", ondelete="CASCADE"))
    number: Mapped[int]
    text: Mapped[str]
    sent_at: Mapped[datetime]
    elapsed: Mapped[float | None]
    move: Mapped[str]
    state: Mapped[str]
    reply: Mapped[str]

    verdicts: Mapped[list[Verdict]] = relationship(order_by=Verdict.id, lazy="raise", viewonly=True)


class Score(Base):
    __tablename__ = "scores"
    __table_args__ = (UniqueConstraint("round_id", "criterion"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id", ondelete="CASCADE"))
    criterion: Mapped[str]
    points: Mapped[float]
    possible: Mapped[float]


class Dispute(Base):
    __tablename__ = "disputes"
    __table_args__ = (UniqueConstraint("round_id", "turn", "finding"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id", ondelete="CASCADE"))
    turn: Mapped[int]
    finding: Mapped[str]
    filed_at: Mapped[datetime]


class Round(Base):
    __tablename__ = "rounds"
    __table_args__ = (
        CheckConstraint("kind IN ('practice', 'what_if')", name="kind"),
        CheckConstraint("status IN ('open', 'finished', 'cancelled')", name="status"),
        Index(
            "uq_rounds_user_id_open",
            "user_id",
            unique=True,
            sqlite_where=text("status = 'open'"),
            postgresql_where=text("status = 'open'"),
        ),
        # Newest first is this index read backwards; which round is newest is told by the id where two began at once.
        Index("ix_rounds_user_id_status_started_at_id", "user_id", "status", "started_at", "id"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(User.id, ondelete="CASCADE"))
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), index=True)
    script_id: Mapped[str]
    temperament: Mapped[str]
    seed: Mapped[int]
    kind: Mapped[str]
    status: Mapped[str]
    state: Mapped[str]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("rounds.id", ondelete="CASCADE"), index=True)
    branch_turn: Mapped[int | None]
    total: Mapped[int | None]
    started_at: Mapped[datetime]
    last_line_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    turns: Mapped[list[Turn]] = relationship(order_by=Turn.number, lazy="raise", viewonly=True)
    disputes: Mapped[list[Dispute]] = relationship(order_by=Dispute.id, lazy="raise", viewonly=True)
    scores: Mapped[list[Score]] = relationship(order_by=Score.id, lazy="raise", viewonly=True)
