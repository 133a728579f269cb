"""Searching a real store."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imapdesk.mail import Fetched, Plan, Scope, SortBy, Uid
from imapdesk.store.search import finding
from tests.store.bench import START, Bench


def never() -> bool:
    return False


def make_mail(subject: str, body: str, people: str = "From: Bob <bob@example.org>", headers: str = "") -> bytes:
    return (
        f"{people}\r\nTo: Alice <alice@example.com>\r\nCc: carol@example.net\r\nSubject: {subject}\r\n{headers}"
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n"
    ).encode()


ATTACHED = (
    b"From: Eve <eve@example.org>\r\nSubject: attached\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    b"--b\r\nContent-Type: text/html\r\n\r\n<style>p {color: red}</style><p>Look &eacute;t&eacute; <b>here</b></p>\r\n"
    b"--b\r\nContent-Type: application/pdf; name=quarterly-report.pdf\r\n"
    b"Content-Disposition: attachment; filename=quarterly-report.pdf\r\n\r\nxxxx\r\n--b--\r\n"
)

MAILS = [
    (
        make_mail("Krankenversicherung", "Die Krankenversicherungskarte kam", "From: Jörg <joerg@example.net>"),
        {"\\Seen"},
    ),
    (make_mail("会議", "明日の東京会議について。日本語の手紙"), set()),
    (make_mail("café crème", "naïve text about invoices"), {"\\Seen", "\\Flagged"}),
    (make_mail("Invoice 7", "hello world and a phrase here", headers="List-Id: <dev.example.org>\r\n"), {"\\Seen"}),
    (make_mail("plain", "nothing to see"), {"\\Seen", "\\Answered", "$FORWARDED"}),
    (ATTACHED, {"\\Seen"}),
]
SUBJECTS = ["Krankenversicherung", "会議", "café crème", "Invoice 7", "plain", "attached"]


@pytest.fixture
def found(bench: Bench) -> Bench:
    """The mails above, one a month from March 2026 on, described."""
    window = [
        Fetched("INBOX", Uid(n + 1), raw, frozenset(flags), START + timedelta(days=31 * n))
        for n, (raw, flags) in enumerate(MAILS)
    ]
    bench.store.save_window(bench.inbox, window)
    assert bench.store.describe_pending(never, 60) == len(MAILS)
    return bench


ROWS = [
    ("hello", "Invoice 7"),
    ("invo", "café crème|Invoice 7"),
    ("invoice ", "Invoice 7"),
    ("HELLO", "Invoice 7"),
    ("cafe", "café crème"),
    ("CRÈME", "café crème"),
    ("naive", "café crème"),
    ('"a phrase"', "Invoice 7"),
    ('"phrase a"', ""),
    ("hello -world", ""),
    ("hello OR nothing", "Invoice 7|plain"),
    ("(hello OR nothing) see", "plain"),
    ("versicherung", "Krankenversicherung"),
    ("karte", "Krankenversicherung"),
    ("東京", "会議"),
    ("京", "会議"),
    ("日本語", "会議"),
    ("日語", ""),
    ("from:jorg", "Krankenversicherung"),
    ("from:joerg@example.net", "Krankenversicherung"),
    ("to:alice", "Krankenversicherung|会議|café crème|Invoice 7|plain"),
    ("cc:carol -from:bob", "Krankenversicherung"),
    ("subject:invoice", "Invoice 7"),
    ("body:invoice", "café crème"),
    ("ete", "attached"),
    ("color", ""),
    ("filename:quarterly", "attached"),
    ("quarterly", "attached"),
    ("has:attachment", "attached"),
    ("is:unread", "会議"),
    ("is:starred", "café crème"),
    ("is:answered", "plain"),
    ("is:forwarded", "plain"),
    ("is:forwarded -is:answered", ""),
    ("has:pdf", "attached"),
    ("has:document is:read", "attached"),
    ("has:image", ""),
    ("-has:pdf in:inbox {hello nothing} ", "Invoice 7|plain"),
    ("-is:read", "会議"),
    ("in:inbox hello", "Invoice 7"),
    ("in:archive", ""),
    ("mailbox:WORK plain", "plain"),
    ("before:2026-04 ", "Krankenversicherung"),
    ("on:2026-06 ", "Invoice 7"),
    ("after:2026-07 invo OR see ", "plain"),
    ("larger:100k", ""),
    ("smaller:1k has:attachment", "attached"),
    ("header:list-id=dev", "Invoice 7"),
    ("-header:list-id hello OR plain", "plain"),
    ("header:list-id OR plain", "Invoice 7|plain"),
    ("*", "|".join(SUBJECTS)),
    ("from: jorg", "Krankenversicherung"),
    ("from:(jorg OR bob) hello", "Invoice 7"),
    ("hello AND phrase", "Invoice 7"),
    ("invoice NOT hello", ""),
    ("alice@exam", "Krankenversicherung|会議|café crème|Invoice 7|plain"),
    ("list:dev", "Invoice 7"),
    ("nosuch:operator", ""),
    ("!!!", ""),
]


@pytest.mark.parametrize(("query", "subjects"), ROWS, ids=[row[0] for row in ROWS])
def test_a_search_finds(found: Bench, query: str, subjects: str) -> None:
    expected = set(subjects.split("|")) - {""}
    assert set(found.find(query)) == expected


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("καφές στην Αθήνα", "καφες"),
        ("καφες", "ΚΑΦΈΣ"),
        ("ёлка и мёд", "елка мед"),
        ("за\u0301мок", "замок"),
        ("Łódź", "lodz"),
        ("øre, Ærø", "ore aero"),
        ("bœuf", "boeuf"),
        ("İstanbul ışık", "istanbul isik"),
        ("Straße", "STRASSE"),
        ("Жёлтый чай", "желтый"),
        ("λόγος και ΣΊΣΥΦΟΣ", '"λογος και σισυφος"'),
        ("प्रतिक्रिया", "प्रतिक्रिया"),
        ("が", "が"),
        ("done \N{PARTY POPPER}\N{PARTY POPPER}!", "\N{PARTY POPPER}"),
        ("love\N{HEAVY BLACK HEART}\ufe0fyou", "\N{HEAVY BLACK HEART}"),
        ("\N{THUMBS UP SIGN}\N{EMOJI MODIFIER FITZPATRICK TYPE-5}", "it \N{THUMBS UP SIGN}"),
        ("Vertrags\u00adver\u00adlängerung", "vertragsverlangerung"),
        ("zero\u200bwidth wo\u2060rd no\u200cjoin", "zerowidth word nojoin"),
        ("សួស្តី\u200bពិភពលោក", "ពិភពលោក"),
        ("می\u200cخواهم", "خواهم"),
        ("أحمد في مدرسة على", "احمد مدرسه علي"),
        ("کتاب یک", "كتاب يك"),
        ("Cafe\u0301 Mu\u0308nchen", "café münchen"),
        ("from \N{REGIONAL INDICATOR SYMBOL LETTER D}\N{REGIONAL INDICATOR SYMBOL LETTER E}", "*"),
    ],
)
def test_accents_of_any_alphabet_do_not_count(bench: Bench, text: str, query: str) -> None:
    bench.store.save_window(bench.inbox, [Fetched("INBOX", Uid(1), make_mail("it", text), frozenset(), START)])
    assert bench.store.describe_pending(never, 60) == 1
    assert bench.find(query) == ["it"]
    assert bench.find(f"{query} ") == ["it"]


def test_numbers_that_are_being_typed_are_found_up_to_years_and_with_a_star_of_any_length(bench: Bench) -> None:
    texts = ["in 2025", "at 20:15", "no 2051234", "the 20th", "1999"]
    window = [
        Fetched("INBOX", Uid(n), make_mail(text, "x"), frozenset(), START + timedelta(days=n))
        for n, text in enumerate(texts)
    ]
    bench.store.save_window(bench.inbox, window)
    assert bench.store.describe_pending(never, 60) == len(texts)

    def find(query: str, limit: int | None = 50) -> list[str]:
        ids = bench.store.search_ids(query, Scope(), limit)
        return sorted(row.subject for row in bench.store.load_summaries(ids))

    assert find("20") == ["at 20:15", "in 2025"]
    assert find("subject:20") == ["at 20:15", "in 2025"]
    assert find("in-20") == ["in 2025"]
    assert find("20*") == find("20", None) == ["at 20:15", "in 2025", "no 2051234", "the 20th"]
    assert find("205") == ["no 2051234"]


def test_hits_come_newest_first_or_in_the_scopes_order(found: Bench) -> None:
    assert found.find("to:alice") == SUBJECTS[4::-1]
    assert found.find("to:alice", Scope(descending=False)) == SUBJECTS[:5]
    assert found.find("to:alice", Scope(sort=SortBy.SUBJECT, descending=False))[0] == "café crème"
    assert list(found.store.search_ids("to:alice", Scope(), 2)) == list(found.store.search_ids("to:alice", Scope()))[:2]


def test_a_prefix_of_a_name_is_found_beside_words_that_begin_like_it(found: Bench) -> None:
    found.store.save_window(found.inbox, [Fetched("INBOX", Uid(9), make_mail("journal", "job joke join"))])
    found.store.describe_pending(never, 60)
    assert found.find("from:jo", Scope()) == ["Krankenversicherung"]
    assert list(found.store.search_ids("from:jo", Scope(), 5)) == list(found.store.search_ids("from:jo", Scope()))


def test_the_best_hit_comes_first_by_relevance(found: Bench) -> None:
    ids = found.store.search_ids("invo", Scope(), by_relevance=True)
    assert [row.subject for row in found.store.load_summaries(ids)] == ["Invoice 7", "café crème"]


FREQUENT = (  # the newest last
    ("lunch", "plan of the lunch", "a@example.org"),
    ("plan", "lunch", "b@example.org"),
    ("budget", "none", "lunch@example.org"),
    ("plan of the lunch", "none", "c@example.org"),
    ("notes", "lunch, and no secret", "d@example.org"),
)


def test_frequent_words_are_found_by_where_they_are_the_newest_first(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, (subject, text, sender) in enumerate(FREQUENT, 1):
        raw = f"From: {sender}\r\nSubject: {subject}\r\n\r\n{text}\r\n".encode()
        when = START + timedelta(days=number)
        bench.store.save_window(bench.inbox, [Fetched("INBOX", Uid(number), raw, frozenset(), when)])
    bench.store.describe_pending(never, 60)

    def find(query: str, limit: int | None = 50) -> list[str]:
        ids = bench.store.search_ids(query, Scope(), limit, by_relevance=True)
        return [row.subject for row in bench.store.load_summaries(ids)]

    weighed = {query: sorted(find(query)) for query in ("lunch ", "lun", "-secret lunch ", "lunch OR plan ")}
    monkeypatch.setattr(finding, "MOST_WEIGHED", 3)
    assert find("lunch ") == ["plan of the lunch", "lunch", "budget", "notes", "plan"]
    assert find("lunch ", 2) == ["plan of the lunch", "lunch"]
    assert find("lunch plan ") == ["plan of the lunch", "plan", "lunch"]
    assert find("-secret lunch ") == ["plan of the lunch", "lunch", "budget", "plan"]
    assert find("subject:lunch ") == find("lunch subject:lunch ") == ["plan of the lunch", "lunch"]
    assert find("budget ") == ["budget"]  # seldom enough to be weighed
    assert {query: sorted(find(query)) for query in weighed} == weighed
    assert sorted(find("lunch ", None)) == weighed["lunch "]  # without a limit each is weighed


def test_a_search_stays_in_its_scope(found: Bench) -> None:
    assert found.find("hello", Scope(mailbox="work", folder="INBOX")) == ["Invoice 7"]
    assert found.find("hello", Scope(mailbox="work", folder="Archive")) == []
    assert found.find("to:alice", Scope(unread=True)) == ["会議"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(
    st.one_of(
        st.text(),
        st.lists(
            st.sampled_from(['"', "(", ")", "-", "OR", " ", "from:", "header:x=", "in:", "a*", "NEAR", "{", "^", "+"])
        ).map("".join),
    )
)
def test_any_string_is_a_valid_query(found: Bench, text: str) -> None:
    found.store.search_ids(text, Scope(), 5)
    assert found.store.explain(text)


def test_messages_are_found_by_people_and_subject_before_they_are_indexed(bench: Bench) -> None:
    window = [Fetched("INBOX", Uid(n + 1), raw, frozenset(), START) for n, (raw, _) in enumerate(MAILS)]
    bench.store.save_window(bench.inbox, window)
    assert bench.find("invoice") == ["Invoice 7"]
    assert bench.find("from:eve") == ["attached"]
    assert bench.store.count_undescribed() == len(MAILS)


def test_the_background_pass_stops_when_asked_and_goes_on_later(bench: Bench) -> None:
    bench.store.save_window(bench.inbox, [Fetched("INBOX", Uid(n + 1), raw) for n, (raw, _) in enumerate(MAILS)])
    assert bench.store.describe_pending(lambda: True, 60) == 0
    answers = iter([False, False, True, True])
    assert bench.store.describe_pending(lambda: next(answers), 60) == 2
    assert bench.store.count_undescribed() == len(MAILS) - 2
    assert bench.store.describe_pending(never, 60) == len(MAILS) - 2
    assert bench.store.describe_pending(never, 60) == 0


def test_many_messages_of_one_second_each_have_a_rank(bench: Bench) -> None:
    raws = [make_mail(f"bulk {n}", f"number{n}") for n in range(300)]
    bench.store.save_window(bench.inbox, [Fetched("INBOX", Uid(n + 1), raw, None, START) for n, raw in enumerate(raws)])
    bench.store.describe_pending(never, 60)
    assert len(bench.find("bulk")) == 300
    assert bench.find("number77 ") == ["bulk 77"]


def test_everything_derived_can_be_rebuilt_from_the_raw_messages(found: Bench) -> None:
    with found.store._writer.transaction() as cursor:
        cursor.execute("UPDATE message SET subject = 'wrong', rank = NULL")
    found.store.rebuild_derived()
    assert found.store.describe_pending(never, 60) == len(MAILS)
    assert found.find("hello") == ["Invoice 7"]
    assert found.subjects() == SUBJECTS[::-1]


def test_words_of_deleted_messages_find_nothing_and_never_another_message(found: Bench) -> None:
    found.store.apply_plan(found.inbox, Plan(gone=frozenset({Uid(4)})), forget_gone=True)
    assert found.find("hello") == []
    raw = make_mail("new", "something else")
    found.store.save_window(found.inbox, [Fetched("INBOX", Uid(9), raw, None, START + timedelta(days=93))])
    found.store.describe_pending(never, 60)
    assert found.find("hello") == []
    assert found.find("something") == ["new"]


def test_a_message_gone_from_the_server_is_still_found(found: Bench) -> None:
    found.store.apply_plan(found.inbox, Plan(gone=frozenset({Uid(4)})))
    assert found.find("hello") == ["Invoice 7"]
    assert found.find("is:gone") == ["Invoice 7"]
    assert found.find("hello", Scope(include_gone=False)) == []
