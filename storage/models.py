"""The tables. Rows stay inside storage: `storage.rows` turns them into records."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, MetaData, UniqueConstraint, false, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from storage.columns import Instant, PlainText, RealNumber, WholeNumber

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# An erased person's id must never come back as somebody else's: old buttons still carry it.
NEVER_REUSED = {"sqlite_autoincrement": True}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar = {int: WholeNumber, str: PlainText, datetime: Instant, float: RealNumber}


class User(Base):
    __tablename__ = "users"
    __table_args__ = NEVER_REUSED

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    temperament: Mapped[str | None]
    timing: Mapped[bool]
    created_at: Mapped[datetime]
    lends_objections: Mapped[bool] = mapped_column(server_default=false())


class IdentityRow(Base):
    __tablename__ = "identities"
    __table_args__ = (UniqueConstraint("front", "external_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(User.id, ondelete="CASCADE"), index=True)
    front: Mapped[str]
    external_id: Mapped[str]


class Edition(Base):
    __tablename__ = "editions"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(unique=True)
    script_id: Mapped[str]
    revision: Mapped[int]
    temperament: Mapped[str]
    body: Mapped[str]


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


class Update(Base):
    """What Telegram handed over, kept until its effect is committed; `lane` is whose it is: one lane's updates have their effects in order."""

    __tablename__ = "updates"
    __table_args__ = (
        UniqueConstraint("bot_id", "update_id"),
        CheckConstraint("status IN ('waiting', 'done', 'dead')", name="status"),
        Index(
            "ix_updates_bot_id_lane_id_waiting",
            "bot_id",
            "lane",
            "id",
            sqlite_where=text("status = 'waiting'"),
            postgresql_where=text("status = 'waiting'"),
        ),
        Index("ix_updates_status_received_at", "status", "received_at"),
        Index(
            "uq_updates_bot_id_album",
            "bot_id",
            "album",
            unique=True,
            sqlite_where=text("album IS NOT NULL"),
            postgresql_where=text("album IS NOT NULL"),
        ),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    bot_id: Mapped[int]
    update_id: Mapped[int]
    lane: Mapped[int]
    body: Mapped[str]
    received_at: Mapped[datetime]
    status: Mapped[str]
    attempts: Mapped[int] = mapped_column(server_default=text("0"))
    lease: Mapped[int] = mapped_column(server_default=text("0"))
    leased_until: Mapped[datetime | None]
    error: Mapped[str | None]
    ended_at: Mapped[datetime | None]
    album: Mapped[str | None]
    failures: Mapped[int] = mapped_column(server_default=text("0"))


class DeadLetter(Base):
    """What was handed over and is no update: nobody's, and told apart by its digest."""

    __tablename__ = "dead_letters"
    __table_args__ = (UniqueConstraint("bot_id", "digest"), NEVER_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    bot_id: Mapped[int]
    digest: Mapped[str]
    size: Mapped[int]
    beginning: Mapped[str]
    received_at: Mapped[datetime]


class Outgoing(Base):
    """A message on its way to a chat: one call of the Bot API, in `body` as JSON."""

    __tablename__ = "outgoing"
    __table_args__ = (
        UniqueConstraint("answers", "part"),
        CheckConstraint("kind IN ('reply', 'edit', 'reminder')", name="kind"),
        CheckConstraint("status IN ('waiting', 'sent', 'uncertain', 'refused')", name="status"),
        Index("ix_outgoing_created_at", "created_at"),
        Index(
            "ix_outgoing_bot_id_chat_id_id_waiting",
            "bot_id",
            "chat_id",
            "id",
            sqlite_where=text("status = 'waiting'"),
            postgresql_where=text("status = 'waiting'"),
        ),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    bot_id: Mapped[int]
    chat_id: Mapped[int]
    kind: Mapped[str]
    body: Mapped[str]
    answers: Mapped[int | None] = mapped_column(ForeignKey(Update.id, ondelete="SET NULL"))
    part: Mapped[int]
    created_at: Mapped[datetime]
    not_before: Mapped[datetime | None]
    status: Mapped[str]
    attempts: Mapped[int] = mapped_column(server_default=text("0"))
    lease: Mapped[int] = mapped_column(server_default=text("0"))
    leased_until: Mapped[datetime | None]
    error: Mapped[str | None]
    ended_at: Mapped[datetime | None]


class Pace(Base):
    """How full a bucket is, told by one instant (generic cell rate algorithm): a chat, or a whole bot where `chat_id` is 0."""

    __tablename__ = "paces"
    __table_args__ = (UniqueConstraint("bot_id", "chat_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    bot_id: Mapped[int]
    chat_id: Mapped[int]
    full_until: Mapped[datetime]
    held_until: Mapped[datetime | None]
