"""Servers on which one message lies in several folders, with an id of its own (Gmail's labels, RFC 8474)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from imapdesk.mail import Mailbox
from imapdesk.outcome import Outcome
from imapdesk.store import Store
from tests.sync.bench import Bench
from tests.sync.model import ModelServer


@pytest.fixture
def bench(store: Store, add_mailbox: Callable[..., Mailbox]) -> Bench:
    made = Bench(store, add_mailbox())
    made.model = made.server.model = ModelServer(has_ids=True)
    for path in ("INBOX", "All", "Work", "Important"):
        made.model.add_folder(path)
    for number in range(30):
        uid = made.model.append("All", size=number)
        for path, share in (("INBOX", 2), ("Work", 3), ("Important", 5)):
            if number % share == 0:
                made.model.copy("All", uid, path)
    return made


def test_a_message_with_three_labels_is_downloaded_once(bench: Bench) -> None:
    result = bench.sync()
    assert (result.outcome, result.stored) == (Outcome.OK, 30)
    assert sum(bench.server.given.values()) == 30
    assert bench.missing() == set()
    again = bench.sync()
    assert (again.stored, again.gone, again.flags_changed) == (0, 0, 0)


def test_a_run_cut_in_between_downloads_nothing_twice_in_the_end(bench: Bench) -> None:
    calls: list[int] = []

    def should_stop() -> bool:
        calls.append(1)
        return len(calls) > 28

    assert bench.sync(should_stop=should_stop).outcome is Outcome.CANCELLED
    assert bench.sync().outcome is Outcome.OK
    assert sum(bench.server.given.values()) == 30
    assert bench.missing() == set()


def test_a_label_that_is_added_later_costs_no_download(bench: Bench) -> None:
    bench.sync()
    for uid in sorted(bench.model.folders["All"].messages)[:7]:
        bench.model.copy("All", uid, "Work")
    result = bench.sync()
    assert (result.outcome, result.stored) == (Outcome.OK, 0)
    assert sum(bench.server.given.values()) == 30
