"""Whether a user lends their objections to better hearing; nobody does who was here before."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


# Plain ALTER TABLE, which both databases know: a batch would copy the table and lose AUTOINCREMENT on SQLite.
def upgrade() -> None:
    op.add_column("users", sa.Column("lends_objections", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    op.drop_column("users", "lends_objections")
