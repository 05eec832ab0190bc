"""The catalog: products with their vectors, collections, synonyms, FAQ, searches."""

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
    false,
    true,
)

from bot.store.tables.base import code, json, key, metadata, number, ref, text, when

catalog = Table(
    "catalog",
    metadata,
    key(),
    ref("account", index=True),
    code("meta_id"),  # Meta's catalog id; "local" where there is none yet
    text("name", default=""),
    code("currency"),
    when("synced_at", null=True),
    UniqueConstraint("account_id", "meta_id"),
)

# One sendable unit: a variant, or a product without variants. source: graph, feed, hand.
# unsendable: the reason it cannot go out, null when it can. feed_ref: Meta's own item id.
product = Table(
    "product",
    metadata,
    key(),
    ref("account"),
    ref("catalog"),
    Column("sku", String(255), nullable=False),
    Column("sku_by_hand", Boolean, nullable=False, server_default=false()),
    Column("meta_id", String(64)),
    Column("group_key", String(255)),
    text("name", default=""),
    text("description", default=""),
    number("price", null=True),
    number("sale_price", null=True),
    code("currency", null=True),
    code("availability", default="in stock"),
    number("stock", null=True),
    code("visibility", default="published"),
    code("review", default="approved"),
    text("url", default=""),
    text("image_url", default=""),
    text("brand", default=""),
    text("category", default=""),
    text("colour", default=""),
    text("size", default=""),
    text("material", default=""),
    code("gtin", default=""),
    json("attributes"),
    code("source"),
    Column("searchable", Boolean, nullable=False, server_default=true()),
    text("unsendable"),
    code("text_hash", default=""),
    when("updated_at"),
    when("removed_at", null=True),
    UniqueConstraint("catalog_id", "sku"),
    Index("ix_product_group", "catalog_id", "group_key"),
    Index("ix_product_meta", "catalog_id", "meta_id"),
)

# fp16 little-endian passage vector of (product, model); encoded once by whoever changed it.
product_vector = Table(
    "product_vector",
    metadata,
    ref("product"),
    Column("model_id", String(128), nullable=False),
    code("text_hash"),
    Column("vector", LargeBinary, nullable=False),
    PrimaryKeyConstraint("product_id", "model_id"),
)

collection = Table(
    "collection",
    metadata,
    key(),
    ref("catalog"),
    Column("meta_id", String(64), nullable=False),
    text("name", default=""),
    UniqueConstraint("catalog_id", "meta_id"),
)

collection_product = Table(
    "collection_product",
    metadata,
    ref("collection"),
    ref("product"),
    PrimaryKeyConstraint("collection_id", "product_id"),
)

# The account's own words beside the shipped ones. country null: in all.
synonym = Table(
    "synonym",
    metadata,
    key(),
    ref("account", index=True),
    code("country", null=True),
    text("canonical", null=False),
    json("words", null=False),
)

faq = Table(
    "faq",
    metadata,
    key(),
    ref("account"),
    code("key"),
    text("question", null=False),
    json("alternatives"),
    text("answer", null=False),
    Column("active", Boolean, nullable=False, server_default=true()),
    when("updated_at"),
    UniqueConstraint("account_id", "key"),
)

# One search: what was asked, what was found. hits: [{sku, score}], shown in their order.
search_log = Table(
    "search_log",
    metadata,
    key(),
    ref("account"),
    ref("conversation", null=True),
    ref("turn", null=True, index=True),
    text("query", null=False),
    json("filters"),
    json("hits"),
    number("found"),
    when("at"),
    Index("ix_search_log_found", "account_id", "found", "at"),
)
