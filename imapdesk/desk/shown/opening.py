"""A message opened for reading: everything that a reader shows of it, made away from the reader's thread."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from imapdesk.mail import Summary
from imapdesk.mime.doubts import Acquaintance, Doubt, DoubtKind, find_doubts
from imapdesk.mime.drawn import looks_drawn
from imapdesk.mime.html.pictures import find_picture_type, find_shown_ids
from imapdesk.mime.html.visible import leave_visible
from imapdesk.mime.invitation import Invitation, read_invitation
from imapdesk.mime.message import Seal
from imapdesk.mime.quotes import Kind, fold_quotes, is_forward, split_levels
from imapdesk.mime.trust.links import (
    LinkJudgement,
    Oddity,
    Verdict,
    find_link_texts,
    find_texts_of,
    judge_links,
    link_text,
)

if TYPE_CHECKING:
    from imapdesk.mime import Attachment, DescribedMessage

__all__ = [
    "Acquaintance",
    "Doubt",
    "DoubtKind",
    "ImageRule",
    "Invitation",
    "Kind",
    "LinkJudgement",
    "Oddity",
    "OpenFile",
    "OpenMessage",
    "Seal",
    "TextBlock",
    "Verdict",
    "leave_visible",
    "make_text_blocks",
    "open_raw",
]

LONG_TEXT = 300_000  # characters; a text of more than this is shown as it is, without folded quotes and links
_LONG_HTML = 1_000_000  # characters; of more than this no text is made


class ImageRule(StrEnum):
    """Whether images come from elsewhere."""

    TRUSTED = "trusted"  # at once for trusted senders, for others when asked for
    ASK = "ask"  # only when asked for, message by message
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Neighbouring lines of a plain text; ``runs`` are HTML with live links, by how deep they are quoted."""

    kind: Kind
    lines: int
    runs: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class OpenFile:
    """An attachment as it can be saved: under a name that is safe on any file system."""

    name: str
    part: Attachment = field(repr=False)
    dangerous: bool = False  # opening it can run something
    disguised: bool = False  # its name shows another kind than it has

    @property
    def type(self) -> str:
        """The media type that the sender gave."""
        return self.part.type

    @property
    def size(self) -> int:
        """Bytes, decoded."""
        return self.part.size

    def data(self) -> bytes:
        """The content, decoded; never raises."""
        return self.part.data()


@dataclass(frozen=True, slots=True)
class OpenMessage:
    """A message with its safe HTML, its text in blocks, and what there is to beware of."""

    id: int  # 0: it is not saved here
    summary: Summary
    message: DescribedMessage
    raw: bytes = field(default=b"", repr=False, compare=False)
    html: str = field(default="", repr=False)  # without images from elsewhere, but those of a trusted sender
    text: str = field(default="", repr=False)  # its own, else what its HTML says
    has_remote: bool = False  # images were left out
    as_words: bool = False  # its page is too odd to be shown as it was made
    trusted: bool = False  # images from elsewhere are shown for this sender
    images: ImageRule = ImageRule.TRUSTED  # the person's own rule
    blocks: tuple[TextBlock, ...] = field(default=(), repr=False)  # of the text; none of a very long one
    drawn: bool = False  # the text is drawn with letters of one width
    invitation: Invitation | None = None
    seal: Seal = Seal.NONE  # why there is nothing to read, where other programs can make something of it
    doubts: tuple[Doubt, ...] = ()
    files: tuple[OpenFile, ...] = ()  # what can be saved: all but pictures that are part of the text
    link_texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    @property
    def quotes_matter(self) -> bool:
        """Whether what is quoted is what the message is there for: it was sent on, or nothing else is in it."""
        if not self.blocks:
            return False
        written = any(block.kind is Kind.WRITTEN and _has_words(block) for block in self.blocks)
        return is_forward(self.message.subject, self.text) or not written

    @property
    def sender(self) -> str:
        """The first sender's address, in lower case; empty where there is none."""
        return self.message.from_[0].address.lower() if self.message.from_ else ""

    def load_pictures(self) -> dict[str, tuple[str, bytes]]:
        """The pictures of the message that its page shows: their types and bytes by content id."""
        shown = find_shown_ids(self.html)
        parts = [part for part in self.message.attachments if part.content_id in shown]
        return {part.content_id: (kind, part.data()) for part in parts if (kind := find_picture_type(part))}

    def make_html(self, *, allow_images: bool) -> str:
        """The safe HTML again, with or without pictures from elsewhere; never with them against the person's rule."""
        from imapdesk.mime import safe_html

        return safe_html(self.message, allow_images=allow_images and self.images is not ImageRule.NEVER)

    def suggest_name(self, extension: str) -> str:
        """A file name for the message itself, made of its subject."""
        from imapdesk.mime.names import name_message

        return name_message(self.message.subject, extension)

    def judge_link(self, url: str, *, in_page: bool = True) -> LinkJudgement:
        """What a link of this message really does, by every text of its page that leads there.

        In its text (not ``in_page``) each address stands as it is.
        """
        return judge_links(url, find_texts_of(url, self.link_texts) if in_page else ())


def open_raw(
    number: int,
    summary: Summary,
    raw: bytes,
    *,
    trusted: frozenset[str] = frozenset(),
    known: Acquaintance | None = None,
    images: ImageRule = ImageRule.TRUSTED,
) -> OpenMessage:
    """Open a message from its bytes. ``trusted`` are senders whose pictures from elsewhere are shown by this rule."""
    from imapdesk.mime import describe_message, make_safe_html, readable_text
    from imapdesk.mime.seals import find_seal

    message = describe_message(raw)
    sender = message.from_[0].address.lower() if message.from_ else ""
    shown = images is ImageRule.TRUSTED and bool(sender) and sender in trusted
    page = make_safe_html(message, allow_images=shown) if message.html.strip() else None
    text = message.text if len(message.html) > _LONG_HTML else readable_text(message)
    readable = bool(text.strip() or page or message.opened)
    invitation = read_invitation(message.calendar) if message.calendar else None
    if not text.strip() and not page and invitation is not None:
        text = invitation.words
    return OpenMessage(
        number,
        summary,
        message,
        raw,
        html=page.html if page else "",
        text=text,
        has_remote=page is not None and page.blocked > 0,
        as_words=page is not None and page.cut,
        trusted=shown,
        images=images,
        blocks=make_text_blocks(text) if len(text) <= LONG_TEXT else (),
        drawn=looks_drawn(text),
        invitation=invitation,
        seal=Seal.NONE if readable else find_seal(message.attachments),
        doubts=find_doubts(message, raw, known or Acquaintance()),
        files=tuple(_make_files(message, find_shown_ids(page.html) if page else frozenset())),
        link_texts=find_link_texts(page.html) if page else {},
    )


def _make_files(message: DescribedMessage, shown: Collection[str]) -> Iterator[OpenFile]:
    """Everything but the pictures that stand in the page; what it doesn't show must be seen somewhere."""
    from imapdesk.mime.names import hides_its_kind, is_dangerous_type, suggest_name

    for number, part in enumerate(message.attachments, 1):
        in_page = part.inline and part.content_id in shown and find_picture_type(part)
        if not part.fork and not in_page:
            name = suggest_name(part, number)
            guessed = name.endswith(".bin") and not part.name.endswith(".bin")  # only means that the kind is unknown
            dangerous = is_dangerous_type(part.name if guessed else name, part.type)
            yield OpenFile(name, part, dangerous, dangerous and hides_its_kind(part.name))


def make_text_blocks(text: str) -> tuple[TextBlock, ...]:
    """A plain text in blocks: what was written, what is quoted, the signature; links live, nothing else is markup."""
    if not text.strip():
        return ()
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    return tuple(
        TextBlock(
            block.kind,
            block.text.count("\n") + 1,
            tuple((level, link_text(run)) for level, run in _split(block.kind, split_levels(block), block.text)),
        )
        for block in fold_quotes(text)
    )


def _has_words(block: TextBlock) -> bool:
    return any(html.strip() for _level, html in block.runs)


def _split(kind: Kind, runs: list[tuple[int, str]], text: str) -> list[tuple[int, str]]:
    return runs if kind is Kind.QUOTED else [(0, text)]
