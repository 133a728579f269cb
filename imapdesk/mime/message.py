"""A described message and its attachments, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from imapdesk.mail import Address
from imapdesk.mime.charsets.decoding import decode
from imapdesk.mime.structure.embedded import decode_yenc
from imapdesk.mime.structure.transfer import decode_transfer


class Seal(StrEnum):
    """What an attachment is that only other programs open."""

    NONE = "none"
    LOCKED = "locked"  # behind a key, or in a form that can't be told
    SIGNED = "signed"  # a file inside of its signature
    CERTIFICATES = "certificates"  # sent along so that later mail can be checked or encrypted (RFC 8551 3.8)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a message brings. ``name`` is the sender's word, not a safe file name; ``size`` is in bytes, decoded.

    ``content_id`` has no angle brackets. Nothing is decoded before `data` is called. ``fork``: it is the half of a
    Macintosh file that other computers have no use for (RFC 1740), and its other half stands beside it.
    """

    name: str
    type: str
    size: int
    content_id: str = ""
    inline: bool = False
    charset: str = field(default="", repr=False)
    raw: bytes = field(default=b"", repr=False, compare=False)
    span: tuple[int, int] = field(default=(0, 0), repr=False, compare=False)
    encoding: str = field(default="", repr=False, compare=False)
    fork: bool = False

    def data(self) -> bytes:
        """The content, decoded; never raises."""
        encoded = self.raw[self.span[0] : self.span[1]]
        return decode_yenc(encoded) if self.encoding == "yenc" else decode_transfer(encoded, self.encoding)

    def text(self) -> str:
        """The content of a text attachment as text, by its charset or by a guess."""
        return decode(self.data(), self.charset)

    def message(self) -> DescribedMessage | None:
        """The forwarded message that this attachment is (message/rfc822), described; None for anything else."""
        if not self.type.startswith("message/") or self.type not in {
            "message/rfc822",
            "message/global",
            "message/news",
        }:
            return None
        from imapdesk.mime.describe import describe_message

        return describe_message(self.data())


@dataclass(frozen=True, slots=True)
class Piece:
    """A text or a page of a message that has several; whether the view of the text shows it, and that of the page."""

    content: str
    is_html: bool
    in_text: bool
    in_page: bool


@dataclass(frozen=True, slots=True)
class DescribedMessage:
    """A message as a person sees it. ``problems`` says in sentences what was cut or guessed.

    ``text`` joins the text/plain parts and ``html`` the text/html parts that are the message itself; either may be
    empty; where neither says it all, ``pieces`` has them in their order. ``message_id`` and ``references`` keep their
    angle brackets; a message without an id has one of our own.
    """

    subject: str = ""
    from_: list[Address] = field(default_factory=list)
    to: list[Address] = field(default_factory=list)
    cc: list[Address] = field(default_factory=list)
    bcc: list[Address] = field(default_factory=list)
    reply_to: list[Address] = field(default_factory=list)
    date: datetime | None = None  # aware, UTC
    message_id: str = ""
    references: list[str] = field(default_factory=list)
    text: str = ""
    html: str = ""
    attachments: list[Attachment] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    in_reply_to: list[str] = field(default_factory=list)
    sender: list[Address] = field(default_factory=list)
    calendar: str = ""  # the first text/calendar part, wherever it stands
    pieces: tuple[Piece, ...] = ()
    opened: bool = False  # it stood inside of a signature or compressed, in an attachment that is listed too
