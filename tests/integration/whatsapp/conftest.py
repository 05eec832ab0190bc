"""A running simulator for each test."""

from collections.abc import AsyncGenerator

import pytest

from tests.doubles.meta import Meta, running_meta


@pytest.fixture
async def meta() -> AsyncGenerator[Meta]:
    """The simulated Meta with the sample shop's catalog; webhooks come to meta.caught."""
    async with running_meta() as running:
        yield running
