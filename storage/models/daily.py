"""The daily drill: what was asked and answered, what is known of each skill, and when somebody wants to be reminded."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import NEVER_REUSED, Base
from storage.models.people import User


def _theirs() -> Mapped[int]:
    """Whose a row is; it goes with them."""
    return mapped_column(ForeignKey(User.id, ondelete="CASCADE"))


class DrillQuestion(Base):
    """An item of a drill as it was put to somebody: `body` is the item, so that it is judged as it was asked; `on_date` and `done_on` are local dates."""

    __tablename__ = "drill_questions"
    __table_args__ = (
        CheckConstraint("status IN ('open', 'answered', 'passed')", name="status"),
        Index(
            "uq_drill_questions_user_id_open",
            "user_id",
            unique=True,
            sqlite_where=text("status = 'open'"),
            postgresql_where=text("status = 'open'"),
        ),
        Index("ix_drill_questions_user_id_done_on", "user_id", "done_on"),
        UniqueConstraint("poll_id"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = _theirs()
    drill: Mapped[str]
    item: Mapped[str]
    skill: Mapped[str]
    how: Mapped[str]
    body: Mapped[str]
    seed: Mapped[int]
    asked_at: Mapped[datetime]
    on_date: Mapped[date]
    poll_id: Mapped[str | None]
    status: Mapped[str]
    answer: Mapped[str | None]
    outcome: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    done_on: Mapped[date | None]


class SkillCard(Base):
    __tablename__ = "skill_cards"
    __table_args__ = (UniqueConstraint("user_id", "skill"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = _theirs()
    skill: Mapped[str]
    body: Mapped[str]
    due_at: Mapped[datetime]


class Review(Base):
    """What moved a card, and from where."""

    __tablename__ = "reviews"
    __table_args__ = (Index("ix_reviews_user_id_at", "user_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = _theirs()
    skill: Mapped[str]
    grade: Mapped[int]
    at: Mapped[datetime]
    source: Mapped[str]


class ReminderPlan(Base):
    """When somebody wants to be reminded, in their own time; `tzdata` is the edition of the zones that the instants were computed with."""

    __tablename__ = "reminder_plans"
    __table_args__ = (
        CheckConstraint("status IN ('on', 'off', 'blocked')", name="status"),
        UniqueConstraint("user_id"),
        Index("ix_reminder_plans_bot_id_chat_id", "bot_id", "chat_id"),
        Index("ix_reminder_plans_tzdata", "tzdata"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = _theirs()
    bot_id: Mapped[int]
    chat_id: Mapped[int]
    zone: Mapped[str]
    tzdata: Mapped[str]
    quiet_from: Mapped[int | None]
    quiet_until: Mapped[int | None]
    paused_until: Mapped[date | None]
    skipped_on: Mapped[date | None]
    status: Mapped[str]


class ReminderSlot(Base):
    """One time of the day in a plan: `minute` of the local day, `days` a bit for each weekday from Monday on. `due_at` is the instant of `on_date`'s, None while nothing is to come."""

    __tablename__ = "reminder_slots"
    __table_args__ = (
        CheckConstraint("kind IN ('drill', 'digest')", name="kind"),
        UniqueConstraint("user_id", "slot"),
        Index("ix_reminder_slots_due_at", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = _theirs()
    slot: Mapped[int]
    kind: Mapped[str]
    minute: Mapped[int]
    days: Mapped[int]
    on_date: Mapped[date | None]
    due_at: Mapped[datetime | None]


class Reminder(Base):
    """What became of one slot on one local date: there is never a second. `again_at`: when a snoozed one comes back; `snoozed_to`: when it was to, where a round has kept it waiting since."""

    __tablename__ = "reminders"
    __table_args__ = (
        UniqueConstraint("user_id", "on_date", "slot"),
        Index("ix_reminders_due_at", "due_at"),
        Index(
            "ix_reminders_again_at",
            "again_at",
            sqlite_where=text("again_at IS NOT NULL"),
            postgresql_where=text("again_at IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = _theirs()
    on_date: Mapped[date]
    slot: Mapped[int]
    kind: Mapped[str]
    status: Mapped[str]
    due_at: Mapped[datetime]
    decided_at: Mapped[datetime]
    again_at: Mapped[datetime | None]
    snoozed_to: Mapped[datetime | None]
