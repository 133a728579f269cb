"""The files of a message that its page shows are told apart from those that nobody would see there."""

from __future__ import annotations

import base64
from datetime import UTC, datetime

import pytest

from imapdesk.desk.shown.opening import OpenMessage, open_raw
from imapdesk.mail import MessageId, Summary
from imapdesk.mime.html.pictures import find_shown_ids

PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(20)).decode()
NOW = datetime(2026, 11, 23, tzinfo=UTC)
SUMMARY = Summary(MessageId(1), "a", "INBOX", "", "", "", NOW, NOW, 1, frozenset(), False)


def open_page(page: str, *heads: str) -> OpenMessage:
    """A page with files beside it, each a picture by its bytes, with these headers."""
    files = "".join(f"--b\r\n{head}\r\nContent-Transfer-Encoding: base64\r\n\r\n{PNG}\r\n" for head in heads)
    head = "Content-Type: multipart/related; boundary=b\r\n\r\n"
    raw = f"{head}--b\r\nContent-Type: text/html\r\n\r\n{page}\r\n{files}--b--"
    return open_raw(1, SUMMARY, raw.encode())


INLINE = "Content-ID: <a@b>\r\nContent-Disposition: inline; filename=a.png\r\nContent-Type: "


def test_a_picture_in_the_page_is_no_file_beside_it() -> None:
    opened = open_page("<img src=cid:a@b>", f"{INLINE}image/png")
    assert [file.name for file in opened.files] == []
    assert opened.load_pictures()["a@b"][0] == "image/png"


def test_a_picture_of_no_kind_is_shown_as_what_it_is() -> None:
    opened = open_page("<img src=cid:a@b>", f"{INLINE}application/octet-stream")
    assert opened.load_pictures()["a@b"][0] == "image/png"
    assert opened.files == ()


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("<p>no picture</p>", "image/png"),
        ("<img src=cid:other@b>", "image/png"),
        ("<a href=cid:a@b>x</a>", "image/png"),
        ("<img src=cid:a@b>", "application/pdf"),
    ],
)
def test_what_the_page_does_not_show_is_beside_it(page: str, kind: str) -> None:
    """Phones send documents as inline, with an id that nothing names."""
    opened = open_page(page, f"{INLINE}{kind}")
    assert [file.name for file in opened.files] == ["a.png"]
    assert opened.load_pictures() == {}


def test_ids_are_found_however_they_are_spelt() -> None:
    html = '<img src="cid:a%40b"><img src="cid:x&amp;y"><td background="CID:z">'
    assert find_shown_ids(html) == {"a@b", "x&y", "z"}
    assert find_shown_ids('<p title="cid:a">cid:b</p>') == frozenset()
