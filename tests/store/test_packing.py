"""Packing: whatever goes in comes out byte for byte."""

from __future__ import annotations

import base64
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imapdesk.mail import Fetched, Scope, Uid
from imapdesk.store.content.packing import STORED, TIGHT, UNFOLDED, ZSTD, pack, pack_tightly, unpack
from imapdesk.store.content.unfolding import fold, unfold
from tests.store.bench import Bench


def make_base64(content: bytes, width: int = 76, end: bytes = b"\r\n") -> bytes:
    text = base64.b64encode(content)
    return end.join(text[i : i + width] for i in range(0, len(text), width))


def make_attached(content: bytes, width: int = 76, end: bytes = b"\r\n") -> bytes:
    return b"Subject: x\r\n\r\n--b\r\n\r\n" + make_base64(content, width, end) + b"\r\n--b--\r\n"


@given(st.binary(max_size=5000))
def test_any_bytes_come_back(raw: bytes) -> None:
    packed = pack(raw)
    assert unpack(packed.codec, packed.size, packed.data) == raw
    tight = pack_tightly(raw, packed)
    assert unpack(tight.codec, tight.size, tight.data) == raw


@given(
    st.lists(st.tuples(st.binary(max_size=50), st.binary(min_size=300, max_size=900)), min_size=1, max_size=4),
    st.sampled_from([56, 60, 64, 72, 76]),
    st.sampled_from([b"\r\n", b"\n"]),
)
def test_messages_with_base64_come_back(parts: list[tuple[bytes, bytes]], width: int, end: bytes) -> None:
    raw = b"".join(text + b"\r\n\r\n" + make_base64(content, width, end) + b"\r\n" for text, content in parts)
    unfolded = unfold(raw)
    assert unfolded is None or fold(unfolded, len(raw)) == raw
    tight = pack_tightly(raw, pack(raw))
    assert unpack(tight.codec, tight.size, tight.data) == raw


def test_base64_is_kept_as_what_it_stands_for() -> None:
    content = b"A document that could be compressed. " * 500
    raw = make_attached(content)
    quick = pack(raw)
    tight = pack_tightly(raw, quick)
    assert tight.codec == UNFOLDED
    assert len(tight.data) < len(quick.data) / 2
    assert unpack(tight.codec, tight.size, tight.data) == raw


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text.replace(b"\r\n", b"\n", 3),  # mixed line ends
        lambda text: text[:200] + b"AAAA" + text[200:],  # one longer line
        lambda text: text.rstrip(b"=")[:-1],  # cut in the middle of a group
        lambda text: text[:-1] + b"B",  # bits that no encoder leaves there
    ],
)
def test_base64_that_would_not_come_back_exactly_is_left_alone(spoil) -> None:  # type: ignore[no-untyped-def]
    raw = b"Subject: x\r\n\r\n" + spoil(make_base64(random.Random(1).randbytes(2000))) + b"\r\n--b--\r\n"
    tight = pack_tightly(raw, pack(raw))
    assert unpack(tight.codec, tight.size, tight.data) == raw


@pytest.mark.parametrize("codec", [STORED, ZSTD, TIGHT, UNFOLDED, 9, -1])
@given(data=st.binary(max_size=200))
def test_damaged_data_is_an_error_and_nothing_else(codec: int, data: bytes) -> None:
    try:
        unpack(codec, 100, data)
    except ValueError:
        return
    assert codec == STORED


@given(st.binary(max_size=200))
def test_a_damaged_unfolded_message_is_an_error_and_nothing_else(data: bytes) -> None:
    try:
        fold(data, 50)
    except ValueError:
        return
    assert len(fold(data, 50)) == 50


def test_the_background_pass_makes_the_store_smaller_and_loses_nothing(bench: Bench, path: Path) -> None:
    rng = random.Random(5)
    raws = [make_attached(rng.randbytes(30_000) + b"x" * 30_000) for _ in range(60)]
    bench.store.save_window(bench.inbox, [Fetched("INBOX", Uid(n + 1), raw) for n, raw in enumerate(raws)])
    before = bench.store._readers.row("SELECT sum(length(data)) FROM content")[0]
    assert bench.store.describe_pending(lambda: False, 1e9) == len(raws)
    assert bench.store.describe_pending(lambda: False, 1e9) == 0
    assert bench.store.describe_pending(lambda: False, 60) == len(raws)
    assert bench.store.describe_pending(lambda: False, 60) == 0
    after = bench.store._readers.row("SELECT sum(length(data)) FROM content")[0]
    assert after < before * 0.96
    assert bench.store._readers.row("PRAGMA freelist_count")[0] < 30
    rows = bench.store.list_ids(Scope())
    assert sorted(bench.store.get_raw(id_) for id_ in rows) == sorted(raws)
    assert bench.store.check() == []
