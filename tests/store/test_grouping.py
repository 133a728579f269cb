"""A folder as conversations: the server's word first, then References, the subject as the last resort."""

from __future__ import annotations

from datetime import timedelta

from imapdesk.mail import Fetched, Scope, Uid
from imapdesk.store.lists.grouping import Row, base_subject, group_rows
from tests.store.bench import START, Bench, listed
from tests.store.test_conversing import CONVERSATION, OTHER

HOUR = 3_600


def save_conversation(bench: Bench) -> dict[str, int]:
    ids = {}
    for uid, (name, raw) in enumerate([*CONVERSATION.items(), ("other", OTHER)], 1):
        arrived = START + timedelta(hours=uid)
        change = bench.store.save_window(bench.inbox, [Fetched("INBOX", Uid(uid), raw, frozenset(), arrived)])
        ids[name] = next(iter(change.message_ids))
    bench.store.describe_pending(lambda: False, 60)
    return ids


def test_a_conversation_is_one_row_with_its_newest_message(bench: Bench) -> None:
    ids = save_conversation(bench)
    found = bench.store.list_conversations(Scope())
    assert list(found.heads) == [ids["other"], ids["grandchild"]]
    assert list(found.members[ids["grandchild"]]) == [ids["child"], ids["root"]]
    assert found.unread == {ids["grandchild"]}


def test_the_servers_thread_wins_over_everything_else(bench: Bench) -> None:
    bench.plan(listed(1, thread_id="T1"), listed(2, thread_id="T2"), listed(3, thread_id="T1"))
    first, _second, third = bench.save(1, 2, 3)
    found = bench.store.list_conversations(Scope())
    assert list(found.members[third]) == [first]
    assert len(found.heads) == 2


def test_a_filter_shows_only_its_messages(bench: Bench) -> None:
    save_conversation(bench)
    assert not bench.store.list_conversations(Scope(starred=True)).heads
    assert len(bench.store.list_conversations(Scope(unread=True)).heads) == 2
    assert not bench.store.list_conversations(Scope(attachments=True)).heads


def row(number: int, subject: str, hours: int, conversation: int | None = None) -> Row:
    return Row(number, hours * HOUR, True, None, conversation, subject)


def test_a_reply_without_references_finds_its_message_by_the_subject() -> None:
    found = group_rows([row(3, "AW: Re: Plan  B", 30), row(2, "news", 20), row(1, "plan b", 10)])
    assert list(found.heads) == [3, 2]
    assert list(found.members[3]) == [1]


def test_equal_subjects_alone_are_no_conversation() -> None:
    assert list(group_rows([row(2, "Weekly report", 30), row(1, "Weekly report", 10)]).heads) == [2, 1]


def test_a_reply_takes_the_nearest_older_message_only() -> None:
    found = group_rows([row(3, "Re: report", 30), row(2, "report", 20), row(1, "report", 10)])
    assert list(found.members[3]) == [2]
    assert list(found.heads) == [3, 1]


def test_an_old_message_is_not_what_is_answered() -> None:
    assert len(group_rows([row(2, "Re: hello", 24 * 365), row(1, "hello", 10)]).heads) == 2


def test_what_programs_put_before_a_subject_is_left_away() -> None:
    assert base_subject("RE: Fwd: [2] AW[3]: Hello  World") == "[2] aw[3]: hello world"
    assert base_subject("Re[2]: WG: Hello") == "hello"
    assert base_subject("回复：Hello") == "hello"
