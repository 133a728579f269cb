"""Subjects come out as their writer meant them, however they were encoded."""

from __future__ import annotations

import base64

import pytest

from imapdesk.mime import describe_headers, describe_message

ENCODED_WORDS = [
    (b"plain words", "plain words"),
    (b"=?utf-8?Q?Gr=C3=BC=C3=9Fe?=", "Grüße"),
    (b"=?UTF-8?B?R3LDvMOfZQ==?=", "Grüße"),
    (b"=?UTF-8?b?R3LDvMOfZQ?=", "Grüße"),  # padding left out
    (b"=?UTF-8?B?R3LDvMOfZQ===?=", "Grüße"),
    (b"=?UTF-8?B?R3LD vMOf ZQ==?=", "Grüße"),  # blanks inside
    (b"=?UTF-8?B?R3LD\r\n vMOfZQ==?=", "Grüße"),  # folded inside
    (b"=?iso-8859-1?q?=E9t=E9?=", "été"),
    (b"=?iso-8859-1?q?=e9t=e9?=", "été"),
    (b"=?iso-8859-1*fr?q?=e9t=e9?=", "été"),  # RFC 2231 section 5
    (b"=?utf-8?q?a_b?=", "a b"),
    (b"=?utf-8?q?a b?=", "a b"),
    (b"=?utf-8?q?a?b?=", "a?b"),
    (b"=?utf-8?q?a=?=", "a="),
    (b"=?utf-8?q?a=zz?=", "a=zz"),
    (b"=?utf-8?q??= x", " x".strip()),
    (b"a =?utf-8?q?b?= c", "a b c"),
    (b"a=?utf-8?q?b?=c", "abc"),
    (b"(=?utf-8?q?a?=)", "(a)"),
    (b'"=?utf-8?q?a?="', '"a"'),
    (b"=?utf-8?q?a?= =?utf-8?q?b?=", "ab"),
    (b"=?utf-8?q?a?=\r\n =?utf-8?q?b?=", "ab"),
    (b"=?utf-8?q?a?=\r\n\t  =?utf-8?q?b?=", "ab"),
    (b"=?utf-8?q?a?==?utf-8?q?b?=", "ab"),
    (b"=?utf-8?q?a_?= =?utf-8?q?b?=", "a b"),
    (b"=?utf-8?q?a?= x =?utf-8?q?b?=", "a x b"),
    (b"=?utf-8?B?w6TD?= =?utf-8?B?tg==?=", "äö"),  # split inside a character
    (b"=?utf-8?Q?=E2=82?=\r\n =?UTF-8?Q?=AC?=", "€"),
    (b"=?utf-8?Q?=E2=82?=\r\n =?UTF-8?B?rA==?=", "€"),
    (b"=?utf-8?Q?=C3=A4?= =?iso-8859-1?Q?=E4?=", "ää"),
    (b"=?utf-8?Q?=F0=9F=98?= =?utf-8?Q?=80?=", "😀"),
    (b"=?us-ascii?Q?Keith_Moore?=", "Keith Moore"),
    (b"=?us-ascii?Q?caf=C3=A9?=", "café"),
    (b"=?iso-8859-1?Q?caf=C3=A9?=", "café"),  # the label is wrong
    (b"=?utf-8?Q?caf=E9_au_lait?=", "café au lait"),  # the label is wrong
    (b"=?iso-8859-1?Q?=93quoted=94_=80?=", "“quoted” €"),
    (b"=?x-unknown?Q?abc?=", "abc"),
    (b"=?x-unknown?B?4pyT?=", "✓"),
    (b"=?unknown-8bit?Q?=E9t=E9?=", "été"),
    (b"=??Q?abc?=", "abc"),
    (b"=?gb2312?B?" + base64.b64encode("镕".encode("gb18030")) + b"?=", "镕"),  # not in GB 2312
    (b"=?ks_c_5601-1987?B?" + base64.b64encode("안녕 뷁".encode("cp949")) + b"?=", "안녕 뷁"),
    (b"=?x-sjis?B?" + base64.b64encode("①髙".encode("cp932")) + b"?=", "①髙"),
    (b"=?iso-2022-jp?B?GyRCJDMkcyRLJEEkTxsoQg==?=", "こんにちは"),
    (b"=?iso-2022-jp?B?GyRCJDMkcyRL?= =?iso-2022-jp?B?GyRCJEEkTxsoQg==?=", "こんにちは"),
    (b"=?iso-2022-jp?B?GyRCLSEbKEI=?=", "①"),  # NEC's row 13
    (b"=?iso-2022-jp?B?GyhJMTIzGyhC?=", "ｱｲｳ"),
    (b"\x1b$B$3$s$K$A$O\x1b(B", "こんにちは"),
    (b"=?utf-7?Q?Gr+APw-+AN8-e?=", "Grüße"),
    (b"=?unicode-1-1-utf-7?Q?Hi_Mom_+Jjo-!?=", "Hi Mom ☺!"),
    (b"=?utf-16?B?/v8BGwE=?= =?utf-16?B?Bw?=", "ěć"),  # a character cut in two between words
    (b"=?utf-16?B?//5/gUAFBwU=?= =?utf-16?B?eABhAQ==?=", "腿Հԇxš"),  # the mark in front counts for all of them
    (b"=?utf-16?B?//5hAQ==?= =?utf-16?B?/v8BYQ==?=", "šš"),
    (b"=?cp-850?Q?=81?=", "ü"),
    (b"=?ibm850?Q?=81?=", "ü"),
    (b"=?utf8?Q?=C3=BC?=", "ü"),
    (b"=?windows1251?Q?=CF=F0=E8=E2=E5=F2?=", "Привет"),
    (b"=?koi8-r?B?8NLJ18XU?=", "Привет"),
    (b"=?big5?B?p0GmbqFB?=", "你好，"),
    (b"=?hz-gb-2312?Q?~{<:Ky2;~}?=", "己所不"),
    (b"=?macintosh?Q?=9F?=", "ü"),
    (b"=?utf-8?q?a?=\r\n b", "a b"),
    (b"=?utf-8?q?a=0D=0ABcc:_b?=", "a Bcc: b"),  # never a second line
    (b"=?utf-8?B??==?utf-32le?B?=YWJjZGVm?==?utf-8?Q?a?=", "a"),
    (b"Caf=?utf-8?q?=C3=A9_bar?", "Café bar"),  # its last sign was cut off
    (b"=?utf-8?b?w6k=?", "é"),
    (b"=?utf-8?q?no end", "=?utf-8?q?no end"),
    (b"=?utf-8?x?abc?=", "=?utf-8?x?abc?="),
    (b"1 =? 2", "1 =? 2"),
    (b"a\r\n b", "a b"),
    (b"a\r\n\t b", "a b"),
    (b"a \r\n b", "a b"),
    (b"=?utf-8?q?_=C3=A4?= b =?utf-8?q?c_?=", " ä b c "),  # blanks that were encoded were meant
    (b"=?utf-8?q?_?=", ""),
    (b"\r\n a", "a"),
    (b"a\tb", "a b"),
    (b"a\x00b", "ab"),
    (b"", ""),
]


@pytest.mark.parametrize(("raw", "expected"), ENCODED_WORDS)
def test_an_encoded_word_reads_as_it_was_meant(raw: bytes, expected: str) -> None:
    message = b"From: a@example.org\r\nSubject: " + raw + b"\r\nTo: b@example.com\r\n\r\nbody\r\n"
    assert describe_message(message).subject == expected
    assert describe_headers(message).subject == expected


RAW_EIGHT_BIT = [
    ("gb18030", ["你好", "会议通知", "关于测试邮件的问题", "请查收附件"]),
    ("cp950", ["會議通知", "測試郵件主旨", "這是一封測試信"]),
    ("cp949", ["안녕하세요", "회의 안내", "테스트 메일입니다", "[공지] 서버 점검 안내"]),
    ("euc_jp", ["こんにちは", "会議のお知らせ", "日本語の件名"]),
    ("cp932", ["こんにちは", "テストメール", "会議のお知らせ"]),
    ("koi8_r", ["Привет", "Тестовое сообщение", "Re: вопрос"]),
    ("cp1251", ["Привет", "Тестовое сообщение", "Re: вопрос", "ПРИВЕТ"]),
    ("cp1253", ["Καλημέρα", "Δοκιμαστικό μήνυμα"]),
    ("cp1255", ["שלום", "הודעת בדיקה"]),
    ("cp1256", ["مرحبا", "السلام عليكم"]),
    ("cp874", ["สวัสดี"]),
    ("cp1252", ["Grüße aus München", "café", "Señor", "Ça va très bien", "it’s", "100 €", "é"]),
    ("cp1250", ["Zażółć gęślą jaźń"]),
    ("cp1254", ["değişiklik"]),
    ("utf-8", ["Grüße", "日本", "😀"]),
]


@pytest.mark.parametrize(("charset", "text"), [(name, text) for name, texts in RAW_EIGHT_BIT for text in texts])
def test_raw_bytes_in_a_subject_are_read_in_their_charset(charset: str, text: str) -> None:
    message = b"Subject: " + text.encode(charset) + b"\r\n\r\nbody"
    assert describe_message(message).subject == text
    assert describe_headers(message).subject == text


def test_the_charset_of_the_body_helps_with_a_raw_subject() -> None:
    message = b"Content-Type: text/plain; charset=iso-8859-2\nSubject: " + "Dziękuję".encode("iso8859_2") + b"\n\nx"
    assert describe_message(message).subject == "Dziękuję"
