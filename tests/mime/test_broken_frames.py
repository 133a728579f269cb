"""What holds a message together may be broken: its headers cut in two, an end boundary in the wrong place."""

from __future__ import annotations

import base64

import pytest

from imapdesk.mime import describe_message

_TEXT = b"--b\nContent-Type: text/plain\n\nhello"


def _mixed(body: bytes) -> bytes:
    return b"Subject: s\nContent-Type: multipart/mixed; boundary=b\n\n" + body


GAPS = [b"\n", b"\n   \n\n", b"\r\n\r\n"]


@pytest.mark.parametrize("gap", GAPS)
def test_headers_that_go_on_behind_empty_lines_are_headers(gap: bytes) -> None:
    first = b"Message-ID: <1@example.com>\nX-Gateway: mx.example.org\n"
    second = b"From: ann@example.com\nSubject: s\nDate: Wed, 18 Nov 2009 10:30:05 +0100\nContent-Type: text/html\n"
    described = describe_message(first + gap + second + b"\n<p>hello\n")
    assert (described.message_id, described.subject, described.html) == ("<1@example.com>", "s", "<p>hello\n")
    assert described.problems == ["A line among the headers is no header and was left out."]


def test_a_text_that_quotes_headers_stays_a_text() -> None:
    quoted = "From: bob@example.com\nSubject: t\nDate: Wed, 18 Nov 2009 10:30:05 +0100\n\nhello\n"
    described = describe_message(f"Message-ID: <1@example.com>\nFrom: ann@example.com\n\n{quoted}".encode())
    assert (described.text, described.from_[0].address) == (quoted, "ann@example.com")
    few = "X-A: b\n\nSubject: only one\n\nhello\n"
    assert describe_message(few.encode()).text == few.partition("\n\n")[2]


@pytest.mark.parametrize("name", ["Fr om", "Reply - To", "X-Some Thing"])
def test_a_header_with_blanks_in_its_name_is_no_text(name: str) -> None:
    described = describe_message(f"From: ann@example.com\n{name}: eve@example.net\n\nhello\n".encode())
    assert (described.text, [person.address for person in described.from_]) == ("hello\n", ["ann@example.com"])
    words = "From: ann@example.com\nA word from me: hello\n\nyours\n"
    assert describe_message(words.encode()).text == "A word from me: hello\n\nyours\n"


@pytest.mark.parametrize("ending", [b"\n--b-->\nmore\n", b"\n--b--<br>\n", b"\n--b-- \nmore\n"])
def test_what_stands_behind_the_end_boundary_is_left_out(ending: bytes) -> None:
    assert describe_message(_mixed(_TEXT + ending)).text == "hello"


def test_a_boundary_that_goes_on_is_another_boundary() -> None:
    assert describe_message(_mixed(_TEXT + b"\n--b--x\n--b--\n")).text == "hello\n--b--x"


def test_an_end_boundary_in_the_last_line_is_no_text() -> None:
    assert describe_message(_mixed(_TEXT + b"--b--\n")).text == "hello"
    file = b"--b\nContent-Type: a/b\nContent-Transfer-Encoding: base64\n\nAAEC--b-- \n"
    (item,) = describe_message(_mixed(_TEXT + b"\n" + file)).attachments
    assert (item.size, item.data()) == (3, b"\0\1\2")
    inner = b"--o\nContent-Type: multipart/mixed; boundary=b\n\n" + _TEXT + b"--b--\n--o--\n"
    assert describe_message(_mixed(inner).replace(b"boundary=b", b"boundary=o", 1)).text == "hello"


def test_an_end_boundary_inside_a_text_is_text() -> None:
    assert describe_message(_mixed(_TEXT + b" --b--\n--b--\n")).text == "hello --b--"


def test_a_hundred_parts_inside_one_another_are_opened() -> None:
    head = "".join(f"Content-Type: multipart/mixed; boundary=b{depth}.\n\n--b{depth}.\n" for depth in range(120))
    raw = f"{head}Content-Type: text/plain\n\nhello\n" + "".join(f"--b{depth}.--\n" for depth in reversed(range(120)))
    described = describe_message(raw.encode())
    assert (described.text, described.problems) == ("hello", [])


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("size", [57, 60, 171])
def test_a_footer_behind_base64_without_padding_is_not_decoded(size: int, line_end: bytes) -> None:
    footer = b"_______________\nThe garden list\nwrite to list@example.org to leave\n"
    body = (base64.encodebytes(b"abc" * (size // 3)) + footer).replace(b"\n", line_end)
    described = describe_message(b"Content-Transfer-Encoding: base64\n\n" + body)
    assert described.text == "abc" * (size // 3)


def test_junk_inside_base64_cuts_nothing() -> None:
    encoded = base64.encodebytes(b"abc" * 100).splitlines(keepends=True)
    body = b"".join([*encoded[:2], b"lost more bits here\n", *encoded[2:]])
    assert describe_message(b"Content-Transfer-Encoding: base64\n\n" + body).text.endswith("abc" * 10)


DISPOSITIONS = [
    (b"inline", b"attachment; filename=a.bin", "a.bin", True),
    (b"", b"attachment; filename=a.bin", "a.bin", False),
    (b"attachment; filename=a.bin", b"inline; filename=b.bin", "a.bin", False),
    (b"", b"", "", False),
]


@pytest.mark.parametrize(("first", "second", "name", "inline"), DISPOSITIONS)
def test_a_second_disposition_gives_the_name_that_the_first_lacks(
    first: bytes, second: bytes, name: str, inline: bool
) -> None:
    part = b"--b\nContent-Type: a/b\nContent-Disposition: " + first + b"\nContent-Disposition: " + second + b"\n\nx"
    (item,) = describe_message(_mixed(part + b"\n--b--\n")).attachments
    assert (item.name, item.inline) == (name, inline)


def test_a_header_of_odd_signs_is_no_text_and_takes_its_folds_along() -> None:
    odd = "X-Some/thing\t !#$%: one\n two\nX-Some/thing\t !#$%: three\n four\n"
    described = describe_message(f"From: ann@example.com\nSubject: s\n{odd}\nhello\n".encode())
    assert (described.subject, described.text) == ("s", "hello\n")


def test_a_transfer_encoding_in_an_encoded_word_counts() -> None:
    raw = b"Content-Transfer-Encoding: =?utf-8?Q?base64?=\n\naGVsbG8=\n"
    assert describe_message(raw).text == "hello"


def test_two_end_boundaries_may_share_a_line() -> None:
    inner = b"--b\nContent-Type: multipart/mixed; boundary=--i\n\n----i\n\nhello\n----i----b"
    assert describe_message(_mixed(inner + b"--\nepilogue\n")).text == "hello"
    assert describe_message(_mixed(inner + b"\n\nthere\n--b--\n")).text == "hello\nthere"


@pytest.mark.parametrize("rest", [b"Content-Transfer-Enc", b"Mess", b"content-disposition"])
def test_a_message_that_ends_inside_the_name_of_a_header_has_none_of_it_as_its_text(rest: bytes) -> None:
    head = b"Subject: s\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nhello\n--b\n"
    described = describe_message(head + b"Content-Type: text/plain\n" + rest)
    assert (described.text, described.attachments) == ("hello", [])
    assert describe_message(b"Subject: s\nFrom: ann@example.com\n" + rest).text == ""
    for word in (b"hello", b"Content-Transfer-Enc\n", b"Message to all"):
        assert describe_message(b"Subject: s\nFrom: ann@example.com\n" + word).text == word.decode()


@pytest.mark.parametrize(
    "line",
    [
        b">From ann@example.com Wed Nov 18 10:30:05 2009",
        b"From ann Wed Nov 18 10:30 CET 2009",
        b"X-Odd",
        b"X-\xe4rger: y",
    ],
)
def test_a_line_that_is_no_text_is_none_where_it_ends_the_headers(line: bytes) -> None:
    described = describe_message(b"Subject: s\n" + line + b"\n\nhello\n")
    assert (described.subject, described.text) == ("s", "hello\n")


@pytest.mark.parametrize("line", [b"From Ann I hear nothing.", b"X-ray pictures", b"Dear Ann,", b"x-small"])
def test_a_line_of_words_behind_the_headers_is_text_though_no_empty_line_is_between(line: bytes) -> None:
    assert describe_message(b"Subject: s\n" + line + b"\n\nhello\n").text == line.decode() + "\n\nhello\n"


def test_lines_of_blanks_among_folds_end_no_headers() -> None:
    described = describe_message(b"Subject: one\n \n\t \r\n two\n \n \nTo: ann@example.com\n \nThis is text.\n")
    assert (described.subject, described.to[0].address) == ("one two", "ann@example.com")
    assert described.text == "This is text.\n"


def test_a_first_delimiter_of_another_name_hides_no_text() -> None:
    head = b"Content-Type: multipart/mixed; boundary=part-2\n\n"
    parts = b"--part-1\nContent-Type: text/plain\n\nhello\n--part-2\nContent-Type: a/b; name=c\n\nd\n--part-2--\n"
    described = describe_message(head + parts)
    assert (described.text, [item.name for item in described.attachments]) == ("hello", ["c"])
    described = describe_message(head + b"--part-1\nContent-Type: a/b; name=e\n\nx\n" + parts)
    assert (described.text, [item.name for item in described.attachments]) == ("", ["c"])


@pytest.mark.parametrize("colon", [" = ", "; ", "="])
def test_headers_of_a_part_whose_colon_was_mistyped_count(colon: str) -> None:
    part = f"--b\nContent-Type{colon}text/plain; charset=utf-8\nContent-Transfer-Encoding{colon}base64\n\nSGVsbG8=\n"
    described = describe_message(f"Content-Type: multipart/mixed; boundary=b\n\n{part}--b--\n".encode())
    assert (described.text, described.attachments) == ("Hello", [])
