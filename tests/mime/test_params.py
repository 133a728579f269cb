"""Attachment names come out right from every form of parameter."""

from __future__ import annotations

import pytest

from imapdesk.mime import describe_message

DISPOSITIONS = [
    (b'attachment; filename="a.txt"', "a.txt"),
    (b"attachment; filename=a.txt", "a.txt"),
    (b"attachment; filename = a.txt ; x=y", "a.txt"),
    (b"attachment;filename=a b c.txt", "a b c.txt"),
    (b"attachment; FileName=a.txt", "a.txt"),
    (b'ATTACHMENT; filename="a;b.txt"', "a;b.txt"),
    (b'attachment; filename="a\\"b.txt"', 'a"b.txt'),
    (b'attachment; filename="a "b" c.txt"', 'a "b" c.txt'),
    (b'attachment; filename="C:\\temp\\a.txt"', "C:\\temp\\a.txt"),
    (b'attachment; filename="unclosed.txt', "unclosed.txt"),
    (b'attachment; filename="a.txt" size=12', "a.txt"),
    (b"attachment; filename=a (1).txt", "a (1).txt"),
    (b'attachment; filename="a.txt"; filename="b.txt"', "a.txt"),
    (b'attachment; filename="=?utf-8?Q?f=C3=BCr?= x.txt"', "für x.txt"),
    (b"attachment; filename==?utf-8?Q?f=C3=BCr.txt?=", "für.txt"),
    (b'attachment; filename="=?utf-8?B?ZsO8?=\r\n =?utf-8?B?ci50eHQ=?="', "für.txt"),
    (b'attachment; filename="=?iso-2022-jp?B?GyRCJUYlOSVIGyhCLnR4dA==?="', "テスト.txt"),
    (b"attachment; filename*=UTF-8''f%C3%BCr.txt", "für.txt"),
    (b"attachment; filename*=utf-8'de'f%c3%bcr%20x.txt", "für x.txt"),
    (b"attachment; filename*=\"UTF-8''f%C3%BCr.txt\"", "für.txt"),
    (b"attachment; filename*=''f%C3%BCr.txt", "für.txt"),
    (b"attachment; filename*=f%C3%BCr.txt", "für.txt"),
    (b"attachment; filename*=iso-8859-1''f%FCr.txt", "für.txt"),
    (b"attachment; filename*=iso-8859-1''%80.txt", "€.txt"),
    (b"attachment; filename=fallback.txt; filename*=UTF-8''f%C3%BCr.txt", "für.txt"),
    (b"attachment; filename*=UTF-8''f%C3%BCr.txt; filename=fallback.txt", "für.txt"),
    (b'attachment; filename*0="long "; filename*1="name.txt"', "long name.txt"),
    (b"attachment; filename*0=a; filename*1=b; filename*2=.txt", "ab.txt"),
    (b"attachment; filename*1=b; filename*0=a; filename*2=.txt", "ab.txt"),
    (b"attachment; filename*0*=UTF-8''f%C3%BC; filename*1*=r%20x; filename*2=.txt", "für x.txt"),
    (b"attachment; filename*0*=UTF-8''f%C3; filename*1*=%BCr.txt", "für.txt"),  # split inside a character
    # Letters left raw are in a charset of their own.
    ("attachment; filename*0*=iso-8859-1''f%FCr%20; filename*1=\"Größe.txt\"".encode(), "für Größe.txt"),
    (b"attachment; filename*0*=UTF-8''f%C3%B; filename*1*=Cr.txt", "für.txt"),  # split inside an escape
    (b"attachment;\r\n filename*1*=%20x.txt;\r\n filename*0*=UTF-8''f%C3%BCr", "für x.txt"),
    (b"attachment; filename*0*=UTF-8''f%C3%BC; filename*1=r%20x.txt", "für x.txt"),  # a star was forgotten
    (b'attachment; filename*0="=?utf-8?Q?f=C3?="; filename*1="=?utf-8?Q?=BCr.txt?="', "für.txt"),
    (b"attachment; " + b"; ".join(b"filename*%d=%c" % (at, 97 + at) for at in reversed(range(11))), "abcdefghijk"),
    (b"attachment; filename*10=k; filename*2=c; filename*0=a; filename*1=b", "abc"),  # behind a gap is nothing's rest
    (b"attachment; filename*0*=UTF-8''f%C3%BCr; filename*2*=%20x.txt", "für"),
    (b"attachment; filename*0=a; filename*01=b", "a"),  # RFC 2231 7: no nought in front
    (b"attachment; filename*00=a; filename*01=b", "ab"),  # but some count so
    (b"attachment; filename*1*=UTF-8''f%C3%BC; filename*2*=r.txt", "für.txt"),  # or from one
    (b"attachment; filename*0=fr; filename*1*=iso-8859-1'de'%FCh.txt", "früh.txt"),  # the later section has the mark
    (rb'attachment; filename="re\port\'s \(1\).txt"', "report's (1).txt"),
    (b'attachment; filename="\\\\server\\temp\\a.txt"', "\\\\server\\temp\\a.txt"),
    (b'attachment; filename="..\\temp\\a.txt"', "..\\temp\\a.txt"),
    (b'attachment; filename="\\r\\e\\port.txt"', "report.txt"),
    (b'attachment; filename*0="C:\\temp\\ne"; filename*1="w\\a.txt"', "C:\\temp\\new\\a.txt"),
    (b"attachment; filename*=UTF-8''f%FCr.txt; filename=fuer.txt", "fuer.txt"),  # says UTF-8 and is none
    (b"attachment; filename*=UTF-8''f%FCr.txt", "für.txt"),
    (b"attachment; filename='a.txt'", "'a.txt'"),  # a letter like others
    (b"attachment; filename='a b.txt'", "a b.txt"),  # but nothing else holds these blanks together
    (b"attachment; (x) filename(y)=(z)a.txt(w); size=3", "a.txt"),
    ('attachment; filename="für.txt"'.encode(), "für.txt"),
    ('attachment; filename="für.txt"'.encode("latin-1"), "für.txt"),
    ('attachment; filename="テスト.txt"'.encode("cp932"), "テスト.txt"),
    (b'attachment; filename="a\r\n b.txt"', "a b.txt"),
    (b'attachment; filename=" a.txt "', " a.txt "),  # a file may be called so
    (b'attachment; filename="=?utf-8?Q?_f=C3=BCr=2Etxt_?="', " für.txt "),
    (b"attachment; filename*=UTF-8''%20f%C3%BCr.txt%20", " für.txt "),
    (b'attachment; filename="  "', ""),
    ("attachment; filename*0*=UTF-8''f%C3%BC; filename*1=\"r größe.txt\"".encode(), "für größe.txt"),
    ("attachment; filename*0*=iso-8859-1''f%FC; filename*1=\"r größe.txt\"".encode("latin-1"), "für größe.txt"),
    (b'attachment; filename*0="f\xc3"; filename*1="\xbcr.txt"', "für.txt"),  # raw, and split inside a letter
    ('attachment; filename*0="テス"; filename*1="ト.txt"'.encode("cp932"), "テスト.txt"),
    (b"attachment; filename=''", ""),
    (b'attachment; filename=""', ""),
    (b"attachment; filename", ""),
    (b"attachment", ""),
]


@pytest.mark.parametrize(("disposition", "name"), DISPOSITIONS)
def test_a_file_name_in_the_disposition(disposition: bytes, name: str) -> None:
    message = b"Content-Type: application/x-a\r\nContent-Disposition: " + disposition + b"\r\n\r\nabc"
    (attachment,) = describe_message(message).attachments
    assert (attachment.name, attachment.type, attachment.size) == (name, "application/x-a", 3)


TYPES = [
    (b'application/pdf; name="a.pdf"', "application/pdf", "a.pdf"),
    (b"application/pdf; name=a.pdf", "application/pdf", "a.pdf"),
    (b"APPLICATION/PDF; NAME=a.pdf", "application/pdf", "a.pdf"),
    (b"application/pdf; name*=utf-8''%C3%BC.pdf", "application/pdf", "ü.pdf"),
    (b"application/pdf (a comment); name=a.pdf", "application/pdf", "a.pdf"),
    (b"application/pdf;; name=a.pdf;", "application/pdf", "a.pdf"),
    (b"application/pdf name=a.pdf", "application/pdf", "a.pdf"),
    (b'application/pdf;\r\n\tname="=?koi8-r?B?8NLJ18XU?=.pdf"', "application/pdf", "Привет.pdf"),
    (
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document; name=a.docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "a.docx",
    ),
    (b"application/ms-tnef; name=winmail.dat", "application/ms-tnef", "winmail.dat"),
    (b'application/x-a; x="1"; name="a;b=c"', "application/x-a", "a;b=c"),
    (b"(x)application(x)/(x)x-a(x);(x)\r\n (x)name(x)=(x)one(x);(x)", "application/x-a", "one"),
    (b"=?utf-8?B?aW1hZ2UvcG5nOyBuYW1lPSJ0?=\r\n =?utf-8?Q?=C3=BCr=2Epng=22?=", "image/png", "tür.png"),  # all of it
]


@pytest.mark.parametrize(("content_type", "type_", "name"), TYPES)
def test_a_name_in_the_content_type(content_type: bytes, type_: str, name: str) -> None:
    (attachment,) = describe_message(b"Content-Type: " + content_type + b"\r\n\r\nabc").attachments
    assert (attachment.type, attachment.name) == (type_, name)


def test_the_disposition_names_the_file_before_the_type_does() -> None:
    message = (
        b"Content-Type: image/png; name=a.png\nContent-Disposition: inline; filename=b.png\nContent-ID: <x@y>\n\nabc"
    )
    (attachment,) = describe_message(message).attachments
    assert (attachment.name, attachment.inline, attachment.content_id) == ("b.png", True, "x@y")


def test_a_parameter_without_its_fold_still_counts() -> None:
    message = b'Content-Type: multipart/mixed;\nboundary="b"\nSubject: x\n\n--b\n\nhello\n--b--\n'
    described = describe_message(message)
    assert (described.subject, described.text) == ("x", "hello")
