"""Runs whose store is held, full, gone or refuses a message: what is saved counts, the outcome is right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from imapdesk.errors import DiskFull, StoreError, StoreHeld
from imapdesk.mail import StoreChange
from imapdesk.outcome import Outcome
from imapdesk.store import Store
from imapdesk.sync import events
from tests.sync.bench import COUNT, Bench, numbers


def test_a_store_that_another_program_keeps_is_not_tried_message_by_message(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[object] = []

    def refuse(*words: object) -> StoreChange:
        tries.append(words)
        raise StoreHeld("Another program keeps the store busy.")  # each time after a second's wait

    with monkeypatch.context() as patch:
        patch.setattr(bench.store, "save_window", refuse)
        assert numbers(bench.sync())[0] is Outcome.STORE
    assert len(tries) <= 3
    assert numbers(bench.sync()) == (Outcome.OK, COUNT + 5, 0, 0)


def test_a_full_disk_ends_the_run_and_the_next_one_goes_on(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    saved, whole = [], Store.save_window

    def fill_up(self: Store, folder_id: object, messages: object) -> StoreChange:
        saved.append(1)
        if len(saved) > 2:
            raise DiskFull("There is no space left.")
        return whole(self, folder_id, messages)  # type: ignore[arg-type]

    monkeypatch.setattr(Store, "save_window", fill_up)
    result = bench.sync()
    assert (result.outcome, result.stored, result.pending) == (Outcome.STORE, 20, COUNT + 5 - 20)
    monkeypatch.undo()
    assert numbers(bench.sync()) == (Outcome.OK, COUNT + 5 - 20, 0, 0)
    assert bench.missing() == set()


def test_a_message_that_cannot_be_stored_is_quarantined_and_its_neighbours_are_not(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Store.save_window

    def choke(self: Store, folder_id: object, messages: list) -> StoreChange:  # type: ignore[type-arg]
        if any(one.uid == 7 and one.path == "INBOX" for one in messages):
            raise StoreError("String or blob too big.")
        return whole(self, folder_id, messages)  # type: ignore[arg-type]

    monkeypatch.setattr(Store, "save_window", choke)
    assert numbers(bench.sync()) == (Outcome.PARTIAL, COUNT + 4, 0, 1)
    assert bench.missing() == {("INBOX", 7)}


def take_away(path: Path) -> None:
    path.unlink()


def put_a_copy_there(path: Path) -> None:
    copy = path.with_name("copy.db")
    copy.write_bytes(path.read_bytes())
    copy.replace(path)


@pytest.mark.parametrize("change", [take_away, put_a_copy_there])
def test_a_run_whose_store_is_deleted_or_replaced_under_it_is_not_ok(
    bench: Bench, change: Callable[[Path], None]
) -> None:
    def on_event(event: object) -> None:
        if event == events.PhaseChanged(bench.mailbox.name, "messages"):
            change(bench.store.path)

    result = bench.sync(on_event=on_event)
    assert result.outcome is Outcome.STORE
    assert "was deleted or replaced meanwhile" in str(result.error)
    asked = len(bench.server.asked)
    assert bench.sync().outcome is Outcome.STORE
    assert len(bench.server.asked) == asked, "nothing is downloaded into a file without a name"
