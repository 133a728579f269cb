"""Conversations come together in whatever order their messages are described."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest

from imapdesk.mail import Fetched, MessageId, Scope, Uid
from imapdesk.store.indexing.conversing import _BELONGING
from tests.store.bench import START, Bench, listed


def make_reply(name: str, references: str = "", parent: str = "") -> bytes:
    headers = f"Subject: {name}\r\nMessage-ID: <{name}@example.org>\r\n"
    if references:
        headers += "References: " + " ".join(f"<{one}@example.org>" for one in references.split()) + "\r\n"
    if parent:
        headers += f"In-Reply-To: <{parent}@example.org>\r\n"
    return f"{headers}\r\ntext of {name}\r\n".encode()


CONVERSATION = {
    "root": make_reply("root"),
    "child": make_reply("child", "root", "root"),
    "grandchild": make_reply("grandchild", parent="child"),  # names its parent only, as some programs do
}
OTHER = make_reply("other")


@pytest.mark.parametrize("order", list(itertools.permutations(CONVERSATION)), ids=" ".join)
def test_replies_join_their_conversation_in_any_order(bench: Bench, order: tuple[str, ...]) -> None:
    ids = {}
    for uid, name in enumerate((*order, "other"), 1):
        raw = CONVERSATION.get(name, OTHER)
        change = bench.store.save_window(bench.inbox, [Fetched("INBOX", Uid(uid), raw, None, START)])
        ids[name] = next(iter(change.message_ids))
        bench.store.describe_pending(lambda: False, 60)
    for name in CONVERSATION:
        assert set(bench.store.load_conversation(ids[name])) == {ids[one] for one in CONVERSATION}
    assert list(bench.store.load_conversation(ids["other"])) == [ids["other"]]


def test_a_message_that_was_not_described_yet_stands_alone(bench: Bench) -> None:
    (id_,) = bench.save(1)
    assert list(bench.store.load_conversation(id_)) == [id_]


def save_in_thread(bench: Bench, *uids: int, thread: str) -> list[MessageId]:
    """Messages that refer to nothing, in one thread of the server's."""
    bench.plan(*(listed(uid, thread_id=thread) for uid in uids))
    return bench.save(*uids)


def test_what_the_server_calls_a_thread_is_one_without_references(bench: Bench) -> None:
    ids, others = save_in_thread(bench, 1, 2, 3, thread="T7"), save_in_thread(bench, 4, thread="T8")
    bench.store.describe_pending(lambda: False, 60)
    assert [list(bench.store.load_conversation(id_)) for id_ in ids] == [ids] * 3
    assert list(bench.store.load_conversation(others[0])) == others


def test_what_a_list_has_together_by_its_subject_is_together(bench: Bench) -> None:
    subjects = ["plan", "Re: plan", "AW: plan", "Re: another"]
    for uid, subject in enumerate(subjects, 1):
        raw = f"Subject: {subject}\r\nMessage-ID: <{uid}@example.org>\r\n\r\nx\r\n".encode()
        bench.store.save_window(bench.inbox, [Fetched("INBOX", Uid(uid), raw, None, START + timedelta(days=uid))])
    bench.store.describe_pending(lambda: False, 60)
    found = bench.store.list_conversations(Scope())
    (head, others) = next(iter(found.members.items()))
    assert len(others) == 2
    whole = bench.store.load_conversation(MessageId(head), others)
    assert list(whole) == sorted([head, *others])
    assert list(bench.store.load_conversation(MessageId(head), [*others, 999])) == list(whole)  # 999 went meanwhile


def test_what_is_together_brings_along_what_it_refers_to(bench: Bench) -> None:
    ids = {}
    for uid, (name, raw) in enumerate({**CONVERSATION, "other": OTHER}.items(), 1):
        change = bench.store.save_window(bench.inbox, [Fetched("INBOX", Uid(uid), raw, None, START)])
        ids[name] = next(iter(change.message_ids))
    bench.store.describe_pending(lambda: False, 60)
    assert set(bench.store.load_conversation(ids["other"], [ids["child"]])) == set(ids.values())


def test_no_other_messages_are_looked_through_for_a_conversation(bench: Bench) -> None:
    rows = bench.store._readers.rows("EXPLAIN QUERY PLAN " + _BELONGING.format(marks="?, ?"), (1, 2))
    plan = [str(row[3]) for row in rows]
    assert all(step.startswith("SEARCH") for step in plan)
    assert any("near USING COVERING INDEX message_conversation (conversation=?)" in step for step in plan)
    assert any("other USING INDEX location_content (content_id=?)" in step for step in plan)
