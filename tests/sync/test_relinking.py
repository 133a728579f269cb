"""Moved and copied mail is linked when its header confirms that it is held, and downloaded when it doesn't."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from imapdesk.imap.session import ImapSession
from imapdesk.mail import Mailbox, RunResult
from imapdesk.outcome import Outcome
from imapdesk.store import Store
from imapdesk.sync import surveying
from tests.fakes import imap_reactions as react
from tests.fakes.scripted_server import CONDSTORE, FULL, MINIMAL, PLAIN, ScriptedServer
from tests.servers.imap_user import MailServer
from tests.sync.mixed_mail import make_mixed_mail
from tests.sync.real import Real
from tests.sync.test_twins import WHEN, Gmail

WITHOUT_IDS = [MINIMAL, PLAIN, CONDSTORE, FULL.replace("OBJECTID", "")]


class WithoutIds(Real):
    """A server that has EMAILID, seen as one that hasn't."""

    def open_session(self, mailbox: Mailbox) -> ImapSession:
        session = super().open_session(mailbox)
        session.connection.do_without("OBJECTID")
        return session


def letter(number: int, *, sender: str = "ann", text: str = "Text", name: str | None = None) -> bytes:
    """A letter of the same length as every other; ``name`` is its Message-ID, none when it is empty."""
    name = f"Message-ID: <{number:04}@example.org>\r\n" if name is None else name
    return f"Subject: {number:04}\r\nFrom: {sender}@example.org\r\n{name}\r\n{text}\r\n".encode()


@pytest.fixture
def make(
    scripted_server: Callable[..., ScriptedServer], store: Store, add_mailbox: Callable[..., Mailbox]
) -> Callable[..., Gmail]:
    def make_one(capabilities: str, *mail: bytes) -> Gmail:
        made = Gmail(scripted_server, store, add_mailbox, capabilities)
        for raw in mail:
            made.held.deliver("INBOX", raw, received=WHEN)
        made.tick("INBOX", "Work", "Family")
        assert made.sync().outcome is Outcome.OK
        return made

    return make_one


def move(one: Gmail, target: str, *uids: int) -> None:
    for uid in uids:
        one.held.copy("INBOX", uid, target)
    one.held.expunge("INBOX", *uids)


def sync(one: Gmail, stored: int = 0) -> RunResult:
    result = one.sync()
    assert (result.outcome, result.stored, result.error) == (Outcome.OK, stored, None)
    return result


def raws(one: Gmail, path: str) -> list[bytes]:
    """What is saved there and not gone."""
    rows = one.store.load_summaries(one.store.list_ids(one.scope(path)))
    return sorted(one.store.get_raw(row.id) for row in rows if row.gone_at is None)


def truth(one: Gmail, path: str) -> list[bytes]:
    return sorted(message.raw for message in one.held.folders[path].messages)


@pytest.mark.parametrize("capabilities", WITHOUT_IDS)
@pytest.mark.parametrize("name", [None, ""], ids=["with a Message-ID", "without"])
def test_what_is_moved_or_copied_is_not_downloaded_again(
    make: Callable[..., Gmail], capabilities: str, name: str | None
) -> None:
    one = make(capabilities, *[letter(number, name=name) for number in range(12)])
    move(one, "Work", 1, 2, 3)
    one.held.copy("INBOX", 5, "Family")
    sync(one)
    move(one, "Family", 4, 6)  # into a folder that has mail by now
    sync(one)
    assert set(one.held.given().values()) == {1}
    for path in ("INBOX", "Work", "Family"):
        assert raws(one, path) == truth(one, path)
    assert sync(one).gone == 0
    assert one.store.check() == []


@pytest.mark.parametrize("capabilities", [PLAIN, CONDSTORE])
def test_letters_that_share_their_message_id_size_and_second_are_told_apart(
    make: Callable[..., Gmail], capabilities: str
) -> None:
    one = make(capabilities, letter(1, sender="ann"), letter(1, sender="bob"), letter(1, sender="eve"))
    move(one, "Work", 2, 3)
    sync(one)
    assert raws(one, "Work") == truth(one, "Work")
    assert set(one.held.given().values()) == {1}


@pytest.mark.parametrize("capabilities", [PLAIN, CONDSTORE])
def test_letters_that_differ_in_their_text_alone_are_downloaded_rather_than_mixed_up(
    make: Callable[..., Gmail], capabilities: str
) -> None:
    one = make(capabilities, letter(1, text="Text"), letter(1, text="Next"))
    move(one, "Work", 2)
    sync(one, stored=1)
    assert raws(one, "Work") == truth(one, "Work") == [letter(1, text="Next")]


def test_another_letter_of_the_same_message_id_size_and_second_is_not_taken_for_the_held_one(
    make: Callable[..., Gmail],
) -> None:
    one = make(CONDSTORE, letter(1, sender="ann"))
    one.held.deliver("Work", letter(1, sender="bob"), received=WHEN)
    sync(one, stored=1)
    assert raws(one, "Work") == [letter(1, sender="bob")]


def test_mail_whose_header_the_server_changes_on_its_way_is_downloaded(make: Callable[..., Gmail]) -> None:
    one = make(CONDSTORE, letter(1))
    one.held.deliver("Work", letter(1).replace(b"Subject: 0001", b"subject: 0001"), received=WHEN)
    one.held.expunge("INBOX", 1)
    sync(one, stored=1)
    assert raws(one, "Work") == truth(one, "Work")


@pytest.mark.parametrize("capabilities", [PLAIN, CONDSTORE])
@pytest.mark.parametrize("reaction", [react.no("no headers here"), react.bad("no headers here")])
def test_where_the_server_gives_no_headers_mail_is_downloaded_rather_than_believed(
    make: Callable[..., Gmail], capabilities: str, reaction: react.Reaction
) -> None:
    one = make(capabilities, letter(1), letter(2))
    move(one, "Work", 1)
    one.server.react("UID FETCH", react.when(b"BODY.PEEK[HEADER]<", reaction))
    sync(one, stored=1)
    assert raws(one, "Work") == truth(one, "Work")


@pytest.mark.parametrize("capabilities", [PLAIN, CONDSTORE])
def test_the_headers_of_few_cost_no_turn_of_the_line(make: Callable[..., Gmail], capabilities: str) -> None:
    one = make(capabilities, *[letter(number) for number in range(30)])
    for uid in (28, 29):
        one.held.deliver("Work", letter(100 + uid), received=WHEN)
    one.held.expunge("INBOX", 30)
    sync(one, stored=2)
    one.held.deliver("Family", letter(200), received=WHEN)
    one.held.expunge("INBOX", 29)
    without = sync(one, stored=1).round_trips
    one.held.deliver("Family", letter(201), received=WHEN)
    move(one, "Work", *range(1, 11))
    assert sync(one, stored=1).round_trips == without
    assert raws(one, "Work") == truth(one, "Work")


@pytest.mark.parametrize("capabilities", [PLAIN, CONDSTORE])
def test_the_headers_of_many_are_asked_in_windows_in_one_flight_for_all_folders(
    make: Callable[..., Gmail], capabilities: str
) -> None:
    one = make(capabilities, *[letter(number) for number in range(700)])
    move(one, "Work", *range(1, 401))
    move(one, "Family", *range(401, 651))
    before = len(one.server.commands)
    sync(one)
    asked = [command for command in one.server.commands[before:] if b"BODY.PEEK[HEADER]<" in command]
    assert len(asked) == 3, "250 at a time"
    assert set(one.held.given().values()) == {1}
    for path in ("INBOX", "Work", "Family"):
        assert raws(one, path) == truth(one, path)


@pytest.mark.parametrize("reaction", [react.drop(), react.say(b"\xff garbage\r\n"), react.cut(900)])
def test_a_line_that_breaks_at_the_headers_costs_no_download(
    make: Callable[..., Gmail], reaction: react.Reaction
) -> None:
    one = make(CONDSTORE, *[letter(number) for number in range(300)])
    move(one, "Work", *range(1, 251))
    broken: list[int] = []

    def break_once(exchange: react.Exchange) -> None:
        first = b"BODY.PEEK[HEADER]<" in exchange.command and not broken
        broken.extend([1] * first)
        (reaction if first else react.normal())(exchange)

    one.server.react("UID FETCH", break_once)
    sync(one)
    assert broken
    assert set(one.held.given().values()) == {1}


def test_a_line_that_breaks_at_headers_each_time_has_the_mail_downloaded(make: Callable[..., Gmail]) -> None:
    one = make(CONDSTORE, *[letter(number) for number in range(130)])
    move(one, "Work", *range(1, 121))
    one.server.react("UID FETCH", react.when(b"BODY.PEEK[HEADER]<", react.drop()))
    sync(one, stored=120)
    assert raws(one, "Work") == truth(one, "Work")


def test_more_than_may_wait_for_headers_is_taken_piece_by_piece(
    make: Callable[..., Gmail], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(surveying, "_MOST_UNPROVED", 50)
    one = make(CONDSTORE, *[letter(number) for number in range(400)])
    for path in ("INBOX", "Work", "Family"):
        one.held.renumber(path)
    move(one, "Work", *[message.uid for message in one.held.folders["INBOX"].messages[:200]])
    sync(one)
    assert set(one.held.given().values()) == {1}
    for path in ("INBOX", "Work", "Family"):
        assert raws(one, path) == truth(one, path)


def test_an_email_id_that_stands_for_other_mail_is_not_believed(make: Callable[..., Gmail]) -> None:
    one = make(FULL, letter(1), letter(2))
    one.held.deliver("Work", letter(3, text="Quite another text"), received=WHEN)
    first = re.escape(one.held.folders["INBOX"].messages[0].email_id.encode())
    last = one.held.folders["Work"].messages[0].email_id.encode()
    one.server.react("UID FETCH", react.edit(lambda answer: answer.replace(b"(" + last + b")", b"(" + first + b")")))
    sync(one, stored=1)
    assert raws(one, "Work") == truth(one, "Work")
    # From now on this host is asked for headers instead.
    assert one.memory.distrusted("localhost") == {"OBJECTID"}
    one.server.react("UID FETCH", None)
    asked = len(one.server.commands)
    move(one, "Family", 1)
    sync(one)
    assert not any(b"EMAILID" in command for command in one.server.commands[asked:])
    assert raws(one, "Family") == [letter(1)]


@pytest.mark.parametrize("has_ids", [True, False], ids=["with ids where there are", "without"])
def test_on_three_servers_mail_without_message_id_is_linked_when_it_is_moved_copied_or_renumbered(
    dovecot: MailServer, cyrus: MailServer, courier: MailServer, tmp_path: Path, has_ids: bool
) -> None:
    for server in (dovecot, cyrus, courier):
        name = type(server).__name__
        (tmp_path / name).mkdir()
        user = server.add_user()  # type: ignore[attr-defined]
        mail = [re.sub(rb"(?im)^message-id:.*\r\n(?:[ \t].*\r\n)*", b"", raw) for raw in make_mixed_mail(40)]
        user.create_folder("Work", "Lists")
        user.deliver("INBOX", mail, received=WHEN)
        with Store.open(tmp_path / name / "imapdesk.db") as store:
            real = (Real if has_ids else WithoutIds).make(store, user, tmp_path / name)
            real.sync()
            real.include_all()
            real.sync()
            uids = user.uids("INBOX")
            user.move("INBOX", uids[:10], "Work")
            user.copy("INBOX", uids[10:15], "Lists")
            result = real.sync()
            assert (result.outcome, result.stored, result.gone) == (Outcome.OK, 0, 10), name
            user.renumber("Work")
            user.renumber("INBOX")
            result = real.sync()
            assert (result.outcome, result.stored, result.gone) == (Outcome.OK, 0, 0), name
            assert real.held() == real.truth("INBOX", "Work", "Lists")
            assert store.check() == []
