import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from imapdesk.accounts.credentials import Password
from imapdesk.accounts.people import ADMINISTRATOR, find_told
from imapdesk.errors import ImapdeskError, SignInRequired, Unreachable
from imapdesk.mail import MailboxId, MailboxSettings, Person, Security
from imapdesk.notify.book import Book
from imapdesk.notify.keeper import SettingBookKeeper
from imapdesk.notify.notifier import Notifier, Outlet, Sender
from imapdesk.notify.smtp import SmtpSender, SmtpSettings
from imapdesk.notify.values import Cause, Notice, NoticeKey, PeopleOf, RunReport, Surroundings
from imapdesk.outcome import Outcome
from tests.notify.mail_server import MailServer
from tests.pace import PATIENCE_S
from tests.servers.certificates import TestAuthority

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
ONE = MailboxId(1)
ALICE = Person("alice", "alice", "alice@example.com", (ADMINISTRATOR.name,), ADMINISTRATOR.capabilities)
BOB = Person("bob", "Bob", "bob@example.org", capabilities=ALICE.capabilities)
CAROL = Person("carol", "Carol", "carol@example.org")


class Settings:
    """A store's settings: JSON values in a file, so that several programs can share it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self, key: str, default: Any) -> Any:
        return json.loads(self._path.read_text()).get(key, default) if self._path.exists() else default

    def set(self, key: str, value: Any) -> None:
        self._path.write_text(json.dumps({key: value}))


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


class FailingSender:
    def __init__(self, error: ImapdeskError) -> None:
        self.error = error

    def send(self, message: EmailMessage) -> None:
        raise self.error


class TakingSender:
    def __init__(self, taken: list[EmailMessage]) -> None:
        self.taken = taken

    def send(self, message: EmailMessage) -> None:
        self.taken.append(message)


def through(sender: Sender) -> Outlet:
    return Outlet(lambda: sender, "imapdesk@example.com")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def start(tmp_path: Path, clock: Clock) -> Callable[[], Notifier]:
    """Start the program anew over what it left behind; the mailbox is a system one."""
    settings = MailboxSettings("Shared", "shared@example.com", "imap.example.com")

    def begin() -> Notifier:
        store = Settings(tmp_path / "settings.json")
        people_of: PeopleOf = {ONE: find_told(settings, (ALICE, BOB, CAROL))}
        keeper = SettingBookKeeper(store.get, store.set, tmp_path / "notify.lock")
        return Notifier(keeper, lambda: people_of, clock=clock)

    return begin


def report(outcome: Outcome) -> RunReport:
    return RunReport(ONE, "Shared", "shared@example.com", "imap.example.com", outcome, NOON, reason="refused")


def test_two_holders_are_told_in_three_ways_and_a_person_without_the_capability_in_none(
    start: Callable[[], Notifier], authority: TestAuthority
) -> None:
    notifier = start()
    notifier.note_runs([report(Outcome.SIGN_IN_REQUIRED)])
    with MailServer(tls=authority.server_context(), users={"u": "p"}) as server:
        sender = SmtpSender(
            SmtpSettings("localhost", server.port, ca_file=str(authority.ca_file)),
            Password("u", "p"),
            timeout_s=PATIENCE_S,
        )
        assert start().deliver_emails([through(sender)]) == 2
        assert start().deliver_emails([through(sender)]) == 0
        assert sorted(str(each["To"]) for each in server.received) == ["alice@example.com", "bob@example.org"]
    for login in ("alice", "bob"):
        assert start().take_tray_message(login) is not None
        assert start().take_tray_message(login) is None
        assert [banner.notice.key for banner in start().load_banners(login)] == [NoticeKey(ONE, Cause.CREDENTIALS)]
    assert (start().take_tray_message("carol"), start().load_banners("carol")) == (None, ())
    notifier.note_runs([report(Outcome.OK)])
    assert (start().load_banners("alice"), start().load_notices()) == ((), [])


def test_an_email_that_did_not_go_out_goes_out_after_a_restart(
    start: Callable[[], Notifier], clock: Clock, authority: TestAuthority
) -> None:
    start().note_runs([report(Outcome.SIGN_IN_REQUIRED)])
    assert start().deliver_emails([through(FailingSender(Unreachable("No connection.")))]) == 0
    with MailServer() as server:
        sender = SmtpSender(SmtpSettings("localhost", server.port, Security.NONE), timeout_s=PATIENCE_S)
        assert start().deliver_emails([through(sender)]) == 0
        clock.now += timedelta(minutes=1)
        assert start().deliver_emails([through(sender)]) == 2
        assert len({str(each["Message-ID"]) for each in server.received}) == 2


def test_an_email_takes_the_next_way_where_the_first_one_is_closed(
    start: Callable[[], Notifier], authority: TestAuthority
) -> None:
    def miss_password() -> Sender:
        raise SignInRequired("No password is saved.", reason="missing")

    start().note_runs([report(Outcome.SIGN_IN_REQUIRED)])
    with MailServer() as server:
        sender = SmtpSender(SmtpSettings("localhost", server.port, Security.NONE), timeout_s=PATIENCE_S)
        ways = [through(FailingSender(Unreachable("No connection."))), Outlet(miss_password, "a@example.com")]
        assert start().deliver_emails([*ways, Outlet(lambda: sender, "other@example.net")]) == 2
        assert {str(each["From"]) for each in server.received} == {"imapdesk <other@example.net>"}
        assert start().deliver_emails([through(sender)]) == 0


def test_a_changed_way_out_is_tried_at_once(start: Callable[[], Notifier], clock: Clock) -> None:
    start().note_runs([report(Outcome.SIGN_IN_REQUIRED)])
    for _ in range(5):
        start().deliver_emails([through(FailingSender(Unreachable("No connection.")))])
        clock.now += timedelta(minutes=20)
    taken: list[EmailMessage] = []
    clock.now -= timedelta(minutes=19)
    assert start().deliver_emails([through(TakingSender(taken))]) == 0
    start().hasten_emails()
    assert start().deliver_emails([through(TakingSender(taken))]) == 2


def test_runs_that_end_one_after_the_other_make_one_email(tmp_path: Path, clock: Clock) -> None:
    store = Settings(tmp_path / "settings.json")
    keeper = SettingBookKeeper(store.get, store.set, tmp_path / "notify.lock")
    two = MailboxId(2)
    notifier = Notifier(keeper, lambda: {ONE: (ALICE,), two: (ALICE,)}, clock=clock)
    notifier.note_runs([report(Outcome.SIGN_IN_REQUIRED)])
    notifier.note_runs([replace(report(Outcome.SIGN_IN_REQUIRED), mailbox_id=two, mailbox="Other")])
    taken: list[EmailMessage] = []
    assert notifier.deliver_emails([through(TakingSender(taken))]) == 1
    assert "Shared" in taken[0].as_string()
    assert "Other" in taken[0].as_string()


def test_a_bug_in_a_sender_is_not_hidden_and_the_email_is_not_lost(start: Callable[[], Notifier], clock: Clock) -> None:
    start().note_runs([report(Outcome.SIGN_IN_REQUIRED)])

    class Broken:
        def send(self, message: EmailMessage) -> None:
            raise KeyError("a bug")

    with pytest.raises(KeyError):
        start().deliver_emails([through(Broken())])
    clock.now += timedelta(minutes=10)
    taken: list[EmailMessage] = []

    class Working:
        def send(self, message: EmailMessage) -> None:
            taken.append(message)

    assert start().deliver_emails([through(Working())]) == 2


def test_a_banner_is_seen_and_folded_and_goes_with_its_mailbox(start: Callable[[], Notifier]) -> None:
    start().note_runs([report(Outcome.SIGN_IN_REQUIRED)])
    key = NoticeKey(ONE, Cause.CREDENTIALS)
    start().mark_seen("alice", key)
    start().mark_folded("alice", key)
    (hers,), (his,) = start().load_banners("alice"), start().load_banners("bob")
    assert (hers.folded, hers.seen_at, his.folded, his.seen_at) == (True, NOON, False, None)
    assert start().take_tray_message("alice", Surroundings(window_active=True)) is None
    start().forget_mailbox(ONE)
    assert start().load_notices() == []


def test_changes_of_many_threads_are_all_kept(tmp_path: Path) -> None:
    store = Settings(tmp_path / "settings.json")

    def open_notice(number: int) -> None:
        key = NoticeKey(MailboxId(number), Cause.SETTINGS)
        notice = Notice(key, f"Box {number}", "a@example.com", "imap.example.com", NOON)
        keeper = SettingBookKeeper(store.get, store.set, tmp_path / "lock")
        keeper.update(lambda book: Book({**book.notices, key: notice}))

    threads = [Thread(target=open_notice, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(SettingBookKeeper(store.get, store.set, tmp_path / "lock").load().notices) == 12


def test_a_book_of_a_newer_program_is_left_alone_until_it_is_changed(tmp_path: Path) -> None:
    store = Settings(tmp_path / "settings.json")
    store.set("notify.book", {"format": 99})
    assert SettingBookKeeper(store.get, store.set, tmp_path / "lock").load() == Book()
