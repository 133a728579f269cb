"""Conversations come together in whatever order their messages are described."""

from __future__ import annotations

import itertools

import pytest

from imapdesk.mail import Fetched, Uid
from tests.store.bench import START, Bench


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
