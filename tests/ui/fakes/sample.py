"""Invented mail for the screenshots and the tests: people at example.com, dates relative to one frozen moment."""

from __future__ import annotations

import functools
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

from imapdesk.mail import FolderRole, MailboxSettings, MessageId, RunResult, Summary
from imapdesk.outcome import Outcome
from tests.ui.fakes.desk import FakeDesk

ALICE = "alice@example.com"  # whose mailbox it is
NOW = datetime(2026, 11, 21, 10, 42, tzinfo=UTC)

# From, subject, minutes ago, bytes, flags, attachment's name or ""
_MAILS: list[tuple[str, str, int, int, str, str]] = [
    (
        "Anna Berg <anna.berg@example.com>",
        "Your autumn newsletter from Berg & Sons",
        11,
        42_300,
        "",
        "invoice-2026-10.pdf",
    ),
    ("Bob Carter <bob@example.org>", "Re: Meeting on Thursday", 55, 1_240_000, "*", "agenda.docx"),
    ("Winter Shop <news@shop.example.net>", "Winter sale: everything for cold days", 130, 88_000, "S", ""),
    ("Jürgen Müller <juergen@example.org>", "Rückfrage zur Rechnung für Oktober", 190, 12_100, "S", ""),
    ("山田太郎 <taro@example.com>", "来週の打ち合わせについて", 1_500, 9_400, "", ""),
    ("ليلى حداد <layla@example.com>", "دعوة لحضور الاجتماع السنوي", 1_640, 7_700, "S", ""),
    ("Clara Stein <clara@example.org>", "Photos from the mountains 🏔️", 1_900, 8_420_000, "S*", "photos.zip"),
    ("Build server <ci@example.net>", "[nightly] 4,812 tests passed on main", 2_100, 5_100, "S", ""),
    (
        "Library <desk@library.example.org>",
        "The book that you reserved is ready to be collected at the desk",
        2_900,
        3_900,
        "S",
        "",
    ),
    ("Dr. Elena Petrova <petrova@example.com>", "Appointment moved to Monday, 8:30", 3_500, 4_400, "", ""),
    ("Tom Okafor <tom@example.com>", "Draft of chapter three", 4_700, 340_000, "S", "chapter-3.odt"),
    ("Railway <tickets@rail.example.net>", "Your ticket Hamburg - Copenhagen", 6_000, 64_000, "S*", "ticket.pdf"),
    ("Anna Berg <anna.berg@example.com>", "Re: Re: Dinner next week?", 7_400, 6_100, "S", ""),
    ("City office <info@city.example.org>", "Confirmation of your registration", 9_100, 15_500, "S", ""),
    ("Mina Park <mina@example.org>", "Slides of the talk", 12_000, 2_100_000, "S", "slides.pdf"),
    ("Bob Carter <bob@example.org>", "Lunch?", 13_400, 2_100, "S", ""),
    ("Energy <service@energy.example.net>", "Your yearly statement", 21_000, 120_000, "S", "statement.pdf"),
    ("Clara Stein <clara@example.org>", "Recipe for the plum cake", 30_000, 3_300, "S", ""),
    ("Open source weekly <weekly@example.net>", "Issue 212: small tools that last", 40_300, 71_000, "S", ""),
    ("Jürgen Müller <juergen@example.org>", "Unterlagen für die Versammlung", 52_000, 910_000, "S", "Protokoll.pdf"),
    ("Tom Okafor <tom@example.com>", "Chapter two, with your remarks", 66_000, 300_000, "S", ""),
    ("Railway <tickets@rail.example.net>", "Timetable change on your route", 80_000, 9_000, "S", ""),
]

_HTML = """<html><body style="font-family: sans-serif; color: #222; margin: 24px">
<h2 style="color:#a0431f; margin-top:0">Autumn at Berg &amp; Sons</h2>
<img src="http://images.example.net/header.png" width="360" height="60" alt="">
<p>Dear Alice,</p>
<p>the days grow shorter, and our workshop smells of fresh wood again. This month we finished
<b>twelve chairs</b> and the long table for the library.</p>
<table cellpadding="8" style="border-collapse:collapse">
<tr style="background:#f4ece6"><td><b>Oak chair</b></td><td>made to measure</td><td align="right">240 €</td></tr>
<tr><td><b>Book shelf</b></td><td>beech, oiled</td><td align="right">410 €</td></tr>
<tr style="background:#f4ece6"><td><b>Side table</b></td><td>walnut</td><td align="right">190 €</td></tr></table>
<p>You find the invoice for October attached. See more at
<a href="https://www.example.com/workshop">www.example.com/workshop</a>.</p>
<p>Kind regards,<br>Anna Berg</p></body></html>"""

_TEXT = """Hello Alice,

Thursday at two is fine with me. I have put the open points into the
agenda: the budget, the new room, and who writes the report.

The numbers are at https://intranet.example.org/budget/2026.

> Could we meet on Thursday instead? Wednesday is full of other
> appointments, and I would like to have an hour for it.
>
> - the budget for next year
> - the room on the second floor
> - the report
>
> Would two o'clock be possible for you?
> Alice

See you then
Bob
"""


@functools.cache  # nearly every test of the window begins with the same 22
def make_raw(from_: str, subject: str, sent: datetime, attachment: str = "", html: bool = False) -> bytes:
    """One message as bytes."""
    message = EmailMessage()
    message["From"] = from_
    message["To"] = "Alice Example <alice@example.com>"
    message["Subject"] = subject
    message["Date"] = format_datetime(sent)
    message["Message-ID"] = f"<{abs(hash((from_, subject))) % 10**9}@example.com>"
    message.set_content(_TEXT)
    if html:
        message.add_alternative(_HTML, subtype="html")
    if attachment:
        message.add_attachment(
            b"%PDF-1.7 " * 4_200, maintype="application", subtype="octet-stream", filename=attachment
        )
    return message.as_bytes()


def fill(desk: FakeDesk) -> None:
    """Two mailboxes, mixed ticks, unread counts, and the mails above in the first inbox."""
    alice = MailboxSettings(ALICE, ALICE, "imap.example.com", user=ALICE, owner="alice")
    desk.put_mailbox(
        alice.name,
        settings=alice,
        last_run_at=NOW,
        last_success_at=NOW - timedelta(minutes=10),
        next_run_at=NOW + timedelta(minutes=20),
    )
    for path, role, saved, unread, included in (
        ("INBOX", FolderRole.INBOX, 1240, 4, True),
        ("Drafts", FolderRole.DRAFTS, 4, 0, True),
        ("Sent", FolderRole.SENT, 310, 0, True),
        ("Archive", FolderRole.ARCHIVE, 8210, 0, True),
        ("Projects", FolderRole.OTHER, 12, 0, True),
        ("Projects/2026", FolderRole.OTHER, 640, 2, True),
        ("Projects/2019", FolderRole.OTHER, 0, 0, False),
        ("Spam", FolderRole.SPAM, 0, 0, False),
        ("Trash", FolderRole.TRASH, 0, 0, False),
    ):
        desk.put_folder(alice.name, path, role, messages_saved=saved, unread=unread, included=included, last_sync=NOW)
    bob = MailboxSettings("bob@work.example.org", "bob@work.example.org", "mail.example.org", user="bob", owner="alice")
    desk.put_mailbox(bob.name, settings=bob, next_run_at=NOW + timedelta(minutes=20))
    for path, role, unread in (("INBOX", FolderRole.INBOX, 17), ("Sent", FolderRole.SENT, 0)):
        desk.put_folder(bob.name, path, role, messages_saved=820, unread=unread, last_sync=NOW)
    desk.listing = desk.listing
    desk.runs[alice.name] = [
        RunResult(alice.name, Outcome.OK, stored=n, seconds=s, started_at=NOW - timedelta(minutes=30 * i + 10))
        for i, (n, s) in enumerate([(14, 8.1), (0, 0.6), (3, 1.2), (0, 0.5)])
    ]
    put_mails(desk, alice.name)


def put_mails(desk: FakeDesk, mailbox: str) -> None:
    """The mails above."""
    for number, (from_, subject, ago, size, flags, attachment) in enumerate(_MAILS, 1):
        moment = NOW - timedelta(minutes=ago)
        names = frozenset(({"\\Seen"} if "S" in flags else set()) | ({"\\Flagged"} if "*" in flags else set()))
        to = "Alice Example <alice@example.com>"
        summary = Summary(
            MessageId(number), mailbox, "INBOX", from_, to, subject, moment, moment, size, names, bool(attachment)
        )
        desk.put_message(summary, make_raw(from_, subject, moment, attachment, html=number == 1))


def make_desk(data_dir: Path) -> FakeDesk:
    """A desk with everything above."""
    desk = FakeDesk(data_dir)
    fill(desk)
    return desk
