"""What outbound models share: lengths as Meta counts them, no unknown fields."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, AnyHttpUrl, BaseModel, ConfigDict, TypeAdapter

_HTTP_URL: TypeAdapter[AnyHttpUrl] = TypeAdapter(AnyHttpUrl)


def size(text: str) -> int:
    """Count UTF-16 units: an emoji is two. Safe whichever way Meta counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def at_most(most: int) -> AfterValidator:
    """Check a text: at least one visible character, and at most so many."""

    def check(text: str) -> str:
        if not text.strip():
            raise ValueError("must not be blank")
        if size(text) > most:
            raise ValueError(f"has {size(text)} characters, Meta takes {most}")
        return text

    return AfterValidator(check)


def _http(url: str) -> str:
    _HTTP_URL.validate_python(url)
    return url


Url = Annotated[str, AfterValidator(_http)]


class Out(BaseModel):
    """A part of an outbound message."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Context(Out):
    """The message that is quoted."""

    message_id: Annotated[str, at_most(256)]


class Message(Out):
    """A whole message, less what names product and recipient."""

    context: Context | None = None

    def payload(self) -> dict[str, Any]:
        """Return the Graph JSON, without fields that are not set."""
        return self.model_dump(mode="json", exclude_none=True)
