"""A message's HTML made ready for a view, away from the window's thread: its hits are marked, its pictures unpacked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from imapdesk.ui.reader.hits import mark_html

if TYPE_CHECKING:
    from imapdesk.desk.shown.opening import OpenMessage


@dataclass(frozen=True, slots=True)
class Page:
    """Safe HTML with the message's own pictures by content id; others come only with ``allow_images``."""

    html: str = field(repr=False)
    pictures: Mapping[str, tuple[str, bytes]] = field(repr=False)
    allow_images: bool


def make_page(opened: OpenMessage, terms: Sequence[str], *, allow_images: bool | None = None) -> Page | None:
    """The page of a message; None where it has no HTML. Images from elsewhere: as it was opened, or as is said."""
    if not opened.html:
        return None
    allowed = opened.trusted if allow_images is None else allow_images
    html = opened.html if allow_images is None else opened.make_html(allow_images=allow_images)
    return Page(mark_html(html, tuple(terms)), opened.load_pictures(), allowed)
