"""What other programs' writers do with addresses, names, line ends and letters, read the way it was meant."""

from __future__ import annotations

import pytest

from imapdesk.mime import describe_message

PEOPLE = [
    ("MAILER-DAEMON (Mail System)", [("Mail System", "MAILER-DAEMON")]),
    ("Team: Ann <ann@example.com>, Bob <bob@example.com>", [("Ann", "ann@example.com"), ("Bob", "bob@example.com")]),
    ("Team: ann, bob", [("", "ann"), ("", "bob")]),
    ("Office: Ann Lee <ann@example.com>", [("Office: Ann Lee", "ann@example.com")]),
    ("ann . lee @ mail . example.com", [("", "ann.lee@mail.example.com")]),
    ("Ann <ann lee@example.com>", [("Ann", "ann lee@example.com")]),
    ("Ann < ann . lee @ example . com >", [("Ann", "ann.lee@example.com")]),
    ("< (old) @relay.example.org: ann@example.com>", [("", "ann@example.com")]),
    ('Ann <"ann (1)"(home)@example.com>', [("Ann", '"ann (1)"@example.com')]),
]


@pytest.mark.parametrize(("header", "people"), PEOPLE, ids=[header for header, _ in PEOPLE])
def test_obsolete_and_careless_addresses_are_read(header: str, people: list[tuple[str, str]]) -> None:
    described = describe_message(f"To: {header}\n\nx".encode())
    assert [(item.name, item.address) for item in described.to] == people


NAMES = [
    (b'attachment; filename="cut\\', "cut"),
    (b"attachment; filename=whole.txt; filename*1=rest.txt", "whole.txt"),
    (b"attachment; name=a.txt", "a.txt"),
    (b"attachment", "b.txt"),
]


@pytest.mark.parametrize(("disposition", "name"), NAMES)
def test_a_file_has_the_name_its_writer_gave_wherever_it_stands(disposition: bytes, name: str) -> None:
    raw = b"Content-Type: application/x-a; filename=b.txt\nContent-Disposition: " + disposition + b"\n\nx"
    assert [item.name for item in describe_message(raw).attachments] == [name]


def test_a_file_whose_type_was_forgotten_is_a_file() -> None:
    (item,) = describe_message(b"Content-Type: ; name=a.bin\n\nx").attachments
    assert (item.name, item.type) == ("a.bin", "application/octet-stream")


def test_line_ends_of_three_kinds_in_one_header_are_line_ends() -> None:
    described = describe_message(
        b"From: a@example.com\rReferences: <1@example.com>\nSubject: hello\n\r\ntext\r\nmore\n"
    )
    assert (described.subject, described.references, described.text) == ("hello", ["<1@example.com>"], "text\nmore\n")
    assert describe_message(b"Content-Type: text/plain\rSubject: hello\n\rtext\r\n").text == "text\n"


def test_a_fold_inside_an_escape_spoils_no_letter() -> None:
    assert describe_message(b"Subject: =?utf-8?Q?=C3=A4=C\r\n 3=B6=\r\n C3=BC?=\n\nx").subject == "äöü"


LETTERS = [
    ("ÕÄÖÜ", "latin-1"),
    ("привет", "koi8-r"),
    ("测试", "gb18030"),
    ("會議", "big5"),
    ("日本", "shift_jis"),
    ("Fâbrîc", "latin-1"),
]


@pytest.mark.parametrize(("word", "charset"), LETTERS)
def test_a_single_word_without_a_charset_is_read(word: str, charset: str) -> None:
    assert describe_message(b"\n" + word.encode(charset)).text == word
