"""Hostile mail costs little, raises nothing, and what was cut is said."""

from __future__ import annotations

import base64
import random
import time
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imapdesk.mail import Address
from imapdesk.mime import describe_headers, describe_message, make_safe_html
from imapdesk.mime.describe import describe_strictly
from tests.mime import fuzz
from tests.mime.samples import MESSAGES

LIMIT_S = 3.0  # processor seconds, with room for a busy machine; the promise is 5

HOSTILE = {
    "a subject of 20,000 encoded words": lambda: (
        b"Subject: " + b"\n ".join([b"=?utf-8?q?=C3=A4?="] * 20_000) + b"\n\nx"
    ),
    "30,000 words that never end": lambda: (
        b"Subject: " + b"=?utf-8?q?" * 30_000 + b"\nFrom: " + b"=?a?b?" * 30_000 + b"\n\nx"
    ),
    "comments 100,000 deep": lambda: b"From: " + b"(" * 100_000 + b")" * 100_000 + b" a@example.org\n\nx",
    "comments that never close": lambda: b"From: " + b"a (" * 100_000 + b"\nDate: " + b"(" * 100_000 + b"\n\nx",
    "multiparts 10,000 deep": lambda: (
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(10_000)) + b"\nx"
    ),
    "forwarded messages 10,000 deep": lambda: b"Content-Type: message/rfc822\n\n" * 10_000 + b"Subject: x\n\nx",
    "100,000 recipients": lambda: (
        b"To: " + b", ".join(b"N %d <u%d@example.org>" % (n, n) for n in range(100_000)) + b"\n\nx"
    ),
    "100,000 recipient headers": lambda: b"To: a@example.org\n" * 100_000 + b"\nx",
    "a million headers": lambda: b"X-A: b\n" * 1_000_000 + b"\nx",
    "a million parts": lambda: b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 1_000_000,
    "300,000 quotes": lambda: (
        b"From: " + b'"' * 300_000 + b"\nTo: " + b'"a\\' * 100_000 + b"\nCc: " + b"a <" * 100_000 + b"\n\nx"
    ),
    "300,000 quotes that never close inside brackets": lambda: (
        b"From: <"
        + b'"'
        + b'\\"<' * 300_000
        + b"\nTo: <()"
        + b'\\"' * 300_000
        + b">\nCc: "
        + b"<a " * 300_000
        + b"\n\nx"
    ),
    "300,000 blanks in a parameter": lambda: (
        b"Content-Type: text/plain; name=x"
        + b" " * 300_000
        + b"(\nContent-Disposition: a; b="
        + b" (" * 100_000
        + b"\n\nx"
    ),
    "100,000 parameters": lambda: b"Content-Type: text/plain" + b"; a*0*=x" * 100_000 + b"\n\nx",
    "300,000 files that begin": lambda: b"Subject: x\n\n" + b"begin 644 a\n#abc\n=ybegin name=a\n" * 100_000,
    "ten million empty lines": lambda: b"\n" * 10_000_000,
    "no line end at all": lambda: b"a" * 10_000_000,
    "random bytes": lambda: random.Random(1).randbytes(3_000_000),
    "base64 in a million pieces": lambda: b"Content-Transfer-Encoding: base64\n\n" + b"YQ==\n" * 1_000_000,
    "lines that look like boundaries": lambda: b"Content-Type: multipart/mixed\n\n" + b"--x y\n" * 1_000_000,
    "a million parts that are nothing but a delimiter": lambda: (
        b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n" * 1_000_000
    ),
    "a million blanks in a name": lambda: b"From: x" + b" " * 1_000_000 + b"y\n\nx",
    "a million end boundaries": lambda: b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b--\n" * 1_000_000,
    "parts whose headers never end": lambda: (
        b"Content-Type: multipart/mixed; boundary=b\n\n" + (b"--b\n" + b"X-A: yyyyyyyyyyyyyyyy\n" * 13_000) * 40
    ),
    "lone equals signs": lambda: b"Content-Transfer-Encoding: quoted-printable\n\n" + b"==00=3D" * 1_000_000,
    "a row of equals signs": lambda: b"Content-Transfer-Encoding: quoted-printable\n\n" + b"=" * 10_000_000,
    "bytes of no charset": lambda: b"Subject: x\n\n" + b"\xd0\xcf\xd1 \xe9\xa0\n" * 1_000_000,
    "a blank file of soft breaks": lambda: b"Content-Transfer-Encoding: quoted-printable\n\n" + b"= " * 2_000_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_mail_is_described_quickly(name: str) -> None:
    raw = HOSTILE[name]()
    for describe in (describe_strictly, describe_headers):
        started = time.process_time()
        describe(raw)
        assert time.process_time() - started < LIMIT_S


def test_what_was_cut_is_said() -> None:
    assert describe_strictly(HOSTILE["multiparts 10,000 deep"]()).problems
    assert describe_strictly(HOSTILE["100,000 recipients"]()).problems
    assert describe_strictly(HOSTILE["a million headers"]()).problems
    assert describe_strictly(HOSTILE["a million parts"]()).problems


def test_a_large_subject_takes_little_memory() -> None:
    raw = HOSTILE["a subject of 20,000 encoded words"]()
    tracemalloc.start()
    subject = describe_strictly(raw).subject
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert subject == "ä" * 20_000
    assert peak < 30_000_000


def test_a_large_attachment_is_not_decoded_before_it_is_asked_for() -> None:
    content = base64.encodebytes(b"x" * 20_000_000)
    raw = b"Content-Type: application/zip; name=a.zip\nContent-Transfer-Encoding: base64\n\n" + content
    tracemalloc.start()
    (item,) = describe_strictly(raw).attachments
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert item.size == 20_000_000
    assert peak < 40_000_000


HOSTILE_HTML = {
    "divs 100,000 deep": "<div>" * 100_000,
    "fonts and paragraphs": "".join(f"<font color={n}>" for n in range(20_000)) + "<p>x" * 20_000,
    "tables 50,000 deep": "<table><tr><td>" * 50_000,
    "unclosed tags": "<a <b <img " * 200_000,
    "unclosed comments": "<!--" * 500_000,
    "unclosed styles": "<style>" * 200_000,
    "a sheet of braces": "<style>" + "a{" * 200_000 + "</style>",
    "attributes without end": "<img " + "src=//example.com " * 200_000,
    "entities": "&" * 2_000_000,
    "a number without end": "&#" + "1" * 200_000,
    "attributes of all names": "<a " + " ".join(f"a{n}=1" for n in range(50_000)) + ">",
    "attributes behind a quoted bracket": "<style>p{color:red}</style><p x='>' "
    + " ".join(f"a{n}" for n in range(60_000))
    + ">",
    "attributes that quotes part": "<p x='>' " + "".join(f"a{n}=''" for n in range(60_000)) + ">",
    "attributes of an end": "</p " + " ".join(f"a{n}" for n in range(300_000)) + ">",
    "urls": "url(" * 500_000,
}


@pytest.mark.parametrize("name", HOSTILE_HTML)
def test_hostile_html_is_cleaned_quickly(name: str) -> None:
    raw = b"Content-Type: text/html\n\n" + HOSTILE_HTML[name].encode()
    started = time.process_time()
    fuzz.check(raw)
    assert time.process_time() - started < LIMIT_S


@given(st.binary(max_size=2_000))
@settings(max_examples=150, deadline=None)
def test_any_bytes_give_a_described_message(raw: bytes) -> None:
    fuzz.check(raw)


@given(st.integers(min_value=0, max_value=2**64))
@settings(max_examples=100, deadline=None)
def test_any_mutation_of_a_message_gives_a_described_message(seed: int) -> None:
    fuzz.check(fuzz.mutate(random.Random(seed)))


@given(st.sampled_from(MESSAGES), st.integers(min_value=0, max_value=3_000))
@settings(max_examples=100, deadline=None)
def test_a_message_cut_anywhere_is_described(raw: bytes, length: int) -> None:
    fuzz.check(raw[:length])


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=40)


@given(WORDS)
@settings(max_examples=200, deadline=None)
def test_a_subject_survives_its_encoding(text: str) -> None:
    payload = base64.b64encode(text.encode())
    assert describe_headers(b"Subject: =?utf-8?B?" + payload + b"?=\n\n").subject == text


@given(WORDS, st.integers(min_value=1, max_value=9))
@settings(max_examples=200, deadline=None)
def test_a_subject_survives_words_split_inside_characters(text: str, size: int) -> None:
    data = text.encode()
    words = [b"=?utf-8?B?" + base64.b64encode(data[at : at + size]) + b"?=" for at in range(0, len(data), size)]
    assert describe_headers(b"Subject: " + b"\r\n ".join(words) + b"\r\n\r\n").subject == text


@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters='<>@"\\'),
        min_size=1,
        max_size=30,
    )
)
@settings(max_examples=200, deadline=None)
def test_a_quoted_name_survives(name: str) -> None:
    if "=?" in name:
        return
    raw = b'From: "' + name.encode() + b'" <a@example.org>\n\n'
    assert describe_headers(raw).from_ == [Address(name, "a@example.org")]


@given(WORDS)
@settings(max_examples=200, deadline=None)
def test_an_attachment_name_survives(name: str) -> None:
    quoted = "".join(f"%{byte:02X}" for byte in name.encode())
    raw = f"Content-Type: application/x-a\nContent-Disposition: attachment; filename*=utf-8''{quoted}\n\n".encode()
    assert describe_strictly(raw).attachments[0].name == name


@given(st.text(max_size=500))
@settings(max_examples=200, deadline=None)
def test_any_html_is_made_safe(html: str) -> None:
    fuzz.check_nothing_is_fetched(make_safe_html(html).html)


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
def test_anything_of_bytes_is_a_message(kind: type[bytes]) -> None:
    assert describe_message(kind(b"Subject: one\r\n\r\nx\r\n")).subject == "one"


@pytest.mark.parametrize("wrong", ["Subject: one", None, 7])
def test_what_is_not_bytes_is_the_callers_mistake(wrong: object) -> None:
    with pytest.raises(TypeError, match="bytes-like"):
        describe_message(wrong)  # type: ignore[arg-type]
