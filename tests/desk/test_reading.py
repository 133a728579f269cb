"""A message is opened with everything that a reader shows of it; nothing is marked, and strangers are told apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from imapdesk.desk import Desk
from imapdesk.desk.reading import IMAGES, read_people
from imapdesk.desk.server_search import ServerHit
from imapdesk.desk.shown.opening import DoubtKind, ImageRule, Kind, Verdict, make_text_blocks
from imapdesk.errors import NotFound
from imapdesk.mail import Address, Fetched, FolderListing, FolderRole, ListedFolder, MailboxSettings, Uid

START = datetime(2026, 11, 20, 9, tzinfo=UTC)
SENT = b"From: Me <me@example.com>\r\nTo: Anna Berg <anna@example.org>, bob@example.net\r\nSubject: hi\r\n\r\nx\r\n"
PAGE = (
    b"From: News <News@Shop.example>\r\nSubject: s\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n"
    b'<p>Dear all<img src="http://shop.example/a.png"><a href="https://evil.test/">https://bank.example/</a></p>'
)


class Box:
    """One mailbox with an inbox and a folder of sent mail."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        mailbox = desk.store.add_mailbox(MailboxSettings("m", "me@example.com", "imap.example.com"))
        folders = (
            ListedFolder("INBOX", b"INBOX", "/", role=FolderRole.INBOX),
            ListedFolder("Sent", b"Sent", "/", role=FolderRole.SENT),
            ListedFolder("All", b"All", "/", role=FolderRole.ALL),
        )
        desk.store.save_listing(mailbox.id, FolderListing(folders, {}), revision=1, include=lambda _folder: True)
        self.folders = {folder.path: folder.id for folder in desk.store.load_folders(mailbox.id)}
        self._uid = 0

    def put(self, raw: bytes, folder: str = "INBOX", minutes: int = 0) -> int:
        """Save a message; its number."""
        self._uid += 1
        arrived = START + timedelta(minutes=minutes)
        change = self.desk.store.save_window(
            self.folders[folder], [Fetched(folder, Uid(self._uid), raw, frozenset(), arrived)]
        )
        return int(next(iter(change.message_ids)))


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Box]:
    with Desk.open(tmp_path) as desk:
        yield Box(desk)


def test_a_message_is_opened_whole_and_nothing_is_marked(box: Box) -> None:
    number = box.put(PAGE)
    opened = box.desk.open_message(number)
    assert (opened.id, opened.raw, opened.has_remote, opened.trusted) == (number, PAGE, True, False)
    assert "shop.example" not in opened.html
    assert "shop.example/a.png" in opened.make_html(allow_images=True)
    assert opened.text.startswith("Dear all")
    assert opened.judge_link("https://evil.test/").verdict is Verdict.ASK
    assert opened.judge_link("https://evil.test").claimed == "bank.example"
    assert box.desk.get_summary(number).unread


def test_a_trusted_senders_images_are_there_at_once_until_the_trust_ends(box: Box) -> None:
    number = box.put(PAGE)
    box.desk.trust_sender("news@shop.example")
    opened = box.desk.open_message(number)
    assert opened.trusted
    assert not opened.has_remote
    assert "shop.example/a.png" in opened.html
    box.desk.trust_sender("News@Shop.example", False)
    assert box.desk.load_trusted_senders() == []
    assert not box.desk.open_message(number).trusted


@pytest.mark.parametrize(("rule", "on_demand"), [(ImageRule.ASK, True), (ImageRule.NEVER, False)])
def test_a_careful_rule_for_images_counts_more_than_trust(box: Box, rule: ImageRule, on_demand: bool) -> None:
    number = box.put(PAGE)
    box.desk.trust_sender("news@shop.example")
    box.desk.save_image_rule(rule)
    assert box.desk.load_image_rule() is rule
    opened = box.desk.open_message(number)
    assert (opened.trusted, opened.has_remote, opened.images) == (False, True, rule)
    assert "shop.example/a.png" not in opened.html
    assert ("shop.example/a.png" in opened.make_html(allow_images=True)) is on_demand
    box.desk.save_image_rule(ImageRule.TRUSTED)
    assert box.desk.open_message(number).trusted


def test_a_rule_for_images_that_can_not_be_read_lets_none_through(box: Box) -> None:
    box.desk.set_setting(IMAGES, ["sometimes"])
    assert box.desk.load_image_rule() is ImageRule.NEVER


def test_who_was_written_to_is_known(box: Box) -> None:
    box.put(SENT, "Sent")
    stranger = box.put(b"From: Anna Berg <anna@mail.test>\r\nSubject: urgent\r\n\r\nx")
    friend = box.put(b"From: Anna Berg <anna@example.org>\r\nSubject: hello\r\n\r\nx")
    assert [doubt.kind for doubt in box.desk.open_message(stranger).doubts] == [DoubtKind.KNOWN_NAME]
    assert box.desk.open_message(friend).doubts == ()
    assert "bob@example.net" in box.desk.load_acquaintance().addresses


def test_the_people_of_a_row_are_read_back() -> None:
    text = "Anna Berg <anna@example.org>, bob@example.net, Berg, Carl <carl@example.org>"
    assert list(read_people(text)) == [
        Address("Anna Berg", "anna@example.org"),
        Address("", "bob@example.net"),
        Address("Berg, Carl", "carl@example.org"),
    ]


def test_a_conversation_is_read_over_all_folders_each_message_once(box: Box) -> None:
    first = b"From: a@example.org\r\nSubject: plan\r\nMessage-ID: <1@x>\r\n\r\none"
    reply = b"From: me@example.com\r\nSubject: Re: plan\r\nMessage-ID: <2@x>\r\nReferences: <1@x>\r\n\r\ntwo"
    numbers = [box.put(first, minutes=1), box.put(first, "All", 1), box.put(reply, "Sent", 2)]
    box.desk.describe_pending()
    assert [row.folder for row in box.desk.load_thread(numbers[0])] == ["INBOX", "Sent"]
    assert [row.folder for row in box.desk.load_thread(numbers[1])] == ["All", "Sent"]
    assert len(box.desk.load_thread(numbers[0], most=1)) == 1
    alone = box.put(b"Subject: other\r\n\r\nx")
    assert [int(row.id) for row in box.desk.load_thread(alone)] == [alone]


def test_a_hit_of_a_server_is_opened_like_a_saved_message(box: Box) -> None:
    summary = box.desk.get_summary(box.put(PAGE))
    opened = box.desk.open_hit(ServerHit(Uid(5), summary, PAGE))
    assert opened.id == 0
    assert opened.has_remote
    assert opened.html


def test_a_hit_that_is_too_large_says_what_to_do(box: Box) -> None:
    summary = replace(box.desk.get_summary(box.put(PAGE)), size=10**9)
    with pytest.raises(NotFound, match="Tick its folder"):
        box.desk.open_hit(ServerHit(Uid(5), summary))


def test_a_text_comes_in_blocks() -> None:
    blocks = make_text_blocks("Hello\r\n> a\r\n>> b\r\nBye\r\n-- \r\nMe")
    assert [(block.kind, block.lines) for block in blocks] == [
        (Kind.WRITTEN, 1),
        (Kind.QUOTED, 2),
        (Kind.WRITTEN, 1),
        (Kind.SIGNATURE, 2),
    ]
    assert blocks[1].runs == ((1, "a"), (2, "b"))
    assert make_text_blocks(" \n") == ()


def test_attachments_have_safe_names_and_programs_are_known_as_such(box: Box) -> None:
    message = EmailMessage()
    message.set_content("see the files")
    for name in ("../../etc/passwd", "invoice.pdf.exe", "CON.txt", "photo.jpg", "run\u202efdp.scr", ""):
        message.add_attachment(b"x", maintype="application", subtype="octet-stream", filename=name)
    files = box.desk.open_message(box.put(message.as_bytes())).files
    assert [file.name for file in files][:5] == ["passwd.bin", "invoice.pdf.exe", "_CON.txt", "photo.jpg", "runfdp.scr"]
    assert [file.dangerous for file in files] == [False, True, False, False, True, False]
    assert [file.disguised for file in files][:5] == [False, True, False, False, True]
    assert all(file.name and file.data() == b"x" for file in files)


def test_a_message_is_saved_under_its_subject(box: Box) -> None:
    subjects = {"Re: a/b? ": "Re_ a_b_.eml", "": "message.eml", "..": "message.eml", "x" * 300: "x" * 80 + ".eml"}
    for subject, name in subjects.items():
        opened = box.desk.open_message(box.put(f"Subject: {subject}\r\n\r\nx".encode()))
        assert opened.suggest_name(".eml") == name
