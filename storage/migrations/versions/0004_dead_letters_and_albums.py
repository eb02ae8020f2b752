"""What was handed over and cannot be read; one mark for the many messages of an album; errors counted apart from claims."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
IN_AN_ALBUM = sa.text("album IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "dead_letters",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("bot_id", NUMBER, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("size", NUMBER, nullable=False),
        sa.Column("beginning", sa.Text(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_dead_letters"),
        sa.UniqueConstraint("bot_id", "digest", name="uq_dead_letters_bot_id_digest"),
        sqlite_autoincrement=True,
    )
    op.add_column("updates", sa.Column("album", sa.Text(), nullable=True))
    op.add_column("updates", sa.Column("failures", NUMBER, server_default=sa.text("0"), nullable=False))
    op.create_index("ix_outgoing_created_at", "outgoing", ["created_at"])
    op.create_index(
        "uq_updates_bot_id_album",
        "updates",
        ["bot_id", "album"],
        unique=True,
        sqlite_where=IN_AN_ALBUM,
        postgresql_where=IN_AN_ALBUM,
    )


def downgrade() -> None:
    op.drop_index("ix_outgoing_created_at", table_name="outgoing")
    op.drop_index("uq_updates_bot_id_album", table_name="updates")
    op.drop_column("updates", "failures")
    op.drop_column("updates", "album")
    op.drop_table("dead_letters")
