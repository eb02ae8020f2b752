"""Drills, what is known of each skill, and reminders; a message that is worth nothing after a while says so."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
OPEN = sa.text("status = 'open'")
SNOOZED = sa.text("again_at IS NOT NULL")


def _theirs(table: str, *columns: sa.schema.SchemaItem, never_reused: bool = False) -> None:
    op.create_table(
        table,
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("user_id", NUMBER, nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=f"fk_{table}_user_id_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sqlite_autoincrement=never_reused,
    )


def upgrade() -> None:
    op.add_column("outgoing", sa.Column("not_after", INSTANT, nullable=True))
    _theirs(
        "drill_questions",
        sa.Column("drill", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("skill", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("seed", NUMBER, nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("poll_id", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("answered_at", INSTANT, nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.CheckConstraint("status IN ('open', 'answered', 'passed')", name="status"),
        sa.UniqueConstraint("poll_id", name="uq_drill_questions_poll_id"),
        never_reused=True,
    )
    op.create_index(
        "uq_drill_questions_user_id_open", "drill_questions", ["user_id"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN
    )
    op.create_index("ix_drill_questions_user_id_done_on", "drill_questions", ["user_id", "done_on"])
    _theirs(
        "skill_cards",
        sa.Column("skill", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.UniqueConstraint("user_id", "skill", name="uq_skill_cards_user_id_skill"),
    )
    _theirs(
        "reviews",
        sa.Column("skill", sa.Text(), nullable=False),
        sa.Column("grade", NUMBER, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
    )
    op.create_index("ix_reviews_user_id_at", "reviews", ["user_id", "at"])
    _theirs(
        "reminder_plans",
        sa.Column("bot_id", NUMBER, nullable=False),
        sa.Column("chat_id", NUMBER, nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("tzdata", sa.Text(), nullable=False),
        sa.Column("quiet_from", NUMBER, nullable=True),
        sa.Column("quiet_until", NUMBER, nullable=True),
        sa.Column("paused_until", sa.Date(), nullable=True),
        sa.Column("skipped_on", sa.Date(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.CheckConstraint("status IN ('on', 'off', 'blocked')", name="status"),
        sa.UniqueConstraint("user_id", name="uq_reminder_plans_user_id"),
    )
    op.create_index("ix_reminder_plans_bot_id_chat_id", "reminder_plans", ["bot_id", "chat_id"])
    op.create_index("ix_reminder_plans_tzdata", "reminder_plans", ["tzdata"])
    _theirs(
        "reminder_slots",
        sa.Column("slot", NUMBER, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("minute", NUMBER, nullable=False),
        sa.Column("days", NUMBER, nullable=False),
        sa.Column("on_date", sa.Date(), nullable=True),
        sa.Column("due_at", INSTANT, nullable=True),
        sa.CheckConstraint("kind IN ('drill', 'digest')", name="kind"),
        sa.UniqueConstraint("user_id", "slot", name="uq_reminder_slots_user_id_slot"),
    )
    op.create_index("ix_reminder_slots_due_at", "reminder_slots", ["due_at"])
    _theirs(
        "reminders",
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("slot", NUMBER, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("decided_at", INSTANT, nullable=False),
        sa.Column("again_at", INSTANT, nullable=True),
        sa.UniqueConstraint("user_id", "on_date", "slot", name="uq_reminders_user_id_on_date_slot"),
    )
    op.create_index("ix_reminders_due_at", "reminders", ["due_at"])
    op.create_index("ix_reminders_again_at", "reminders", ["again_at"], sqlite_where=SNOOZED, postgresql_where=SNOOZED)


def downgrade() -> None:
    for table in ("reminders", "reminder_slots", "reminder_plans", "reviews", "skill_cards", "drill_questions"):
        op.drop_table(table)
    op.drop_column("outgoing", "not_after")
