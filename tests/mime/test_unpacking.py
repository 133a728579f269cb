"""Parts behind an encoding of the whole message or before the first delimiter are found and shown."""

from __future__ import annotations

import base64

from imapdesk.mime import describe_message

_PARTS = (
    "--b\nContent-Type: text/plain; charset=utf-8\n\nGrüße\n--b\nContent-Type: text/html\n\n<p>x\n--b--\n"
).encode()


def test_a_multipart_that_is_base64_as_a_whole_has_its_parts() -> None:
    head = b"Content-Type: multipart/alternative; boundary=b\nContent-Transfer-Encoding: base64\n\n"
    described = describe_message(head + base64.encodebytes(_PARTS))
    assert (described.text, described.html, described.attachments) == ("Grüße", "<p>x", [])
    assert described.problems == ["A message was encoded as a whole, which is forbidden."]


def test_a_multipart_inside_another_may_be_base64_as_well() -> None:
    inner = b"Content-Type: multipart/alternative; boundary=b\nContent-Transfer-Encoding: base64\n\n"
    file = b"--o\nContent-Type: application/pdf; name=a.pdf\n\nabc\n--o--\n"
    raw = b"Content-Type: multipart/mixed; boundary=o\n\n--o\n" + inner + base64.encodebytes(_PARTS) + file
    described = describe_message(raw)
    assert (described.text, described.html) == ("Grüße", "<p>x")
    (item,) = described.attachments
    assert (item.name, item.size, item.data()) == ("a.pdf", 3, b"abc")


def test_a_multipart_that_only_says_it_is_base64_is_read_as_it_stands() -> None:
    head = b"Content-Type: multipart/alternative; boundary=b\nContent-Transfer-Encoding: base64\n\n"
    assert describe_message(head + _PARTS).text == "Grüße"


def test_text_before_the_first_delimiter_with_headers_of_its_own_is_a_part() -> None:
    raw = (
        b"Content-Type: multipart/alternative; boundary=b\n\n"
        b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
        b"Gr=C3=BC=C3=9Fe\n--b\nContent-Type: text/html\n\n<p>x\n--b--\n"
    )
    described = describe_message(raw)
    assert (described.text, described.html) == ("Grüße", "<p>x")
    assert describe_message(raw.replace(b"\n", b"\r\n")).text == "Grüße"


def test_a_second_content_type_tells_what_stands_before_the_first_delimiter() -> None:
    head = b"Content-Type: multipart/alternative; boundary=b\nContent-Type: text/plain\n\nhello\n\n"
    described = describe_message(head + b"--b\nContent-Type: text/html\n\n<p>x\n--b--\n")
    assert (described.text, described.html) == ("hello\n", "<p>x")
    unended = describe_message(head + b"--b\nContent-Type: text/html\n\n<p>x\n--b\n\n")
    assert (unended.text, unended.html) == ("hello\n", "<p>x")


def test_the_usual_sentence_before_the_first_delimiter_is_never_shown() -> None:
    head = b"Content-Type: multipart/alternative; boundary=b\nContent-Type: text/plain\n\n"
    described = describe_message(head + b"This is a multi-part message in MIME format.\n" + _PARTS)
    assert described.text == "Grüße"


def test_the_same_bytes_keep_their_identifier() -> None:
    head = b"Content-Type: multipart/alternative; boundary=b\nContent-Transfer-Encoding: base64\n\n"
    raw = head + base64.encodebytes(_PARTS)
    assert describe_message(raw).message_id == describe_message(raw).message_id


def test_texts_are_quoted_printable_where_only_the_message_around_them_says_so() -> None:
    head = b"Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: quoted-printable\n\n"
    part = b"--b\nContent-Type: text/plain; charset=utf-8\n\nGr=C3=BC=C3=9Fe=\n!\n--b--\n"
    assert describe_message(head + part).text == "Grüße!"
    assert describe_message(head + part.replace(b"=\n!", b" a=b")).text == "Gr=C3=BC=C3=9Fe a=b"
    own = part.replace(b"utf-8\n", b"utf-8\nContent-Transfer-Encoding: 7bit\n")
    assert describe_message(head + own).text == "Gr=C3=BC=C3=9Fe=\n!"
