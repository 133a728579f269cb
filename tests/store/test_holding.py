"""What is held is recognised by the digest of its header; Message-ID, size and arrival alone prove nothing."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from imapdesk.mail import HeaderMark, MessageId, Plan, Relink, Uid, mark_header
from imapdesk.store.content.packing import TIGHT, UNFOLDED, ZSTD, pack, pack_tightly, unpack_beginning
from tests.store.bench import Bench, fetched, listed, make_raw


def mark_of(raw: bytes) -> HeaderMark:
    mark = mark_header(raw[: raw.index(b"\r\n\r\n") + 4])
    assert mark is not None
    return mark


def test_a_message_whose_header_was_not_looked_at_is_only_likely_to_be_held(bench: Bench) -> None:
    bench.save(1)
    asked = listed(9, 1, header=None)
    assert bench.store.find_held(bench.mailbox.id, [asked]) == {}
    assert bench.store.find_likely(bench.mailbox.id, [asked, listed(10, 2, header=None)]) == {9}
    assert bench.store.find_likely(bench.mailbox.id, [listed(9, 1)]) == frozenset()  # that one is proved


def test_another_header_under_the_same_message_id_size_and_date_is_not_held(bench: Bench) -> None:
    bench.save(1)
    other = mark_of(make_raw(1).replace(b"Person", b"Parson"))
    assert bench.store.find_held(bench.mailbox.id, [listed(9, 1, header=other)]) == {}


def test_two_that_differ_in_their_headers_are_told_apart(bench: Bench) -> None:
    one, other = make_raw(1), make_raw(1).replace(b"Person", b"Parson")
    bench.store.save_window(bench.inbox, [fetched(1, 1, raw=one), fetched(2, 1, raw=other)])
    asked = [listed(8, 1, header=mark_of(other)), listed(9, 1, header=mark_of(one))]
    held = bench.store.find_held(bench.mailbox.id, asked)
    assert [bench.store.get_raw(held[Uid(uid)]) for uid in (8, 9)] == [other, one]


def test_two_that_differ_in_their_bodies_alone_are_fetched_rather_than_mixed_up(bench: Bench) -> None:
    twin = make_raw(1).replace(b"hello", b"jello")
    bench.store.save_window(bench.inbox, [fetched(1, 1), fetched(2, 1, raw=twin)])
    assert bench.store.find_held(bench.mailbox.id, [listed(9, 1)]) == {}


def test_a_message_without_message_id_is_held_when_all_else_agrees(bench: Bench) -> None:
    raws = [make_raw(n).replace(b"Message-ID: <%d@example.org>\r\n" % n, b"") for n in (1, 2)]
    moment = fetched(1).internal_date
    window = [type(fetched(1))("INBOX", Uid(n), raw, None, moment) for n, raw in enumerate(raws, 1)]
    bench.store.save_window(bench.inbox, window)
    asked = [
        listed(7 + n, message_id="", size=len(raw), internal_date=moment, header=mark_of(raw))
        for n, raw in enumerate(raws, 1)
    ]
    held = bench.store.find_held(bench.mailbox.id, asked)
    assert [bench.store.get_raw(held[Uid(uid)]) for uid in (8, 9)] == raws
    # It is moved, and moved again.
    bench.store.apply_plan(bench.inbox, Plan(gone=frozenset({Uid(1)})))
    bench.store.apply_plan(bench.other, Plan(relink=(Relink(asked[0], held[Uid(8)]),)))
    assert bench.store.find_held(bench.mailbox.id, asked[:1]) == {8: held[Uid(8)]}


def test_an_email_id_under_which_another_size_is_told_is_not_believed(bench: Bench) -> None:
    bench.plan(listed(1, email_id="M1"))
    (id_,) = bench.save(1)
    asked = listed(9, 1, email_id="M1", header=None)
    assert bench.store.find_held(bench.mailbox.id, [asked]) == {9: id_}
    lying = listed(9, 1, email_id="M1", header=None, size=len(make_raw(1)) + 1)
    assert bench.store.find_held(bench.mailbox.id, [lying]) == {}
    assert bench.store.is_contradicted(bench.mailbox.id, [lying])
    unknown = listed(9, 1, email_id="M2", header=None)
    assert not bench.store.is_contradicted(bench.mailbox.id, [asked, unknown, listed(9, 1, email_id="M1", size=None)])


@pytest.mark.parametrize("email_id", [None, "M1"])
def test_a_renumbered_folder_gets_its_own_places_back(bench: Bench, email_id: str | None) -> None:
    """So that stars which wait to be sent stay, though another folder has the same message and had it first."""
    for folder in (bench.other, bench.inbox):
        bench.plan(listed(1, email_id=email_id), folder=folder)
        (mine,) = bench.save(1, folder=folder)
    asked = [listed(9, 1, email_id=email_id)]
    assert bench.store.find_held(bench.mailbox.id, asked) != {9: mine}
    assert bench.store.find_held(bench.mailbox.id, asked, renumbered=bench.inbox) == {9: mine}


def test_places_of_one_message_are_given_out_one_by_one(bench: Bench) -> None:
    bench.plan(listed(1, email_id="M1"), listed(2, 1, email_id="M1"))
    bench.store.save_window(bench.inbox, [fetched(1), fetched(2, 1)])
    again = [listed(uid, 1, email_id="M1") for uid in (8, 9)]
    held = bench.store.find_held(bench.mailbox.id, again, renumbered=bench.inbox)
    assert len(set(held.values())) == 2
    again = [listed(uid, 1) for uid in (8, 9)]
    assert bench.store.find_held(bench.mailbox.id, again, renumbered=bench.inbox) == held


def test_a_damaged_raw_message_is_not_held(bench: Bench) -> None:
    bench.save(1)
    with bench.store._writer.transaction() as cursor:
        cursor.execute("UPDATE content SET data = x'28b52ffd00'")
    assert bench.store.find_held(bench.mailbox.id, [listed(9, 1)]) == {}


def test_too_many_of_one_likeness_are_fetched(bench: Bench) -> None:
    raws = [make_raw(1).replace(b"hello 1", b"%07d" % number) for number in range(60)]
    bench.store.save_window(bench.inbox, [fetched(n + 1, 1, raw=raw) for n, raw in enumerate(raws)])
    assert bench.store.find_held(bench.mailbox.id, [listed(99, 1)]) == {}


def as_text(size: int) -> bytes:
    return make_raw(1, headers="X-Long: y\r\n") + b"plain words, line by line\r\n" * (size // 27)


def as_base64(size: int) -> bytes:
    from base64 import encodebytes

    return make_raw(1) + encodebytes(random.Random(1).randbytes(size)).replace(b"\n", b"\r\n")


def as_noise(size: int) -> bytes:
    return make_raw(1) + random.Random(1).randbytes(size)


@pytest.mark.parametrize("make", [as_text, as_base64, as_noise])
@pytest.mark.parametrize("size", [0, 5_000, 3_000_000])
def test_the_beginning_of_a_packed_message_is_that_of_the_message(make: Callable[[int], bytes], size: int) -> None:
    raw = make(size)
    quick = pack(raw)
    for packed in (quick, pack_tightly(raw, quick)):
        for reach in (0, 1, 150, len(make_raw(1)), 400):
            found = unpack_beginning(packed.codec, packed.size, packed.data[: 512 * 1024], reach)
            assert found == raw[: len(found)]
            assert len(found) == min(reach, len(raw)) or (packed.codec == UNFOLDED and len(found) == len(make_raw(1)))


def test_long_headers_are_compared_in_messages_of_every_codec(bench: Bench) -> None:
    codecs = set()
    for number, make in enumerate((as_text, as_base64), 1):
        long = "".join(f"X-Trace-{n}: {random.Random(n).randbytes(400).hex()}\r\n" for n in range(200))
        raw = make_raw(number, headers=long) + make(300_000)
        bench.store.save_window(bench.inbox, [fetched(number, raw=raw)])
        asked = listed(90 + number, number, size=len(raw), header=mark_of(raw))
        assert bench.store.find_held(bench.mailbox.id, [asked]).keys() == {90 + number}
        bench.store.describe_pending(lambda: False, 60)
        bench.store.tighten_pending(lambda: False, 60)
        assert bench.store.find_held(bench.mailbox.id, [asked]).keys() == {90 + number}
        codecs |= {row[0] for row in bench.store._readers.rows("SELECT codec FROM content")}
    assert codecs & {TIGHT, UNFOLDED, ZSTD}


def test_a_header_that_reaches_the_end_of_what_is_held_is_all_of_it(bench: Bench) -> None:
    raw = make_raw(1).partition(b"\r\n\r\n")[0]
    bench.store.save_window(bench.inbox, [fetched(1, raw=raw)])
    asked = listed(9, 1, size=len(raw), header=mark_header(raw + b"\r\n\r\n"))
    assert bench.store.find_held(bench.mailbox.id, [asked]) == {9: MessageId(1)}
