"""Names and subjects that were sent as bare bytes, in no charset that anybody named."""

from __future__ import annotations

import time

import pytest

from imapdesk.mime import describe_headers, describe_message
from imapdesk.mime.charsets.guess import guess_charset

WORDS = [
    ("Miłosz Wojciechowski", ["cp1250", "iso8859_2"]),
    ("Raźniak", ["cp1250", "iso8859_2"]),
    ("Róża", ["cp1250", "iso8859_2"]),
    ("Łukasz", ["cp1250", "iso8859_2"]),
    ("Pavlíček", ["cp1250", "iso8859_2"]),
    ("Kovářová", ["cp1250", "iso8859_2"]),
    ("Vojtěch", ["cp1250", "iso8859_2"]),
    ("Jiří Růžička", ["cp1250", "iso8859_2"]),
    ("Galović", ["cp1250", "iso8859_2"]),
    ("Maček", ["cp1250", "iso8859_2"]),
    ("Štefica Šupraha", ["iso8859_2"]),
    ("Ľubomír", ["cp1250"]),
    ("Gergő", ["cp1250", "iso8859_2"]),
    ("Stănescu", ["cp1250", "iso8859_2"]),
    ("Timişoara", ["cp1250", "iso8859_2"]),
    ("Durmuş Çelik", ["cp1254"]),
    ("Kısakürek", ["cp1254"]),
    ("Çelik Yıldız", ["cp1254"]),
    ("Sigurður Þórðarson", ["cp1252"]),
    ("Øystein Sæther", ["cp1252"]),
    ("François Père", ["cp1252"]),
    ("Íñigo Muñoz", ["cp1252"]),
    ("São João", ["cp1252"]),
    ("perché è così", ["cp1252"]),
    ("Õunapuu", ["cp1252"]),
    ("Jānis Bērziņš", ["cp1257"]),
    ("Георгій Їжакевич", ["koi8_u", "cp1251"]),
    ("Объявление", ["koi8_r", "cp1251", "iso8859_5"]),
    ("Άμφισσα", ["cp1253", "iso8859_7"]),
    ("הזמנה לישיבת הצוות", ["cp1255", "iso8859_8"]),
    ("高橋 太郎", ["euc_jp", "cp932"]),
    ("王秀英", ["gb18030"]),
    ("陳雅婷", ["big5"]),
    ("김영준", ["cp949"]),
]


@pytest.mark.parametrize(("word", "charset"), [(word, charset) for word, charsets in WORDS for charset in charsets])
def test_a_name_is_told_by_the_letters_its_language_has(word: str, charset: str) -> None:
    raw = b"Subject: " + word.encode(charset) + b"\n\nx"
    assert describe_message(raw).subject == describe_headers(raw).subject == word


@pytest.mark.parametrize("label", [b"", b"Content-Type: text/plain; charset=utf-8\n"])
@pytest.mark.parametrize(
    "words",
    [
        "Pills ® at once",
        "© 2008 Ann",
        "« Bonjour »",
        "§ 5 and § 7",
        "¿Cuándo?",
        "5 ± 2",
        "Only £100",
        "1º and 2ª",
        "now – or never…",
        "café ®",
        "à table",
    ],
)
def test_a_sign_is_no_letter_that_stands_alone(words: str, label: bytes) -> None:
    raw = b"From: %s <ann@example.com>\nSubject: %s\n%s\nx" % (words.encode("cp1252"), words.encode("cp1252"), label)
    described = describe_message(raw)
    assert described.subject == describe_headers(raw).subject == words
    assert described.from_[0].name == words


@pytest.mark.parametrize("wrong", [b"\xff", b"\xd0", b"\xe9", b" \x80"])
def test_one_bad_byte_takes_nothing_from_a_name_in_utf8(wrong: bytes) -> None:
    raw = b"From: %s <ann@example.com>\nSubject: %s\n\nx" % ("Анна Ивановна".encode() + wrong, "Отчёт".encode() + wrong)
    described, quick = describe_message(raw), describe_headers(raw)
    assert described.from_[0].name == quick.from_[0].name == "Анна Ивановна" + wrong[:-1].decode() + "\ufffd"
    assert described.subject == quick.subject == "Отчёт" + wrong[:-1].decode() + "\ufffd"


TOGETHER = [
    ("gb18030", "谢淑华", "关于合同的报价和交货时间"),
    ("euc_jp", "渡辺 亮介", "打ち合わせの日程について"),
    ("big5", "黃玉蘭", "會議紀錄與下次時間"),
    ("cp949", "박경수", "다음 주 회의 일정을 알려 드립니다"),
    ("cp1255", "אהרון", "הזמנה לישיבת הצוות ביום שלישי"),
    ("cp1257", "Vytautas Žukauskas", "Kvietimas į susirinkimą dėl ąžuolų"),
    ("cp1254", "Şair", "Toplantı gündemi değişti"),
]


@pytest.mark.parametrize(("charset", "name", "subject"), TOGETHER)
def test_a_short_name_is_read_as_what_stands_beside_it(charset: str, name: str, subject: str) -> None:
    raw = b'From: "%s" <ann@example.com>\nSubject: %s\n\nx' % (name.encode(charset), subject.encode(charset))
    described, quick = describe_message(raw), describe_headers(raw)
    assert (described.from_[0].name, described.subject) == (name, subject)
    assert (quick.from_[0].name, quick.subject) == (name, subject)


@pytest.mark.parametrize(("charset", "name", "subject"), TOGETHER)
def test_a_short_name_is_read_as_the_bare_text_below_it(charset: str, name: str, subject: str) -> None:
    raw = b"From: %s <ann@example.com>\n\n%s\n" % (name.encode(charset), subject.encode(charset))
    described = describe_message(raw)
    assert (described.from_[0].name, described.text) == (name, f"{subject}\n")


def test_a_name_in_utf8_beside_a_subject_in_another_charset_keeps_its_own() -> None:
    raw = b"From: %s <ann@example.com>\nSubject: %s\n\nx" % ("Иван".encode(), "Отчёт за май".encode("koi8_r"))
    described = describe_message(raw)
    assert (described.from_[0].name, described.subject) == ("Иван", "Отчёт за май")


@pytest.mark.parametrize("letters", [bytes(range(0x80, 0x100)), b"\xfd" + b"a" * 30, b"\xe9 ", b"\xc1\xe9"])
def test_a_guess_takes_no_longer_for_many_letters(letters: bytes) -> None:
    started = time.process_time()
    guess_charset(letters * 20_000)
    assert time.process_time() - started < 2


@pytest.mark.parametrize(("sign", "line"), [(b"\xaf", "¯"), (b"\xb7", "·"), (b"\x97", "—"), (b"\xac", "¬")])
def test_a_line_drawn_with_one_sign_is_no_row_of_letters(sign: bytes, line: str) -> None:
    described = describe_message(b"Subject: x\n\nAnn Lee\n" + sign * 40 + b"\nphone 12\n")
    assert described.text == f"Ann Lee\n{line * 40}\nphone 12\n"
