# ruff: noqa: F401, I001, PLR0915, RUF100
# pyright: basic
"""Keep the files of messages."""

import time

from alembic import op
import sqlalchemy as sa

from bot.store.tables.base import Id, Json


revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# Meta keeps files for some days; what came before is not asked for.
DAYS = 14


def upgrade() -> None:
    op.create_table(
        "media_part",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", "place", name=op.f("pk_media_part")),
    )
    with op.batch_alter_table("media", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reason", sa.String(length=64), nullable=True))
        batch_op.alter_column(
            "mime",
            existing_type=sa.String(length=64),
            type_=sa.String(length=255),
            existing_nullable=True,
        )
        batch_op.create_index(batch_op.f("ix_media_sha256"), ["sha256"], unique=False)
    _fetch_what_is_known()


def _fetch_what_is_known() -> None:
    """Until now files were only named: fetch what Meta may still have, and say what is gone."""
    now = int(time.time() * 1000)
    op.get_bind().execute(
        sa.text(
            "UPDATE media SET state = 'gone', reason = 'expired' "
            "WHERE state = 'known' AND (meta_id IS NULL OR at < :since)"
        ),
        {"since": now - DAYS * 86_400_000},
    )
    on_postgres = op.get_context().dialect.name == "postgresql"
    build = sa.func.jsonb_build_object if on_postgres else sa.func.json_object
    media = sa.table("media", sa.column("id"), sa.column("account_id"), sa.column("state"))
    names = ("key", "account_id", "kind", "payload", "due_at", "attempts")
    timer = sa.table("timer", *(sa.column(name) for name in names))
    due = sa.select(
        sa.literal_column("'media:' || id"),
        media.c.account_id,
        sa.literal_column("'media'"),
        build(sa.literal_column("'media_id'"), media.c.id),
        sa.literal(now, sa.BigInteger()),
        sa.literal_column("0"),
    ).where(media.c.state == "known")
    op.get_bind().execute(sa.insert(timer).from_select(names, due))


def downgrade() -> None:
    op.execute("DELETE FROM timer WHERE kind = 'media'")
    with op.batch_alter_table("media", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_media_sha256"))
        batch_op.alter_column(
            "mime",
            existing_type=sa.String(length=255),
            type_=sa.String(length=64),
            existing_nullable=True,
        )
        batch_op.drop_column("reason")
    op.drop_table("media_part")
