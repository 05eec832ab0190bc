"""How each kind of reply becomes a message of the Cloud API."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from actions.replies import Choice, Link, Products, Question, Section, WholeCatalog
from bot.whatsapp.fitting import one_line, shorten, shorten_all
from bot.whatsapp.outbound import interactive as tap
from bot.whatsapp.outbound import products as goods
from bot.whatsapp.outbound.base import Message, size

# What the row that leads to further choices brings back: "page:9" goes on with the tenth.
PAGE_PREFIX: Final = "page:"
MORE: Final = "Más opciones"
# Where Meta wants words and the reply has none: no language is wrong.
NO_WORDS: Final = "👇"
NO_HEADER: Final = "🛍️"


def is_list(question: Question) -> bool:
    """Whether the choices need a list: more than three, or words that a button cuts off."""
    choices = unique(question.choices)
    if len(choices) > tap.BUTTONS:
        return True
    return any(size(one_line(one.title)) > tap.BUTTON_TITLE or one.description for one in choices)


def page(question: Question, offset: int) -> Question:
    """Return the question with the choices from this offset on, for a tapped "page:9".

    The offset counts from the first choice of the question that was shown.
    """
    return Question(question.body, question.choices[offset:], question.menu)


def page_offset(tapped_id: str) -> int | None:
    """Return the offset that a tapped row stands for, None for any other id."""
    number = tapped_id.removeprefix(PAGE_PREFIX)
    is_page = tapped_id.startswith(PAGE_PREFIX) and number.isascii() and number.isdigit()
    return int(number) if is_page else None


def as_question(question: Question, body: str) -> Message:
    """Make buttons, or a list where buttons would not do."""
    choices = unique(question.choices)
    if is_list(question):
        return tap.InteractiveMessage(interactive=_list(question, choices, body))
    titles = shorten_all([one.title for one in choices], tap.BUTTON_TITLE)
    buttons = [
        tap.Button(reply=tap.Answer(id=one.id, title=title))
        for one, title in zip(choices, titles, strict=True)
    ]
    return tap.InteractiveMessage(
        interactive=tap.ButtonInteractive(
            body=tap.Body(text=body or NO_WORDS), action=tap.Buttons(buttons=buttons)
        )
    )


def as_link(link: Link, body: str) -> Message:
    """Make words with one labelled link."""
    parameters = tap.LinkParameters(
        display_text=shorten(link.label, tap.LABEL) or NO_WORDS, url=link.url
    )
    return tap.InteractiveMessage(
        interactive=tap.LinkInteractive(
            body=tap.Body(text=body or NO_WORDS), action=tap.LinkAction(parameters=parameters)
        )
    )


def as_catalog(catalog: WholeCatalog, body: str) -> Message:
    """Make words with the way into the whole catalog."""
    thumbnail = catalog.thumbnail
    parameters = goods.Thumbnail(thumbnail_product_retailer_id=thumbnail) if thumbnail else None
    return goods.ProductMessage(
        interactive=goods.CatalogInteractive(
            body=tap.Body(text=body or NO_WORDS), action=goods.CatalogAction(parameters=parameters)
        )
    )


def as_product_messages(products: Products, body: str, catalog_id: str) -> list[Message]:
    """Make one product, or product lists of up to 30 products in up to 10 sections."""
    sections = _sections(products.sections)
    skus = [sku for section in sections for sku in section.skus]
    if len(skus) == 1:
        return [_one_product(skus[0], body, catalog_id)]
    lists = _lists(sections)
    header = _header(products, sections)
    return [
        _product_list(part, header, (body if place == 0 else "") or NO_WORDS, catalog_id)
        for place, part in enumerate(lists)
    ]


def unique(choices: Sequence[Choice]) -> list[Choice]:
    """Return the choices whose id has not come before: Meta refuses a repeated one."""
    return list({choice.id: choice for choice in reversed(choices)}.values())[::-1]


def _list(question: Question, choices: list[Choice], body: str) -> tap.ListInteractive:
    paged = len(choices) > tap.ROWS
    shown = choices[: tap.ROWS - 1] if paged else choices
    more = [Choice(f"{PAGE_PREFIX}{len(shown)}", MORE)] if paged else []
    titles = shorten_all([one.title for one in (*shown, *more)], tap.ROW_TITLE)
    rows = [_row(one, title) for one, title in zip((*shown, *more), titles, strict=True)]
    label = shorten(question.menu, tap.LABEL) or MORE
    menu = tap.Menu(button=label, sections=[tap.Rows(rows=rows)])
    return tap.ListInteractive(body=tap.LongBody(text=body or NO_WORDS), action=menu)


def _row(choice: Choice, title: str) -> tap.Row:
    """Make a row; a title that was cut stands in full below, unless there are words already."""
    cut = title != one_line(choice.title)
    words = choice.description or (choice.title if cut else "")
    description = shorten(words, tap.ROW_DESCRIPTION) or None
    return tap.Row(id=choice.id, title=title, description=description)


def _one_product(sku: str, body: str, catalog_id: str) -> Message:
    action = goods.ProductAction(catalog_id=catalog_id, product_retailer_id=sku)
    words = tap.Body(text=body) if body else None
    return goods.ProductMessage(interactive=goods.ProductInteractive(body=words, action=action))


def _sections(sections: Sequence[Section]) -> list[Section]:
    """Return the sections without empty ones and without a SKU that came before."""
    seen: set[str] = set()
    kept: list[Section] = []
    for section in sections:
        skus = tuple(dict.fromkeys(sku for sku in section.skus if sku not in seen))
        seen |= set(skus)
        kept += [Section(section.title, skus)] if skus else []
    return kept


def _lists(sections: Sequence[Section]) -> list[list[Section]]:
    """Deal the sections out to messages of 30 products and 10 sections."""
    messages: list[list[Section]] = [[]]
    for section in sections:
        rest = section.skus
        while rest:
            room = goods.ITEMS - sum(len(one.skus) for one in messages[-1])
            if room == 0 or len(messages[-1]) == tap.SECTIONS:
                messages.append([])
                room = goods.ITEMS
            messages[-1].append(Section(section.title, rest[:room]))
            rest = rest[room:]
    return messages


def _product_list(sections: Sequence[Section], header: str, body: str, catalog_id: str) -> Message:
    titles = shorten_all([section.title for section in sections], tap.SECTION_TITLE)
    nameless = len(sections) == 1 and not sections[0].title.strip()
    parts = [
        goods.ProductSection(
            title=None if nameless else title,
            product_items=[goods.ProductItem(product_retailer_id=sku) for sku in section.skus],
        )
        for section, title in zip(sections, titles, strict=True)
    ]
    return goods.ProductMessage(
        interactive=goods.ProductListInteractive(
            header=tap.TextHeader(text=header),
            body=tap.Body(text=body),
            action=goods.ProductSections(catalog_id=catalog_id, sections=parts),
        )
    )


def _header(products: Products, sections: Sequence[Section]) -> str:
    titles = (section.title for section in sections)
    words = products.header or next((title for title in titles if title.strip()), "")
    return shorten(words, tap.HEADER) or NO_HEADER
