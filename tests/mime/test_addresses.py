"""Address headers give the people in them, however the list was written."""

from __future__ import annotations

import pytest

from imapdesk.mail import Address
from imapdesk.mime import describe_headers, describe_message

CASES = [
    (b"\x1b$B$3$s$K$A$O\x1b(B <j@example.org>", [("こんにちは", "j@example.org")]),
    (
        '"日本ソ表" <j@example.org>, b@example.org'.encode("cp932"),
        [("日本ソ表", "j@example.org"), ("", "b@example.org")],
    ),
    (
        '許功蓋 <j@example.org>, "許功蓋" <b@example.org>'.encode("big5"),
        [("許功蓋", "j@example.org"), ("許功蓋", "b@example.org")],
    ),
    ("=?utf-8?Q?A?= Петров =?utf-8?Q?B?= <j@example.org>".encode(), [("A Петров B", "j@example.org")]),
    ("jörg@example.org, j@münchen.example".encode(), [("", "jörg@example.org"), ("", "j@münchen.example")]),
    (b"jdoe@example   . org", [("", "jdoe@example.org")]),
    (b"<undisclosed-recipients:;>", []),
    (b"John [mailto:j@example.org]", [("John", "j@example.org")]),
    (b"John (j@example.org)", [("John", "j@example.org")]),
    (b'\\"John Doe\\" <j@example.org>', [('"John Doe"', "j@example.org")]),
    (b"j@example.org", [("", "j@example.org")]),
    (b"<j@example.org>", [("", "j@example.org")]),
    (b"John Doe <j@example.org>", [("John Doe", "j@example.org")]),
    (b"John Doe<j@example.org>", [("John Doe", "j@example.org")]),
    (b'"Doe, John" <j@example.org>', [("Doe, John", "j@example.org")]),
    (b"Doe, John <j@example.org>", [("Doe, John", "j@example.org")]),
    (b'"John \\"Jo\\" Doe" <j@example.org>', [('John "Jo" Doe', "j@example.org")]),
    (b'"John (Jo) Doe" <j@example.org>', [("John (Jo) Doe", "j@example.org")]),
    (b"John Q. Public <j@example.org>", [("John Q. Public", "j@example.org")]),
    (b"John 'Jo' Doe <j@example.org>", [("John 'Jo' Doe", "j@example.org")]),
    (b"j@example.org (John Doe)", [("John Doe", "j@example.org")]),
    (b"<j@example.org> (John Doe)", [("John Doe", "j@example.org")]),
    (b"(John Doe) j@example.org", [("John Doe", "j@example.org")]),
    (b"j@example.org (John (Jo) Doe)", [("John (Jo) Doe", "j@example.org")]),
    (b"Pete(A nice \\) chap) <pete(his account)@example.org(his host)>", [("Pete", "pete@example.org")]),
    (b"a@example.org, b@example.org", [("", "a@example.org"), ("", "b@example.org")]),
    (b"a@example.org; b@example.org", [("", "a@example.org"), ("", "b@example.org")]),
    (b"a@example.org;", [("", "a@example.org")]),
    (b"A <a@example.org>; B <b@example.org>;", [("A", "a@example.org"), ("B", "b@example.org")]),
    (b"a@example.org,, ,b@example.org,", [("", "a@example.org"), ("", "b@example.org")]),
    (b"A <a@example.org> B <b@example.org>", [("A", "a@example.org"), ("B", "b@example.org")]),
    (b"a@example.org b@example.org", [("", "a@example.org"), ("", "b@example.org")]),
    (b"<a@example.org> <b@example.org>", [("", "a@example.org"), ("", "b@example.org")]),
    (b"Friends: a@example.org, B <b@example.org>;", [("", "a@example.org"), ("B", "b@example.org")]),
    (b"Friends: a@example.org; c@example.org", [("", "a@example.org"), ("", "c@example.org")]),
    (b'"My Friends": a@example.org;', [("", "a@example.org")]),
    (b"A: a@example.org;, B: b@example.org;", [("", "a@example.org"), ("", "b@example.org")]),
    (b"undisclosed-recipients:;", []),
    (b"undisclosed-recipients: ;", []),
    (b"Undisclosed recipients:;", []),
    (b"(Empty list)(start)Hidden recipients  :(nobody(that I know))  ;", []),
    (b"<@a.example,@b.example:j@example.org>", [("", "j@example.org")]),
    (b"John <@a.example:j@example.org>", [("John", "j@example.org")]),
    (b"John Doe j@example.org", [("John Doe", "j@example.org")]),
    (b'"John Doe" j@example.org', [("John Doe", "j@example.org")]),
    (b"John Doe <j@example.org", [("John Doe", "j@example.org")]),
    (b"John Doe j@example.org>", [("John Doe", "j@example.org")]),
    (b"<<j@example.org>>", [("", "j@example.org")]),
    (b"John < j @ example.org >", [("John", "j@example.org")]),
    (b"j @ example.org", [("", "j@example.org")]),
    (b"<mailto:j@example.org>", [("", "j@example.org")]),
    (b"mailto:j@example.org", [("", "j@example.org")]),
    (b"John <>", [("John", "")]),
    (b"<>", []),
    (b"", []),
    (b"root", [("", "root")]),
    (b"MAILER-DAEMON", [("", "MAILER-DAEMON")]),
    (b'"john doe"@example.org', [("", '"john doe"@example.org')]),
    (b'"john"@example.org, J <"j.doe"@example.org>', [("", "john@example.org"), ("J", "j.doe@example.org")]),
    (b'"john."@example.org', [("", '"john."@example.org')]),
    (b'"j!d"@example.org', [("", '"j!d"@example.org')]),
    (b"<a@example.org>b@example.org, c@example.org", [("", "a@example.org"), ("", "c@example.org")]),  # no name
    (b"john (at) @ (home) example.org (John) (Doe)", [("Doe", "john@example.org")]),  # the last remark is the name
    (b"(work) <ann@example.com> (Ann Lee)", [("Ann Lee", "ann@example.com")]),
    (b'Ann L. "ann@example.com"', [("Ann L.", "ann@example.com")]),  # quotes in place of brackets
    (b'"ann@example.com" Ann, Bob <bob@example.com>', [("Ann", "ann@example.com"), ("Bob", "bob@example.com")]),
    (b'Ann "write to ann@example.com"', [("Ann write to ann@example.com", "")]),
    (b'"ann@example.com" Lee <lee@example.com>', [("ann@example.com Lee", "lee@example.com")]),
    (b"(Ann Lee) <ann@example.com>", [("Ann Lee", "ann@example.com")]),
    (b"<ann@example.com> (Ann) (Lee)", [("Ann Lee", "ann@example.com")]),
    (b"(Jo) j@example.org (John)", [("John", "j@example.org")]),
    (b"a=?b`{|}~@example.org", [("", "a=?b`{|}~@example.org")]),  # no encoded word begins there
    (b"Ann=?utf-8?Q?_J=C3=B6rg?= <a@example.org>", [("Ann Jörg", "a@example.org")]),
    (rb"j@[x\]y], b@example.org", [("", r"j@[x\]y]"), ("", "b@example.org")]),
    (b'<"john doe"@example.org>', [("", '"john doe"@example.org')]),
    (b'"Joe & J. Harvey"@example.org', [("", '"Joe & J. Harvey"@example.org')]),
    (b"j@[192.0.2.1]", [("", "j@[192.0.2.1]")]),
    (b"J <j@[IPv6:2001:db8::1]>", [("J", "j@[IPv6:2001:db8::1]")]),
    (b"=?utf-8?Q?J=C3=B6rg?= <j@example.org>", [("Jörg", "j@example.org")]),
    (b"=?utf-8?Q?J=C3=B6rg?= Doe <j@example.org>", [("Jörg Doe", "j@example.org")]),
    (b'"=?utf-8?Q?J=C3=B6rg?=" <j@example.org>', [("Jörg", "j@example.org")]),
    (b'"=?utf-8?Q?J=C3=B6rg_Doe=2C_Dr=2E?=" <j@example.org>', [("Jörg Doe, Dr.", "j@example.org")]),
    (b"=?utf-8?Q?Doe=2C_J=C3=B6rg?= <j@example.org>", [("Doe, Jörg", "j@example.org")]),
    (b"=?utf-8?Q?Doe,_J=C3=B6rg?= <j@example.org>", [("Doe, Jörg", "j@example.org")]),
    (b"=?utf-8?Q?Doe, J=C3=B6rg?= <j@example.org>", [("Doe, Jörg", "j@example.org")]),
    (b"=?utf-8?Q?J=C3=B6rg?=<j@example.org>", [("Jörg", "j@example.org")]),
    (b"j@example.org (=?utf-8?Q?J=C3=B6rg?=)", [("Jörg", "j@example.org")]),
    (b"=?utf-8?Q?J=C3?= =?utf-8?Q?=B6rg?= <j@example.org>", [("Jörg", "j@example.org")]),
    (b"=?utf-8?Q?John_=3Cj=40example=2Eorg=3E?=", [("John", "j@example.org")]),
    (b"=?utf-8?Q?John?= <=?utf-8?Q?j=40example=2Eorg?=>", [("John", "j@example.org")]),
    ("Jörg <j@example.org>".encode(), [("Jörg", "j@example.org")]),
    ("Jörg <j@example.org>".encode("latin-1"), [("Jörg", "j@example.org")]),
    ("Иван <j@example.org>".encode("koi8_r"), [("Иван", "j@example.org")]),
    ("<jörg@example.org>".encode(), [("", "jörg@example.org")]),
    (b'"Unclosed <j@example.org>', [("Unclosed", "j@example.org")]),
    (b'John "Jo Doe <j@example.org>', [("John Jo Doe", "j@example.org")]),
    (b"Re: hello <j@example.org>", [("Re: hello", "j@example.org")]),
    (b'"j@example.org" <j@example.org>', [("j@example.org", "j@example.org")]),
    (b"x@example.com <j@example.org>", [("x@example.com", "j@example.org")]),
    (b"John\r\n Doe\r\n\t<j@example.org>,\r\n b@example.com", [("John Doe", "j@example.org"), ("", "b@example.com")]),
    (b"<j@example.org>j@example.org", [("", "j@example.org")]),
    (b"<j@example.org> J@Example.org (John)", [("John", "j@example.org")]),
    (b": <j@example.org>", [("", "j@example.org")]),
    (b'<"">, John <"">, <" ">, j@example.org', [("John", ""), ("", "j@example.org")]),
    (b'"Ann "the fox" Lee" <ann@example.org>', [('Ann "the fox" Lee', "ann@example.org")]),  # quotes within quotes
    (b'"Ann" and "Bob" <ann@example.org>', [("Ann and Bob", "ann@example.org")]),
    (b"bank@example.com:<eve@example.org>", [("bank@example.com", "eve@example.org")]),  # a name that is an address
    (b"Team: <ann@example.org>", [("", "ann@example.org")]),
    (b"ann@example.org www.example.com", [("", "ann@example.org")]),
    (b"host!user", [("", "host!user")]),
    (b"user%host@example.org", [("", "user%host@example.org")]),
]


@pytest.mark.parametrize(("raw", "expected"), CASES)
def test_an_address_header_gives_its_people(raw: bytes, expected: list[tuple[str, str]]) -> None:
    people = [Address(name, address) for name, address in expected]
    message = b"To: " + raw + b"\r\nSubject: x\r\n\r\nbody\r\n"
    assert describe_message(message).to == people
    assert describe_headers(message).to == people


def test_of_a_doubled_from_the_first_counts() -> None:
    message = b"From: a@example.org\nFrom: b@example.org\nTo: c@example.org\n\nx"
    assert describe_message(message).from_ == describe_headers(message).from_ == [Address("", "a@example.org")]


def test_every_recipient_of_a_doubled_to_is_kept() -> None:
    message = b"To: a@example.org\nTo: b@example.org\n\nx"
    both = [Address("", "a@example.org"), Address("", "b@example.org")]
    assert describe_message(message).to == describe_headers(message).to == both


def test_every_address_header_is_read() -> None:
    message = b"Cc: c@example.org\nBcc: b@example.org\nReply-To: r@example.org\nSender: s@example.org\n\nx"
    described = describe_message(message)
    found = [described.cc, described.bcc, described.reply_to, described.sender]
    assert found == [[Address("", f"{letter}@example.org")] for letter in "cbrs"]


def test_what_is_done_with_the_people_of_one_message_is_not_done_to_the_next() -> None:
    head = b"From: Ann <ann@example.org>\r\nTo: bob@example.com, Cid <cid@example.com>\r\n\r\n"
    first = describe_headers(head)
    first.from_.clear()
    first.to.pop()
    second = describe_headers(head)
    assert [person.address for person in second.from_] == ["ann@example.org"]
    assert [person.address for person in second.to] == ["bob@example.com", "cid@example.com"]
