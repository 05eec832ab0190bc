"""The shop: products by what customers would write, and settings."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, cast

from bot.accounts.preferences import PreferenceError, parse
from bot.console.api import models
from bot.console.api.endpoint import ApiError, Call, Endpoint
from bot.console.api.ports import Hit
from bot.console.parts import Parts


def shop_endpoints(parts: Parts) -> list[Endpoint]:
    """Return the endpoints."""
    calls = _Shop(parts)
    return [
        Endpoint(
            "GET", "/products", "Search products as a customer would", calls.products,
            models.Products, models.ProductsQuery,
        ),
        Endpoint("GET", "/settings", "Read every setting", calls.settings, models.Settings),
        Endpoint(
            "PUT", "/settings", "Change settings; all of them or, where one is wrong, none",
            calls.change, models.Settings, body=models.ChangedSettings,
        ),
    ]  # fmt: skip


class _Shop:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def products(self, call: Call) -> models.Products:
        asked = cast("models.ProductsQuery", call.query)
        hits = await self._parts.products.find(call.account_id, asked.query, asked.limit)
        return models.Products(products=[product_of(hit) for hit in hits])

    async def settings(self, call: Call) -> models.Settings:
        return models.Settings(asdict(await self._parts.preferences.read(call.account_id)))

    async def change(self, call: Call) -> models.Settings:
        told = cast("models.ChangedSettings", call.body).root
        try:
            checked = {key: parse(key, _words(value)) for key, value in told.items()}
        except PreferenceError as error:
            raise ApiError(422, "setting", str(error)) from error
        await self._parts.preferences.write_all(call.account_id, checked)
        return await self.settings(call)


def product_of(hit: Hit) -> models.Product:
    """Return a product as the API has it."""
    found = hit.product
    return models.Product(
        sku=found.sku,
        name=found.name,
        options=found.options,
        price=found.price.amount,
        sale_price=None if found.sale_price is None else found.sale_price.amount,
        currency=found.price.currency,
        in_stock=found.in_stock,
        stock=found.stock,
        group=found.group,
        url=found.url,
        image_url=found.image_url,
        score=round(hit.score, 4),
    )


def _words(value: Any) -> str:
    """Return a JSON value as a person would write it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
