"""Instant: what changes on the server is here within a second, and what ends a connection ends no watching."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from imapdesk.errors import SignInRequired
from imapdesk.imap.session import ImapConfig, ImapSession
from imapdesk.mail import Mailbox, Security, utc_now
from imapdesk.outcome import Outcome
from imapdesk.store import Store
from imapdesk.sync.processor import ImapEmailSynchronizationProcessor
from imapdesk.sync.watchers import Watchers
from imapdesk.sync.watching import Watcher, choose_folder, is_watchable
from tests.fakes.imap_model import FakeMailbox
from tests.fakes.imap_reactions import Exchange, Reaction, bye, drop, normal
from tests.fakes.scripted_server import FULL, PLAIN, ScriptedServer
from tests.pace import PATIENCE_S
from tests.servers.cyrus import CyrusServer
from tests.servers.dovecot import DovecotServer
from tests.sync.real import Real

RAW = b"Subject: %d\r\nMessage-ID: <%d@example.com>\r\n\r\nText\r\n"


def wait_until(true: Callable[[], bool], seconds: float = PATIENCE_S) -> float:
    """How long it took until it was so."""
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < seconds, "it did not come"
        time.sleep(0.01)
    return time.monotonic() - began


class Bell:
    """Counts what a watcher tells; ``stop`` ends it."""

    def __init__(self) -> None:
        self.rings = 0
        self.stop = threading.Event()

    def ring(self) -> None:
        self.rings += 1


# against a real server


@pytest.mark.parametrize("notify", [False, True], ids=["IDLE", "NOTIFY"])
def test_a_delivered_message_is_stored_within_a_second(
    start_dovecot: Callable[..., DovecotServer], store: Store, tmp_path: Path, notify: bool
) -> None:
    capability = "" if notify else "imap_capability = IMAP4rev1 SASL-IR IDLE ENABLE CONDSTORE QRESYNC LIST-STATUS\n"
    user = start_dovecot(capability + "mailbox_list_index = yes\n").add_user()
    places = ["INBOX", "INBOX", "Work", "INBOX"] if notify else ["INBOX"] * 3
    time_deliveries(Real.make(store, user, tmp_path, instant=True), places)


def test_cyrus_tells_at_once_through_its_daemon(cyrus: CyrusServer, store: Store, tmp_path: Path) -> None:
    time_deliveries(Real.make(store, cyrus.add_user(), tmp_path, instant=True), ["INBOX"] * 3)


def time_deliveries(real: Real, places: list[str]) -> None:
    """Watch the mailbox, deliver one message after the other, and see each come soon."""
    real.user.create_folder("Work")
    real.sync()
    real.include_all()
    real.sync()
    wanted, stop = threading.Event(), threading.Event()
    watcher = Watcher(real.store, real.open_session, real.mailbox, wanted.set, should_stop=stop.is_set)
    real.should_stop = stop.is_set

    def synchronise() -> None:
        while not stop.is_set():
            if wanted.wait(0.1):
                wanted.clear()
                real.sync()

    threads = [threading.Thread(target=watcher.watch), threading.Thread(target=synchronise)]
    for thread in threads:
        thread.start()
    try:
        time.sleep(1.0)
        took: list[float] = []
        for number, place in enumerate(places, 1):
            real.user.append(place, RAW % (number, number))
            took.append(wait_until(lambda number=number: real.store.count_messages() == number))  # type: ignore[misc]
            time.sleep(0.3)
        assert min(took) < 10, took
    finally:
        stop.set()
        for thread in threads:
            thread.join(PATIENCE_S)
    assert not any(thread.is_alive() for thread in threads)


# faults


@pytest.fixture
def scene(scripted_server: Callable[..., ScriptedServer], store: Store, add_mailbox: Callable[..., Mailbox]) -> Scene:
    return Scene(scripted_server, store, add_mailbox)


class Scene:
    """A mailbox of a scripted server, synchronised once."""

    def __init__(self, start: Callable[..., ScriptedServer], store: Store, add: Callable[..., Mailbox]) -> None:
        self._start = start
        self._add = add
        self.store = store
        self.bell = Bell()
        self.held = FakeMailbox("INBOX", "Work")

    def start(self, capabilities: str = FULL, **words: object) -> ScriptedServer:
        self.server = self._start(self.held, capabilities=capabilities, users={"anna@example.org": "secret"}, **words)
        self.mailbox = self._add(instant=True)
        self.sync()
        return self.server

    def sync(self) -> None:
        ImapEmailSynchronizationProcessor(self.store, self.open, self.mailbox).run()

    def open(self, mailbox: Mailbox) -> ImapSession:
        config = ImapConfig("localhost", self.server.port, Security.NONE, mailbox.settings.address, "secret")
        return ImapSession.open(config, should_stop=self.bell.stop.is_set)

    def watcher(self) -> Watcher:
        return Watcher(
            self.store, self.open, self.mailbox, self.bell.ring, should_stop=self.bell.stop.is_set, first_pause_s=0.05
        )

    @contextmanager
    def watched(self) -> Iterator[threading.Thread]:
        thread = threading.Thread(target=self.watcher().watch)
        thread.start()
        try:
            yield thread
        finally:
            self.bell.stop.set()
            thread.join(PATIENCE_S)
            assert not thread.is_alive()


def test_a_mailbox_that_is_as_the_last_run_left_it_is_left_alone(scene: Scene) -> None:
    server = scene.start()
    with scene.watched():
        wait_until(lambda: server.count("IDLE") == 1)
        time.sleep(0.2)
    assert scene.bell.rings == 0


def test_what_came_without_a_connection_is_told_by_the_next_one(scene: Scene) -> None:
    server = scene.start()
    scene.held.deliver("INBOX", RAW % (1, 1))
    with scene.watched():
        wait_until(lambda: scene.bell.rings == 1)
        wait_until(lambda: server.count("IDLE") == 1)


@pytest.mark.parametrize("end", [bye("Autologout"), drop()], ids=["BYE", "drop"])
def test_a_lost_connection_is_made_anew(scene: Scene, end: Reaction) -> None:
    server = scene.start()
    server.arm(on={"IDLE": [end, end]})
    with scene.watched():
        wait_until(lambda: server.count("IDLE") == 3)
        time.sleep(0.2)
        assert scene.bell.rings == 0
        assert server.count("IDLE") == 3


def test_a_refused_password_is_tried_once_and_a_run_tells_of_it(scene: Scene) -> None:
    server = scene.start()
    server.users["anna@example.org"] = "changed"
    server.logins = 0
    with scene.watched() as thread:
        thread.join(PATIENCE_S)
        assert not thread.is_alive()
    assert (server.logins, scene.bell.rings) == (1, 1)


def test_a_server_that_asks_for_patience_is_left_alone_for_a_minute(scene: Scene) -> None:
    server = scene.start()
    before = server.connections
    server.arm(on={"AUTHENTICATE": lambda each: each.wire.send(each.tag + b" NO [LIMIT] too many connections\r\n")})
    with scene.watched():
        wait_until(lambda: server.connections == before + 1)
        time.sleep(0.5)
    assert server.connections == before + 1


def test_an_expired_token_is_renewed_once(scene: Scene) -> None:
    scene.start()
    renewed: list[Mailbox] = []
    tries = 0

    def open_session(mailbox: Mailbox) -> ImapSession:
        nonlocal tries
        tries += 1
        raise SignInRequired("The sign-in has expired.", reason="token_expired")

    watcher = Watcher(
        scene.store, open_session, scene.mailbox, scene.bell.ring, should_stop=lambda: False, renew=renewed.append
    )
    watcher.watch()
    assert (tries, len(renewed), scene.bell.rings) == (2, 1, 1)


def test_other_ticks_are_other_folders_to_watch(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("imapdesk.imap.idle.LONGEST_WAIT_S", 0.3)
    server = scene.start(PLAIN)
    with scene.watched():
        wait_until(lambda: server.count("IDLE") >= 1)
        before = server.connections
        scene.store.mark_included(scene.mailbox.id, {"Work"}, False)
        wait_until(lambda: server.connections == before + 1)


def test_nothing_ticked_is_nothing_to_connect_for(scene: Scene) -> None:
    server = scene.start()
    scene.store.mark_included(scene.mailbox.id, {"INBOX", "Work"}, False)
    before = server.connections
    with scene.watched():
        time.sleep(0.3)
    assert server.connections == before


def test_a_change_while_idling_rings(scene: Scene) -> None:
    def tell(exchange: Exchange) -> None:
        exchange.wire.send(b"+ idling\r\n* 1 EXISTS\r\n")
        exchange.wire.read_line()
        exchange.wire.send(exchange.tag + b" OK done\r\n")

    server = scene.start()
    server.arm(on={"IDLE": [tell, normal()]})
    with scene.watched():
        wait_until(lambda: scene.bell.rings >= 1)


# which mailboxes


@pytest.mark.parametrize(
    ("outcome", "paused", "instant", "expected"),
    [
        (Outcome.OK, False, True, True),
        (Outcome.PARTIAL, False, True, True),
        (Outcome.UNREACHABLE, False, True, True),
        (Outcome.OK, True, True, False),
        (Outcome.OK, False, False, False),
        (None, False, True, False),
        (Outcome.SIGN_IN_REQUIRED, False, True, False),
        (Outcome.INSECURE, False, True, False),
        (Outcome.BUSY, False, True, False),
    ],
)
def test_only_what_can_sign_in_and_wants_it_is_watched(
    add_mailbox: Callable[..., Mailbox], outcome: Outcome | None, paused: bool, instant: bool, expected: bool
) -> None:
    mailbox = replace(add_mailbox(instant=instant), last_outcome=outcome, paused=paused)
    assert is_watchable(mailbox) is expected


def test_watching_begins_and_ends_with_the_setting(add_mailbox: Callable[..., Mailbox]) -> None:
    begun: list[str] = []

    def watch(mailbox: Mailbox, tell: Callable[[], None], should_stop: Callable[[], bool]) -> None:
        begun.append(mailbox.name)
        while not should_stop():
            time.sleep(0.01)

    watchers = Watchers(watch, lambda name: None)
    anna = replace(add_mailbox("anna", instant=True), last_outcome=Outcome.OK)
    watchers.keep([anna])
    watchers.keep([anna])
    wait_until(lambda: begun == ["anna"])
    assert watchers.names == ["anna"]
    watchers.keep([replace(anna, paused=True)])
    assert watchers.names == []
    watchers.keep([anna])
    wait_until(lambda: begun == ["anna", "anna"])
    assert watchers.close()


def test_a_watching_that_ended_by_itself_waits_for_the_next_run(add_mailbox: Callable[..., Mailbox]) -> None:
    begun: list[str] = []
    watchers = Watchers(lambda mailbox, tell, stop: begun.append(mailbox.name), lambda name: None)
    anna = replace(add_mailbox("anna", instant=True), last_outcome=Outcome.OK)
    for _ in range(3):
        watchers.keep([anna])
        wait_until(lambda: not watchers.names)
    assert begun == ["anna"]
    watchers.keep([replace(anna, last_run_at=utc_now())])
    wait_until(lambda: begun == ["anna", "anna"])
    assert watchers.close()


def test_the_inbox_is_opened_where_it_is_kept(scene: Scene) -> None:
    scene.start()
    known = list(scene.store.load_known(scene.mailbox.id).values())
    chosen = choose_folder(known)
    assert chosen is not None
    assert chosen.folder.path == "INBOX"
    assert choose_folder([]) is None
