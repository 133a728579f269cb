"""Text comes out readable: transfer encodings with junk, charsets with wrong labels, embedded files, flowed lines."""

from __future__ import annotations

import base64
import binascii
import gzip

import pytest

from imapdesk.mime import describe_message, safe_html


def _text(body: bytes, charset: str = "", encoding: str = "", extra: str = "") -> str:
    label = f"; charset={charset}" if charset else ""
    head = f"Content-Type: text/plain{label}{extra}\nContent-Transfer-Encoding: {encoding}\n\n"
    return describe_message(head.encode() + body).text


CHARSETS = [
    ("utf-8", "utf-8", "Grüße €"),
    ("utf8", "utf-8", "Grüße"),
    ("iso-8859-1", "cp1252", "“Grüße” €"),
    ("latin1", "latin-1", "é"),
    ("us-ascii", "utf-8", "Grüße"),
    ("us-ascii", "cp1252", "Grüße aus Köln"),
    ("", "utf-8", "Grüße"),
    ("", "cp1252", "Grüße"),
    ("utf-8", "cp1252", "Grüße aus Köln"),
    ("iso-8859-1", "utf-8", "Grüße"),
    ("gb2312", "gb18030", "朱镕基 €"),
    ("gbk", "gb18030", "你好"),
    ("ks_c_5601-1987", "cp949", "똠방각하"),
    ("euc-kr", "cp949", "안녕"),
    ("x-sjis", "cp932", "①髙橋"),
    ("shift_jis", "cp932", "テスト"),
    ("iso-2022-jp", "iso2022_jp", "日本語"),
    ("", "iso2022_jp", "日本語"),
    ("euc-jp", "euc_jp", "日本語"),
    ("iso-2022-kr", "iso2022_kr", "안녕"),
    ("utf-7", "utf-7", "Grüße +"),
    ("unicode-1-1-utf-7", "utf-7", "日本"),
    ("hz-gb-2312", "hz", "你好"),
    ("big5", "cp950", "測試"),
    ("big5", "big5hkscs", "㗎"),
    ("koi8-r", "koi8_r", "Привет"),
    ("koi8r", "koi8_r", "Привет"),
    ("windows-1251", "cp1251", "Привет"),
    ("win-1251", "cp1251", "Привет"),
    ("cp-1251", "cp1251", "Привет"),
    ("cp-850", "cp850", "üß"),
    ("ibm437", "cp437", "é"),
    ("cp437", "cp437", "é"),
    ("iso-8859-15", "iso8859_15", "€œ"),
    ("iso-8859-2", "iso8859_2", "Łódź"),
    ("iso-8859-8-i", "iso8859_8", "שלום"),
    ("windows-874", "cp874", "สวัสดี"),
    ("tis-620", "cp874", "สวัสดี"),
    ("macintosh", "mac_roman", "é"),
    ("utf-16", "utf-16", "Grüße"),
    ("utf-16le", "utf-16le", "Grüße"),
    ("UnicodeBig", "utf-16be", "☺ Köln"),
    ("UnicodeLittle", "utf-16le", "☺ Köln"),
    ("baltic", "cp1257", "Žąsis"),
    ("iso-latin-1", "cp1252", "Ñandú"),
    ("x-unknown", "utf-8", "Grüße"),
    ("unknown-8bit", "cp1252", "Grüße aus Köln"),
    ("foo", "cp1252", "Grüße aus Köln"),
    ('"utf-8"', "utf-8", "ü"),
    ("'utf-8'", "utf-8", "ü"),
    ("utf-8 (comment)", "utf-8", "ü"),
    ("UTF-8;;", "utf-8", "ü"),
    ("windows-1252http-equivcontent-type", "cp1252", "Köln"),
]


@pytest.mark.parametrize(("label", "codec", "text"), CHARSETS)
def test_a_text_is_read_in_its_true_charset(label: str, codec: str, text: str) -> None:
    assert _text(base64.b64encode(text.encode(codec)), label, "base64") == text


TRANSFERS = [
    ("quoted-printable", b"a==3D b", "a== b"),
    ("quoted-printable", b"Gr=C3=BC=C3=9Fe=20x", "Grüße x"),
    ("quoted-printable", b"a=\nb", "ab"),
    ("quoted-printable", b"a= \nb", "ab"),
    ("quoted-printable", b"a=\r\nb", "ab"),
    ("Quoted-Printable", b"a=3d=3D", "a=="),
    ("quoted-printable", b"1=2", "1=2"),
    ("quoted-printable", b"a=zz b=", "a=zz b"),
    ("quoted-printable ; x", b"=41", "A"),
    ("quoted-printable", b"caf\xc3\xa9 =3D", "café ="),
    ("base64", b"R3LDvMOfZQ==", "Grüße"),
    ("base64", b"R3LDvMOfZQ", "Grüße"),
    ("BASE64", b"R3LD\nvMOf\n ZQ==\n", "Grüße"),
    ("base64", b"R3L*Dv-M!OfZQ==", "Grüße"),
    ("base64 (x)", b"R3LDvMOfZQ==", "Grüße"),
    ("base64", b"R3I=w7zDn2U=", "Grüße"),
    ("base64", b"R3LDvMOfZQ==\n\n-- \nA footer of the list\n", "Grüße"),
    ("base64", b"R3LDvMOfZQ==leftover", "Grüße"),  # a word behind the padding decodes to noise
    ("base64", b"R3LDvMOfZQ==IMO8YmVy", "Grüße über"),  # another run, which needs no padding
    ("base64", b"", ""),
    ("7bit", b"caf\xc3\xa9", "café"),
    ("8bit", b"caf\xc3\xa9", "café"),
    ("binary", b"a", "a"),
    ("unheard-of", b"a", "a"),
    ("", b"a", "a"),
]


@pytest.mark.parametrize(("encoding", "body", "text"), TRANSFERS)
def test_a_transfer_encoding_is_undone(encoding: str, body: bytes, text: str) -> None:
    assert _text(body, "utf-8", encoding) == text


def _uu(data: bytes, name: str = "a.bin") -> bytes:
    lines = b"".join(binascii.b2a_uu(data[start : start + 45]) for start in range(0, len(data), 45))
    return b"begin 644 " + name.encode() + b"\n" + lines + b"`\nend\n"


def test_a_uuencoded_file_in_a_text_is_an_attachment() -> None:
    data = bytes(range(256))
    described = describe_message(b"Subject: x\n\nbefore\n" + _uu(data) + b"after\n")
    (item,) = described.attachments
    assert (described.text, item.name, item.size, item.data()) == ("before\nafter\n", "a.bin", 256, data)


def test_words_among_the_lines_of_a_uuencoded_file_are_no_bytes() -> None:
    data = b"one line of text and then another" * 3
    lines = _uu(data).split(b"\n")
    encoded = b"\n".join([lines[0], b"YES", b"scanned", *lines[1:]])
    (item,) = describe_message(b"Content-Type: a/b\nContent-Transfer-Encoding: x-uuencode\n\n" + encoded).attachments
    assert item.data() == data


def test_a_uuencoded_part_is_decoded() -> None:
    head = b"Content-Type: application/x-a; name=a.bin\nContent-Transfer-Encoding: x-uuencode\n\n"
    assert describe_message(head + _uu(b"hello")).attachments[0].data() == b"hello"


def test_a_sentence_that_says_begin_is_no_file() -> None:
    text = "begin 644 times\nand never say a word about the way it all came to its sudden end\nend\n"
    assert describe_message(b"Subject: x\n\n" + text.encode()).text == text


def test_a_yenc_file_in_a_text_is_an_attachment() -> None:
    data = bytes(range(256))
    encoded = bytearray()
    for byte in data:
        value = (byte + 42) % 256
        encoded += bytes((0x3D, (value + 64) % 256)) if value in (0, 10, 13, 0x3D) else bytes((value,))
    body = b"hi\n=ybegin line=128 size=256 name=a b.bin\n" + bytes(encoded) + b"\n=yend size=256 crc32=00\nbye\n"
    described = describe_message(b"Subject: x\n\n" + body)
    (item,) = described.attachments
    assert (described.text, item.name, item.data()) == ("hi\nbye\n", "a b.bin", data)


FLOWED = [
    (b"a \nb\n", "", "a b\n"),
    (b"a \nb\n", "; delsp=yes", "ab\n"),
    (b"a\nb\n", "", "a\nb\n"),
    (b"> a \n> b\nc\n", "", "> a b\nc\n"),
    (b"> a \n>> b\n", "", "> a \n>> b\n"),
    (b"a\n-- \nme\n", "", "a\n-- \nme\n"),
    (b" >a\n  b\n", "", ">a\n b\n"),
    (b"a \n-- \nme\n", "", "a \n-- \nme\n"),
    (b"a \r\nb\r\n", "", "a b\n"),
    (b">a \n>b\n>c\n> d\n>>e\n", "", ">a b\n>c\n> d\n>>e\n"),
]


@pytest.mark.parametrize(("body", "parameter", "text"), FLOWED)
def test_flowed_lines_are_joined(body: bytes, parameter: str, text: str) -> None:
    assert _text(body, "utf-8", "", f"; format=flowed{parameter}") == text


def test_a_page_that_is_sent_as_plain_text_names_its_charset_as_well() -> None:
    page = '<meta charset="iso-8859-1"/>ÕÄÖÜ'
    assert _text(page.encode("latin-1")) == page
    assert _text(page.encode("koi8_r", "replace"), "koi8-r") == page.encode("koi8_r", "replace").decode("koi8_r")


def test_a_page_names_its_charset_in_a_meta_element() -> None:
    page = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=koi8-r"></head>Привет</html>'
    assert "Привет" in describe_message(b"Content-Type: text/html\n\n" + page.encode("koi8_r")).html


def test_the_size_of_a_file_is_that_of_its_content() -> None:
    for size in (0, 1, 2, 3, 1_000, 70_000):
        body = base64.encodebytes(b"x" * size)
        for lines in (body, body.replace(b"\n", b"\r\n"), body.replace(b"\n", b""), b"!" + body):
            head = b"Content-Type: application/x-a\nContent-Transfer-Encoding: base64\n\n"
            (item,) = describe_message(head + lines).attachments
            assert item.size == len(item.data()) == size


def test_charsets_that_python_lacks_are_read() -> None:
    assert _text(b"\x1b$)A\x0e=;;;\x0f!", "iso-2022-cn") == "交换!"
    assert _text(b"\xed\xa0\xbd\xed\xb8\x80", "utf-8") == "😀"
    assert _text(b"\xaa", "iso-8859-12") == "ª"


def test_raw_text_without_a_label_is_read_far_behind_the_first_kilobytes() -> None:
    text = "plain ascii\n" * 1_000 + "Привет, это тестовое сообщение"
    assert _text(text.encode("koi8_r")) == text


def test_a_text_without_a_charset_is_read_like_the_others_of_its_message() -> None:
    text, footer = "Kvietimas į susirinkimą dėl ąžuolų", "Pagarbiai, Ąžuolas Šėma"
    raw = (
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=windows-1257\n\n"
        + text.encode("cp1257")
        + b"\n--b\nContent-Type: text/html\n\n<p>"
        + text.encode("cp1257")
        + b"</p>\n--b\nContent-Type: text/plain\n\n"
        + footer.encode("cp1257")
        + b"\n--b--\n"
    )
    described = describe_message(raw)
    assert (described.text, described.html) == (f"{text}\n{footer}", f"<p>{text}</p>")


def test_half_a_letter_in_utf7_is_shown_as_a_mark() -> None:
    for kind in (b"html", b"plain"):
        raw = b"Subject: =?utf-7?Q?a_+2D0-_b?=\nContent-Type: text/" + kind + b"; charset=utf-7\n\na +2D0- +2D3eAA-"
        described = describe_message(raw)
        assert (described.subject, described.text or described.html) == ("a \ufffd b", "a \ufffd \U0001f600")
        assert "\U0001f600" in safe_html(described)


def test_a_packed_text_is_unpacked() -> None:
    words = "Grüße aus Köln.\n" * 20
    packed = base64.encodebytes(gzip.compress(words.encode()))
    assert _text(packed, "utf-8", "x-gzip64") == words
    head = b"Content-Type: application/x-a; name=a.bin\nContent-Transfer-Encoding: x-gzip64\n\n"
    [item] = describe_message(head + packed).attachments
    assert (item.data(), item.size) == (words.encode(), len(words.encode()))
    [item] = describe_message(head + packed[:60]).attachments  # cut on the way
    assert words.encode().startswith(item.data())


def test_what_would_fill_the_disk_stays_packed() -> None:
    packed = gzip.compress(bytes(30_000_000))
    head = b"Content-Type: application/x-a; name=a.bin\nContent-Transfer-Encoding: x-gzip64\n\n"
    [item] = describe_message(head + base64.encodebytes(packed)).attachments
    assert (item.data(), item.size) == (packed, len(packed))
    [item] = describe_message(head + base64.encodebytes(b"no gzip at all")).attachments
    assert item.data() == b"no gzip at all"


TAIWANESE = bytes.fromhex("ead7 fda4 c4cb f0d0 e2d3 c7b5 e0c1 e6dc a1a2")  # two words, "mail", "test" and a comma


@pytest.mark.parametrize("label", ["euc-tw", "x-euc-tw", "EUC-TW", "cns11643"])
def test_the_unix_charset_of_taiwan_is_read(label: str) -> None:
    assert _text(TAIWANESE, label) == "臺灣大學郵件測試，"
    assert _text(bytes.fromhex("8ea1c4cb 8ea2a1a1 8ea2f2c4"), label) == "大乂龘"  # planes that are named
    assert _text(TAIWANESE + b"\x8e\xa3\xb4\xf6.", label) == "臺灣大學郵件測試，\ufffd."  # beyond Big5
    assert _text("臺灣大學".encode(), label) == "臺灣大學"
    raw = b"Subject: " + TAIWANESE[:8] + b"\nContent-Type: text/plain; charset=" + label.encode() + b"\n\nx"
    assert describe_message(raw).subject == "臺灣大學"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"one\xc3(two", "one\ufffd(two"),
        (b"gr\xc3 and K\xc3\xb6ln", "gr\ufffd and Köln"),
        (b"caf\xe9", "café"),
        (b"Stra\xdfe", "Straße"),
        (b"T\xdcR und \xc4rger", "TÜR und Ärger"),
    ],
)
def test_half_a_letter_of_utf8_is_no_capital_behind_a_small_letter(data: bytes, text: str) -> None:
    assert _text(data, "utf-8") == text
