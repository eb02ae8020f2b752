"""Users, editions of scripts, rounds with turns, verdicts, scores and disputes."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Written out rather than imported: a migration keeps meaning what it meant when the models move on.
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
OPEN = sa.text("status = 'open'")


def key() -> sa.Column[int]:
    return sa.Column("id", NUMBER, nullable=False)


def upgrade() -> None:
    create_people()
    create_rounds()
    create_turns()
    create_results()


def create_people() -> None:
    op.create_table(
        "users",
        key(),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("temperament", sa.Text(), nullable=True),
        sa.Column("timing", sa.Boolean(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "identities",
        key(),
        sa.Column("user_id", NUMBER, nullable=False),
        sa.Column("front", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_identities_user_id_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_identities"),
        sa.UniqueConstraint("front", "external_id", name="uq_identities_front_external_id"),
    )
    op.create_index("ix_identities_user_id", "identities", ["user_id"])


def create_rounds() -> None:
    op.create_table(
        "editions",
        key(),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("script_id", sa.Text(), nullable=False),
        sa.Column("revision", NUMBER, nullable=False),
        sa.Column("temperament", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_editions"),
        sa.UniqueConstraint("digest", name="uq_editions_digest"),
    )
    op.create_table(
        "rounds",
        key(),
        sa.Column("user_id", NUMBER, nullable=False),
        sa.Column("edition_id", NUMBER, nullable=False),
        sa.Column("script_id", sa.Text(), nullable=False),
        sa.Column("temperament", sa.Text(), nullable=False),
        sa.Column("seed", NUMBER, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("parent_id", NUMBER, nullable=True),
        sa.Column("branch_turn", NUMBER, nullable=True),
        sa.Column("total", NUMBER, nullable=True),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("last_line_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        # `op.f` marks a name as finished; the naming convention would prefix it once more.
        sa.CheckConstraint("kind IN ('practice', 'what_if')", name=op.f("ck_rounds_kind")),
        sa.CheckConstraint("status IN ('open', 'finished', 'cancelled')", name=op.f("ck_rounds_status")),
        sa.ForeignKeyConstraint(["edition_id"], ["editions.id"], name="fk_rounds_edition_id_editions"),
        sa.ForeignKeyConstraint(["parent_id"], ["rounds.id"], name="fk_rounds_parent_id_rounds", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_rounds_user_id_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_rounds"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_rounds_edition_id", "rounds", ["edition_id"])
    op.create_index("ix_rounds_parent_id", "rounds", ["parent_id"])
    op.create_index("ix_rounds_user_id_status_started_at_id", "rounds", ["user_id", "status", "started_at", "id"])
    op.create_index(
        "uq_rounds_user_id_open", "rounds", ["user_id"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN
    )


def create_turns() -> None:
    op.create_table(
        "turns",
        key(),
        sa.Column("round_id", NUMBER, nullable=False),
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sent_at", INSTANT, nullable=False),
        sa.Column("elapsed", sa.Double(), nullable=True),
        sa.Column("move", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name="fk_turns_round_id_rounds", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_turns"),
        sa.UniqueConstraint("round_id", "number", name="uq_turns_round_id_number"),
    )
    op.create_table(
        "verdicts",
        key(),
        sa.Column("turn_id", NUMBER, nullable=False),
        sa.Column("cue", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("probability", sa.Double(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["turn_id"], ["turns.id"], name="fk_verdicts_turn_id_turns", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_verdicts"),
        sa.UniqueConstraint("turn_id", "cue", name="uq_verdicts_turn_id_cue"),
    )


def create_results() -> None:
    op.create_table(
        "scores",
        key(),
        sa.Column("round_id", NUMBER, nullable=False),
        sa.Column("criterion", sa.Text(), nullable=False),
        sa.Column("points", sa.Double(), nullable=False),
        sa.Column("possible", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name="fk_scores_round_id_rounds", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_scores"),
        sa.UniqueConstraint("round_id", "criterion", name="uq_scores_round_id_criterion"),
    )
    op.create_table(
        "disputes",
        key(),
        sa.Column("round_id", NUMBER, nullable=False),
        sa.Column("turn", NUMBER, nullable=False),
        sa.Column("finding", sa.Text(), nullable=False),
        sa.Column("filed_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name="fk_disputes_round_id_rounds", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_disputes"),
        sa.UniqueConstraint("round_id", "turn", "finding", name="uq_disputes_round_id_turn_finding"),
    )


def downgrade() -> None:
    for table in ("disputes", "scores", "verdicts", "turns", "rounds", "editions", "identities", "users"):
        op.drop_table(table)
