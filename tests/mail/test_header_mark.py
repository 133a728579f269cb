"""A header's mark fits the messages that have that header, whole, and no other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imapdesk.mail import mark_header
from imapdesk.mail.header_mark import MOST_HEADER_BYTES

LINE = st.from_regex(rb"[A-Z][a-z]{0,5}: [ -~]{1,30}", fullmatch=True)
HEADER = st.lists(LINE, min_size=1, max_size=6)
ENDS = st.sampled_from([b"\r\n", b"\n"])


@given(lines=HEADER, end=ENDS, body=st.binary(max_size=60))
def test_it_fits_the_message_whatever_the_body(lines: list[bytes], end: bytes, body: bytes) -> None:
    header = end.join(lines) + end
    mark = mark_header(header + end)
    assert mark is not None
    assert mark.fits(header + end + body)
    assert mark.fits((header + end + body)[: mark.reach])
    assert mark.fits(header), "a message that ends with its header"
    assert mark_header(header) == mark, "with and without the empty line"


@given(lines=HEADER, end=ENDS, more=LINE, body=st.binary(max_size=60))
def test_it_fits_no_message_with_a_longer_or_another_header(
    lines: list[bytes], end: bytes, more: bytes, body: bytes
) -> None:
    mark = mark_header(end.join([*lines, b"", b""]))
    assert mark is not None
    assert not mark.fits(end.join([*lines, more, b"", body]))
    assert not mark.fits(end.join([more, *lines, b"", body]))
    changed = bytearray(end.join([*lines, b"", body]))
    changed[0] ^= 1
    assert not mark.fits(bytes(changed))


@pytest.mark.parametrize("nothing", [b"", b"\r\n", b"\n\n", b"a" * MOST_HEADER_BYTES])
def test_what_tells_nothing_has_no_mark(nothing: bytes) -> None:
    assert mark_header(nothing) is None
