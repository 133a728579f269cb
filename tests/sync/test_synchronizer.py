"""Which mailbox next, and what is kept of a run."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from imapdesk.errors import NotFound, SignInRequired, Unreachable
from imapdesk.mail import Mailbox, NewFolders
from imapdesk.outcome import Outcome
from imapdesk.store import Store
from imapdesk.sync import events
from imapdesk.sync.synchronizer import ImapEmailSynchronizer, refresh_folders
from tests.sync.model import ModelServer
from tests.sync.scripted import ScriptedServer, ScriptedSession

Add = Callable[..., Mailbox]


class Servers:
    """One scripted server per mailbox."""

    def __init__(self) -> None:
        self.by_name: dict[str, ScriptedServer] = {}

    def add(self, name: str, count: int = 3) -> ScriptedServer:
        model = ModelServer()
        model.add_folder("INBOX")
        for _ in range(count):
            model.append("INBOX")
        self.by_name[name] = ScriptedServer(model)
        return self.by_name[name]

    def open_session(self, mailbox: Mailbox) -> ScriptedSession:
        return self.by_name[mailbox.name].open_session(mailbox)


@pytest.fixture
def servers() -> Servers:
    return Servers()


def test_every_mailbox_is_run_and_one_that_fails_stops_no_other(
    store: Store, add_mailbox: Add, servers: Servers
) -> None:
    for name in ("anna", "ben", "cleo"):
        add_mailbox(name)
        servers.add(name)
    servers.by_name["ben"].script.open_errors.append(SignInRequired("No."))
    results = ImapEmailSynchronizer(store, servers.open_session).sync()
    assert [(result.mailbox, result.outcome, result.stored) for result in results] == [
        ("anna", Outcome.OK, 3),
        ("ben", Outcome.SIGN_IN_REQUIRED, 0),
        ("cleo", Outcome.OK, 3),
    ]
    assert store.count_messages() == 6


@pytest.mark.expected_error("failed unexpectedly")
def test_a_bug_in_one_run_is_told_and_stops_no_other(store: Store, add_mailbox: Add, servers: Servers) -> None:
    for name in ("anna", "ben"):
        add_mailbox(name)
        servers.add(name)

    def open_session(mailbox: Mailbox) -> ScriptedSession:
        if mailbox.name == "anna":
            raise ZeroDivisionError("surprise")
        return servers.open_session(mailbox)

    anna, ben = ImapEmailSynchronizer(store, open_session).sync()
    assert (anna.outcome, ben.outcome) == (Outcome.PROTOCOL, Outcome.OK)
    assert "surprise" in anna.details


def test_no_more_run_at_once_than_allowed(store: Store, add_mailbox: Add, servers: Servers) -> None:
    running, most, guard, two = set(), [], threading.Lock(), threading.Event()
    for number in range(5):
        add_mailbox(f"m{number}")
        servers.add(f"m{number}")

    def open_session(mailbox: Mailbox) -> ScriptedSession:
        with guard:
            running.add(mailbox.name)
            most.append(len(running))
            if len(running) == 2:
                two.set()
        assert two.wait(30)
        time.sleep(0.03)  # in which a third could begin
        with guard:
            running.discard(mailbox.name)
        return servers.open_session(mailbox)

    results = ImapEmailSynchronizer(store, open_session, at_most=2).sync()
    assert {result.outcome for result in results} == {Outcome.OK}
    assert max(most) == 2


@pytest.mark.parametrize("left", [0, 1])
def test_mailboxes_are_run_one_after_the_other_where_no_thread_is_to_be_had(
    store: Store, add_mailbox: Add, servers: Servers, monkeypatch: pytest.MonkeyPatch, left: int
) -> None:
    threads = iter(range(left))
    start = threading.Thread.start

    def start_while_there_are_threads(thread: threading.Thread) -> None:
        if thread.name.startswith("mailbox") and next(threads, None) is None:
            raise RuntimeError("can't start new thread")
        start(thread)

    names = ["anna", "ben", "cleo", "dora"]
    for name in names:
        add_mailbox(name)
        servers.add(name)
    monkeypatch.setattr(threading.Thread, "start", start_while_there_are_threads)
    results = ImapEmailSynchronizer(store, servers.open_session, at_most=3).sync()
    assert [(result.mailbox, result.outcome, result.stored) for result in results] == [
        (name, Outcome.OK, 3) for name in names
    ]


def test_another_error_is_not_taken_for_a_lack_of_threads(
    store: Store, add_mailbox: Add, servers: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_thread: threading.Thread) -> None:
        raise RuntimeError("threads can only be started once")

    for name in ("anna", "ben"):
        add_mailbox(name)
        servers.add(name)
    monkeypatch.setattr(threading.Thread, "start", fail)
    with pytest.raises(RuntimeError, match="only be started once"):
        ImapEmailSynchronizer(store, servers.open_session).sync()


def test_what_happened_is_kept_for_the_status_and_the_history(store: Store, add_mailbox: Add, servers: Servers) -> None:
    mailbox = add_mailbox()
    servers.add("anna")
    (result,) = ImapEmailSynchronizer(store, servers.open_session).sync(["anna"])
    kept = store.find_mailbox("anna")
    assert kept is not None
    assert (kept.last_outcome, kept.last_error, kept.failures) == (Outcome.OK, "", 0)
    assert kept.last_run_at is not None
    assert kept.next_run_at is not None
    assert kept.next_run_at > kept.last_run_at
    (run,) = store.load_runs(mailbox.id)
    assert (run.outcome, run.stored, run.started_at) == (Outcome.OK, 3, result.started_at)


def test_a_refused_password_is_tried_once_by_hand_and_never_by_the_timer(
    store: Store, add_mailbox: Add, servers: Servers
) -> None:
    add_mailbox()
    server = servers.add("anna")
    server.script.open_errors.extend([SignInRequired("No.", details="[AUTHENTICATIONFAILED]")] * 5)
    synchronizer = ImapEmailSynchronizer(store, servers.open_session)
    assert synchronizer.due() == ["anna"]
    synchronizer.sync(["anna"])
    assert synchronizer.due() == []
    synchronizer.sync(["anna"])
    assert server.opened == 2
    kept = store.find_mailbox("anna")
    assert kept is not None
    assert (kept.last_error, kept.last_details) == ("No.", "[AUTHENTICATIONFAILED]")


def test_a_run_that_another_one_held_off_changes_nothing_of_the_mailbox(
    store: Store, add_mailbox: Add, servers: Servers
) -> None:
    mailbox = add_mailbox()
    servers.add("anna")
    store.take_lease(mailbox.id, "elsewhere:1:x", ttl_s=60)
    (result,) = ImapEmailSynchronizer(store, servers.open_session).sync(["anna"])
    assert result.outcome is Outcome.BUSY
    assert store.load_runs(mailbox.id) == []
    assert store.find_mailbox("anna") == mailbox


def test_an_unknown_name_is_refused_before_anything_runs(store: Store, add_mailbox: Add, servers: Servers) -> None:
    add_mailbox()
    server = servers.add("anna")
    with pytest.raises(NotFound):
        ImapEmailSynchronizer(store, servers.open_session).sync(["anna", "nobody"])
    assert server.opened == 0


def test_a_paused_mailbox_runs_only_when_it_is_named(store: Store, add_mailbox: Add, servers: Servers) -> None:
    mailbox = add_mailbox()
    servers.add("anna")
    store.mark_mailbox(mailbox.id, paused=True)
    synchronizer = ImapEmailSynchronizer(store, servers.open_session)
    assert synchronizer.sync() == []
    assert synchronizer.due() == []
    assert [result.outcome for result in synchronizer.sync(["anna"])] == [Outcome.OK]


def test_a_stop_request_ends_every_run(store: Store, add_mailbox: Add, servers: Servers) -> None:
    for name in ("anna", "ben"):
        add_mailbox(name)
        servers.add(name)
    results = ImapEmailSynchronizer(store, servers.open_session, should_stop=lambda: True).sync()
    assert {result.outcome for result in results} == {Outcome.CANCELLED}


def test_events_tell_the_story_in_order(store: Store, add_mailbox: Add, servers: Servers) -> None:
    add_mailbox()
    servers.add("anna")
    told: list[events.Event] = []
    (result,) = ImapEmailSynchronizer(store, servers.open_session, on_event=told.append).sync(["anna"])
    assert told[0] == events.RunStarted("anna")
    assert told[-1] == events.RunFinished(result)
    phases = [event.phase for event in told if isinstance(event, events.PhaseChanged)]
    assert [phase for at, phase in enumerate(phases) if phase not in phases[:at]] == [
        *("connecting", "folders", "surveying", "messages", "done"),
    ]
    progress = [event for event in told if isinstance(event, events.Progress)]
    assert (progress[-1].done, progress[-1].total) == (3, 3)


def test_a_refresh_reads_the_folder_list_and_no_mail(store: Store, add_mailbox: Add, servers: Servers) -> None:
    mailbox = add_mailbox()
    server = servers.add("anna")
    synchronizer = ImapEmailSynchronizer(store, servers.open_session)
    assert synchronizer.refresh_due() == ["anna"]
    refresh_folders(store, mailbox, servers.open_session(mailbox))
    assert [folder.path for folder in store.load_folders(mailbox.id)] == ["INBOX"]
    assert (server.asked, server.surveyed) == ([], [])
    assert synchronizer.refresh_due() == []


@pytest.mark.parametrize(("choice", "stored"), [(NewFolders.INCLUDE, 1), (NewFolders.ASK, 0), (NewFolders.LEAVE, 0)])
def test_a_folder_that_appears_is_ticked_as_the_settings_say(
    store: Store, add_mailbox: Add, servers: Servers, choice: NewFolders, stored: int
) -> None:
    add_mailbox(new_folders=choice)
    server = servers.add("anna")
    synchronizer = ImapEmailSynchronizer(store, servers.open_session)
    assert synchronizer.sync(["anna"])[0].stored == 3
    server.model.add_folder("Later")
    server.model.append("Later")
    assert synchronizer.sync(["anna"])[0].stored == stored


def test_an_outage_is_tried_again_soon_and_then_ever_later(store: Store, add_mailbox: Add, servers: Servers) -> None:
    add_mailbox()
    server = servers.add("anna")
    server.script.open_errors.extend([Unreachable("No answer.")] * 20)
    synchronizer = ImapEmailSynchronizer(store, servers.open_session)
    synchronizer.sync(["anna"])
    kept = store.find_mailbox("anna")
    assert kept is not None
    assert kept.next_run_at is not None
    assert kept.last_run_at is not None
    assert 40 <= (kept.next_run_at - kept.last_run_at).total_seconds() <= 80
    assert kept.failures == 1
