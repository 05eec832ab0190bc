"""Text, media, location, contact cards and reactions."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from bot.whatsapp.outbound.base import Message, Out, Url, at_most

TEXT: int = 4096
CAPTION: int = 1024


class Text(Out):
    """`text`: up to 4096 characters; preview_url shows the first link's page."""

    body: Annotated[str, at_most(TEXT)]
    preview_url: bool = False


class TextMessage(Message):
    """Words."""

    type: Literal["text"] = "text"
    text: Text


class File(Out):
    """A file by Meta's media id or by a public link, one of the two."""

    id: Annotated[str, at_most(256)] | None = None
    link: Url | None = None

    @model_validator(mode="after")
    def _one_source(self) -> File:
        if (self.id is None) == (self.link is None):
            raise ValueError("needs either id or link")
        return self


class Captioned(File):
    """A file with words below it."""

    caption: Annotated[str, at_most(CAPTION)] | None = None


class Document(Captioned):
    """A file with a name."""

    filename: Annotated[str, at_most(240)] | None = None


class Audio(File):
    """A sound; voice shows it as a voice message."""

    voice: bool | None = None


class ImageMessage(Message):
    """A picture: JPEG or PNG up to 5 MB."""

    type: Literal["image"] = "image"
    image: Captioned


class VideoMessage(Message):
    """A video: MP4 or 3GP up to 16 MB."""

    type: Literal["video"] = "video"
    video: Captioned


class AudioMessage(Message):
    """A sound up to 16 MB."""

    type: Literal["audio"] = "audio"
    audio: Audio


class DocumentMessage(Message):
    """A document up to 100 MB."""

    type: Literal["document"] = "document"
    document: Document


class StickerMessage(Message):
    """A WebP sticker: 100 KB still, 500 KB animated."""

    type: Literal["sticker"] = "sticker"
    sticker: File


class Place(Out):
    """Degrees, with name and address where there are any."""

    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]
    name: Annotated[str, at_most(1000)] | None = None
    address: Annotated[str, at_most(1000)] | None = None


class LocationMessage(Message):
    """A place on the map."""

    type: Literal["location"] = "location"
    location: Place


class Reaction(Out):
    """An emoji on a message; empty takes it back."""

    message_id: Annotated[str, at_most(256)]
    emoji: Annotated[str, Field(max_length=32)]


class ReactionMessage(Message):
    """A reaction."""

    type: Literal["reaction"] = "reaction"
    reaction: Reaction
