"""Samples of every construct the parser knows, for fuzzing and for property tests."""

from __future__ import annotations

import base64

from tests.mime.ber import compressed, detached, mail, octets, signed

PLAIN = (
    b"Return-Path: <a@example.org>\r\nReceived: from mx.example.org ([192.0.2.1])\r\n\tby mail.example.com;"
    b' Wed, 18 Nov 2009 10:30:00 +0100 (CET)\r\nFrom: "Doe, John" <john@example.org>\r\nTo: Ann <ann@example.com>,'
    b" =?utf-8?Q?J=C3=B6rg?= <j@example.net>\r\nCc: Friends: a@example.org, b@example.org;\r\n"
    b"Subject: =?utf-8?B?w6TD?=\r\n =?utf-8?B?tg==?= and =?iso-8859-1?q?=E9t=E9?=\r\nDate: Wed, 18 Nov "
    b"2009 10:30:05 +0100\r\n"
    b"Message-ID: <1@example.org>\r\nReferences: <0@example.org>\r\n <00@example.org>\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\r\nContent-Transfer-Encoding: "
    b"quoted-printable\r\n\r\n"
    b"Hello w=C3=B6rld,\r\nthis flows \r\non.\r\n\r\nOn Monday, Ann wrote:\r\n> quoted \r\n> more\r\n>> "
    b"deeper\r\n-- \r\nJohn\r\n"
)
HTML = (
    b"<html><head><style>.a { color: red; background: url(http://example.com/x) } @media (max-width: 600px)"
    b" { .b { width: 100% } }</style></head><body bgcolor=#ffffff><table width=600 "
    b"background='http://example.com/b.png'>"
    b'<tr><td style="color: #333; position: fixed">Hello <b>you</b><img src=http://example.com/p.gif width=1>'
    b"<img src=cid:p1@example.org><a href='http://example.com/?a=1&b=2'>link</a><script>x()</script></td></tr></table></body></html>"
)
MIXED = (
    b'From: a@example.org\nSubject: s\nContent-Type: multipart/mixed; boundary="o"\n\npreamble\n--o\n'
    b'Content-Type: multipart/related; boundary=o-r; type="text/html"\n\n--o-r\n'
    b"Content-Type: multipart/alternative; boundary=o-a\n\n"
    b"--o-a\nContent-Type: text/plain; charset=iso-8859-1\n\ncaf\xe9\n--o-a\nContent-Type: text/html; charset=utf-8\n\n"
    + HTML
    + b"\n--o-a--\n--o-r\nContent-Type: image/png; name=p.png\nContent-ID: "
    b"<p1@example.org>\nContent-Disposition: inline;"
    b" filename*0*=utf-8''p%C3; filename*1*=%BC.png\nContent-Transfer-Encoding: base64\n\n"
    + base64.encodebytes(bytes(range(256)))
    + b"--o-r--\n--o\nContent-Type: message/rfc822\n\n"
    + PLAIN.replace(b"\r\n", b"\n")
    + b"--o\nContent-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\nEND:VCALENDAR\n--o\n"
    b"Content-Type: application/ms-tnef;"
    b" name=winmail.dat\nContent-Transfer-Encoding: base64\n\neJ8+Ig==\n--o--\nepilogue\n"
)
LEGACY = (
    b"From foo@example.org Wed Nov 18 10:30:00 2009\nFrom: \xc8\xcb\xc3\xfb <x@example.org> (comment "
    b"(nested))\nSubject: "
    + "会议通知".encode("gb18030")
    + b"\nTo: undisclosed-recipients:;\nDate: Nov 18, 2009 10:30 PM\nContent-Type: text/plain; charset=gb2312\n\n"
    + "你好，世界".encode("gb18030")
    + b"\nbegin 644 a.bin\n#0V%T\n`\nend\n=ybegin line=128 size=3 name=b.bin\n\x8b\x8c\x8d\n=yend size=3\n"
)
JAPANESE = (
    b'Subject: =?iso-2022-jp?B?GyRCJDMkcyRLJEEkTxsoQg==?=\nContent-Type: multipart/digest; boundary="d"\n\n--d\n\n'
    b"Subject: \x1b$B$3$s\x1b(B\n"
    b"Content-Type: text/plain; charset=iso-2022-jp\n\n\x1b$B$3$s$K$A$O\x1b(B\n--d\n\nSubject: "
    b"two\nContent-Type: text/plain; charset=utf-7\n\nGr+APw-\n--d--\n"
)
REPORT = (
    b"Content-Type: multipart/report; report-type=delivery-status; boundary=r\nFrom: MAILER-DAEMON (Mail "
    b"Delivery System)\n\n--r\n\nfailed\n--r\n"
    b"Content-Type: message/delivery-status\n\nReporting-MTA: dns; example.org\n\n--r\nContent-Type: "
    b"text/rfc822-headers\n\nSubject: x\n--r--\n"
)
SEALED = mail(signed(octets(MIXED, [40, 200], endless=True), endless=True))
SEALED_BARE = b"Content-Type: application/pkcs7-mime\n\n" + signed(octets(mail(compressed(MIXED)), [9]))
CERTIFICATES = b"Content-Type: application/pkcs7-mime\n\n" + detached(b"Ann", endless=True)
MESSAGES = [
    PLAIN, MIXED, LEGACY, JAPANESE, REPORT, SEALED, SEALED_BARE, CERTIFICATES, b"Content-Type: text/html\n\n" + HTML,
    b"just text\n",
]  # fmt: skip
FRAGMENTS = [
    b"=?utf-8?Q?",
    b"?=",
    b"=?utf-8?B?w6Q=?=",
    b"=?iso-2022-jp?B?GyRC?=",
    b"=?utf-7?Q?+?=",
    b"=?x?q?=E9?=",
    b'"',
    b"(",
    b")",
    b"<",
    b">",
    b",",
    b";",
    b":",
    b"@",
    b"\\",
    b"=",
    b"\r",
    b"\n",
    b"\r\n",
    b"\n\n",
    b" ",
    b"\t",
    b"\x00",
    b"\xff",
    b"\xc3",
    b"\xa4\xa2",
    b"\x1b$B",
    b"\x1b(J",
    b"\x0e",
    b"~{",
    b"+ADw-",
    b"--o\n",
    b"--o--\n",
    b"--r\n",
    b"--d\n",
    b"Content-Type: multipart/mixed; boundary=z\n\n--z\n",
    b"Content-Type: message/rfc822\n\n",
    b"; name*0*=a''%",
    b'; name*1="',
    b"charset=",
    b'boundary=""',
    b"\x24\x80",
    b"\x04\x84\xff\xff\xff\xff",
    b"\0\0",
    b"Content-Transfer-Encoding: base64\n",
    b"Content-Transfer-Encoding: x-uuencode\n",
    b"begin 644 x\n",
    b"end\n",
    b"=ybegin name=x\n",
    b"From: x\n",
    b"Date: 99 Foo 99999 99:99:99 +9999\n",
    b"<div>",
    b"</div>",
    b"<table><td>",
    b"<style>",
    b"</style>",
    b"<!--",
    b"-->",
    b"<svg><style>",
    b"<math><mtext>",
    b"<img src=//example.com/x>",
    b"style='background:u\\72l(//example.com)'",
    b"&#x6a;",
    b"javascript:",
    b"<a href=",
    b"<b><p>",
    b"> ",
    b"-- \n",
    b"\xe2\x80\xae",
]
