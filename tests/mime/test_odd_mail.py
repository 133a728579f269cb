"""Mistakes of writers that a person reads over without a thought: each costs no text, no name and no file."""

from __future__ import annotations

import pytest

from imapdesk.mime import DescribedMessage, describe_message
from imapdesk.mime.structure.transfer import decode_quoted_printable


def _people(header: str) -> list[tuple[str, str]]:
    return [(item.name, item.address) for item in describe_message(f"To: {header}\n\nx".encode()).to]


PEOPLE = [
    ("Ann <,@relay.example.org,,@old.example.org: ann@example.com>", [("Ann", "ann@example.com")]),
    ("Ann <ann@example.com>: bob@example.com;", [("Ann", "ann@example.com"), ("", "bob@example.com")]),
    ('"Ann  of  York" <ann@example.com>, a@example.org', [("Ann  of  York", "ann@example.com"), ("", "a@example.org")]),
    ('"  Ann" <ann@example.com>', [("Ann", "ann@example.com")]),
    ("Ann   (x)  Lee <ann@example.com>", [("Ann Lee", "ann@example.com")]),
]


@pytest.mark.parametrize(("header", "people"), PEOPLE, ids=[header for header, _ in PEOPLE])
def test_nobody_is_lost_and_names_keep_their_blanks(header: str, people: list[tuple[str, str]]) -> None:
    assert _people(header) == people


def _file(header: bytes) -> DescribedMessage:
    return describe_message(header + b"\n\nx")


NAMES = [
    (b"Content-Type: image/png\n name*0*=utf-8''b%C3%A4\n name*1*=r%20\n name*2=\"a.png\"", "bär a.png"),
    (b"Content-Type: image/png; x=1 name=a.png", "a.png"),
    (b"Content-Type: application/pdf; name=my paper.pdf", "my paper.pdf"),
    (b"Content-Type: unheard-of; name=a.bin", "a.bin"),
]


@pytest.mark.parametrize(("header", "name"), NAMES, ids=[name for _, name in NAMES])
def test_a_file_keeps_its_name_when_semicolons_are_missing(header: bytes, name: str) -> None:
    assert [item.name for item in _file(header).attachments] == [name]


@pytest.mark.parametrize("name", ["From", "Subject", "Date"])
def test_an_empty_header_does_not_hide_the_second_of_its_name(name: str) -> None:
    said = {"From": "ann@example.com", "Subject": "hello", "Date": "Wed, 18 Nov 2009 10:30:05 +0100"}[name]
    once = describe_message(f"Message-ID: <a@example.com>\n{name}: {said}\n\nx".encode())
    twice = describe_message(f"Message-ID: <a@example.com>\n{name}:\n{name}: {said}\n\nx".encode())
    assert (once.from_, once.subject, once.date) == (twice.from_, twice.subject, twice.date)


def test_every_references_header_counts() -> None:
    described = describe_message(b"References: <a@example.com>\nReferences: <b@example.com>\n\nx")
    assert described.references == ["<a@example.com>", "<b@example.com>"]


def test_a_date_in_an_encoded_word_is_read() -> None:
    plain = describe_message(b"Date: Wed, 18 Nov 2009 10:30:05 +0100\n\nx")
    coded = describe_message(b"Date: =?utf-8?Q?Wed,_18_Nov_2009_10:30:05_+0100?=\n\nx")
    assert coded.date == plain.date is not None


SUBJECTS = [
    (b"=?utf-8?Q?caf=C3=A9_=E2=82?=", "café \ufffd"),
    (b"=?utf-8?Q?=E2=82?=", "\ufffd"),
    (b"=?utf-8?B?aGVsbG/w?=", "hello\ufffd"),
    (b"=?utf-8?Q?caf=C3=A9=?=", "café"),
    (b"=?shift_jis?Q?=93=FA=96{=8C=EA=?= x", "日本語 x"),
    (b"=?x-unheard-of?Q?na=EFve?=", "naïve"),
    (b"=?x-unheard-of?Q?=FF?=", "ÿ"),
]


@pytest.mark.parametrize(("subject", "text"), SUBJECTS)
def test_a_character_that_was_cut_or_has_no_charset_spoils_no_other(subject: bytes, text: str) -> None:
    assert describe_message(b"Subject: " + subject + b"\n\nx").subject == text


def test_text_that_is_mostly_utf8_stays_utf8() -> None:
    raw = b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
    assert describe_message(raw + b"==C3==A9=C3=A4=C3=B6=C3=BC=").text == "=\ufffd=\ufffdäöü"


PARTS = [
    (b"--b--\n", ""),
    (b"--b\n\none\n--b-- and more\n--b\n\ntwo\n", "one"),
    (b"--b\n\none\n--bee no end\ntwo\n--b--\n", "one\n--bee no end\ntwo"),
    (b"--b\n\none\n--b\nContent-Type: multipart/mixed\n\ntwo\n--b\n\nthree\n--b--", "one\ntwo\nthree"),
    (b"--b\n--b\n\none\n--b--", "one"),
    (b"--b\none without an empty line\n--b\n\ntwo\n--b--", "one without an empty line\ntwo"),
]


@pytest.mark.parametrize(("body", "text"), PARTS)
def test_parts_with_broken_delimiters_show_their_text_and_nothing_else(body: bytes, text: str) -> None:
    described = describe_message(b"Content-Type: multipart/mixed; boundary=b\n\n" + body)
    assert (described.text.rstrip("\n"), described.attachments) == (text, [])


def test_a_type_with_the_wrong_slash_is_read() -> None:
    assert describe_message(b"Content-Type: text\\html\n\n<p>x").html == "<p>x"


def test_a_few_letters_behind_the_padding_of_base64_are_junk() -> None:
    raw = b"Content-Transfer-Encoding: base64\n\n"
    assert describe_message(raw + b"aGVsbG8=\n=20\n").text == "hello"
    assert describe_message(raw + b"aGVsbG8=\naGVsbG8=\n").text == "hellohello"


def test_long_quoted_printable_is_decoded_as_short_is() -> None:
    line = b"a=3Db==c= \nd=\n=E9 e\n"
    assert decode_quoted_printable(line * 100_000) == decode_quoted_printable(line) * 100_000


def test_prose_that_claims_to_be_base64_is_shown_as_it_stands() -> None:
    head = b"Content-Transfer-Encoding: base64\n\n"
    for prose in (
        b"Hello Ann, see you at noon.\nBring the papers, please.\n",
        b"plooz dect nisp pluls wunk glaps\nzarp lont ruskd remp fruf tsist\n",
        b"not base64 at all, a sentence!\n",
        b"Ann will be late today\n",
    ):
        assert describe_message(head + prose).text == prose.decode()
    encoded = b"aGVs bG8g QW5u LCBz ZWUg eW91 IGF0 IG5v b24u\n"
    assert describe_message(head + encoded).text == "hello Ann, see you at noon."
    greek = b"Content-Type: text/plain; charset=iso-8859-7\n" + head + b"yuHr 5+zd 8eEg 8+Hy\n"
    assert describe_message(greek).text == "Καλημέρα σας"


def test_a_picture_without_a_name_is_called_by_its_location() -> None:
    head = b"Content-Type: image/png\nContent-Location: "
    assert describe_message(head + b"garden.png\n\nx").attachments[0].name == "garden.png"
    assert describe_message(head + b"http://example.com/garden.png\n\nx").attachments[0].name == ""


def test_a_page_whose_type_is_cut_short_is_a_page() -> None:
    alternative = b"--b\nContent-Type: text/plain\n\none\n--b\nContent-Type: text/htm\n\n<p>one</p>\n--b--\n"
    described = describe_message(b"Content-Type: multipart/alternative; boundary=b\n\n" + alternative)
    assert (described.text, described.html, described.attachments) == ("one", "<p>one</p>", [])
