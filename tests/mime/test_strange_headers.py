"""Headers that only a few programs write: comments, folds and quotes in places where hardly anybody expects them."""

from __future__ import annotations

import pytest

from imapdesk.mail import Address
from imapdesk.mime import describe_headers, describe_message
from imapdesk.mime.flowed import unflow

NAMES = [
    (b"attachment; filename=plan.zip size=12", "plan.zip"),
    (b'attachment; filename="plan.zip size=12"', "plan.zip size=12"),
    (b"attachment; filename=big plan.zip creation-date=never", "big plan.zip"),
    (b"attachment; filename*0=us-ascii'en'my; filename*1*=%20plan.txt", "my plan.txt"),
    (b"attachment; filename*0=\"us-ascii'en'my\"; filename*1=plan.txt", "us-ascii'en'myplan.txt"),
    (b'attachment; (to keep) filename="plan.txt"', "plan.txt"),
    (b"attachment; filename=plan (1).txt", "plan (1).txt"),
    (b'attachment; x="a"b; filename=plan.txt; y=";', "plan.txt"),
]


@pytest.mark.parametrize(("disposition", "name"), NAMES)
def test_a_file_keeps_its_name_beside_what_is_none(disposition: bytes, name: str) -> None:
    raw = b"Content-Type: application/x-a\nContent-Disposition: " + disposition + b"\n\nx"
    assert [item.name for item in describe_message(raw).attachments] == [name]


@pytest.mark.parametrize(
    "value",
    [b"text/html; (a remark) charset=koi8-r", b"(one) text (two)/(three)html(four); charset=koi8-r"],
)
def test_comments_in_a_content_type_are_passed_over(value: bytes) -> None:
    described = describe_message(b"Content-Type: " + value + b"\n\n" + "мир".encode("koi8-r"))
    assert (described.html, described.text, described.problems) == ("мир", "", [])


@pytest.mark.parametrize(
    "boundary",
    [b"boundary*=\"us-ascii''a%2Db\"", b"boundary*0*=us-ascii'en'a; boundary*1*=%2D; boundary*2=b", b'boundary="a-b"'],
)
def test_a_boundary_may_be_written_as_parameters_in_other_charsets_are(boundary: bytes) -> None:
    raw = b"Content-Type: multipart/mixed; " + boundary + b"\n\n--a-b\n\none\n--a-b\n\ntwo\n--a-b--\n"
    described = describe_message(raw)
    assert (described.text, described.problems) == ("one\ntwo", [])


def test_a_boundary_that_was_folded_everywhere_parts_the_message() -> None:
    fold = b"=== _= \n      1234(56)"
    raw = b'Content-Type: multipart/mixed; boundary="' + fold + b'"\nSubject: s\n\n--' + fold
    raw += b"\nContent-Type: text/plain\n\nNot delivered.\n--" + fold
    raw += b"\nContent-Type: message/rfc822\n\nSubject: inner\n\nlost\n--" + fold + b"--\n"
    described = describe_message(raw)
    assert (described.subject, described.text.strip()) == ("s", "Not delivered.")
    assert [item.type for item in described.attachments] == ["message/rfc822"]


def test_a_charset_on_a_line_that_lost_its_header_is_the_charset() -> None:
    raw = b"Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\ncharset=koi8-r\n\n=CD=C9=D2\n"
    described = describe_message(raw)
    assert (described.text, described.problems) == ("мир\n", [])


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (b'=?utf-8?Q?"Ann B=C3=A4r"?= <ann@example.com>', "Ann Bär"),
        (b"=?utf-8?B?IkFubiBCw6RyIg==?= <ann@example.com>", "Ann Bär"),
        (b"=?utf-8?Q?=22Ann=22_B=C3=A4r?= <ann@example.com>", '"Ann" Bär'),
        (b"=?utf-8?Q?=22Ann_=22Oak=22_B=C3=A4r=22?= <ann@example.com>", 'Ann "Oak" Bär'),
        (b"=?utf-8?Q?=22Ann=22_and_=22B=C3=A4r=22?= <ann@example.com>", '"Ann" and "Bär"'),
        (b'"\\"Ann\\"" <ann@example.com>', '"Ann"'),
    ],
)
def test_quotes_that_were_encoded_around_a_whole_name_are_none_of_it(header: bytes, name: str) -> None:
    (person,) = describe_message(b"From: " + header + b"\n\nx").from_
    assert (person.name, person.address) == (name, "ann@example.com")


@pytest.mark.parametrize(
    "header",
    [
        b"=?shift_jis?B?i+CTY4FAlPyJSA==?=",
        b'"=?utf-8?B?6YeR55Sw44CA576O57695?="',
        "金田\u3000美羽".encode(),
        '"金田\u3000美羽"'.encode(),
    ],
)
def test_the_wide_blank_between_japanese_names_stays_wide(header: bytes) -> None:
    (person,) = describe_message(b"From: " + header + b" <ann@example.com>\n\nx").from_
    assert person.name == "金田\u3000美羽"


@pytest.mark.parametrize("codec", ["latin-1", "utf-8"])
def test_letters_that_their_writer_left_raw_in_an_encoded_word_are_read(codec: str) -> None:
    word = "=?iso-8859-1?Q?B=E4r,_Köln?=".encode(codec) if codec == "latin-1" else "=?iso-8859-1?Q?Bär,_Köln?=".encode()
    described = describe_message(b"Subject: " + word + b"\nFrom: " + word + b" <ann@example.com>\n\nx")
    assert described.subject == "Bär, Köln"
    assert [(item.name, item.address) for item in described.from_] == [("Bär, Köln", "ann@example.com")]


NAMES_WITH_BLANKS = [
    ("=?utf-8?Q?Ann__B=C3=A4r?=", "Ann  Bär"),
    ("=?utf-8?B?QW5uICBCw6Ry?=", "Ann  Bär"),
    ('"Ann  Lee"', "Ann  Lee"),
    ("Ann  Lee", "Ann Lee"),
    ("=?utf-8?Q?B=C3=A4r?=  Lee", "Bär Lee"),
]


@pytest.mark.parametrize(("header", "name"), NAMES_WITH_BLANKS)
def test_blanks_that_were_quoted_or_encoded_in_a_name_were_meant(header: str, name: str) -> None:
    described = describe_message(f"From: {header} <ann@example.com>\nTo: {header} <a@example.com>, b\n\nx".encode())
    assert (described.from_[0].name, described.to[0].name) == (name, name)


def test_lines_that_end_the_wrong_way_round_are_lines() -> None:
    described = describe_message(b"Subject: s\n\rFrom: ann@example.com\n\r\n\rone\n\rtwo")
    assert (described.subject, described.from_[0].address, described.text) == ("s", "ann@example.com", "one\ntwo")


def test_a_date_whose_year_was_forgotten_is_unknown() -> None:
    assert describe_message(b"Date: Friday, 19-Nov- 16:14:55 EST\n\nx").date is None


def test_identifiers_in_any_letters_are_read() -> None:
    raw = "Message-ID: <1@пример.example>\nReferences: <0@пример.example>\n <00@example.com>\n\nx".encode()
    described, quick = describe_message(raw), describe_headers(raw)
    assert (described.message_id, described.references) == (
        "<1@пример.example>",
        ["<0@пример.example>", "<00@example.com>"],
    )
    assert (quick.message_id, quick.references) == (described.message_id, described.references)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("=?utf-8?Q?caf=?= =?utf-8?Q?C3=A9?=", "café"),
        ("=?utf-8?Q?caf=C?=\n =?utf-8?Q?3=A9_noir?=", "café noir"),
        ("=?utf-8?Q?1+1=?= =?utf-8?Q?zwei?=", "1+1=zwei"),
        ("=?utf-8?B?Y2Fmw6?= =?UTF-8?b?kgbm9pcg==?=", "café noir"),
        ("=?utf-8?B?Y2?=\n =?utf-8?B?Fm?=\n =?utf-8?B?w6kgbm9pcg==?=", "café noir"),
        ("=?utf-8?B?Y2Fmw6k?= =?utf-8?B?IG5vaXI?=", "café noir"),
    ],
)
def test_an_escape_that_goes_on_in_the_next_word_is_one(subject: str, text: str) -> None:
    assert describe_message(f"Subject: {subject}\n\nx".encode()).subject.split() == text.split()


def test_who_stands_in_a_group_without_end_does_not_bear_the_name_of_the_group() -> None:
    assert describe_message(b"To: team: <ann@example.com>\n\nx").to == [Address("", "ann@example.com")]
    assert describe_message(b"To: Re: hello <ann@example.com>\n\nx").to == [Address("Re: hello", "ann@example.com")]


@pytest.mark.parametrize(
    ("content_type", "text"),
    [
        (b"text/plain", "one = 1\ntwo\n-- \nAnn\n"),
        (b"text/plain; format=flowed", "one = 1 \ntwo\t\n-- \nAnn \n"),
    ],
)
def test_blanks_that_the_way_added_to_lines_are_dropped_unless_they_join_lines(content_type: bytes, text: str) -> None:
    head = b"Content-Transfer-Encoding: quoted-printable\nContent-Type: " + content_type
    raw = head + b"\n\none =3D 1 \ntwo\t\n-- \nAnn \n"
    described = describe_message(raw)
    assert described.text == (text if content_type == b"text/plain" else unflow(text))


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (b"[ ( ] <bob@example.com> ) <ann@example.com>", "["),
        (b"Ann < Sales <ann@example.com>", "Ann <Sales"),
        (b"<Ann Lee <ann@example.com>", "Ann Lee"),
        (b"Ann <Sales> <ann@example.com>", "Ann <Sales>"),
    ],
)
def test_brackets_that_hold_no_address_do_not_hide_the_one_that_follows(header: bytes, name: str) -> None:
    assert describe_message(b"From: " + header + b"\n\nx").from_ == [Address(name, "ann@example.com")]


@pytest.mark.parametrize("blank", [b"\v", b"\f", b"\xa0"])
def test_a_first_line_behind_a_control_character_is_no_header(blank: bytes) -> None:
    described = describe_message(blank + b"From: bob@example.com\nFrom: ann@example.com\n\nx")
    assert [person.address for person in described.from_] == ["ann@example.com"]


def test_the_mark_of_a_charset_that_every_section_repeats_is_no_part_of_the_name() -> None:
    raw = (
        b"Content-Disposition: attachment; filename*0*=utf-8''b%C3%A4r; filename*1*=utf-8''%C3%B6l.pdf\n"
        b"Content-Type: application/pdf\n\nx"
    )
    assert [attachment.name for attachment in describe_message(raw).attachments] == ["bäröl.pdf"]


def test_the_rest_of_a_header_is_known_by_its_look_where_its_indent_is_lost() -> None:
    raw = (
        b"Subject: =?utf-8?q?Two_?=\n=?utf-8?q?lines?=\nTo: a@example.com,\nBea <b@example.org>,\nc@example.net\n"
        b"References: <1@example.com>\n<2@example.com> <3@example.com>\nMessage-ID: <4@example.com>\n\ntext"
    )
    message = describe_message(raw)
    assert message.subject == "Two lines"
    assert message.to == [Address("", "a@example.com"), Address("Bea", "b@example.org"), Address("", "c@example.net")]
    assert message.references == ["<1@example.com>", "<2@example.com>", "<3@example.com>"]
    assert (message.message_id, message.text) == ("<4@example.com>", "text")


@pytest.mark.parametrize("line", [b"Hello you,", b"I wrote to a@example.com.", b"=?utf-8", b"<1@example.com> wrote:"])
def test_a_text_right_under_the_headers_is_no_rest_of_them(line: bytes) -> None:
    raw = b"References: <2@example.com>\nSubject: s\nTo: b@example.com,\n" + line + b"\nmore text\n"
    message = describe_message(raw)
    assert message.text == line.decode() + "\nmore text\n"
    assert message.to == [Address("", "b@example.com")]
