"""What comes from Telegram and what goes there, kept until it is done; how fast each bucket may send."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
WAITING = sa.text("status = 'waiting'")


def upgrade() -> None:
    op.create_table(
        "updates",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("bot_id", NUMBER, nullable=False),
        sa.Column("update_id", NUMBER, nullable=False),
        sa.Column("lane", NUMBER, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("attempts", NUMBER, server_default=sa.text("0"), nullable=False),
        sa.Column("lease", NUMBER, server_default=sa.text("0"), nullable=False),
        sa.Column("leased_until", INSTANT, nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.CheckConstraint("status IN ('waiting', 'done', 'dead')", name="status"),
        sa.PrimaryKeyConstraint("id", name="pk_updates"),
        sa.UniqueConstraint("bot_id", "update_id", name="uq_updates_bot_id_update_id"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_updates_bot_id_lane_id_waiting", "updates", ["bot_id", "lane", "id"], sqlite_where=WAITING, postgresql_where=WAITING
    )
    op.create_index("ix_updates_status_received_at", "updates", ["status", "received_at"])
    op.create_table(
        "outgoing",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("bot_id", NUMBER, nullable=False),
        sa.Column("chat_id", NUMBER, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("answers", NUMBER, nullable=True),
        sa.Column("part", NUMBER, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("not_before", INSTANT, nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("attempts", NUMBER, server_default=sa.text("0"), nullable=False),
        sa.Column("lease", NUMBER, server_default=sa.text("0"), nullable=False),
        sa.Column("leased_until", INSTANT, nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.CheckConstraint("kind IN ('reply', 'edit', 'reminder')", name="kind"),
        sa.CheckConstraint(
            "status IN ('waiting', 'sent', 'uncertain', 'refused')", name="status"
        ),
        sa.ForeignKeyConstraint(
            ["answers"], ["updates.id"], name="fk_outgoing_answers_updates", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_outgoing"),
        sa.UniqueConstraint("answers", "part", name="uq_outgoing_answers_part"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_outgoing_bot_id_chat_id_id_waiting",
        "outgoing",
        ["bot_id", "chat_id", "id"],
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )
    op.create_table(
        "paces",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("bot_id", NUMBER, nullable=False),
        sa.Column("chat_id", NUMBER, nullable=False),
        sa.Column("full_until", INSTANT, nullable=False),
        sa.Column("held_until", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_paces"),
        sa.UniqueConstraint("bot_id", "chat_id", name="uq_paces_bot_id_chat_id"),
    )


def downgrade() -> None:
    op.drop_table("paces")
    op.drop_table("outgoing")
    op.drop_table("updates")
