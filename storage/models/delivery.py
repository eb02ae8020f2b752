"""What comes in, what goes out, and how fast."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import NEVER_REUSED, Base


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
    not_after: Mapped[datetime | None]


class Pace(Base):
    """How full a bucket is, told by one instant (generic cell rate algorithm): a chat, or a whole bot where `chat_id` is 0."""

    __tablename__ = "paces"
    __table_args__ = (UniqueConstraint("bot_id", "chat_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    bot_id: Mapped[int]
    chat_id: Mapped[int]
    full_until: Mapped[datetime]
    held_until: Mapped[datetime | None]
