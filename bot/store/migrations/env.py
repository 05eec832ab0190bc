"""What Alembic runs: always over a connection that bot.store.migrate opened."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlalchemy import JSON, False_, True_

from bot.store.tables import metadata
from bot.store.tables.base import Id


def render(kind: str, item: Any, _: object) -> str | Literal[False]:
    """Write our own types and defaults so that both databases take them."""
    if kind == "type" and isinstance(item, JSON):
        return "Json"
    if kind == "type" and item is Id:
        return "Id"
    default: Any = getattr(item, "arg", None) if kind == "server_default" else None
    if isinstance(default, True_ | False_):
        return "sa.true()" if isinstance(default, True_) else "sa.false()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=context.config.attributes["connection"].dialect.name == "sqlite",
    render_item=render,
    compare_type=True,
)
context.run_migrations()
