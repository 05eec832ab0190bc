from pathlib import Path

import pytest
from playwright.async_api import Page

from tests.browser.conftest import Shop, let_in

pytestmark = [pytest.mark.browser, pytest.mark.integration]

SIZES = {"desktop": (1440, 900), "laptop": (1024, 720), "phone": (390, 844)}


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_page_can_be_looked_at(
    page: Page, shop: Shop, pictures: Path, scheme: str
) -> None:
    await page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    await page.goto(f"{shop.url}/console/inbox")
    await page.screenshot(path=pictures / f"sign-in-{scheme}.png")
    await let_in(page, shop)
    for size, (width, height) in SIZES.items():
        await page.set_viewport_size({"width": width, "height": height})
        await page.goto(f"{shop.url}/console/inbox")
        await page.locator("#link[data-state=live]").wait_for()
        await page.screenshot(path=pictures / f"list-{size}-{scheme}.png")
        for name in ("Mariana", "Bruno", "Lupita", "Ernesto", "hostile"):
            await page.goto(f"{shop.url}/console/inbox/{shop.talks[name]}")
            await page.locator("#link[data-state=live]").wait_for()
            await page.screenshot(path=pictures / f"{name}-{size}-{scheme}.png")
        wide = await page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width
