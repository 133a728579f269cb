"""What other programs' writers do with addresses, names, line ends and letters, read the way it was meant."""

from __future__ import annotations

import pytest

from imapdesk.mime import describe_headers, describe_message

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
    ("ann.(as she says) lee @(the)example.com", [("as she says the", "ann.lee@example.com")]),
    ("(Ann) ann@example.com (Lee)", [("Lee", "ann@example.com")]),
    ("OFFICE\\ann <ann@example.com>", [("OFFICE\\ann", "ann@example.com")]),
    (
        "OFFICE\\ann@example.com, OFFICE\\1st@example.com",
        [("", "OFFICE\\ann@example.com"), ("", "OFFICE\\1st@example.com")],
    ),
    (
        'Ann"Oak"Lee <ann@example.com>, "Bo""Li" <bo@example.com>',
        [("Ann Oak Lee", "ann@example.com"), ("Bo Li", "bo@example.com")],
    ),
    ('"Ann"-Lee <ann@example.com>', [("Ann-Lee", "ann@example.com")]),
    ("Ann [ann@example.com] ann@example.com", [("Ann [ann@example.com]", "ann@example.com")]),
    ('Ann <ann@example.com">', [("Ann", "ann@example.com")]),
    ('"Ann Lee,<ann@example.com>', [("Ann Lee", "ann@example.com")]),
    ('"Ann <ann@example.com>, "Bob" <bob@example.com>', [("Ann", "ann@example.com"), ("Bob", "bob@example.com")]),
    (
        'Ann" Lee <ann@example.com>, "Bob" <bob@example.com>',
        [("Ann Lee", "ann@example.com"), ("Bob", "bob@example.com")],
    ),
    ('"Ann <ann@example.com>, Bob" <bob@example.com>', [("Ann <ann@example.com>, Bob", "bob@example.com")]),
    ("Ann <`ann.lee'@example.com>", [("Ann", "`ann.lee'@example.com")]),
    ("'ann@example.com', <`bo@example.com'>", [("", "ann@example.com"), ("", "bo@example.com")]),
    ('ann@"mail house" . example', [("", 'ann@"mail house".example')]),
    ('"ann"@"mail.example.com"', [("", "ann@mail.example.com")]),
    ("Ann (Lee <ann@example.com>", [("Ann (Lee", "ann@example.com")]),
    (
        "Ann (Lee (a) <ann@example.com>, Bob <bob@example.com>",
        [("Ann (Lee", "ann@example.com"), ("Bob", "bob@example.com")],
    ),
]


@pytest.mark.parametrize(("header", "people"), PEOPLE, ids=[header for header, _ in PEOPLE])
def test_obsolete_and_careless_addresses_are_read(header: str, people: list[tuple[str, str]]) -> None:
    described = describe_message(f"To: {header}\n\nx".encode())
    assert [(item.name, item.address) for item in described.to] == people


NAMES = [
    (b'attachment; filename="cut\\', "cut"),
    (b"attachment; filename=whole.txt; filename*1=rest.txt", "whole.txt"),
    (b"attachment; name=a.txt", "a.txt"),
    (b'attachment; filename="a.txt" and more', "a.txt"),
    (b'attachment; filename="the "a" file.txt"', 'the "a" file.txt'),
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
    raw = b"From: a@example.com\rReferences: <1@example.com>\nSubject: hello\n\r\ntext\r\nmore\n"
    described, quick = describe_message(raw), describe_headers(raw)
    assert (described.subject, described.references, described.text) == ("hello", ["<1@example.com>"], "text\nmore\n")
    assert (quick.subject, quick.references) == (described.subject, described.references)
    assert describe_message(b"Content-Type: text/plain\rSubject: hello\n\rtext\r\n").text == "text\n"


def test_a_lone_line_end_inside_a_value_brings_no_header_of_its_own() -> None:
    described = describe_message(b"Subject: hello\nX-A: b\rFrom: bank@example.com\nFrom: ann@example.com\n\ntext")
    assert [person.address for person in described.from_] == ["ann@example.com"]


def test_a_fold_inside_an_escape_spoils_no_letter() -> None:
    assert describe_message(b"Subject: =?utf-8?Q?=C3=A4=C\r\n 3=B6=\r\n C3=BC?=\n\nx").subject == "äöü"
    assert describe_message(b"Subject: =?utf-8?Q?=C3\n =A4=E2=82\n =AC_a b?=\n\nx").subject == "ä€ a b"
    assert describe_message(b"Subject: =?koi8-r?Q?=CD=C9 =A3?=\n\nx").subject == "ми ё"


LETTERS = [
    ("ÕÄÖÜ", "latin-1"),
    ("привет", "koi8-r"),
    ("测试", "gb18030"),
    ("會議", "big5"),
    ("日本", "shift_jis"),
    ("Fâbrîc", "latin-1"),
    ("谢谢", "gb18030"),
    ("通知", "gb18030"),
    ("图片", "gb18030"),
    ("会议", "gb18030"),
    ("视频", "gb18030"),
    ("快乐", "gb18030"),
    ("報價", "gb18030"),
    ("報價", "big5"),
    ("測試", "big5"),
    ("日期", "big5"),
    ("資料", "euc_jp"),
    ("会議", "euc_jp"),
    ("テスト", "euc_jp"),
    ("확인", "cp949"),
    ("긴급", "cp949"),
    ("нет", "koi8-r"),
    ("мир", "utf-8"),
    ("où", "utf-8"),
    ("τι", "utf-8"),
    ("לא", "utf-8"),
]


@pytest.mark.parametrize(("word", "charset"), LETTERS)
def test_a_single_word_without_a_charset_is_read(word: str, charset: str) -> None:
    assert describe_message(b"\n" + word.encode(charset)).text == word


@pytest.mark.parametrize("label", ["gb2312", "big5", "euc-kr", "shift_jis"])
def test_text_that_is_utf8_whatever_its_label_says_is_read(label: str) -> None:
    raw = f"Content-Type: text/plain; charset={label}\n\n你好，世界。再见！".encode()
    assert describe_message(raw).text == "你好，世界。再见！"
    assert describe_message(b"Content-Type: text/plain; charset=gb2312\n\n" + "你好".encode("gb2312")).text == "你好"


@pytest.mark.parametrize("encoding", ["(so to say) base64", '"base64"', "base64 (really)", "BASE64;"])
def test_a_transfer_encoding_beside_comments_is_found(encoding: str) -> None:
    assert describe_message(f"Content-Transfer-Encoding: {encoding}\n\naGVsbG8=\n".encode()).text == "hello"


def test_a_header_without_a_name_is_no_text() -> None:
    assert describe_message(b"Subject: hello\n: what is this?\n\ntext").text == "text"


IDS = [
    ("<1 @ mail (old) . example.com>", "<1@mail.example.com>"),
    ("1@example.com (mine)", "<1@example.com>"),
    ("<<1@example.com>>", "<1@example.com>"),
    ("=?utf-8?Q?=3C1=40example=2Ecom=3E?=", "<1@example.com>"),
    ("<>", ""),
    ('<"1 2"@example.com>', '<"1 2"@example.com>'),
    ("%3C1@example.com%3E", "<1@example.com>"),
    ("%3C1%40example.com%3E", "<1@example.com>"),
    ("abc", "<abc>"),
]


@pytest.mark.parametrize(("header", "identifier"), IDS)
def test_identifiers_lose_what_is_no_part_of_them(header: str, identifier: str) -> None:
    described = describe_message(f"Message-ID: {header}\nIn-Reply-To: {header}\n\nx".encode())
    if identifier:
        assert (described.message_id, described.in_reply_to) == (identifier, [identifier])
    else:
        assert described.message_id.endswith("@imapdesk.invalid>")
        assert described.in_reply_to == []


REFERENCES = [
    ("1@example.com, <2@example.com>", ["<1@example.com>", "<2@example.com>"]),
    ("1@example.com,2@example.com", ["<1@example.com>", "<2@example.com>"]),
    ("<1@example.com\n 2@example.com>", ["<1@example.com>", "<2@example.com>"]),
    ("<1@example.com <2@example.com", ["<1@example.com>", "<2@example.com>"]),
    ("<1@example.com>, <cut.", ["<1@example.com>"]),
    ('Your message of "Mon, 1 Jan" <1@example.com>', ["<1@example.com>"]),
    ('Message from Ann Lee <ann@example.com> of "Mon, 1 Jan" <1@example.com>', ["<1@example.com>"]),
    ("<1@example.com> from Ann Lee <ann@example.com> on Monday", ["<1@example.com>"]),
    ("mail from <1@example.com>", ["<1@example.com>"]),
    ("Your message of Monday", []),
]


@pytest.mark.parametrize(("header", "identifiers"), REFERENCES)
def test_references_whose_brackets_are_missing_are_read(header: str, identifiers: list[str]) -> None:
    described = describe_message(f"References: {header}\n\nx".encode())
    assert described.references == describe_headers(f"References: {header}\n\n".encode()).references == identifiers


def test_a_picture_sent_as_named_text_is_a_file() -> None:
    raw = b'Content-Type: text/plain; name="a.gif"\nContent-Transfer-Encoding: base64\n\nR0lGODlhZAAEAIAAAABmzA==\n'
    described = describe_message(raw)
    assert (described.text, [item.name for item in described.attachments]) == ("", ["a.gif"])
    assert describe_message(raw.replace(b'; name="a.gif"', b"")).text.startswith("GIF89a")
    wide = b"Content-Type: text/plain; charset=utf-16le; name=a.txt\n\n" + "hello".encode("utf-16-le")
    assert describe_message(wide).text == "hello"


def test_a_page_that_calls_itself_by_its_tag_is_a_page() -> None:
    assert describe_message(b"Content-Type: <html>\n\nhello<br>there").html == "hello<br>there"


@pytest.mark.parametrize(
    "content", [b"aGVsbG8=\naGVsbG8", b"aGVsbA==\nLENDAR", b"aGVsbG8=", b"aGVs\n=", b"aGVsbA=\n=\n"]
)
def test_a_file_is_as_large_as_it_says(content: bytes) -> None:
    raw = b"Content-Type: a/b\nContent-Transfer-Encoding: base64\n\n" + content
    (item,) = describe_message(raw).attachments
    assert item.size == len(item.data())


def test_an_answer_to_two_messages_names_both() -> None:
    described = describe_message(b"In-Reply-To: <1@example.com>\nIn-Reply-To: <2@example.com>\n\nx")
    assert described.in_reply_to == ["<1@example.com>", "<2@example.com>"]


@pytest.mark.parametrize("label", ["3Dkoi8-r", "koi8-r//IGNORE", "x-koi8-r-http-equiv", "KOI8-R charset"])
def test_a_label_with_a_charset_inside_means_that_charset(label: str) -> None:
    raw = f'Content-Type: text/plain; charset="{label}"\n\n'.encode() + "Письмо".encode("koi8-r")
    assert describe_message(raw).text == "Письмо"
