"""Every action there is, made with its ports. A new action is one line here."""

from __future__ import annotations

from typing import Final

from actions.add_to_cart import AddToCart
from actions.affirm import Affirm
from actions.answer_product import AnswerProduct
from actions.answer_shop import AnswerShop
from actions.answered import Answered
from actions.base import ShopAction
from actions.browse_catalog import BrowseCatalog
from actions.button import Button
from actions.cancel_order import CancelOrder
from actions.cart_sent import CartSent
from actions.change_cart import ChangeCart
from actions.change_order import ChangeOrder
from actions.checkout import Checkout
from actions.clear_cart import ClearCart
from actions.complain import Complain
from actions.deny import Deny
from actions.fallback import Fallback
from actions.file_sent import FileSent
from actions.goodbye import Goodbye
from actions.greet import Greet
from actions.help import Help
from actions.order_status import OrderStatus
from actions.place_sent import PlaceSent
from actions.ports import Ports
from actions.product_asked import ProductAsked
from actions.search_products import SearchProducts
from actions.show_more import ShowMore
from actions.stop_messages import StopMessages
from actions.talk_to_human import TalkToHuman
from actions.thank import Thank
from actions.view_cart import ViewCart

_EVERY: Final[tuple[type[ShopAction], ...]] = (
    AddToCart,
    Affirm,
    AnswerProduct,
    AnswerShop,
    Answered,
    BrowseCatalog,
    Button,
    CancelOrder,
    CartSent,
    ChangeCart,
    ChangeOrder,
    Checkout,
    ClearCart,
    Complain,
    Deny,
    Fallback,
    FileSent,
    Goodbye,
    Greet,
    Help,
    OrderStatus,
    PlaceSent,
    ProductAsked,
    SearchProducts,
    ShowMore,
    StopMessages,
    TalkToHuman,
    Thank,
    ViewCart,
)


def every_action(ports: Ports) -> list[ShopAction]:
    """Make every action; wiring registers them with rasa_sdk's executor."""
    return [action(ports) for action in _EVERY]
