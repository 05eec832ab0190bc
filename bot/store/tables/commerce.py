"""Carts, checkout links, payment attempts, orders, refunds."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Index,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
    false,
)
from sqlalchemy import (
    text as sql,
)

from bot.store.tables.base import code, json, key, metadata, number, ref, text, when

# state: open, ordered, cleared. At most one open cart a conversation. place: where the customer
# wants it, as a location sent in the chat says.
cart = Table(
    "cart",
    metadata,
    key(),
    ref("account"),
    ref("customer"),
    ref("conversation"),
    number("version", default=1),
    code("state", default="open"),
    code("origin"),  # chat, sent
    code("currency"),
    json("put_back"),
    json("place"),
    when("created_at"),
    when("updated_at"),
    Index(
        "uq_cart_open",
        "conversation_id",
        unique=True,
        sqlite_where=sql("state = 'open'"),
        postgresql_where=sql("state = 'open'"),
    ),
    Index("ix_cart_updated", "account_id", "updated_at"),
)

# The lines of every version: a version never changes once it is written.
cart_line = Table(
    "cart_line",
    metadata,
    ref("cart"),
    number("version"),
    number("position"),
    Column("sku", String(255), nullable=False),
    text("name", null=False),
    number("quantity"),
    number("unit_price"),
    PrimaryKeyConstraint("cart_id", "version", "position"),
    CheckConstraint("quantity between 1 and 99", name="quantity"),
)

# The way into the checkout page. Only the SHA-256 of the 256-bit token is kept; of a link that a
# message names (bot.payments.links), that of its name, which opens nothing.
checkout_link = Table(
    "checkout_link",
    metadata,
    key(),
    ref("account"),
    ref("cart", index=True),
    number("cart_version"),
    code("token_hash"),
    when("created_at"),
    when("expires_at"),
    when("revoked_at", null=True),
    UniqueConstraint("token_hash"),
)

# What the customer wrote on the checkout page, one row a cart version.
checkout_details = Table(
    "checkout_details",
    metadata,
    ref("cart"),
    number("cart_version"),
    text("name", default=""),
    text("phone", default=""),
    text("email", default=""),
    code("delivery"),  # ship, pickup
    json("address"),
    code("zone", null=True),
    number("shipping", default=0),
    text("notes", default=""),
    when("at"),
    PrimaryKeyConstraint("cart_id", "cart_version"),
)

# One try to pay one cart version through one provider. request: the full parameters, kept
# before the first call, so that a retry repeats exactly them. reference: the unguessable name
# that the provider knows the attempt by, and its idempotency key. details: what the customer
# wrote for this very attempt. pay_by: until when a printed voucher can be paid.
# state: created, open, pending, paid, part_refunded, refunded, failed, expired, superseded.
payment_attempt = Table(
    "payment_attempt",
    metadata,
    key(),
    ref("account"),
    ref("cart", index=True),
    number("cart_version"),
    code("provider"),
    Column("provider_ref", String(255)),
    code("reference"),
    Column("live", Boolean, nullable=False),
    number("amount"),
    number("shipping", default=0),
    code("currency"),
    json("details"),
    json("request"),
    text("url"),
    code("method", null=True),
    text("voucher_url"),
    when("pay_by", null=True),
    Column("disputed", Boolean, nullable=False, server_default=false()),
    code("state", default="created"),
    number("paid", default=0),
    number("refunded", default=0),
    when("expires_at", null=True),
    when("next_check_at", null=True),
    number("checks", default=0),
    when("created_at"),
    when("updated_at"),
    UniqueConstraint("provider", "provider_ref"),
    UniqueConstraint("reference"),
    CheckConstraint("amount > 0", name="amount"),
    CheckConstraint("refunded <= paid", name="refunded"),
    Index(
        "uq_payment_attempt_live",
        "cart_id",
        "cart_version",
        "provider",
        unique=True,
        sqlite_where=sql("state in ('created', 'open')"),
        postgresql_where=sql("state in ('created', 'open')"),
    ),
)

# A webhook of a provider: open until its effect is committed.
provider_event = Table(
    "provider_event",
    metadata,
    code("provider"),
    Column("event_id", String(255), nullable=False),
    ref("account", null=True),
    Column("ref", String(255)),
    code("state", default="open"),
    when("received_at"),
    PrimaryKeyConstraint("provider", "event_id"),
    Index("ix_provider_event_received", "received_at"),
)

# state: placed, paid, preparing, shipped, delivered, cancelled. paid_at is apart: a delivery
# order is placed and unpaid until the merchant marks it. number: what people say. cancel_reason:
# for the merchant's people, never told to the customer.
order = Table(
    "order",
    metadata,
    key(),
    ref("account"),
    number("number"),
    ref("customer", index=True),
    ref("conversation"),
    ref("cart"),
    number("cart_version"),
    ref("payment_attempt", "attempt_id", null=True),
    code("method"),
    code("state"),
    when("paid_at", null=True),
    code("currency"),
    number("subtotal"),
    number("shipping", default=0),
    number("total"),
    json("details"),
    text("tracking", default=""),
    text("cancel_reason", default=""),
    when("placed_at"),
    when("updated_at"),
    UniqueConstraint("cart_id"),
    UniqueConstraint("attempt_id"),
    UniqueConstraint("account_id", "number"),
)

order_line = Table(
    "order_line",
    metadata,
    ref("order"),
    number("position"),
    Column("sku", String(255), nullable=False),
    text("name", null=False),
    number("quantity"),
    number("unit_price"),
    PrimaryKeyConstraint("order_id", "position"),
)

refund = Table(
    "refund",
    metadata,
    key(),
    ref("account"),
    ref("payment_attempt", "attempt_id"),
    Column("key", String(255), nullable=False),
    number("amount"),
    code("currency"),
    code("state", default="queued"),
    Column("provider_ref", String(255)),
    code("reason"),
    number("attempts", default=0),
    when("next_try_at", null=True),
    when("created_at"),
    text("error"),
    UniqueConstraint("key"),
)

# Money that a person must look at: a mismatch, paid but no longer there, ...
# decision: how it was closed (bot.payments.reviews).
payment_review = Table(
    "payment_review",
    metadata,
    key(),
    ref("account"),
    ref("payment_attempt", "attempt_id", null=True),
    code("reason"),
    json("facts"),
    when("at"),
    when("closed_at", null=True),
    code("decision", null=True),
)
