"""What is indexed of a message, and that hostile mail costs no more than its size."""

from __future__ import annotations

import gc
import threading

from imapdesk.store import Store
from imapdesk.store.indexing.indexable import make_indexable
from tests.pace import PATIENCE_S
from tests.servers.ports import wait_until


def test_a_message_that_is_no_message_is_indexed_as_nothing() -> None:
    for raw in (b"", b"\0" * 1000, b"\xff" * 1000, b"\r\n"):
        assert len(make_indexable(raw).columns) == 6


def test_the_connection_of_a_thread_that_ended_is_closed(store: Store) -> None:
    def read() -> None:
        store.load_mailboxes()

    for _ in range(5):
        thread = threading.Thread(target=read)
        thread.start()
        thread.join()
    store.load_mailboxes()

    def is_alone() -> bool:
        gc.collect()  # which does nothing while a thread that another test left behind is at it
        return len(store._readers._all) == 1

    wait_until(is_alone, seconds=PATIENCE_S, what="closed connections")
