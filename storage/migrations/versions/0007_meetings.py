"""Meetings of the users' own, notices about them, and editions that belong to one."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
ASKING = sa.text("asking IS NOT NULL")


def _theirs(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=f"fk_{table}_user_id_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    )


def upgrade() -> None:
    op.create_table(
        "meetings",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("user_id", NUMBER, nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("asking", sa.Text(), nullable=True),
        sa.Column("zone", sa.Text(), nullable=True),
        sa.Column("on_date", sa.Date(), nullable=True),
        sa.Column("minute", NUMBER, nullable=True),
        sa.Column("begins_at", INSTANT, nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.CheckConstraint("status IN ('draft', 'saved', 'archived')", name="status"),
        *_theirs("meetings"),
        sqlite_autoincrement=True,
    )
    op.create_index("uq_meetings_user_id_asking", "meetings", ["user_id"], unique=True, sqlite_where=ASKING, postgresql_where=ASKING)
    op.create_index("ix_meetings_user_id_updated_at", "meetings", ["user_id", "updated_at"])
    op.create_table(
        "meeting_notices",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("user_id", NUMBER, nullable=False),
        sa.Column("meeting_id", NUMBER, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("bot_id", NUMBER, nullable=False),
        sa.Column("chat_id", NUMBER, nullable=False),
        sa.Column("due_at", INSTANT, nullable=True),
        sa.Column("worth_until", INSTANT, nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name="fk_meeting_notices_meeting_id_meetings", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("meeting_id", "kind", "on_date", name="uq_meeting_notices_meeting_id_kind_on_date"),
        *_theirs("meeting_notices"),
    )
    op.create_index("ix_meeting_notices_user_id", "meeting_notices", ["user_id"])
    op.create_index("ix_meeting_notices_due_at", "meeting_notices", ["due_at"])
    with op.batch_alter_table("editions") as batch:
        batch.add_column(sa.Column("meeting_id", NUMBER, nullable=True))
        batch.create_foreign_key(
            "fk_editions_meeting_id_meetings", "meetings", ["meeting_id"], ["id"], ondelete="CASCADE"
        )
    op.create_index("ix_editions_meeting_id", "editions", ["meeting_id"])


def downgrade() -> None:
    # What was made from a meeting goes with it, and the rounds played with that.
    op.execute("DELETE FROM rounds WHERE edition_id IN (SELECT id FROM editions WHERE meeting_id IS NOT NULL)")
    op.execute("DELETE FROM editions WHERE meeting_id IS NOT NULL")
    op.drop_index("ix_editions_meeting_id", "editions")
    with op.batch_alter_table("editions") as batch:
        batch.drop_constraint("fk_editions_meeting_id_meetings", type_="foreignkey")
        batch.drop_column("meeting_id")
    op.drop_table("meeting_notices")
    op.drop_table("meetings")
