"""What careless programs send is shown as it was meant: wide files, stray escapes, kinds of text nobody knows."""

from __future__ import annotations

import pytest

from imapdesk.mime import describe_message


@pytest.mark.parametrize("mark", ["utf-16-le", "utf-16-be"])
def test_a_message_that_an_editor_saved_in_utf16_is_read(mark: str) -> None:
    raw = "\ufeffSubject: Grüße\nTo: ann@example.com\n\nKöln\n".encode(mark)
    described = describe_message(raw)
    assert (described.subject, described.to[0].address, described.text) == ("Grüße", "ann@example.com", "Köln\n")


@pytest.mark.parametrize("label", ["utf-8", "iso-8859-1", "us-ascii", "koi8-r"])
def test_a_mark_in_front_tells_utf16_whatever_the_label(label: str) -> None:
    raw = f"Content-Type: text/plain; charset={label}\n\n".encode() + "\ufeff5 € an\n".encode("utf-16-le")
    assert describe_message(raw).text == "5 € an\n"


@pytest.mark.parametrize("label", ["utf-8", "iso-8859-1", "us-ascii", "iso-2022-jp"])
def test_japanese_escapes_are_no_text_whatever_the_label(label: str) -> None:
    raw = f"Content-Type: text/plain; charset={label}\n\n".encode() + "会議 10:00".encode("iso2022_jp")
    assert describe_message(raw).text == "会議 10:00"


@pytest.mark.parametrize("kind", ["text/unknown", "text/x-log", "text/x-diff"])
def test_a_message_of_an_unknown_kind_of_text_is_text(kind: str) -> None:
    described = describe_message(f"Content-Type: {kind}\n\nhello\n".encode())
    assert (described.text, described.attachments) == ("hello\n", [])


@pytest.mark.parametrize("kind", ["text/calendar", "text/csv", "text/vcard"])
def test_a_message_that_is_a_file_for_programs_is_an_attachment(kind: str) -> None:
    described = describe_message(f"Content-Type: {kind}\n\nhello\n".encode())
    assert (described.text, [item.type for item in described.attachments]) == ("", [kind])


@pytest.mark.parametrize("kind", ["application/xhtml+xml", "text/xhtml"])
def test_a_message_that_is_a_page_is_a_page(kind: str) -> None:
    described = describe_message(f"Content-Type: {kind}\n\n<p>hello\n".encode())
    assert (described.html, described.attachments) == ("<p>hello\n", [])


def test_brackets_of_enriched_text_stay() -> None:
    raw = b"Content-Type: text/enriched\n\n<bold>1</bold> <<2> 3\n"
    assert describe_message(raw).text == "1 <2> 3\n"


def test_line_ends_that_were_converted_twice_are_single() -> None:
    described = describe_message(b"Subject: a\r\r\n\r\r\none\r\r\n\r\r\ntwo\r\r\n")
    assert (described.subject, described.text) == ("a", "one\n\ntwo\n")


def test_base64_in_the_alphabet_of_addresses_is_decoded() -> None:
    raw = b"Content-Transfer-Encoding: base64\n\nSGVsbG8_d29ybGQ-\n"
    assert describe_message(raw).text == "Hello?world>"
    junk = b"Content-Transfer-Encoding: base64\n\nSGVs-bG8h\n"
    assert describe_message(junk).text == "Hello!"


@pytest.mark.parametrize("label", ["windows-1251", "koi8-r", "iso-8859-5"])
@pytest.mark.parametrize("codec", ["cp1251", "koi8_r", "iso8859_5"])
def test_a_subject_may_be_in_another_cyrillic_charset_than_the_text(label: str, codec: str) -> None:
    raw = b"Subject: " + "Отчёт за май".encode(codec) + f"\nContent-Type: text/plain; charset={label}\n\nx".encode()
    assert describe_message(raw).subject == "Отчёт за май"


@pytest.mark.parametrize("label", ["iso-8859-2", "windows-1251", "windows-1254", "koi8-r", "gb2312", "shift_jis"])
@pytest.mark.parametrize("text", ["It’s done", "5 – 6", "10 €", "and so on…"])
def test_a_single_sign_in_utf8_is_read_whatever_the_label(label: str, text: str) -> None:
    raw = f"Content-Type: text/plain; charset={label}\n\n{text}".encode()
    assert describe_message(raw).text == text


@pytest.mark.parametrize(
    ("codec", "text"), [("cp874", "เธน"), ("cp866", "раз"), ("cp1251", "«в»"), ("gb18030", "鈥乱")]
)
def test_letters_that_might_be_a_sign_in_utf8_keep_their_label(codec: str, text: str) -> None:
    raw = f"Content-Type: text/plain; charset={codec}\n\n".encode() + text.encode(codec)
    assert describe_message(raw).text == text


RECIPIENTS = [
    ("undisclosed-recipients:;@mail.example.com", []),
    ("Nobody:;@mail.example.com, ann@example.com", ["ann@example.com"]),
    ("Team: ann@example.com;@mail.example.com;;", ["ann@example.com"]),
    ('<"Undisclosed recipients">', []),
    ("mailto:mailto:ann@example.com, bob@example.com", ["ann@example.com", "bob@example.com"]),
]


@pytest.mark.parametrize(("header", "addresses"), RECIPIENTS)
def test_a_group_that_a_server_completed_brings_nobody(header: str, addresses: list[str]) -> None:
    assert [item.address for item in describe_message(f"To: {header}\n\nx".encode()).to] == addresses


@pytest.mark.parametrize("codec", ["utf-32", "utf-32-be", "utf-32-le"])
def test_text_of_four_bytes_a_letter_is_read_without_a_mark(codec: str) -> None:
    raw = b"Content-Type: text/plain; charset=utf-32\n\n" + "Grüße €".encode(codec)
    assert describe_message(raw).text == "Grüße €"


REFERENCES = [
    ("(so) <1@example.com> (from <ann@example.com>) <2@example.com>", ["<1@example.com>", "<2@example.com>"]),
    ("<1@example(old).com><2(x)@example.com>", ["<1@example.com>", "<2@example.com>"]),
    ("(<1@example.com> <2@example.com>", ["<1@example.com>", "<2@example.com>"]),
]


@pytest.mark.parametrize(("header", "identifiers"), REFERENCES)
def test_who_is_named_beside_an_identifier_is_none(header: str, identifiers: list[str]) -> None:
    described = describe_message(f"References: {header}\nIn-Reply-To: {header}\n\nx".encode())
    assert (described.references, described.in_reply_to) == (identifiers, identifiers)


def test_headers_whose_folds_lost_their_indent_stay_headers() -> None:
    signature = "\n".join(f"line{number}+of/a=signature" for number in range(20))
    head = f"Received: from a\nby b\nX-Signature: v=1;\n{signature}\nMIME-Version: 1.0\n"
    raw = f"{head}Message-ID: <1@example.com>\nSubject: hello\nFrom: ann@example.com\n\nbody\n".encode()
    described = describe_message(raw)
    assert (described.subject, described.message_id, described.text) == ("hello", "<1@example.com>", "body\n")
    assert described.problems == ["A line among the headers is no header and was left out."]


def test_a_text_without_an_empty_line_before_it_stays_a_text() -> None:
    text = "Dear Ann,\n" + "one more line\n" * 8 + "X-ray: a picture\n\nBye\n"
    assert describe_message(f"Subject: hello\n{text}".encode()).text == text


JOINED = [
    "Content-Type: text/plain; charset=utf-8; Content-Transfer-Encoding: quoted-printable",
    "Content-Type: text/plain; charset=utf-8 Content-Transfer-Encoding: quoted-printable",
    "MIME-Version: 1.0 Content-Type: text/plain; charset=utf-8; content-transfer-encoding: quoted-printable",
    "Content-Transfer-Encoding: quoted-printable Content-Type: text/plain; charset=utf-8",
]


@pytest.mark.parametrize("header", JOINED)
def test_headers_that_were_written_on_one_line_all_count(header: str) -> None:
    assert describe_message(f"Subject: a\n{header}\n\nGr=C3=BC=C3=9Fe".encode()).text == "Grüße"


TWICE = [
    ("=?UTF-8?Q?=3D=3Futf-8=3FQ=3FGr=3DC3=3DBC=3DC3=3D9Fe=3F=3D?=", "Grüße"),
    ("=?UTF-8?Q?=3D=3Futf-8=3FQ=3FGr=3DC3=3F=3D=0A_=3D?= =?UTF-8?Q?=3Futf-8=3FQ=3F=3DBC=3DC3=3D9Fe=3F=3D?=", "Grüße"),
    ("=?UTF-8?Q?a_=3D=3Futf-8=3FQ=3Fb=3F=3D?=", "a =?utf-8?Q?b?="),
]


@pytest.mark.parametrize(("header", "text"), TWICE)
def test_a_subject_and_a_name_that_were_encoded_twice_are_read(header: str, text: str) -> None:
    described = describe_message(f"Subject: {header}\nFrom: {header} <ann@example.com>\n\nx".encode())
    assert (described.subject, described.from_[0].name) == (text, text)


@pytest.mark.parametrize(
    "header", ["ann@example.com.", "Ann <ann@example.com.>", "Ann (x) <ann@example.com.>, Bob? <b@c.d>"]
)
def test_a_host_with_its_last_dot_keeps_it_wherever_it_stands(header: str) -> None:
    assert describe_message(f"To: {header}\n\nx".encode()).to[0].address == "ann@example.com."


OWN_NAMES = [
    ("csMacintosh", "mac_roman", "Ägypten fährt nach “Köln”"),
    ("windows-1251-1", "cp1251", "Привет, Анна"),
    ("WE8MSWIN1252", "cp1252", "café – naïve"),
    ("EE8MSWIN1250", "cp1250", "žluťoučký kůň"),
    ("IBM-eucJP", "euc_jp", "日本語です"),
    ("ZHT16MSWIN950", "cp950", "備忘錄"),
]


@pytest.mark.parametrize(("label", "codec", "text"), OWN_NAMES, ids=[label for label, _, _ in OWN_NAMES])
def test_a_charset_that_a_program_calls_by_its_own_name_is_known(label: str, codec: str, text: str) -> None:
    raw = f"Content-Type: text/plain; charset={label}\n\n".encode() + text.encode(codec)
    described = describe_message(raw)
    assert (described.text, described.problems) == (text, [])


def test_a_type_in_an_encoded_word_that_never_ends_is_that_type() -> None:
    raw = b'Content-Type: =?utf-8?q?application/pdf; name="a.pdf"\n\nx'
    assert [(item.name, item.type) for item in describe_message(raw).attachments] == [("a.pdf", "application/pdf")]


@pytest.mark.parametrize("line", ["begin 644 ", "begin 644    ", "begin 64 a.txt"])
def test_a_line_that_names_no_file_begins_none(line: str) -> None:
    described = describe_message(f"Subject: a\n\nhello\n{line}\nend\n".encode())
    assert (described.text, described.attachments) == (f"hello\n{line}\nend\n", [])
