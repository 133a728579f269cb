"""Our readings of a server's answers: they agree with imapclient's, and no odd answer breaks them."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imapclient.response_parser import parse_fetch_response

from imapdesk.imap.grammar import fetch_parser
from imapdesk.imap.grammar.fetch_parser import FetchItems, items_from_pairs, parse_fetch, parse_internal_date
from imapdesk.imap.grammar.list_parser import parse_folder_status, parse_list
from imapdesk.imap.grammar.responses import Parts, classify, clean_text, parse_status
from imapdesk.imap.grammar.search_parser import parse_search, parse_vanished
from imapdesk.imap.grammar.tokens import UnreadableAnswer, parse_values
from imapdesk.mail import FolderState

FLAG = st.from_regex(r"\\?[A-Za-z$][A-Za-z0-9_.$-]{0,10}", fullmatch=True).filter(lambda flag: flag.upper() != "NIL")
NUMBER = st.integers(1, 2**63)
DATES = st.datetimes(datetime(1970, 1, 2), datetime(2099, 1, 1)).map(lambda d: d.replace(microsecond=0))
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


def format_date(moment: datetime) -> bytes:
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return f"{moment.day:2d}-{months[moment.month - 1]}-{moment:%Y %H:%M:%S %z}".encode()


@st.composite
def fetch_answers(draw: st.DrawFn) -> tuple[Parts, FetchItems]:
    """A FETCH response in any order of its items, and what it says."""
    uid, flags, modseq, size = draw(NUMBER), draw(st.lists(FLAG, max_size=4)), draw(NUMBER), draw(NUMBER)
    moment = draw(DATES).replace(tzinfo=draw(ZONES))
    items: dict[str, list[bytes]] = {
        "uid": [b"UID %d" % uid],
        "flags": [b"FLAGS (" + " ".join(flags).encode() + b")"],
        "modseq": [b"MODSEQ (%d)" % modseq],
        "internal_date": [b'INTERNALDATE "' + format_date(moment) + b'"'],
        "size": [b"RFC822.SIZE %d" % size],
        "email_id": [b"EMAILID (Mx-1)"],
        "thread_id": [b"THREADID (Tx_2)"],
    }
    body = draw(st.sampled_from([None, b"", b"raw )(\r\n\x00 {3}", b"x" * 300]))
    if body is not None:
        items["body"] = [b"BODY[] ", body, b""]
    chosen = draw(st.permutations(draw(st.lists(st.sampled_from(sorted(items)), unique=True, min_size=1))))
    parts: Parts = [b"* 12 FETCH ("]
    for index, name in enumerate(chosen):
        pieces = items[name]
        parts[-1] += (b" " if index else b"") + pieces[0]  # type: ignore[operator]
        parts += pieces[1:]
    parts[-1] += b")"  # type: ignore[operator]
    said = {
        "uid": uid,
        "flags": fetch_parser.flags_of(" ".join(flags).encode()),
        "modseq": modseq,
        "internal_date": moment.astimezone(UTC),
        "size": size,
        "email_id": "Mx-1",
        "thread_id": "Tx_2",
        "body": body,
    }
    expected = FetchItems(**{name: said[name] for name in chosen})
    expected.has_body = "body" in chosen
    return parts, expected


@given(fetch_answers())
def test_every_order_of_items_is_read_alike_and_as_imapclient_reads_it(answer: tuple[Parts, FetchItems]) -> None:
    parts, expected = answer
    assert parse_fetch(parts) == expected
    assert fetch_parser._parse_any(parts) == expected
    assert fetch_parser.parse_with_imapclient(parts, len(b"* 12 FETCH ")) == expected


@given(fetch_answers())
def test_imapclients_own_fetch_parser_agrees(answer: tuple[Parts, FetchItems]) -> None:
    parts, expected = answer
    texts = [parts[0][2:].replace(b"FETCH ", b"", 1), *parts[2::2]]  # type: ignore[union-attr]
    records = [
        (text + b"{%d}" % len(literal), literal)  # type: ignore[arg-type]
        for text, literal in zip(texts[:-1], parts[1::2], strict=True)
    ]
    records.append(texts[-1])  # type: ignore[arg-type]
    (theirs,) = parse_fetch_response(records, normalise_times=False, uid_is_key=False).values()
    assert theirs.get(b"UID") == expected.uid
    assert theirs.get(b"BODY[]") == expected.body
    assert theirs.get(b"RFC822.SIZE") == expected.size
    if expected.internal_date is not None:
        assert theirs[b"INTERNALDATE"] == expected.internal_date
    if b"FLAGS" in theirs:
        assert {flag.decode().lower() for flag in theirs[b"FLAGS"]} - {"\\recent"} == {
            flag.lower() for flag in expected.flags or ()
        }


@given(st.binary(max_size=200), st.lists(st.binary(max_size=20), max_size=4))
def test_no_noise_raises_anything_unexpected(noise: bytes, more: list[bytes]) -> None:
    for parts in ([b"* 1 FETCH (" + noise, *more[: len(more) // 2 * 2]], [noise], [b"* " + noise]):
        parse_fetch(list(parts))
        for read in (parse_list, parse_folder_status):
            try:
                read(list(parts))
            except UnreadableAnswer:
                pass
    parse_status("NO", noise)
    classify(noise)
    parse_vanished(noise, 100)
    if (what := classify(b"* ESEARCH " + noise)) is not None:
        parse_search(b"* ESEARCH " + noise, what)


def test_the_odd_answers_of_known_servers() -> None:
    assert parse_fetch([rb"* 1 FETCH (FLAGS (\Seen [Gmail]/x] ) UID 7)"]).flags == {"\\Seen", "[Gmail]/x]"}  # type: ignore[union-attr]
    assert parse_fetch([b"* 1 FETCH (UID 7 BODY[] NIL)"]) == FetchItems(uid=7, has_body=True)
    quoted = parse_fetch([b'* 1 FETCH (UID 7 BODY[] "short \\"quoted\\" \\\\ one")'])
    assert quoted == FetchItems(uid=7, body=b'short "quoted" \\ one', has_body=True)
    assert parse_fetch([b"* 1 fetch (uid 7 flags (\\seen \\Recent $Label1))"]).flags == {"\\Seen", "$Label1"}  # type: ignore[union-attr]
    assert parse_fetch([b"* 1 FETCH (UID 7 BODY[]<0> ", b"abc", b")"]).offset == 0  # type: ignore[union-attr]
    assert parse_fetch([b"* 1 FETCH (BODY[] ", b"abc", b" UID 7)"]) == FetchItems(uid=7, body=b"abc", has_body=True)
    assert parse_fetch([b"* 1 FETCH (FLAGS ())"]) == FetchItems(flags=frozenset())
    assert parse_fetch([b"* 1 FETCH (UID 7 MODSEQ (18446744073709551615))"]).modseq == 2**64 - 1  # type: ignore[union-attr]
    assert parse_fetch([b"* 1 FETCH (UID 7 THREADID NIL EMAILID (a))"]).email_id == "a"  # type: ignore[union-attr]
    assert parse_fetch([b"* 3 EXISTS"]) is None
    assert parse_fetch([b'* 1 FETCH (UID 7 BODYSTRUCTURE (("a" NIL) "x") FLAGS (a))']).flags == {"a"}  # type: ignore[union-attr]
    header = parse_fetch(
        [b"* 1 FETCH (UID 7 BODY[HEADER.FIELDS (MESSAGE-ID)] ", b"Message-Id:\r\n <a@b>\r\n\r\n", b")"]
    )
    assert header is not None
    assert header.message_id == "<a@b>"


def test_gmail_labels_are_decoded() -> None:
    line = b'* 1 FETCH (UID 7 X-GM-LABELS ("\\\\Inbox" "Entw&APw-rfe" Work "a \\"b\\"") X-GM-MSGID 1278455344230334865)'
    items = parse_fetch([line])
    assert items is not None
    assert items.labels == {"\\Inbox", "Entwürfe", "Work", 'a "b"'}
    assert items.email_id == "1278455344230334865"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"01-Jan-2024 00:30:00 +0100", datetime(2023, 12, 31, 23, 30, tzinfo=UTC)),
        (b" 1-jan-2024 00:30:00 -0230", datetime(2024, 1, 1, 3, 0, tzinfo=UTC)),
        (b"31-Foo-2024 00:30:00 +0000", None),
        (b"99-Jan-2024 00:30:00 +0000", None),
        (b"01-Jan-0001 00:30:00 +0000", None),  # west of Greenwich no calendar has that day
        (b"31-Dec-9999 23:30:00 +0000", None),
        (b"", None),
    ],
)
def test_an_internal_date_is_its_moment_or_none(text: bytes, expected: datetime | None) -> None:
    assert parse_internal_date(text) == expected


def test_values_nest_but_not_without_end() -> None:
    assert parse_values([b"(a (b NIL) ", b"lit", b") x"]) == ((b"a", (b"b", None), b"lit"), b"x")
    for broken in (b"(a", b"a)", b"(" * 100 + b")" * 100, b'"open'):
        with pytest.raises(UnreadableAnswer):
            parse_values([broken])


def test_list_lines_are_read_and_others_are_not() -> None:
    line = parse_list([b'* LIST (\\HasNoChildren \\Sent) "/" "Sent \\"x\\""'])
    assert line is not None
    assert (line.attributes, line.delimiter, line.name) == ({"\\hasnochildren", "\\sent"}, "/", b'Sent "x"')
    assert parse_list([b"* LIST () NIL 123"]).delimiter is None  # type: ignore[union-attr]
    assert parse_list([b'* LIST () "." ', b"odd\r\nname", b""]).name == b"odd\r\nname"  # type: ignore[union-attr]
    assert parse_list([b'* LIST () "/" NIL']).name == b"NIL"  # type: ignore[union-attr]
    assert parse_list([b'* LIST () "\\\\" "a"']).delimiter == "\\"  # type: ignore[union-attr]
    assert parse_list([b'* LIST (\\Noselect) "/" x ("CHILDINFO" ("SUBSCRIBED"))']).name == b"x"  # type: ignore[union-attr]
    assert parse_list([b"* STATUS x ()"]) is None
    with pytest.raises(UnreadableAnswer):
        parse_list([b'* LIST () "/"'])


def test_status_lines_are_read_with_whatever_they_have() -> None:
    everything = parse_folder_status(
        [b"* STATUS a (MESSAGES 1 UIDNEXT 2 UIDVALIDITY 18446744073709551615 UNSEEN 0 HIGHESTMODSEQ 9)"]
    )
    assert everything == (b"a", FolderState(1, 2, 2**63 - 1, 0, 9))
    assert parse_folder_status([b'* STATUS "a" ()']) == (b"a", FolderState())
    assert parse_folder_status([b"* STATUS a (HIGHESTMODSEQ 0 MESSAGES 4)"]) == (b"a", FolderState(messages=4))


def test_search_and_esearch_lines_give_their_uids() -> None:
    def read(line: bytes) -> set[int] | None:
        what = classify(line)
        assert what is not None
        return parse_search(line, what)  # type: ignore[return-value]

    assert read(b"* SEARCH") == set()
    assert read(b"* SEARCH 5 3  7 ") == {3, 5, 7}
    assert read(b"* SEARCH 2 (MODSEQ 917162500)") == {2}
    assert read(b'* ESEARCH (TAG "a") UID ALL 4:2,9 COUNT 4') == {2, 3, 4, 9}
    assert read(b'* ESEARCH (TAG "ALL 1:3") UID COUNT 0') == set()
    assert read(b'* ESEARCH (TAG "a") UID ALL 1:4294967295') is None
    assert read(b"* SEARCH one two") is None
    assert len(read(b"* SEARCH " + b" ".join(b"%d" % uid for uid in range(1, 400_001))) or ()) == 400_000


def test_vanished_lines_give_their_uids() -> None:
    assert parse_vanished(b"(EARLIER) 1:3,9", 100) == (True, {1, 2, 3, 9})
    assert parse_vanished(b"5", 100) == (False, {5})
    assert parse_vanished(b"(EARLIER) 1:4294967295", 3) == (True, {1, 2, 3})


def test_a_servers_words_become_plain_text() -> None:
    assert clean_text("Grüße\x1b[31m \x00<b>".encode()) == "Grüße [31m  <b>"
    assert parse_status("NO", b"[ALERT] Mind the gap").text == "Mind the gap"
    assert parse_status("OK", b"[HIGHESTMODSEQ]").code == "HIGHESTMODSEQ"
    assert parse_status("OK", b"[PERMANENTFLAGS (a] b)] Limited").text


def test_a_body_in_a_file_is_read_like_one_in_memory() -> None:
    items = parse_fetch([b"* 1 FETCH (UID 7 BODY[] ", Path(sys.executable), b" FLAGS (x))"])
    assert items is not None
    assert (items.body, items.flags) == (Path(sys.executable), {"x"})
    assert items_from_pairs({}) == FetchItems()
