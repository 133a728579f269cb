"""A search finds what somebody finds who reads every message: no index, no store and none of its code is asked."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imapdesk.mail import Fetched, FolderListing, FolderState, ListedFolder, MailboxSettings, Scope, Uid
from imapdesk.store import Store

# None is a part of another, nor a neighbour of another's letters: each is found as itself alone.
WORDS = ["apfel", "birne", "citrus", "dattel", "erbse", "feige", "gurke", "hafer", "ingwer", "kirsche", "été", "会議"]
PEOPLE = ["Ann Berg <ann@example.com>", "Bob Carter <bob@example.org>", "Çelik <celik@example.net>", "ann@example.org"]
FLAGS = ["\\Seen", "\\Flagged", "\\Answered", "$Forwarded"]
COUNT = 120
FIRST = datetime(2025, 1, 15, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Mail:
    """What stands in a message."""

    subject: list[str]
    body: list[str]
    from_: str
    to: list[str]
    cc: list[str]
    file: str
    flags: frozenset[str]
    at: datetime
    raw: bytes


def make_mail(number: int) -> Mail:
    """The message with that number, always the same."""
    choose = random.Random(number)
    subject = [choose.choice(WORDS) for _ in range(choose.randint(1, 3))] + [f"n{number}x"]
    body = [choose.choice(WORDS) for _ in range(choose.randint(1, 6))]
    from_, to, cc = choose.choice(PEOPLE), choose.sample(PEOPLE, choose.randint(1, 2)), choose.sample(PEOPLE, 1)
    file = f"{choose.choice(WORDS[:10])}.{choose.choice(['pdf', 'txt'])}" if choose.random() < 0.3 else ""
    flags = frozenset(flag for flag in FLAGS if choose.random() < 0.4)
    text = " ".join(body) + "\r\n" * choose.choice([1, 400])
    head = (
        f"From: {from_}\r\nTo: {', '.join(to)}\r\nCc: {cc[0]}\r\nSubject: {' '.join(subject)}\r\nMIME-Version: 1.0\r\n"
    )
    if file:
        parts = f"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n--b\r\n"
        parts += (
            f"Content-Type: application/x-thing\r\nContent-Disposition: attachment; filename={file}\r\n\r\nz\r\n--b--"
        )
        raw = f"{head}Content-Type: multipart/mixed; boundary=b\r\n\r\n{parts}\r\n"
    else:
        raw = f"{head}Content-Type: text/plain; charset=utf-8\r\n\r\n{text}"
    return Mail(subject, body, from_, to, cc, file, flags, FIRST + timedelta(days=7 * number), raw.encode())


MAILS = [make_mail(number) for number in range(1, COUNT + 1)]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """All of them, described and indexed."""
    with Store.open(Path(tmp_path_factory.mktemp("store")) / "imapdesk.db") as opened:
        mailbox = opened.add_mailbox(MailboxSettings("work", "", "imap.example.com"))
        listing = FolderListing((ListedFolder("INBOX", b"INBOX", "/"),), {"INBOX": FolderState(messages=COUNT)})
        opened.save_listing(mailbox.id, listing, revision=1, include=lambda folder: True)
        inbox = opened.load_known(mailbox.id)["INBOX"].folder.id
        mails = enumerate(MAILS, 1)
        opened.save_window(inbox, [Fetched("INBOX", Uid(n), mail.raw, mail.flags, mail.at) for n, mail in mails])
        opened.describe_pending(lambda: False, 60)
        yield opened


Reading = Callable[[Mail], bool]
Query = tuple[str, Reading]


def tokens(text: str) -> list[str]:
    """As a reader sees words, who takes no notice of accents."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(char))
    return re.findall(r"[^\W_]+", plain)


def whole(mail: Mail) -> list[str]:
    """Each place of a message in which words stand."""
    return [" ".join(mail.subject), " ".join(mail.body), mail.from_, ", ".join(mail.to), *mail.cc, mail.file]


PLACES: dict[str, Callable[[Mail], list[str]]] = {
    "": whole,
    "subject:": lambda mail: [" ".join(mail.subject)],
    "body:": lambda mail: [" ".join(mail.body)],
    "from:": lambda mail: [mail.from_],
    "to:": lambda mail: [", ".join(mail.to)],
    "cc:": lambda mail: mail.cc,
    "filename:": lambda mail: [mail.file],
}


def stands_in(mail: Mail, field: str, words: list[str]) -> bool:
    """Whether these words stand side by side somewhere."""
    for text in PLACES[field](mail):
        found = tokens(text)
        if any(found[at : at + len(words)] == words for at in range(len(found))):
            return True
    return False


def make_words(field: str, word: str) -> Query:
    return f"{field}{word} ", lambda mail: stands_in(mail, field, [word])


def make_phrase(field: str, words: list[str]) -> Query:
    return f'{field}"{" ".join(words)}"', lambda mail: stands_in(mail, field, words)


def make_beginning(field: str, word: str) -> Query:
    begins = lambda text: any(token.startswith(word[:3]) for token in tokens(text))  # noqa: E731
    return f"{field}{word[:3]}*", lambda mail: any(map(begins, PLACES[field](mail)))


def make_date(kind: str, weeks: int) -> Query:
    day = (FIRST + timedelta(days=7 * weeks)).date()
    compare: dict[str, Callable[[date], bool]] = {
        "before": lambda at: at < day,
        "after": lambda at: at >= day,
        "on": lambda at: at == day,
        "until": lambda at: at <= day,
    }
    return f"{kind}:{day}", lambda mail: compare[kind](mail.at.astimezone().date())


def make_size(kind: str, size: int) -> Query:
    return f"{kind}:{size}", lambda mail: len(mail.raw) > size if kind == "larger" else len(mail.raw) < size


MARKS: dict[str, Reading] = {
    "is:unread": lambda mail: "\\Seen" not in mail.flags,
    "is:read": lambda mail: "\\Seen" in mail.flags,
    "is:starred": lambda mail: "\\Flagged" in mail.flags,
    "is:answered": lambda mail: "\\Answered" in mail.flags,
    "is:forwarded": lambda mail: "$Forwarded" in mail.flags,
    "has:attachment": lambda mail: bool(mail.file),
    "in:inbox": lambda mail: True,
    "in:elsewhere": lambda mail: False,
    "header:Cc=Berg": lambda mail: any("Berg" in each for each in mail.cc),
}
_words = st.sampled_from([*WORDS[:10], "ann", "berg", "celik", "example", "pdf", "n7x"])
_fields = st.sampled_from(list(PLACES))
_atoms: st.SearchStrategy[Query] = st.one_of(
    st.builds(make_words, _fields, _words),
    st.builds(make_phrase, _fields, st.lists(_words, min_size=1, max_size=2)),
    st.builds(make_beginning, _fields, st.sampled_from(WORDS[:10])),
    st.builds(make_date, st.sampled_from(["before", "after", "on", "until"]), st.integers(-1, COUNT + 1)),
    st.builds(make_size, st.sampled_from(["larger", "smaller"]), st.integers(0, 2_000)),
    st.sampled_from(list(MARKS.items())),
)


def negate(query: Query) -> Query:
    return f"-({query[0]})", lambda mail: not query[1](mail)


def both(first: Query, second: Query) -> Query:
    return f"({first[0]}) ({second[0]})", lambda mail: first[1](mail) and second[1](mail)


def either(first: Query, second: Query) -> Query:
    return f"({first[0]}) OR ({second[0]})", lambda mail: first[1](mail) or second[1](mail)


_queries = st.recursive(
    _atoms,
    lambda inner: st.one_of(st.builds(both, inner, inner), st.builds(either, inner, inner), st.builds(negate, inner)),
    max_leaves=5,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(query=_queries)
def test_a_search_finds_what_a_reader_of_all_messages_finds(store: Store, query: Query) -> None:
    text, reading = query
    found = [row.subject for row in store.load_summaries(store.search_ids(text, Scope()))]
    assert found == [" ".join(mail.subject) for mail in reversed(MAILS) if reading(mail)], text


@pytest.mark.parametrize(
    ("text", "words"),
    [("ete ", ["ete"]), ("ÉTÉ ", ["ete"]), ("会議", ["会議"]), ("çelik ", ["celik"]), ('"ann berg"', ["ann", "berg"])],
)
def test_letters_of_any_kind_are_found_by_their_plain_ones(store: Store, text: str, words: list[str]) -> None:
    found = {row.subject for row in store.load_summaries(store.search_ids(text, Scope()))}
    read = {" ".join(mail.subject) for mail in MAILS if stands_in(mail, "", words)}
    assert found >= read > set()
