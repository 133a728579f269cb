"""A damaged store is kept aside, and a new one made of what can be read."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from imapdesk.mail import Scope
from imapdesk.store import Store, leaves
from imapdesk.store.salvaging import salvage
from tests.store.bench import Bench, listed, make_raw

MESSAGES = 600


@pytest.fixture
def filled(bench: Bench) -> Bench:
    bench.plan(*[listed(uid) for uid in range(1, MESSAGES + 1)])
    for uid in range(1, MESSAGES, 100):
        bench.save(*range(uid, uid + 100))
    bench.store.describe_pending(lambda: False, 60)
    bench.store.ensure_person("alice")
    bench.store.set_setting("x", 1)
    bench.store.close()
    return bench


def test_a_healthy_store_comes_out_whole(filled: Bench, path: Path) -> None:
    done = salvage(path)
    assert (done.saved, done.pending, done.recovered) == (MESSAGES, 0, 0)
    assert done.damaged_file.exists()
    with Store.open(path) as store:
        assert store.check() == []
        assert store.load_mailboxes()[0].settings == filled.mailbox.settings
        assert store.get_setting("x") == 1
        assert [person.login for person in store.load_people()] == ["alice"]
        store.describe_pending(lambda: False, 60)
        assert len(store.search_ids("hello", Scope())) == MESSAGES
        rows = store.load_summaries(store.list_ids(Scope()))
        assert sorted(store.get_raw(row.id) for row in rows) == sorted(make_raw(n) for n in range(1, MESSAGES + 1))


@pytest.mark.parametrize("seed", range(8))
def test_what_can_be_read_of_a_damaged_store_is_saved_and_the_rest_fetched_again(
    filled: Bench, path: Path, seed: int
) -> None:
    rng = random.Random(seed)
    pages = path.stat().st_size // 8192
    with path.open("r+b") as file:
        for _ in range(5):
            file.seek(8192 * rng.randrange(8, pages) + rng.randrange(4000))
            file.write(rng.randbytes(2000))
    done = salvage(path)
    with Store.open(path) as store:
        assert store.check() == []
        assert store.count_messages() == done.saved
        truth = {make_raw(number) for number in range(1, MESSAGES + 1)}
        raws = [store.get_raw(id_) for id_ in store.list_ids(Scope())]
        assert truth.issuperset(raws)
        assert len(raws) == len(set(raws)) > 0


def test_messages_whose_place_is_lost_are_put_in_a_folder_of_their_own(filled: Bench, path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM location WHERE id <= 10")
    connection.close()
    assert salvage(path).recovered == 10
    with Store.open(path) as store:
        assert len(store.list_ids(Scope(folder="Recovered"))) == 10
        assert len(list(store.iter_export())) == MESSAGES


def test_messages_whose_bytes_are_wrong_are_fetched_again(filled: Bench, path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE content SET data = x'00' WHERE id <= 7")
    connection.close()
    assert salvage(path).pending == 7
    with Store.open(path) as store:
        assert [message.uid for message in store.load_pending(filled.inbox)] == list(range(7, 0, -1))
        assert store.load_known(filled.mailbox.id)["INBOX"].highestmodseq is None


def lose_first_page(raw: bytes) -> bytes:
    return bytes(8192) + raw[8192:]


def lose_header(raw: bytes) -> bytes:
    return b"\xff" * 100 + raw[100:]


def lose_both_ends(raw: bytes) -> bytes:
    return lose_first_page(raw[: len(raw) * 9 // 10])


def lose_schema(raw: bytes) -> bytes:
    return raw[:100] + random.Random(1).randbytes(8092) + raw[8192:]


@pytest.mark.parametrize("damage", [lose_first_page, lose_header, lose_both_ends, lose_schema])
def test_a_store_without_its_first_page_gives_its_messages(
    filled: Bench, path: Path, damage: Callable[[bytes], bytes]
) -> None:
    path.write_bytes(damage(path.read_bytes()))
    damaged = path.read_bytes()
    done = salvage(path)
    assert done.saved > MESSAGES * 0.8
    assert done.damaged_file.read_bytes() == damaged, "the damaged file is kept as it was"
    with Store.open(path) as store:
        assert store.check() == []
        assert store.load_mailboxes()[0].settings == filled.mailbox.settings
        truth = {make_raw(number) for number in range(1, MESSAGES + 1)}
        assert {store.get_raw(id_) for id_ in store.list_ids(Scope())} <= truth


@pytest.mark.parametrize("share", [0.9, 0.97])
def test_a_store_that_was_cut_gives_what_is_left(filled: Bench, path: Path, share: float) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    done = salvage(path)
    assert done.saved > 0
    assert done.damaged_file.stat().st_size == int(len(whole) * share)
    with Store.open(path) as store:
        assert store.check() == []


def test_what_never_was_a_store_gives_nothing(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(random.Random(1).randbytes(200_000))
    done = salvage(path)
    assert (done.saved, done.pending, done.recovered) == (0, 0, 0)
    with Store.open(path) as store:
        assert store.check() == []
        assert store.load_mailboxes() == []


def test_a_check_names_a_damaged_page_among_the_messages(filled: Bench, path: Path) -> None:
    raw = bytearray(path.read_bytes())
    pages = [raw[at : at + 8192] for at in range(0, len(raw), 8192)]
    with path.open("rb") as file:
        chosen = max(n for n, page in enumerate(pages) if n and page[0] == 13 and list(leaves._iter_rows(file, page)))
    raw[8192 * chosen] = 255  # no kind of page
    path.write_bytes(bytes(raw))
    with Store.open(path) as store:
        assert any(fault.startswith("SQLite: ") for fault in store.check())
