"""Parts are found and sorted as a person would: what is the message, what is attached."""

from __future__ import annotations

import base64

import pytest

from imapdesk.mime import DescribedMessage, describe_headers, describe_message


def _mixed(*parts: bytes, boundary: bytes = b"b", kind: bytes = b"mixed", end: bytes = b"--b--\n") -> bytes:
    head = b"Subject: s\nContent-Type: multipart/" + kind + b'; boundary="' + boundary + b'"\n\n'
    return head + b"".join(b"--" + boundary + b"\n" + part + b"\n" for part in parts) + end


TEXT = b"Content-Type: text/plain\n\nhello"
HTML = b"Content-Type: text/html\n\n<p>hello</p>"
FILE = b"Content-Type: application/zip; name=a.zip\nContent-Transfer-Encoding: base64\n\nAAEC"


def _outline(message: DescribedMessage) -> tuple[str, str, list[tuple[str, str, int]]]:
    return message.text, message.html, [(item.type, item.name, item.size) for item in message.attachments]


def test_text_html_and_a_file() -> None:
    raw = _mixed(TEXT, HTML, FILE)
    assert _outline(describe_message(raw)) == ("hello", "<p>hello</p>", [("application/zip", "a.zip", 3)])
    assert describe_message(raw).attachments[0].data() == b"\0\1\2"


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n", b"\r"])
def test_any_line_end_gives_the_same_message(line_end: bytes) -> None:
    raw = _mixed(TEXT + b"\nsecond", HTML, FILE).replace(b"\n", line_end)
    described = describe_message(raw)
    assert _outline(described) == ("hello\nsecond", "<p>hello</p>", [("application/zip", "a.zip", 3)])
    assert described.subject == "s"
    assert describe_headers(raw).subject == "s"


def test_line_ends_that_were_converted_twice() -> None:
    raw = _mixed(TEXT, FILE).replace(b"\n", b"\r\r\n")
    assert _outline(describe_message(raw)) == ("hello", "", [("application/zip", "a.zip", 3)])


BROKEN = {
    "no end boundary": _mixed(TEXT, FILE, end=b""),
    "the end boundary twice": _mixed(TEXT, FILE, end=b"--b--\n--b--\n"),
    "blanks after the boundary": _mixed(TEXT, FILE).replace(b"--b\n", b"--b \t\n"),
    "a boundary in quotes with a blank": _mixed(TEXT, FILE).replace(b'"b"', b'"b "'),
    "a boundary without quotes": _mixed(TEXT, FILE).replace(b'"b"', b"b"),
    "a boundary with a comment": _mixed(TEXT, FILE).replace(b'"b"', b'"b" (comment)'),
    "no boundary parameter": _mixed(TEXT, FILE).replace(b'; boundary="b"', b""),
    "an empty boundary parameter": _mixed(TEXT, FILE).replace(b'"b"', b'""'),
    "another boundary than announced": _mixed(TEXT, FILE).replace(b'"b"', b'"x"'),
    "boundary parameter in capitals": _mixed(TEXT, FILE).replace(b"boundary", b"BOUNDARY"),
    "a preamble and an epilogue": _mixed(TEXT, FILE, end=b"--b--\nepilogue\n").replace(
        b"\n\n--b", b"\n\npreamble\n--b", 1
    ),
    "no empty line before the first boundary": _mixed(TEXT, FILE).replace(b"\n\n--b", b"\n--b", 1),
    "no empty line before a boundary like a parameter": _mixed(TEXT, FILE, boundary=b"Apple-Mail=_1", end=b"").replace(
        b"\n\n--Apple", b"\n--Apple", 1
    ),
    "no empty line before a boundary like a header": _mixed(TEXT, FILE, boundary=b"a:b", end=b"").replace(
        b"\n\n--a:b", b"\n--a:b", 1
    ),
    "a mbox line": b"From a@example.org Wed Nov 18 10:30:00 2009\n" + _mixed(TEXT, FILE),
    "a quoted mbox line": b">From a@example.org Wed Nov 18 10:30:00 2009\n" + _mixed(TEXT, FILE),
    "a byte-order mark": b"\xef\xbb\xbf" + _mixed(TEXT, FILE),
    "empty lines in front": b"\n\r\n" + _mixed(TEXT, FILE),
    "junk among the headers": b"junk without colon\n" + _mixed(TEXT, FILE),
    "an unknown header": b"X-1: y\n" + _mixed(TEXT, FILE),
}


@pytest.mark.parametrize("raw", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_frame_does_not_hide_the_parts(raw: bytes) -> None:
    described = describe_message(raw)
    assert _outline(described) == ("hello", "", [("application/zip", "a.zip", 3)])
    assert described.subject == "s"


def test_a_nested_boundary_that_begins_like_the_outer_one() -> None:
    inner = (
        b'Content-Type: multipart/alternative; boundary="b-in"\n\n--b-in\n'
        + TEXT
        + b"\n--b-in\n"
        + HTML
        + b"\n--b-in--"
    )
    assert _outline(describe_message(_mixed(inner, FILE))) == (
        "hello",
        "<p>hello</p>",
        [("application/zip", "a.zip", 3)],
    )


def test_a_nested_multipart_without_its_end() -> None:
    inner = b'Content-Type: multipart/alternative; boundary="i"\n\n--i\n' + TEXT + b"\n--i\n" + HTML
    assert _outline(describe_message(_mixed(inner, FILE))) == (
        "hello",
        "<p>hello</p>",
        [("application/zip", "a.zip", 3)],
    )


def test_a_nested_multipart_with_the_same_boundary() -> None:
    inner = b'Content-Type: multipart/alternative; boundary="b"\n\n--b\n' + TEXT + b"\n--b\n" + HTML + b"\n--b--"
    described = describe_message(_mixed(inner, FILE))
    assert (described.text, described.html) == ("hello", "<p>hello</p>")


def test_a_part_without_headers_is_text() -> None:
    assert _outline(describe_message(_mixed(b"\nhello"))) == ("hello", "", [])


def test_the_text_of_an_alternative_is_not_an_attachment() -> None:
    assert _outline(describe_message(_mixed(TEXT, HTML, kind=b"alternative"))) == ("hello", "<p>hello</p>", [])


def test_a_calendar_in_an_alternative_is_kept() -> None:
    calendar = b"Content-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR"
    described = describe_message(_mixed(TEXT, HTML, calendar, kind=b"alternative"))
    assert described.calendar == "BEGIN:VCALENDAR"
    assert [item.type for item in described.attachments] == ["text/calendar"]


def test_a_picture_of_the_page_is_inline() -> None:
    picture = (
        b"Content-Type: image/png; name=a.png\nContent-ID: <p1@example.org>\nContent-Transfer-Encoding: base64\n\nAAEC"
    )
    (item,) = describe_message(_mixed(HTML, picture, kind=b"related")).attachments
    assert (item.content_id, item.inline, item.name, item.size) == ("p1@example.org", True, "a.png", 3)


def test_a_named_text_file_is_an_attachment_and_the_first_text_is_the_message() -> None:
    notes = b"Content-Type: text/plain; name=notes.txt\n\nnotes"
    forced = b"Content-Type: text/plain\nContent-Disposition: attachment\n\nforced"
    described = describe_message(_mixed(TEXT, notes, forced))
    assert _outline(described) == ("hello", "", [("text/plain", "notes.txt", 5), ("text/plain", "", 6)])


def test_a_footer_joins_the_text() -> None:
    assert describe_message(_mixed(TEXT, b"Content-Type: text/plain\n\n-- \nfooter")).text == "hello\n-- \nfooter"


def test_a_forwarded_message_is_an_attachment_that_can_be_described() -> None:
    inner = (
        b"From: a@example.org\nSubject: inner\nContent-Type: multipart/mixed; boundary=i\n\n--i\n" + FILE + b"\n--i--"
    )
    described = describe_message(_mixed(TEXT, b"Content-Type: message/rfc822\n\n" + inner))
    (item,) = described.attachments
    nested = item.message()
    assert (item.type, item.size, described.text) == ("message/rfc822", len(inner), "hello")
    assert nested is not None
    assert (nested.subject, [file.name for file in nested.attachments]) == ("inner", ["a.zip"])


def test_a_digest_holds_messages() -> None:
    described = describe_message(_mixed(b"\nSubject: one\n\n1", b"\nSubject: two\n\n2", kind=b"digest"))
    nested = [item.message() for item in described.attachments]
    assert [message.subject for message in nested if message] == ["one", "two"]


def test_a_forwarded_message_in_base64_can_be_described() -> None:
    encoded = base64.encodebytes(b"Subject: inner\n\nx")
    raw = _mixed(TEXT, b"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n" + encoded)
    nested = describe_message(raw).attachments[0].message()
    assert nested is not None
    assert nested.subject == "inner"


def test_a_report_keeps_its_parts() -> None:
    status = b"Content-Type: message/delivery-status\n\nReporting-MTA: dns; example.org"
    described = describe_message(
        _mixed(TEXT, status, b"Content-Type: text/rfc822-headers\n\nSubject: x", kind=b"report")
    )
    assert described.text == "hello"
    assert [item.type for item in described.attachments] == ["message/delivery-status", "text/rfc822-headers"]


def test_a_signature_is_an_attachment() -> None:
    signature = b"Content-Type: application/pgp-signature; name=signature.asc\n\n-----BEGIN PGP SIGNATURE-----"
    described = describe_message(_mixed(TEXT, signature, kind=b"signed"))
    assert (described.text, [item.name for item in described.attachments]) == ("hello", ["signature.asc"])


def test_a_macintosh_file_is_two_halves_and_one_is_for_macintoshes_alone() -> None:
    double = _mixed(
        b"Content-Type: application/applefile; name=a.zip\n\nfork",
        FILE,
        kind=b"appledouble",
        boundary=b"d",
        end=b"--d--\n",
    )
    halves = [(item.name, item.type, item.fork) for item in describe_message(_mixed(TEXT, double)).attachments]
    assert halves == [("a.zip", "application/applefile", True), ("a.zip", "application/zip", False)]


def test_the_root_of_a_related_is_the_one_that_start_names() -> None:
    page = b"Content-Type: text/html\nContent-ID: <r@x>\n\n<p>root</p>"
    other = b"Content-Type: text/html\nContent-ID: <o@x>\n\n<p>other</p>"
    raw = _mixed(other, page, kind=b'related; start="<r@x>"')
    described = describe_message(raw)
    assert (described.html, [item.content_id for item in described.attachments]) == ("<p>root</p>", ["o@x"])


def test_a_message_that_is_one_file() -> None:
    described = describe_message(b"Subject: s\n" + FILE)
    assert _outline(described) == ("", "", [("application/zip", "a.zip", 3)])


CONTENT_TYPES = [
    (b"text", "text"),
    (b"text/", "text"),
    (b"text/plain;charset", "text"),
    (b"text/plain; charset=", "text"),
    (b"", "text"),
    (b"TEXT/PLAIN", "text"),
    (b"text/plain (comment)", "text"),
    (b";", "text"),
    (b"text/plain; ; ;", "text"),
    (b"plain/text", "text"),
    (b'"text/plain"', "text"),
    (b"text / plain", "text"),
    (b"charset=utf-8", "text"),
    (b"text/html", "html"),
    (b"text/html charset=utf-8", "html"),
    (b"html", "html"),
    (b"Text/HTML;charset=utf-8", "html"),
]


@pytest.mark.parametrize(("value", "kind"), CONTENT_TYPES)
def test_a_content_type_with_mistakes_still_shows_the_body(value: bytes, kind: str) -> None:
    described = describe_message(b"Content-Type: " + value + b"\n\nhello")
    assert getattr(described, kind) == "hello"
    assert described.attachments == []


def test_headers_that_run_into_the_body() -> None:
    described = describe_message(b"From: a@example.org\nSubject: s\nthis is the body\nwith two lines\n")
    assert (described.subject, described.text) == ("s", "this is the body\nwith two lines\n")
    assert "The headers end without an empty line." in described.problems


def test_a_message_without_headers_is_text() -> None:
    assert describe_message(b"just text\nand more\n").text == "just text\nand more\n"
    assert describe_message(b"").text == ""


def test_a_blank_line_of_spaces_ends_the_headers() -> None:
    assert describe_message(b"Subject: s\n \nbody\n").text == "body\n"
    assert describe_message(b"Subject: s\n \n more\nFrom: a@example.org\n\nbody").subject == "s more"


def test_the_identifier_of_a_message() -> None:
    assert describe_message(b"Message-ID: <a@example.org>\n\nx").message_id == "<a@example.org>"
    assert describe_message(b"Message-Id:\n <a@exa\n mple.org> junk\n\nx").message_id == "<a@example.org>"
    assert describe_message(b"References: <a@x>\n\t<b@x>  <c@x>\n\nx").references == ["<a@x>", "<b@x>", "<c@x>"]
    own = describe_message(b"Subject: x\n\nx").message_id
    assert own == describe_message(b"Subject: x\n\nx").message_id != describe_message(b"Subject: y\n\nx").message_id


INHERITED = [
    ("iso-8859-9", "Pijamalı hasta yağız şoföre çabucak güvendi."),
    ("windows-1255", "דג סקרן שט בים מאוכזב"),
    ("iso-8859-13", "Glāžšķūņa rūķīši dzērumā čiepj Baha koncertflīģeļu vākus"),
]


@pytest.mark.parametrize(("charset", "text"), INHERITED)
def test_a_text_without_a_charset_has_that_of_the_parts_around_it(charset: str, text: str) -> None:
    inner = b"Content-Type: multipart/alternative; boundary=i\n\n--i\nContent-Type: text/plain\n\n"
    page = b'\n--i\nContent-Type: text/html\n\n<meta charset="utf-8">' + text.encode() + b"\n--i--"
    raw = _mixed(inner + text.encode(charset) + page, kind=f"mixed; charset={charset}".encode())
    described = describe_message(raw)
    assert (described.text, described.html) == (text, f'<meta charset="utf-8">{text}')


def test_a_picture_beside_a_page_belongs_to_it_and_a_file_does_not() -> None:
    picture = b"Content-Type: image/png; name=a.png\n\nx"
    forced = b"Content-Type: image/png; name=b.png\nContent-Disposition: attachment\n\nx"
    described = describe_message(_mixed(HTML, picture, forced, FILE, kind=b"related"))
    inline = [(item.name, item.inline) for item in described.attachments]
    assert inline == [("a.png", True), ("b.png", False), ("a.zip", False)]


def test_a_page_beside_its_text_is_shown_though_they_are_called_related() -> None:
    described = describe_message(_mixed(TEXT, HTML, kind=b"related"))
    assert _outline(described) == ("hello", "<p>hello</p>", [])
    frame = b"Content-Type: text/html\nContent-Location: frame.html\n\n<p>frame</p>"
    described = describe_message(_mixed(HTML, frame, HTML, kind=b"related"))
    assert (described.html, [item.name for item in described.attachments]) == ("<p>hello</p>", ["frame.html", ""])
