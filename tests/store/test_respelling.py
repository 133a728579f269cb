"""Whoever has no key for a letter spells it out, and finds it; whoever doesn't mean it finds nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from imapdesk.mail import Fetched, Scope, Uid
from imapdesk.store.search.spelling import list_plain_forms, spell_out
from tests.store.bench import START, Bench
from tests.store.test_searching import make_mail, never

MAILS = {
    "Termin": ("Viele Grüße", "From: Jörg Müller <info@example.net>"),
    "Anfrage": ("vom Amt", "From: Hans Mueller <hans@example.net>"),
    "Gebühren": ("Die Kontoführungsgebührenübersicht kam, die Kündigung auch", "From: bank@example.org"),
    "uebersicht": ("Kuendigungsfrist beachten", "From: bank@example.org"),
    "Tisch i Malmö": ("Smørrebrød på Ålesund, ved åen", "From: Søren Ångström <s@example.net>"),
    "colours": ("a blue one does the job, blü too; Blüten, Füllung und Dösen", "From: p@example.org"),
    "names": ("Michal is no Michael", "From: Michal <m@example.org>"),
    "parts": ("Die E-Mail zur U-Bahn, COVID19, הפגישה מחר בתל אביב, الاجتماع غدا", "From: t@example.org"),
    "weights": ("the tares gust and the pot of DOS", "From: n@example.org"),
}


@pytest.fixture
def letters(bench: Bench) -> Bench:
    window = [
        Fetched("INBOX", Uid(n + 1), make_mail(subject, text, people), frozenset(), START + timedelta(days=n))
        for n, (subject, (text, people)) in enumerate(MAILS.items())
    ]
    bench.store.save_window(bench.inbox, window)
    assert bench.store.describe_pending(never, 60) == len(MAILS)
    return bench


ROWS = [
    ("mueller ", "Termin|Anfrage"),
    ("Mueller", "Termin|Anfrage"),
    ("MÜLLER ", "Termin|Anfrage"),
    ("mu\u0308ller", "Termin|Anfrage"),
    ("muell", "Termin|Anfrage"),
    ("müll", "Termin|Anfrage"),
    ("muell ", ""),
    ("from:mueller", "Termin|Anfrage"),
    ("from:(mueller OR nobody)", "Termin|Anfrage"),
    ("subject:mueller", ""),
    ('"mueller"', "Anfrage"),
    ("joerg-mueller", "Termin"),
    ("hans-müller", "Anfrage"),
    ("mueller -hans", "Termin"),
    ("-mueller viele", ""),
    ("info@mueller.example", ""),
    ("gruesse ", "Termin"),
    ("gebuehr", "Gebühren"),
    ("gebuehren ", "Gebühren"),
    ("übersicht ", "uebersicht|Gebühren"),
    ("uebersicht ", "uebersicht|Gebühren"),
    ("kündigung ", "Gebühren|uebersicht"),
    ("kuendigung ", "Gebühren|uebersicht"),
    ("malmoe ", "Tisch i Malmö"),
    ("soeren ", "Tisch i Malmö"),
    ("smoerrebroed ", "Tisch i Malmö"),
    ("aalesund ", "Tisch i Malmö"),
    ("blue", "colours"),
    ("blue ", "colours"),
    ("michael ", "names"),
    ("taeres ", ""),
    ("guest", ""),
    ("poet ", ""),
    ("fuel ", ""),
    ("email ", "parts"),
    ("e-mail ", "parts"),
    ("ubahn", "parts"),
    ("-email parts", ""),
    ("COVID-19", "parts"),
    ("covid19 ", "parts"),
    ("ebahn ", ""),
    ("פגישה ", "parts"),
    ("תל אביב ", "parts"),
    ("اجتماع ", "parts"),
]


@pytest.mark.parametrize(("query", "subjects"), ROWS, ids=[row[0] for row in ROWS])
def test_letters_may_be_spelled_out(letters: Bench, query: str, subjects: str) -> None:
    assert set(letters.find(query)) == set(filter(None, subjects.split("|")))
    ids = letters.store.search_ids(query, Scope(), 50)
    assert list(ids) == list(letters.store.search_ids(query, Scope()))


def test_a_pair_of_letters_that_ends_a_short_word_is_meant(letters: Bench) -> None:
    letters.store.save_window(
        letters.inbox, [Fetched("INBOX", Uid(90), make_mail("blü", "Blüte", "From: b@x.example"))]
    )
    letters.store.describe_pending(never, 60)
    assert letters.find("blue") == letters.find("blue ") == ["colours"]
    assert letters.find("bluete ") == ["blü"]


def test_what_was_found_before_is_not_believed_once_mail_came(letters: Bench) -> None:
    assert letters.find("schroeder ") == []
    letters.store.save_window(letters.inbox, [Fetched("INBOX", Uid(90), make_mail("Frau Schröder", "x"))])
    letters.store.describe_pending(never, 60)
    assert letters.find("schroeder ") == ["Frau Schröder"]


def test_the_other_spelling_is_told_and_marked(letters: Bench) -> None:
    store = letters.store
    assert store.explain("mueller ") == "Messages containing “mueller”, also “müller”"
    assert store.explain("Müll") == "Messages containing “Müll…”, also “muell…”"
    assert store.explain("-from:mueller ") == "Messages not from “mueller”, also “müller”"
    assert store.explain("muller") == "Messages containing “muller…”"
    assert store.explain("blue michael does ") == "Messages containing “blue”, containing “michael”, containing “does”"
    assert store.explain("email ") == "Messages containing “email”, also “e-mail”"
    assert store.find_terms("mueller ") == ("mueller", "müller")
    assert store.find_terms("blue") == ("blue",)


def test_sums_are_of_the_messages_that_a_search_finds(letters: Bench) -> None:
    for query in ("mueller ", "muell*", "-mueller ", "gebuehr", "Kündigung"):
        sums = letters.store.sum_up(Scope(), query, {})
        assert sum(row[1] for row in sums.senders) == len(letters.find(query)), query


def test_messages_that_are_not_described_yet_are_found_by_their_rows_in_either_spelling(letters: Bench) -> None:
    letters.store.save_window(letters.inbox, [Fetched("INBOX", Uid(90), make_mail("An Herrn Müller", "x"))])
    assert set(letters.find("mueller ")) == {"Termin", "Anfrage", "An Herrn Müller"}


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("mueller", ["muller"]),
        ("Muehlenstrasse", ["muhlenstrasse"]),
        ("uebergroesse", ["uebergrosse", "ubergroesse", "ubergrosse"]),
        ("malmoe", ["malmo"]),
        ("blue", []),
        ("Zoe", []),
        ("oel", ["ol"]),
        ("plain", []),
        ("mueller2", []),
        ("aaaaaaaaaaaa", []),
    ],
)
def test_a_word_may_stand_for_a_few_others(word: str, forms: list[str]) -> None:
    assert list_plain_forms(word) == forms


def test_letters_are_spelled_out_as_people_do() -> None:
    assert spell_out("Übergrößen, Ærø, Åse, Café") == "uebergroessen, aeroe, aase, cafe"
    assert spell_out("Blåbærsyltetøj") == "blaabaersyltetoej"
