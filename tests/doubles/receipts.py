"""What customers are told, reduced to its name and its facts."""

from collections.abc import Mapping, Sequence
from typing import Any

from actions.replies import Link, Text
from bot.orders.ports import Template


class PlainWords:
    """Words that say only their name and facts."""

    def say(self, name: str, account_id: int, **values: str) -> str:
        return f"{name} {values['number']} {values['total']}".strip()


class PlainShape:
    """Shapes that keep what they were given."""

    def free(self, reply: Text | Link) -> Mapping[str, Any]:
        url = reply.url if isinstance(reply, Link) else ""
        return {"type": "text", "text": {"body": reply.body}, "url": url}

    def template(
        self, template: Template, body: Sequence[str], button: str | None = None
    ) -> Mapping[str, Any]:
        return {"type": "template", "name": template.name, "body": list(body), "button": button}
