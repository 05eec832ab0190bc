"""What makes messages durable: inbox, outbox, lanes, nodes, timers, the change feed.

Every state of a row is written in the commit that makes it true. Almost all rows of inbox and
outbox are done with: their indexes hold the few that are not (conditions: bot.store.states).
"""

from sqlalchemy import Column, Index, PrimaryKeyConstraint, String, Table, UniqueConstraint

from bot.store.tables.base import (
    Id,
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

# One row an update of a webhook: a message, a status, an echo, a preference, anything else.
# kind: message, status, echo, preference, system, group, template, other, unknown.
# state: open -> done | ignored | dead. lane: the conversation it belongs to, "c:<conversation>".
inbox = Table(
    "inbox",
    metadata,
    key(),
    ref("account", null=True),
    Column("event_key", String(512), nullable=False),
    code("kind"),
    Column("lane", String(255)),
    code("phone_number_id", null=True),
    json("payload", null=False),
    when("received_at"),
    code("state", default="open"),
    number("attempts", default=0),
    when("next_try_at", null=True),
    text("error"),
    UniqueConstraint("event_key"),
    partial_index("ix_inbox_open", "lane", "id", where="state = 'open'"),
    partial_index("ix_inbox_dead", "account_id", "id", where="state = 'dead'"),
    sqlite_autoincrement=True,  # an id never comes again, also after a purge
)

# state: queued -> sending -> sent | failed | dead | held. key: the unique name of the effect
# ("turn:<key>:0", "order:12:paid"), so that writing it twice is one row. forms holds the wire
# payloads it may take: {"free": {...}, "template": {...} or null}; form is the one sent.
# attempts only grows: it names the try that a status is about. forgiven: how many of them count
# no more, because a person let the message go on.
outbox = Table(
    "outbox",
    metadata,
    key(),
    ref("account"),
    Column("key", String(255), nullable=False),
    ref("conversation", null=True),
    ref("message", null=True),
    code("kind"),
    json("forms", null=False),
    code("form", null=True),
    Column("lane", String(255), nullable=False),
    code("phone_number_id"),
    code("state", default="queued"),
    number("attempts", default=0),
    number("forgiven", default=0),
    when("next_try_at"),
    when("created_at"),
    when("sent_at", null=True),
    Column("wamid", String(255)),
    number("error_code", null=True),
    text("error"),
    UniqueConstraint("key"),
    partial_index("ix_outbox_waiting", "lane", "id", where="state IN ('queued', 'sending')"),
    partial_index("ix_outbox_held", "phone_number_id", where="state = 'held'"),
    partial_index("ix_outbox_given_up", "account_id", "id", where="state IN ('failed', 'dead')"),
    Index("ix_outbox_wamid", "wamid"),
    sqlite_autoincrement=True,
)

# A conversation's work, owned by one node at a time. ver grows with every event, so that an
# owner lets go only of what it has seen.
lane = Table(
    "lane",
    metadata,
    Column("key", String(255), primary_key=True),
    Column("owner", String(64)),
    number("ver", default=0),
    when("at"),
    Index("ix_lane_owner", "owner"),
)

node = Table(
    "node",
    metadata,
    Column("id", String(64), primary_key=True),
    when("heartbeat"),
    when("started_at"),
)

# Something due later. key names the effect ("cart:7:recovery"): an upsert moves it, a delete in
# the commit that makes it pointless cancels it. owner and taken_at are a lease. error: why the
# last try failed. given_up_at: it is not tried any more until a person says so.
timer = Table(
    "timer",
    metadata,
    Column("key", String(255), primary_key=True),
    ref("account", null=True),
    when("due_at"),
    code("kind"),
    json("payload", null=False),
    number("attempts", default=0),
    Column("owner", String(64)),
    when("taken_at", null=True),
    text("error"),
    when("given_up_at", null=True),
    Index("ix_timer_due", "due_at"),
)

# Written in the same commit as what changed; every process tails it.
# kind: product, synonym, faq, setting, model, conversation, outbox, timer, order, cart, person.
change = Table(
    "change",
    metadata,
    Column("seq", Id, primary_key=True, autoincrement=True),
    number("account_id", null=True),
    code("kind"),
    Column("key", String(255), nullable=False),
    when("at"),
    sqlite_autoincrement=True,
)

# A long task that a person started or a timer: catalog sync, import, training.
job = Table(
    "job",
    metadata,
    key(),
    ref("account", null=True),
    code("kind"),
    json("payload"),
    code("state", default="queued"),
    number("done", default=0),
    number("total", null=True),
    text("message"),
    when("created_at"),
    when("finished_at", null=True),
)

# A small word to the next process: the last seq that was purged, and the like.
marker = Table(
    "marker",
    metadata,
    Column("name", String(64), nullable=False),
    text("value", null=False),
    PrimaryKeyConstraint("name"),
)
