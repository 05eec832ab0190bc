# ruff: noqa: F401, I001, PLR0915, RUF100
# pyright: basic
"""Keep receipts of orders and places of carts."""

from alembic import op
import sqlalchemy as sa

from bot.store.tables.base import Id, Json


revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("media", schema=None) as batch_op:
        batch_op.add_column(sa.Column("order_id", Id, nullable=True))
        batch_op.create_index(batch_op.f("ix_media_order_id"), ["order_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_media_order_id"), "order", ["order_id"], ["id"])

    with op.batch_alter_table("cart", schema=None) as batch_op:
        batch_op.add_column(sa.Column("place", Json, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("cart", schema=None) as batch_op:
        batch_op.drop_column("place")

    with op.batch_alter_table("media", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_media_order_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_media_order_id"))
        batch_op.drop_column("order_id")
