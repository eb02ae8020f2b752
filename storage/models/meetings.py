"""Meetings of the users' own: what they plan to ask for, and when to write to them about it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import NEVER_REUSED, Base
from storage.models.people import User


class Meeting(Base):
    """`body` is the plan, sealed where there is a key. `asking`: which of its questions the user's next message answers.

    `on_date` and `minute` are what clocks show in `zone`; `begins_at` is the instant, None while no time is known.
    """

    __tablename__ = "meetings"
    __table_args__ = (
        CheckConstraint("status IN ('draft', 'saved', 'archived')", name="status"),
        Index(
            "uq_meetings_user_id_asking",
            "user_id",
            unique=True,
            sqlite_where=text("asking IS NOT NULL"),
            postgresql_where=text("asking IS NOT NULL"),
        ),
        Index("ix_meetings_user_id_updated_at", "user_id", "updated_at"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(User.id, ondelete="CASCADE"))
    status: Mapped[str]
    body: Mapped[str]
    asking: Mapped[str | None]
    zone: Mapped[str | None]
    on_date: Mapped[date | None]
    minute: Mapped[int | None]
    begins_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class MeetingNotice(Base):
    """One message about a meeting on one date: there is never a second of a kind. `due_at` is None once it is decided."""

    __tablename__ = "meeting_notices"
    __table_args__ = (
        UniqueConstraint("meeting_id", "kind", "on_date"),
        Index("ix_meeting_notices_user_id", "user_id"),
        Index("ix_meeting_notices_due_at", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(User.id, ondelete="CASCADE"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey(Meeting.id, ondelete="CASCADE"))
    kind: Mapped[str]
    on_date: Mapped[date]
    bot_id: Mapped[int]
    chat_id: Mapped[int]
    due_at: Mapped[datetime | None]
    worth_until: Mapped[datetime]
    status: Mapped[str]
