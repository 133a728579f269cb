"""The lease that keeps a mailbox to one run: given back whatever happens, and noticed when it is lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from imapdesk.errors import AlreadyRunning, StoreError, Unreachable
from imapdesk.mail import Mailbox
from imapdesk.store import Store
from imapdesk.sync import lease
from imapdesk.sync.lease import Lease
from tests.pace import PATIENCE_S


def fail(*_values: object, **_options: object) -> bool:
    raise StoreError("The disk is full.")


def refuse(_thread: threading.Thread) -> None:
    raise RuntimeError("can't start new thread")


def test_without_a_thread_for_its_heart_the_mailbox_is_free_again(
    store: Store, add_mailbox: Callable[..., Mailbox], monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox = add_mailbox()
    with monkeypatch.context() as patch:
        patch.setattr(threading.Thread, "start", refuse)
        with pytest.raises(RuntimeError), Lease(store, mailbox):
            pass
    with Lease(store, mailbox):
        pass


def test_a_store_that_fails_at_the_end_hides_nothing_of_what_ended_the_run(
    store: Store, add_mailbox: Callable[..., Mailbox], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "release_lease", fail)
    with pytest.raises(Unreachable), Lease(store, add_mailbox()):
        raise Unreachable("No connection.")
    with pytest.raises(StoreError), Lease(store, add_mailbox("bob")):
        pass


def test_a_run_hears_that_another_took_over_even_when_the_store_failed_before(
    store: Store, add_mailbox: Callable[..., Mailbox], monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox = add_mailbox()
    renew, beats = store.renew_lease, iter([fail])
    monkeypatch.setattr(lease, "_BEAT_S", 0.01)
    monkeypatch.setattr(store, "renew_lease", lambda *values, **options: next(beats, renew)(*values, **options))
    with Lease(store, mailbox) as held:
        held.check()
        store.release_lease(mailbox.id, held.holder)
        assert store.take_lease(mailbox.id, "elsewhere:1:x", ttl_s=60)
        until = time.monotonic() + PATIENCE_S
        while not held.lost and time.monotonic() < until:
            time.sleep(0.005)
        with pytest.raises(AlreadyRunning):
            held.check()
    assert not store.take_lease(mailbox.id, "elsewhere:2:y", ttl_s=60), "the other run's lease is not taken from it"
