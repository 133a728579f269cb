"""The search on the server finds what is not saved here, by the same language, and changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from imapdesk.desk import Desk
from imapdesk.desk.servers.server_query import make_server_query, settle_places
from imapdesk.errors import ServerRefused, SettingsRefused
from imapdesk.mail import MailboxSettings, Security
from imapdesk.store.search.parsing import parse_query
from tests.fakes import imap_reactions as react
from tests.fakes.imap_model import FakeMailbox
from tests.fakes.scripted_server import ScriptedServer
from tests.servers.mail_user import MailUser


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plan", 'TEXT "plan"'),
        ("from:ann subject:plan is:unread", 'FROM "ann" SUBJECT "plan" UNSEEN'),
        ("plan -draft", 'TEXT "plan" NOT TEXT "draft"'),
        ("ann OR bob", 'OR TEXT "ann" TEXT "bob"'),
        ("before:2024-02-01 larger:1k", "BEFORE 1-Feb-2024 LARGER 1024"),
        ("header:x-spam=yes", 'HEADER "x-spam" "yes"'),
        ("in:inbox", "ALL"),
    ],
)
def test_a_query_becomes_search_keys(text: str, expected: str) -> None:
    query = make_server_query(parse_query(text, date(2026, 1, 1)))
    assert str(query).replace('"', "") == expected.replace('"', "")


def test_what_only_this_computer_knows_is_not_asked() -> None:
    assert make_server_query(parse_query("is:gone", date(2026, 1, 1))) is None


IN_SPAM = lambda place: place.name == "spam"  # noqa: E731


@pytest.mark.parametrize(
    ("text", "settled"),
    [
        ("in:spam plan ", "plan "),
        ("in:inbox plan ", None),
        ("-in:spam plan ", None),
        ("-in:inbox plan ", "plan "),
        ("in:inbox OR plan ", "plan "),
        ("in:spam OR plan ", ""),
        ("in:inbox OR mailbox:other", None),
        ("-(in:inbox plan)", ""),
        ("-(in:spam plan)", "-(plan )"),
        ("x (in:spam OR y)", "x "),
        ("x (in:inbox OR y )", "x y "),
    ],
)
def test_a_place_is_true_or_false_of_a_folder(text: str, settled: str | None) -> None:
    today = date(2026, 1, 1)
    expected = parse_query(settled, today) if settled is not None else None
    assert settle_places(parse_query(text, today), IN_SPAM) == expected


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("IMAPDESK_MASTER_PASSWORD", "master")
    with Desk.open(tmp_path / "data") as opened:
        yield opened


def keep_without_projects(desk: Desk, mail_user: MailUser) -> None:
    """A mailbox of which everything but one folder is saved here."""
    server = mail_user.server
    desk.add_mailbox(
        MailboxSettings("m", mail_user.name, "localhost", server.port_tls, user=mail_user.name,
                        ca_file=str(server.ca_file)), mail_user.password,
    )  # fmt: skip
    desk.refresh_folders("m")
    desk.include("m", ["Projects"], False)
    desk.sync()


def make_letter(subject: str) -> bytes:
    return f"From: Anna <anna@example.com>\r\nSubject: {subject}\r\n\r\nText of {subject}\r\n".encode()


def test_only_what_is_not_saved_here_is_listed(desk: Desk, mail_user: MailUser) -> None:
    mail_user.deliver("INBOX", [make_letter("plan one"), make_letter("other")])
    mail_user.deliver("Projects", [make_letter("plan two"), make_letter("plan three")])
    keep_without_projects(desk, mail_user)
    hits = desk.search_server("m", "subject:plan")
    assert [(hit.summary.folder, hit.summary.subject) for hit in hits] == [
        ("Projects", "plan three"),
        ("Projects", "plan two"),
    ]
    assert hits[0].text.strip() == "Text of plan three"
    assert "\\Seen" not in desk.search_server("m", "subject:plan", folder="Projects")[0].summary.flags
    assert desk.search_server("m", "subject:plan", folder="INBOX") == []
    told: list[tuple[str, int, int, int]] = []
    desk.search_server(
        "m", "plan", on_folder=lambda path, done, total, found: told.append((path, done, total, len(found)))
    )
    assert [done for _path, done, _total, _found in told] == list(range(len(told)))
    assert {total for _path, _done, total, _found in told} == {len(told)}
    for elsewhere in ("-in:projects plan", "in:inbox plan", "mailbox:other plan"):
        assert desk.search_server("m", elsewhere) == []
    for there in ("-in:inbox plan", "in:projects plan", "mailbox:M plan -in:spam"):
        assert len(desk.search_server("m", there)) == 2
    with pytest.raises(SettingsRefused, match="only this computer knows"):
        desk.search_server("m", "is:gone plan")


def test_a_hit_that_is_too_large_to_come_along_is_listed_by_its_headers_and_opened_whole(
    desk: Desk, mail_user: MailUser
) -> None:
    server = mail_user.server
    large = make_letter("plan for all") + b"line of a large message\r\n" * 90_000
    mail_user.deliver("Projects", [large])
    desk.add_mailbox(
        MailboxSettings("m", mail_user.name, "localhost", server.port_tls, user=mail_user.name,
                        ca_file=str(server.ca_file)), mail_user.password,
    )  # fmt: skip
    desk.refresh_folders("m")
    (hit,) = desk.search_server("m", "subject:plan", folder="Projects")
    assert hit.raw is None
    assert (hit.summary.from_, hit.summary.subject, hit.text) == ("Anna <anna@example.com>", "plan for all", "")
    assert hit.summary.size == len(large)
    assert desk.open_hit(hit).raw == large


def make_mail(subject: str, text: str, *, sent: str = "Mon, 06 Apr 2026 10:00:00 +0000", headers: str = "") -> bytes:
    return (
        f"From: Anna <anna@example.com>\r\nSubject: {subject}\r\nDate: {sent}\r\n{headers}"
        f"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
        f"Content-Transfer-Encoding: 8bit\r\n\r\n{text}\r\n"
    ).encode()


SEARCHES = [
    ("müller", "umlaut"),
    ("subject:umlaut müller", "umlaut"),
    ("日本語", "japanese"),
    ("müller OR 日本語", "umlaut|japanese"),
    ("-müller -日本語 -x-listed", "large|simple"),
    ("(müller OR simple) -japanese", "umlaut|simple"),
    ("larger:50k", "large"),
    ("smaller:50k -simple", "umlaut|japanese|x-listed"),
    ("header:x-list=dev", "x-listed"),
    ("-header:x-list simple", "simple"),
    ("after:2020-01-01 larger:50k", "large"),
    ("before:2020-01-01", ""),
    ("is:unread larger:50k OR 日本語", "large|japanese"),
    ("„kommt morgen“", "umlaut"),
    ("nowhere", ""),
]


def test_a_server_is_asked_in_any_alphabet_and_for_all_that_it_knows(desk: Desk, mail_user: MailUser) -> None:
    server = mail_user.server
    mails = [
        make_mail("umlaut", "Herr Müller kommt morgen"),
        make_mail("japanese", "これは日本語です"),
        make_mail("large", "x" * 60_000),
        make_mail("x-listed", "hello", headers="X-List: dev\r\n"),
        make_mail("simple", "a simple one"),
    ]
    mail_user.deliver("Projects", mails)
    desk.add_mailbox(
        MailboxSettings("m", mail_user.name, "localhost", server.port_tls, user=mail_user.name,
                        ca_file=str(server.ca_file)), mail_user.password,
    )  # fmt: skip
    desk.refresh_folders("m")
    found = {query: {hit.summary.subject for hit in desk.search_server("m", query)} for query, _ in SEARCHES}
    assert found == {query: set(filter(None, subjects.split("|"))) for query, subjects in SEARCHES}


def test_the_server_is_asked_for_other_spellings_that_saved_mail_has(desk: Desk, mail_user: MailUser) -> None:
    mail_user.deliver("INBOX", [make_mail("saved", "Frau Müller")])
    mail_user.deliver("Projects", [make_mail("there", "Herr Müller")])
    keep_without_projects(desk, mail_user)
    desk.describe_pending(budget_s=60)
    assert [hit.summary.subject for hit in desk.search_server("m", "mueller ")] == ["there"]


@pytest.mark.parametrize("refuse", [react.no("[CANNOT] no such index"), react.bad("unknown key")])
@pytest.mark.parametrize("word", ["UID SEARCH", "EXAMINE"])
def test_a_folder_that_the_server_does_not_search_is_told_and_not_taken_for_empty(
    desk: Desk, word: str, refuse: react.Reaction
) -> None:
    mailbox = FakeMailbox("INBOX", "Archive", "Lists")
    for name in mailbox.folders:
        mailbox.deliver(name, make_letter("plan"))
    with ScriptedServer(mailbox) as server:
        settings = MailboxSettings("m", "ada@example.org", server.host, server.port, Security.NONE)
        desk.add_mailbox(settings, "secret")
        desk.refresh_folders("m")
        told: dict[str, ServerRefused] = {}
        server.react(word, [react.normal(), refuse] if word == "UID SEARCH" else react.when(b"Archive", refuse))
        hits = desk.search_server("m", "plan", on_refused=told.update)
        assert len(hits) == 2
        (path,) = told
        assert {path, *(hit.summary.folder for hit in hits)} == set(mailbox.folders)
        assert told[path].details
        server.react(word, refuse)
        told.clear()
        said = "can't search for that" if word == "UID SEARCH" else "refused to open"
        with pytest.raises(ServerRefused, match=said):
            desk.search_server("m", "plan", on_refused=told.update)
        with pytest.raises(ServerRefused, match=said):
            desk.search_server("m", "plan", folder="INBOX")
        assert not told, "it is said once"
