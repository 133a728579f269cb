"""What the reader shows, as values: a message with its safe HTML, fetched off the GUI thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from imapdesk.mail import Address, Summary

if TYPE_CHECKING:
    from imapdesk.desk import Desk


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
    html = desk.safe_html(number) if message.html else ""
    lower = (message.html or "").lower()
    has_remote = bool(html) and any(
        mark in lower for mark in ('src="http', "src='http", "src=http", "url(", "background=", 'src="//')
    )
    return OpenMessage(number, summary, message, html, has_remote)
