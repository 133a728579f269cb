"""The search language: any text is a query, operators mean what they say."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imapdesk.store.content.headers import has_header
from imapdesk.store.indexing.folding import fold_query, fold_text, is_part
from imapdesk.store.search.days import parse_span
from imapdesk.store.search.explaining import explain_query
from imapdesk.store.search.hits import find_file_terms, find_terms
from imapdesk.store.search.parsing import find_cut, parse_query
from imapdesk.store.search.query import (
    All,
    Dates,
    Either,
    Header,
    Mark,
    Not,
    Place,
    Size,
    Words,
)

TODAY = date(2026, 11, 22)

ROWS = [
    ("", All(())),
    ("invoice ", Words("invoice")),
    ("invoice", Words("invoice", prefix=True)),
    ("inv* march ", All((Words("inv", prefix=True), Words("march")))),
    ('"two words"', Words("two words", phrase=True)),
    ("-draft ", Not(Words("draft"))),
    ('-"two words"', Not(Words("two words", phrase=True))),
    ("a OR b ", Either((Words("a"), Words("b")))),
    ("a b OR c ", Either((All((Words("a"), Words("b"))), Words("c")))),
    ("a (b OR c) ", All((Words("a"), Either((Words("b"), Words("c")))))),
    ("-(b OR c) ", Not(Either((Words("b"), Words("c"))))),
    ("a or b ", All((Words("a"), Words("or"), Words("b")))),
    ("from:bob ", Words("bob", "from")),
    ('FROM:"Bob Stone"', Words("Bob Stone", "from", phrase=True)),
    ("to:x cc:y ", All((Words("x", "to"), Words("y", "cc")))),
    ("subject:x body:y ", All((Words("x", "subject"), Words("y", "body")))),
    ("filename:report.pdf ", Words("report.pdf", "filename")),
    ("has:attachment", Mark("attachment")),
    ("is:unread -is:starred", All((Mark("unread"), Not(Mark("starred"))))),
    ('in:"My Folder"', Place("folder", "My Folder")),
    ("mailbox:work", Place("mailbox", "work")),
    ("before:2024-05-17", Dates(end=date(2024, 5, 17))),
    ("(x OR before:2024-05-17) y ", All((Either((Words("x"), Dates(end=date(2024, 5, 17)))), Words("y")))),
    ('before:2024-05-17"x y"', All((Dates(end=date(2024, 5, 17)), Words("x y", phrase=True)))),
    (
        "{on:yesterday x} larger:5 y ",
        All((Either((Dates(date(2026, 11, 21), TODAY), Words("x"))), Size(5, True), Words("y"))),
    ),
    ("after:2024", Dates(first=date(2024, 1, 1))),
    ("on:2024-02", Dates(date(2024, 2, 1), date(2024, 3, 1))),
    ("on:17.05.2024", Dates(date(2024, 5, 17), date(2024, 5, 18))),
    ("older_than:2w", Dates(end=date(2026, 11, 8))),
    ("newer_than:1d", Dates(first=date(2026, 11, 21))),
    ("larger:1.5M", Size(1_572_864, True)),
    ("smaller:10k", Size(10_240, False)),
    ("header:List-Id=dev", Header("List-Id", "dev")),
    ('header:X-Spam:"very much"', Header("x-spam", "very much")),
    ("before:tomorrow ", Dates(end=date(2026, 11, 23))),
    ("on:Yesterday", Dates(date(2026, 11, 21), date(2026, 11, 22))),
    ("after:someday ", Words("after:someday")),
    ("newer:7d", Dates(first=date(2026, 11, 15))),
    ("older:2025", Dates(end=date(2025, 1, 1))),
    ("since:2026-11-01", Dates(first=date(2026, 11, 1))),
    ("older_than:3months", Dates(end=date(2026, 8, 24))),
    ("date:2026-11", Dates(date(2026, 11, 1), date(2026, 12, 1))),
    ("larger:5 MB x ", All((Size(5 << 20, True), Words("x")))),
    ("larger: 5 MB", Size(5 << 20, True)),
    ("size:1,5mb", Size(3 << 19, True)),
    ("larger:5mb MB ", All((Size(5 << 20, True), Words("MB")))),
    ("has:star", Mark("starred")),
    ("label:work", Place("folder", "work")),
    ("list:dev", Header("List-Id", "dev")),
    ("bcc:x attachment:y ", All((Words("x", "to"), Words("y", "filename")))),
    ("from: ann", Words("ann", "from", prefix=True)),
    ('from: "Ann Example"', Words("Ann Example", "from", phrase=True)),
    ("-from: ann ", Not(Words("ann", "from"))),
    ("is: unread", Mark("unread")),
    ("to: is:unread", Mark("unread")),
    ("date: of birth ", All((Words("date"), Words("of"), Words("birth")))),
    ("from:", All(())),
    ("invoice from:", Words("invoice")),
    ("from: OR x ", Words("x")),
    ("(from:) x ", Words("x")),
    ("subject:(a OR -b) ", Either((Words("a", "subject"), Not(Words("b", "subject"))))),
    ("from:(x to:y is:read) ", All((Words("x", "from"), Words("y", "to"), Mark("read")))),
    ("-to:(x y) ", Not(All((Words("x", "to"), Words("y", "to"))))),
    ("is:(unread) ", Words("unread")),
    ("a AND b ", All((Words("a"), Words("b")))),
    ("{a b} ", Either((Words("a"), Words("b")))),
    ("{from:a from:b} c ", All((Either((Words("a", "from"), Words("b", "from"))), Words("c")))),
    ("-{a b} ", Not(Either((Words("a"), Words("b"))))),
    ("from:{a b} ", Either((Words("a", "from"), Words("b", "from")))),
    ("{a (b c)} ", Either((Words("a"), All((Words("b"), Words("c")))))),
    ("{a OR b {co", Either((Words("a"), Words("b"), Words("co", prefix=True)))),
    ("} a ", Words("a")),
    ("a | b || c ", Either((Words("a"), Words("b"), Words("c")))),
    ("a & b && c ", All((Words("a"), Words("b"), Words("c")))),
    ("|", Words("|")),
    ("has:pdf", Words(".pdf", "filename", phrase=True)),
    ("has:xlsx ", Words(".xlsx", "filename", phrase=True)),
    ("has:invitations ", Words(".ics", "filename", phrase=True)),
    ("has:fun ", Words("has:fun")),
    ("is:forwarded", Mark("forwarded")),
    ("hasattachment:yes read:no", All((Mark("attachment"), Not(Mark("read"))))),
    ("read:maybe ", Words("read:maybe")),
    ("read: this ", All((Words("read"), Words("this")))),
    ("received:today", Dates(date(2026, 11, 22), date(2026, 11, 23))),
    ("received:last week x ", All((Dates(date(2026, 11, 9), date(2026, 11, 16)), Words("x")))),
    ("after:january 2025", Dates(first=date(2025, 1, 1))),
    ("on:märz 2024 x ", All((Dates(date(2024, 3, 1), date(2024, 4, 1)), Words("x")))),
    ("before: may-2025", Dates(end=date(2025, 5, 1))),
    ("larger:5 m ", Size(5 << 20, True)),
    ("larger: 1.5 M ", Size(3 << 19, True)),
    ("older_than:2 m ", Dates(end=date(2026, 9, 23))),
    ('after:"7 days"', Dates(first=date(2026, 11, 15))),
    ("after:7 days", Dates(first=date(2026, 11, 15))),
    ("newer_than: 2 wochen x ", All((Dates(first=date(2026, 11, 8)), Words("x")))),
    ("after:2024 days ", All((Dates(first=date(2024, 1, 1)), Words("days")))),
    ("before:1.1.26", Dates(end=date(2026, 1, 1))),
    ("on:17.5.99", Dates(date(1999, 5, 17), date(1999, 5, 18))),
    ('subject:"" x ', Words("x")),
    ("sent: this month", Dates(date(2026, 11, 1), date(2026, 12, 1))),
    ('before:"last year"', Dates(end=date(2025, 1, 1))),
    ("after:last-month", Dates(first=date(2026, 10, 1))),
    ("date:diese woche", Dates(date(2026, 11, 16), date(2026, 11, 23))),
    ("after:monday", Dates(first=date(2026, 11, 16))),
    ("on:Sonntag", Dates(date(2026, 11, 22), date(2026, 11, 23))),
    ("on:december", Dates(date(2025, 12, 1), date(2026, 1, 1))),
    ("since:nov", Dates(first=date(2026, 11, 1))),
    ("date: last chance ", All((Words("date"), Words("last"), Words("chance")))),
    ("date:>=2026-01", Dates(first=date(2026, 1, 1))),
    ("date:>2026-01", Dates(first=date(2026, 2, 1))),
    ("date:<2026-01", Dates(end=date(2026, 1, 1))),
    ("date:<=2026-01", Dates(end=date(2026, 2, 1))),
    ("size:>5MB", Size(5 << 20, True)),
    ("size:<100kb", Size(100 << 10, False)),
    ("smaller_than:1k", Size(1024, False)),
    ("a AND", Words("a")),
    ("AND", Words("AND", prefix=True)),
    ("a NOT b ", All((Words("a"), Not(Words("b"))))),
    ("NOT (a OR b) ", Not(Either((Words("a"), Words("b"))))),
    ("NOT from: ann ", Not(Words("ann", "from"))),
    ("a NOT", Words("a")),
    ("a NOT OR b ", Either((Words("a"), Words("b")))),
    ("*", All(())),
    ("from:* x ", Words("x")),
    ('"', All(())),
    ('x ""', Words("x")),
    ("subject : x ", All((Words("subject"), Words("x")))),
    ("mid:CAF+x=1@mail.example.com ", Header("Message-ID", "<CAF+x=1@mail.example.com>")),
    ("rfc822msgid:<a@b> ", Header("Message-ID", "<a@b>")),
    ("id:a%25@b ", Header("Message-ID", "<a%@b>")),
    ("id:7 ", Words("id:7")),
    ("id: card ", All((Words("id"), Words("card")))),
    ("deliveredto:x@example.com ", Header("Delivered-To", "x@example.com")),
    ("in:anywhere x ", Words("x")),
    ("tag:unread tag:attachment ", All((Mark("unread"), Mark("attachment")))),
    ("Guten Tag: Anna ", All((Words("Guten"), Words("tag"), Words("Anna")))),
    ("has:attach ", Mark("attachment")),
    ("until:2024-02 ", Dates(end=date(2024, 3, 1))),
    ("date:2024-01..2024-02 ", Dates(date(2024, 1, 1), date(2024, 3, 1))),
    ("date:2024..", Dates(first=date(2024, 1, 1))),
    ("date:..yesterday ", Dates(end=date(2026, 11, 22))),
    ("date:.. ", Words("date:..")),
    ("date:2024..soon ", Words("date:2024..soon")),
    ("after:04/16/2024 ", Dates(first=date(2024, 4, 16))),
    ("after:16/4/2024 ", Dates(first=date(2024, 4, 16))),
    ("after:04/05/2024 ", Words("after:04/05/2024")),
    ("on:5/5/2024 ", Dates(date(2024, 5, 5), date(2024, 5, 6))),
    ("after:16/17/2024 ", Words("after:16/17/2024")),
    ("is:odd ", Words("is:odd")),
    ("http://example.org/x ", Words("http://example.org/x")),
]


@pytest.mark.parametrize(("text", "meaning"), ROWS, ids=[row[0] or "empty" for row in ROWS])
def test_a_query_means_what_it_says(text: str, meaning: object) -> None:
    assert parse_query(text, TODAY) == meaning


@given(st.text())
def test_any_text_is_a_query_and_can_be_explained(text: str) -> None:
    assert explain_query(parse_query(text, TODAY))


@given(
    st.lists(
        st.sampled_from(
            [
                '"',
                "(",
                ")",
                "-",
                "OR",
                "NOT",
                " ",
                "from:",
                "header:",
                "is:",
                "before:",
                "larger:",
                "mb",
                "a",
                "1",
                "*",
                ":",
            ]
        )
    )
)
def test_no_order_of_signs_is_an_error(signs: list[str]) -> None:
    assert explain_query(parse_query("".join(signs), TODAY))


@pytest.mark.parametrize(
    "text", ["(" * 10_000, "a OR " * 5_000, "NOT " * 5_000, "from: (" * 5_000, '"' * 9_999, "-" * 9_999, "x" * 100_000]
)
def test_a_hostile_query_is_bounded(text: str) -> None:
    explain_query(parse_query(text, TODAY))


@pytest.mark.parametrize("text", ["2024-13", "2024-02-30", "0000", "99999", "", "x"])
def test_a_day_that_does_not_exist_is_no_date(text: str) -> None:
    assert parse_span(text) is None


def test_the_last_days_of_the_calendar_are_days() -> None:
    last = date(9999, 12, 31)
    assert parse_query("before:9999-12-31", TODAY) == Dates(end=last)
    assert parse_query("on:9999-12-31", TODAY) == Dates(first=last)
    assert parse_query("on:31.12.9999 after:9999-12-31", TODAY) == All((Dates(first=last), Dates(first=last)))
    assert parse_query("on:9999-12", TODAY) == Dates(first=date(9999, 12, 1))
    assert parse_query("date:9999", TODAY) == Dates(first=date(9999, 1, 1))


@pytest.mark.parametrize(
    ("query", "explained"),
    [
        ('from:bob in:"old mail" mailbox:work ', "Messages from “bob”, in folder “old mail”, in mailbox “work”"),
        (
            'cc:a"b c" header:x-mood=glad ',
            "Messages with “a” in Cc, containing “b c”, whose x-mood header contains “glad”",
        ),
        ("a“b” -in:c“d” ", "Messages containing “a‘b’”, not in folder “c‘d’”"),
    ],
)
def test_what_was_typed_stands_between_quotes_that_have_two_sides(query: str, explained: str) -> None:
    assert explain_query(parse_query(query, TODAY)) == explained


def test_scripts_without_spaces_are_found_by_any_two_characters() -> None:
    assert fold_text("日本語x") == " 日本 本語 語 x"
    assert fold_query("本語") == ['"本語"']
    assert fold_query("日本語") == ['"日本 本語"']
    assert fold_query("語") == ['"語"*']
    assert fold_query("ｗｉｄｅ") == ['"wide"']


def test_vowel_signs_of_arabic_and_hebrew_do_not_count() -> None:
    assert fold_text("مَرْحَبًا") == "مرحبا"
    assert fold_query("مـرحبا") == ['"مرحبا"']
    assert fold_text("שָׁלוֹם") == "שלום"


def test_emoji_are_words() -> None:
    assert fold_query("\N{PARTY POPPER}") == ['"' + fold_text("\N{PARTY POPPER}") + '"']
    assert len(set(map(fold_text, "\N{PARTY POPPER}\N{SNOWMAN}\N{BLACK HEART SUIT}\U0001faff"))) == 4
    assert fold_query("\N{EURO SIGN}\N{COPYRIGHT SIGN}\N{RIGHTWARDS ARROW}") == []


@pytest.mark.parametrize(
    ("text", "explained"),
    [
        ("\N{EURO SIGN}", "Symbols and punctuation alone find nothing: a search needs letters, digits or emoji."),
        ("!? OR -~", "Symbols and punctuation alone find nothing: a search needs letters, digits or emoji."),
        ("\N{EURO SIGN} 50 ", "Messages “\N{EURO SIGN}” left out: signs alone are no words, containing “50”"),
        ("\N{SNOWMAN}", "Messages containing “\N{SNOWMAN}”"),
        ("*", "All messages"),
    ],
)
def test_what_no_search_can_find_is_said(text: str, explained: str) -> None:
    assert explain_query(parse_query(text, TODAY)) == explained


@pytest.mark.parametrize(
    ("text", "beginning"),
    [
        ("a " * 65, "Messages by the first 64 terms alone, containing “a”, "),
        ("x" * 4_001, "Messages by the first 4000 characters alone, containing “xx"),
        ("a " * 64, "Messages containing “a”, "),
        (" " * 5_000 + "zebra" + " " * 5_000, "Messages containing “zebra”"),
    ],
    ids=["terms", "characters", "whole", "blanks"],
)
def test_a_query_that_was_cut_says_so_before_anything_else(text: str, beginning: str) -> None:
    assert explain_query(parse_query(text, TODAY), find_cut(text)).startswith(beginning)


def test_the_last_term_before_a_cut_is_not_still_being_typed() -> None:
    query = parse_query("some " * 63 + "last next", TODAY)
    assert isinstance(query, All)
    assert query.parts[-1] == Words("last")


def test_quotes_in_a_query_stay_text() -> None:
    assert fold_query('a"b') == ['"a""b"']
    assert fold_query("!?") == []


@pytest.mark.parametrize(
    ("part", "word", "found"),
    [
        ("versicherung", "krankenversicherung", True),
        ("versicherung", "krankenversicherungen", True),
        ("kranken", "krankenversicherung", True),
        ("zahlung", "ratenzahlungsplan", True),
        ("sport", "transportation", False),
        ("karte", "krankenkarte", True),
        ("krankenkarte", "krankenkarte", False),
    ],
)
def test_compounds_are_found_by_a_part_but_words_not_by_chance(part: str, word: str, found: bool) -> None:
    assert is_part(part, word) is found


def test_header_fields_are_read_folded_encoded_and_in_any_case() -> None:
    raw = b"X-One: a\r\n b\r\nx-two: =?utf-8?q?caf=C3=A9?=\r\n\r\nX-Three: body\r\n"
    assert has_header(raw, "x-one", "a b")
    assert has_header(raw, "X-Two", "CAFÉ")
    assert has_header(raw, "x-two", "")
    assert not has_header(raw, "X-Three", "")
    assert not has_header(raw, "x", "")


def test_words_are_marked_where_they_were_looked_for() -> None:
    query = parse_query('plan -no filename:"june report" from:bob (subject:x OR filename:pdf*)', date(2026, 7, 1))
    assert find_terms(query) == ("plan", "bob", "x")
    assert find_file_terms(query) == ("plan", "june report", "pdf")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("„Guten Morgen“", '"Guten Morgen"'),
        ("“smart text” x", '"smart text" x'),
        ("«bonjour monde»", '"bonjour monde"'),
        ("»umgekehrt« -”so auch”", '"umgekehrt" -"so auch"'),
        ("from:„Ann Bee“", 'from:"Ann Bee"'),
        ("from\uff1aann", "from:ann"),
    ],
)
def test_quotes_and_colons_of_any_keyboard_are_understood(text: str, plain: str) -> None:
    assert parse_query(text, TODAY) == parse_query(plain, TODAY)


def test_a_quotation_mark_that_has_no_other_and_two_hyphens_are_no_operators() -> None:
    assert parse_query("„Guten Mor", TODAY) == All((Words("„Guten"), Words("Mor", prefix=True)))
    assert parse_query("5“ x", TODAY) == All((Words("5“"), Words("x")))
    assert parse_query("--force ", TODAY) == Words("--force")
    assert parse_query("-force ", TODAY) == Not(Words("force"))
