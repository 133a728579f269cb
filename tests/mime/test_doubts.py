"""Who a message seems to be from and isn't is said; what is usual among lists, newsletters and services is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imapdesk.mail import Address
from imapdesk.mime import describe_message
from imapdesk.mime.doubts import Acquaintance, DoubtKind, find_doubts, fold_name, make_acquaintance
from imapdesk.mime.trust.lookalikes import fold_lookalikes, plays_latin

KNOWN = make_acquaintance(
    ["alice@example.com"],
    ["Alice Example"],
    [
        Address("Anna Berg", "anna.berg@paynow.example"),
        Address("Bob Carter", "bob@example.org"),
        Address("Bob Carter", "bob@carter.example.net"),
        Address("Shop", "help@modern.example.net"),
        Address("Иван Петров", "ivan@example.org"),
    ],
)
LIST = "List-Id: Talk <talk.example.net>\n"
BULK = "List-Unsubscribe: <https://example.net/leave>\n"


def judge(head: str, known: Acquaintance = KNOWN) -> list[DoubtKind]:
    raw = (head.rstrip("\n") + "\nSubject: x\n\ntext\n").encode()
    return [doubt.kind for doubt in find_doubts(describe_message(raw), raw, known)]


@pytest.mark.parametrize(
    ("head", "kinds"),
    [
        ('From: "service@bank.example.com" <x@evil.example.net>', [DoubtKind.SHOWN_ADDRESS]),
        ('From: "Bank <service@bank.example.com>" <x@evil.example.net>', [DoubtKind.SHOWN_ADDRESS]),
        ("From: Anna Berg <anna.berg@mail.example.net>", [DoubtKind.KNOWN_NAME]),
        ('From: "BERG, Anna" <office@mail.example.net>', [DoubtKind.KNOWN_NAME]),
        ("From: Аnnа Bеrg <a@mail.example.net>", [DoubtKind.KNOWN_NAME, DoubtKind.NAME_ALPHABETS]),
        ("From: Alice Example <me@mail.example.net>", [DoubtKind.OWN_NAME]),
        ('From: "Anna \u202egreB" <a@mail.example.net>', [DoubtKind.NAME_TURNED]),
        ('From: "Pay\u200bments" <a@mail.example.net>', [DoubtKind.NAME_HIDDEN]),
        ("From: Help <help@раураl.example>", [DoubtKind.HOST_ALPHABETS]),
        ("From: Help <help@xn--l-7sbb3bc9c.example>", [DoubtKind.HOST_ALPHABETS]),
        ("From: Help <help@xn--80ak6aa92e.example>", [DoubtKind.HOST_LOOKS_LIKE]),
        ("From: Pay <a@payn0w.example>", [DoubtKind.HOST_LOOKS_LIKE]),
        ("From: Shop <a@example.rnet>", []),
        ("From: Alice <alice@examp1e.com>", [DoubtKind.HOST_LOOKS_LIKE]),
        ("From: Alice <alice@exarnple.com>", [DoubtKind.HOST_LOOKS_LIKE]),
        ("From: Book shop <a@xn--bcher-kva.example>", [DoubtKind.HOST_LETTERS]),
        ("From: Chief <chief@company.example.net>\nReply-To: chief@freemail.test", [DoubtKind.REPLY_ELSEWHERE]),
    ],
)
def test_what_is_odd_about_a_sender_is_said(head: str, kinds: list[DoubtKind]) -> None:
    assert judge(head) == kinds


@pytest.mark.parametrize(
    "head",
    [
        "From: Anna Berg <anna.berg@paynow.example>",
        "From: Anna Berg <anna@office.paynow.example>",
        "From: Bob Carter <bob@carter.example.net>",
        "From: Bob <bob@mail.example.net>",
        "From: Alice Example <alice@example.com>",
        "From: Иван Петров <ivan@example.org>",
        "From: Иван Petrov <petrov@mail.example.net>",
        "From: 日本 Taro <taro@mail.example.net>",
        'From: "ليلى \u200fحداد" <layla@mail.example.net>',
        'From: "info@example.net" <noreply@news.example.net>',
        "From: news@example.net <news@example.net>",
        'From: "Winter Shop 🎿" <news@shop.example.net>\nReply-To: service@shop.example.net\n' + BULK,
        "From: Winter Shop <news@mailer.test>\nReply-To: answers@crm.example.net\n" + BULK,
        'From: "Anna Berg" <notifications@code.example.net>\nReply-To: reply+1@reply.code.example.net\n' + LIST,
        'From: "Anna Berg via Talk" <talk@lists.example.net>\nReply-To: anna.berg@paynow.example\n' + LIST,
        "From: Anna Berg <anna.berg@paynow.example>\nReply-To: Bob Carter <bob@example.org>",
        "From: Assistant <a@company.example.net>\nReply-To: <alice@example.com>",
        "From: Caf\u00e9 M\u00fcller <info@cafe.example.net>",
        "From: shop <a@modern.example.net>",
        "From: Sales <a@xn--bcher-kva>",
        "From:",
        "Subject: nobody",
    ],
)
def test_usual_mail_raises_no_doubt(head: str) -> None:
    assert [kind for kind in judge(head) if kind is not DoubtKind.HOST_LETTERS] == []


def test_a_doubt_names_both_sides() -> None:
    raw = b"From: Anna Berg <anna@mail.example.net>\n\n"
    (doubt,) = find_doubts(describe_message(raw), raw, KNOWN)
    assert (doubt.shown, doubt.real, doubt.serious) == ("anna.berg@paynow.example", "anna@mail.example.net", True)


def test_warnings_stand_before_what_is_worth_knowing() -> None:
    head = 'From: "a@bank.example.com" <x@evil.test>\nReply-To: y@other.test'
    assert judge(head) == [DoubtKind.SHOWN_ADDRESS, DoubtKind.REPLY_ELSEWHERE]


def test_who_knows_nobody_is_warned_of_what_can_be_seen() -> None:
    assert judge("From: Anna Berg <anna@mail.example.net>", Acquaintance()) == []
    assert judge('From: "a@b.example" <x@evil.test>', Acquaintance()) == [DoubtKind.SHOWN_ADDRESS]


def test_names_are_compared_without_order_case_and_accents() -> None:
    assert fold_name("Müller, Jürgen") == fold_name("Jurgen MULLER") == "jurgen muller"
    assert fold_name("Anna") == ""
    assert fold_name("anna@example.com x") == ""


def test_lookalikes_fold_to_one_form() -> None:
    assert fold_lookalikes("раураl.example") == fold_lookalikes("paypal.example")
    assert fold_lookalikes("rnodern.example") == fold_lookalikes("modern.example")
    assert plays_latin("раура")
    assert not plays_latin("книга")
    assert not plays_latin("paypal")
    assert not plays_latin("12")


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_sender_can_be_judged(name: str, address: str) -> None:
    raw = f"From: {name} <{address}>\nReply-To: {address}\n\n".encode("utf-8", "replace")
    find_doubts(describe_message(raw), raw, KNOWN)
    make_acquaintance([address], [name], [Address(name, address)])
