"""Accounts, their settings and secrets, their WhatsApp numbers and templates."""

from sqlalchemy import (
    Boolean,
    Column,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    false,
)

from bot.store.tables.base import code, json, key, metadata, ref, text, when

account = Table(
    "account",
    metadata,
    key(),
    code("slug"),
    text("name", null=False),
    when("created_at"),
    UniqueConstraint("slug"),
)

setting = Table(
    "setting",
    metadata,
    ref("account"),
    code("key"),
    json("value"),
    when("at"),
    PrimaryKeyConstraint("account_id", "key"),
)

# Secrets of further accounts, encrypted.
credential = Table(
    "credential",
    metadata,
    ref("account"),
    code("kind"),
    Column("ciphertext", LargeBinary, nullable=False),
    when("at"),
    PrimaryKeyConstraint("account_id", "kind"),
)

# A WhatsApp Business account (WABA). Many may share one catalog; one never has two.
waba = Table(
    "waba",
    metadata,
    key(),
    ref("account", index=True),
    code("meta_id"),
    ref("catalog", null=True),
    UniqueConstraint("meta_id"),
)

whatsapp_number = Table(
    "whatsapp_number",
    metadata,
    key(),
    ref("account", index=True),
    ref("waba", null=True),
    code("phone_number_id"),
    code("display_phone", null=True),
    Column("paused", Boolean, nullable=False, server_default=false()),
    text("paused_reason"),
    UniqueConstraint("phone_number_id"),
)

# A message template as Meta knows it, and what we use it for (purpose: recovery, order_paid,
# order_placed, payment_pending, payment_failed, refunded, shipped, answer).
template = Table(
    "template",
    metadata,
    key(),
    ref("account", index=True),
    code("purpose", null=True),
    text("name", null=False),
    code("language"),
    code("category"),
    code("status"),
    json("components"),
    when("at"),
    UniqueConstraint("account_id", "name", "language"),
)
