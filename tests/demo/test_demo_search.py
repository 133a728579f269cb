"""The demo's server searches as a server does: every key of our own queries, decoded words, and a NO it can mean."""

from __future__ import annotations

import imaplib
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from imapdesk.demo.commands import Unreadable, read_words
from imapdesk.demo.letters import Attachment, Letter, make_pdf, make_raw
from imapdesk.demo.mailbox import DemoFolder
from imapdesk.demo.profile import MAILBOX, open_demo
from imapdesk.demo.searching import UnknownCharset, search
from imapdesk.demo.server import DemoServer
from imapdesk.demo.world import make_folders
from imapdesk.imap.search.query import SearchQueryBuilder

NOW = datetime(2026, 11, 21, 10, 42, tzinfo=UTC)
B = SearchQueryBuilder()


@pytest.fixture
def folder() -> DemoFolder:
    """Three messages: a plan, a greeting with letters of many lands, a newsletter with a large file."""
    made = DemoFolder("Made")
    plan = Letter("a", "Ann Meyer <ann@example.com>", "The plan", "Come to the garden", to="bob@example.org")
    greeting = Letter(
        "b", "Jürgen Müller <jm@example.net>", "Grüße 日本語", "Schöne Grüße " * 12, cc="Carla <carla@example.org>"
    )
    attached = (make_pdf("invoice.pdf", "5 apples"), Attachment("rest.bin", "application", "octet-stream", b"x" * 9000))
    news = Letter("c", "News <news@example.com>", "No plan", "Ann says hello", bulk="dev", attachments=attached)
    made.deliver(make_raw(plan, NOW - timedelta(days=9)), NOW - timedelta(days=5), "\\Seen", "\\Flagged")
    made.deliver(make_raw(greeting, NOW), NOW, "\\Answered", "$Forwarded")
    late = datetime(2026, 11, 21, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    made.deliver(make_raw(news, late), late, "\\Draft", "\\Seen")
    return made


def ask(folder: DemoFolder, line: bytes) -> list[int]:
    return [message.uid for _number, message in search(folder, read_words(line))]


@pytest.mark.parametrize(
    ("query", "uids"),
    [
        (B, [1, 2, 3]),
        (B.from_("ANN"), [1]),
        (B.from_("müller"), [2]),
        (B.to("bob"), [1]),
        (B.cc("carla"), [2]),
        (B.bcc("carla"), []),
        (B.participants("example.org"), [1, 2]),
        (B.subject("plan"), [1, 3]),
        (B.subject("日本"), [2]),
        (B.body("ann"), [3]),
        (B.body("schöne GRÜSSE"), [2]),
        (B.text("ann"), [1, 3]),
        (B.text("grüße"), [2]),
        (B.text("nowhere"), []),
        (B.header("List-Id"), [3]),
        (B.header("list-id", "dev"), [3]),
        (B.header("list-id", "other"), []),
        (B.message_id("<b@demo.example.org>"), [2]),
        (B.attachment(), [3]),
        (B.attachment("invoice"), [3]),
        (B.gmail("garden"), [1]),
        (B.larger(9000), [3]),
        (B.smaller(9000), [1, 2]),
        (B.received(since=date(2026, 11, 21)), [2, 3]),
        (B.received(before=date(2026, 11, 21)), [1]),
        (B.received(since=date(2026, 11, 16), before=date(2026, 11, 17)), [1]),
        (B.received_on(date(2026, 11, 21)), [2, 3]),
        (B.sent_on(date(2026, 11, 12)), [1]),
        (B.sent(since=date(2026, 11, 13)), [2, 3]),
        (B.sent(before=date(2026, 11, 13)), [1]),
        (B.seen(), [1, 3]),
        (B.seen(False), [2]),
        (B.flagged(), [1]),
        (B.flagged(False), [2, 3]),
        (B.answered(), [2]),
        (B.answered(False), [1, 3]),
        (B.draft(), [3]),
        (B.draft(False), [1, 2]),
        (B.keyword("$forwarded"), [2]),
        (B.keyword("$Forwarded", False), [1, 3]),
        (B.uid("2:*"), [2, 3]),
        (B.uid([1, 3]), [1, 3]),
        (B.not_().subject("plan"), [2]),
        (B.not_(B.seen().draft()), [1, 2]),
        (B.from_("ann").or_().draft(), [1, 3]),
        (B.from_("ann").or_().draft().or_().cc("carla"), [1, 2, 3]),
        (B.from_("ann").or_(B.seen(False).text("日本語")).seen(False), [1, 2]),
        (B.open_parenthesis().from_("ann").or_().draft().close_parenthesis().not_().body("hello"), [1]),
    ],
)
def test_every_key_of_our_own_queries_finds_what_it_should(
    folder: DemoFolder, query: SearchQueryBuilder, uids: list[int]
) -> None:
    line = b"".join(query.get().make_command(frozenset({"LITERAL+"}))).removeprefix(b"UID SEARCH ")
    assert ask(folder, line) == uids


@pytest.mark.parametrize(
    ("line", "uids"),
    [
        (b"2:3 SEEN", [3]),
        (b"*", [3]),
        (b"(ALL) NOT (UNSEEN)", [1, 3]),
        (b"NEW", []),
        (b"RECENT", []),
        (b"OLD", [1, 2, 3]),
        (b"UNDELETED", [1, 2, 3]),
        (b'SUBJECT ""', [1, 2, 3]),
        (b'CC ""', [2]),
        (b'CHARSET us-ascii SUBJECT "SEEN"', []),
    ],
)
def test_other_clients_keys_are_known_as_well(folder: DemoFolder, line: bytes, uids: list[int]) -> None:
    assert ask(folder, line) == uids


@pytest.mark.parametrize(
    "line",
    [b"", b"()", b"NOT", b"OR SEEN", b"FROM", b"FROM (a)", b"HEADER x", b"X-GM-RAW a", b"LARGER many", b"LARGER -1",
     b"SINCE today", b"SENTON 31-Feb-2026", b"UID none", b"RETURN (ALL) SEEN"],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(folder: DemoFolder, line: bytes) -> None:
    with pytest.raises(Unreadable):
        ask(folder, line)


def test_a_message_without_a_date_was_sent_on_no_day() -> None:
    folder = DemoFolder("Odd")
    folder.deliver(b"Subject: undated\r\n\r\nhello\r\n", NOW)
    folder.deliver(b"Date: some day\r\n\r\nhello\r\n", NOW)
    assert ask(folder, b"OR SENTSINCE 1-Jan-1980 SENTBEFORE 1-Jan-2100") == []


def test_letters_that_a_server_does_not_know_are_refused_by_name(folder: DemoFolder) -> None:
    with pytest.raises(UnknownCharset):
        ask(folder, b"CHARSET KOI8-R TEXT a")
    server = DemoServer(make_folders(NOW)).start()
    try:
        with imaplib.IMAP4(server.host, server.port) as client:
            client.login(server.user, server.password)
            client.select("INBOX", readonly=True)
            assert client.search("KOI8-R", "TEXT", "a") == (
                "NO",
                [b"[BADCHARSET (US-ASCII UTF-8)] These letters are not known here."],
            )
            client.literal = "Grüße".encode()
            assert client.uid("SEARCH", "CHARSET", "UTF-8", "TEXT")[0] == "OK"
    finally:
        server.stop()


def test_the_search_on_the_server_finds_what_the_demo_does_not_keep() -> None:
    with open_demo() as desk:
        desk.sync()
        path = "Projects/Old projects"
        hits = desk.search_server(MAILBOX, "smaller:1M", folder=path)
        assert hits
        words = hits[0].summary.subject
        again = desk.search_server(MAILBOX, f'subject:"{words}"')
        assert hits[0].uid in [hit.uid for hit in again]
        assert {hit.summary.folder for hit in again} == {path}
        assert desk.search_server(MAILBOX, "nothingofthekind") == []
