"""Customers with their addresses and consent; conversations, turns, messages."""

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    false,
)

from bot.store.tables.base import (
    code,
    json,
    key,
    metadata,
    number,
    partial_index,
    ref,
    text,
    when,
)

customer = Table(
    "customer",
    metadata,
    key(),
    ref("account", index=True),
    text("name", default=""),
    text("username"),
    code("country", null=True),
    code("language", null=True),
    code("marketing", default="unknown"),  # unknown, in, out
    when("created_at"),
    sqlite_autoincrement=True,  # an id never comes again, also after an erasure
)

# Where a customer can be reached. kind: wa_id, bsuid, parent_bsuid. One person may have several
# (521/52 and Brazil's ninth digit are one number: stored canonical, see whatsapp.identity).
customer_address = Table(
    "customer_address",
    metadata,
    key(),
    ref("account"),
    ref("customer", index=True),
    code("kind"),
    Column("value", String(160), nullable=False),
    Column("wire", String(160), nullable=False),  # as Meta wrote it: what we send to
    when("seen_at"),
    UniqueConstraint("account_id", "kind", "value"),
)

# Every word given or taken back about being written to, with its proof. Never updated.
consent = Table(
    "consent",
    metadata,
    key(),
    ref("account"),
    ref("customer", index=True),
    code("category"),  # marketing
    code("value"),  # in, out, resume (lifts the stop that was told to WhatsApp)
    code("source"),  # checkout, keyword, whatsapp_preference, intent
    json("proof"),
    when("at"),
)

# A message that was not sent, and why (opted_out, window_closed, ordered, person, ...).
suppression = Table(
    "suppression",
    metadata,
    key(),
    ref("account"),
    ref("customer", null=True),
    ref("cart", null=True, index=True),
    code("kind"),
    code("reason"),
    when("at"),
)


def _short_list(name: str, condition: str, sqlite: str = "") -> Index:
    """Return an index of the few conversations that one of the inbox's lists shows."""
    columns = ("account_id", "updated_at")
    return partial_index(f"ix_conversation_{name}", *columns, where=condition, sqlite=sqlite)


# mode: bot | person. version grows with every closed turn. context: actions.shop.context.
conversation = Table(
    "conversation",
    metadata,
    key(),
    ref("account"),
    ref("customer"),
    code("phone_number_id"),
    number("version", default=0),
    text("context"),
    code("mode", default="bot"),
    code("handover_reason", null=True),
    text("handover_summary"),
    when("handover_at", null=True),
    ref("person", null=True),
    Column("asks_for_person", Boolean, nullable=False, server_default=false()),
    when("last_customer_at", null=True),  # of what had its turn: bot.store.window
    text("last_customer_wamid"),
    when("updated_at"),
    when("session_at", null=True),
    number("unread", default=0),
    when("created_at"),
    UniqueConstraint("account_id", "customer_id", "phone_number_id"),
    Index("ix_conversation_updated", "account_id", "updated_at"),
    _short_list("asks", "asks_for_person", sqlite="asks_for_person = 1"),
    _short_list("unread", "unread > 0"),
    _short_list("person", "mode = 'person'"),
    sqlite_autoincrement=True,
)

# What one turn understood and did. outcome: answered, failed, held (a person has it), conflict.
turn = Table(
    "turn",
    metadata,
    key(),
    ref("account"),
    ref("conversation"),
    Column("key", String(64), nullable=False),
    code("outcome"),
    code("intent", null=True),
    json("ranking"),
    json("acts"),
    json("searched"),
    json("timings"),
    code("model", null=True),
    number("billable", default=0),
    when("at"),
    UniqueConstraint("key"),
    Index("ix_turn_conversation", "conversation_id", "id"),
)

# The log that people read. direction: in | out. author: customer, bot, person, phone, system.
# status (out): queued, sent, delivered, read, failed; only forward. group_id: stored apart.
message = Table(
    "message",
    metadata,
    key(),
    ref("account"),
    ref("conversation", null=True),
    ref("turn", null=True),
    number("inbox_id", null=True),  # no foreign key: closed inbox rows are purged
    code("direction"),
    code("author"),
    ref("person", null=True),
    code("type"),
    text("body", default=""),
    json("payload"),
    Column("wamid", String(255)),
    Column("quoted_wamid", String(255)),
    Column("group_id", String(160)),
    code("status", null=True),
    when("status_at", null=True),
    number("error_code", null=True),
    text("error"),
    json("pricing"),
    when("at"),
    Index("ix_message_conversation", "conversation_id", "id"),
    Index("ix_message_turn", "turn_id"),  # old turns are forgotten, their messages stay
    Index("uq_message_wamid", "account_id", "wamid", unique=True),
)

# A file of a message. state: known (to be fetched at Meta) -> kept | gone; reason: why it is gone.
# sha256: of its content, in hex; the bytes lie under it in HOME/media, or in media_part.
# order_id: the order whose payment it shows; a receipt never marks anything as paid.
media = Table(
    "media",
    metadata,
    key(),
    ref("account"),
    ref("message", null=True, index=True),
    ref("order", null=True, index=True),
    code("meta_id", null=True),
    Column("sha256", String(64), index=True),
    Column("mime", String(255)),
    number("size", null=True),
    code("state", default="known"),
    code("reason", null=True),
    when("at"),
)

# A file's bytes in parts of one size, on PostgreSQL, where HOME is a cache. at: last told to keep.
media_part = Table(
    "media_part",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("data", LargeBinary, nullable=False),
    when("at"),
)

# What people write to each other about a conversation; customers never see it.
note = Table(
    "note",
    metadata,
    key(),
    ref("account"),
    ref("conversation", index=True),
    ref("person", null=True),
    text("body", null=False),
    when("at"),
)
