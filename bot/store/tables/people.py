"""The people who work here: sign-in, sessions, API tokens, the audit log."""

from sqlalchemy import Column, PrimaryKeyConstraint, String, Table, UniqueConstraint

from bot.store.tables.base import code, json, key, metadata, ref, text, when

person = Table(
    "person",
    metadata,
    key(),
    ref("account", index=True),
    Column("email", String(255), nullable=False),
    text("name", default=""),
    text("password_hash"),
    code("role", default="owner"),  # owner, agent, trainer, analyst
    when("created_at"),
    when("disabled_at", null=True),
    UniqueConstraint("email"),
)

# A browser that is signed in. Only the SHA-256 of its random token is kept.
session = Table(
    "session",
    metadata,
    code("token_hash"),
    ref("person", index=True),
    when("created_at"),
    when("seen_at"),
    when("expires_at"),
    PrimaryKeyConstraint("token_hash"),
)

# A one-time link that lets the first person choose a password.
invitation = Table(
    "invitation",
    metadata,
    code("token_hash"),
    ref("account"),
    code("role"),
    when("expires_at"),
    when("used_at", null=True),
    PrimaryKeyConstraint("token_hash"),
)

api_token = Table(
    "api_token",
    metadata,
    key(),
    ref("account"),
    text("name", null=False),
    code("token_hash"),
    when("created_at"),
    when("revoked_at", null=True),
    UniqueConstraint("token_hash"),
)

# Who did what, for whoever must answer for it. Never updated.
audit = Table(
    "audit",
    metadata,
    key(),
    ref("account"),
    ref("person", null=True),
    code("action"),
    json("facts"),
    when("at"),
)
