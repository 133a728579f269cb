"""What the reader shows, as values: a message with its safe HTML, fetched off the GUI thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from imapdesk.mail import Address, Summary

if TYPE_CHECKING:
    from imapdesk.desk import Desk


TRUSTED = "images.trusted_senders"


class ReadAttachment(Protocol):
    """An attachment as `Desk.get_message` describes it."""

    @property
    def name(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def size(self) -> int: ...
    @property
    def content_id(self) -> str | None: ...
    @property
    def inline(self) -> bool: ...
    def data(self) -> bytes: ...


class ReadMessage(Protocol):
    """A message as `Desk.get_message` describes it."""

    @property
    def subject(self) -> str: ...
    @property
    def from_(self) -> Sequence[Address]: ...
    @property
    def to(self) -> Sequence[Address]: ...
    @property
    def cc(self) -> Sequence[Address]: ...
    @property
    def date(self) -> datetime | None: ...
    @property
    def message_id(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def html(self) -> str: ...
    @property
    def attachments(self) -> Sequence[ReadAttachment]: ...
    @property
    def problems(self) -> Sequence[str]: ...


@dataclass(frozen=True, slots=True)
class OpenMessage:
    """Everything about the message in the reader."""

    id: int
    summary: Summary
    message: ReadMessage
    html: str  # safe, without images from elsewhere; empty where the message has no HTML
    has_remote: bool  # whether images were left out
    trusted: bool = False  # images from elsewhere are shown for this sender

    @property
    def saved_attachments(self) -> list[ReadAttachment]:
        """What the strip shows: all but pictures that are part of the text."""
        return [part for part in self.message.attachments if not (part.inline and part.content_id and self.html)]


def load_message(desk: Desk, number: int) -> OpenMessage:
    """Read one message; runs in a background thread.

    Raises:
        NotFound: it is no longer there.
    """
    summary = desk.get_summary(number)
    message: ReadMessage = desk.get_message(number)
    trusted = find_sender(message) in load_trusted(desk)
    html = desk.safe_html(number, allow_images=trusted) if message.html else ""
    has_remote = bool(html) and not trusted and _may_load(message.html)
    if has_remote:
        has_remote = desk.safe_html(number, allow_images=True) != html
    return OpenMessage(number, summary, message, html, has_remote, trusted)


def _may_load(html: str) -> bool:
    """A quick look for anything that could come from elsewhere."""
    lower = html.lower()
    return "http:" in lower or "https:" in lower or "//" in lower


def find_sender(message: ReadMessage) -> str:
    """The first sender's address, in lower case; empty where there is none."""
    return message.from_[0].address.lower() if message.from_ else ""


def load_trusted(desk: Desk) -> list[str]:
    """The senders whose images are always shown."""
    saved = desk.get_setting(TRUSTED, [])
    return [str(address) for address in saved] if isinstance(saved, list) else []


def trust_sender(desk: Desk, address: str) -> None:
    """Always show the images of a sender."""
    if address:
        desk.set_setting(TRUSTED, sorted({*load_trusted(desk), address}))
