"""Many messages that break the line: all others come, within a few runs, and none is asked for in vain for ever."""

from __future__ import annotations

import pytest

from imapdesk.mail import Uid
from imapdesk.outcome import Outcome
from imapdesk.sync.suspects import _KEY
from tests.sync.bench import COUNT, Bench, numbers


@pytest.mark.parametrize(
    ("bad", "runs"),
    [(range(5, 17), 5), (range(2, 41, 3), 2), (range(2, 41, 2), 2), (range(5, 35), 14)],
    ids=["twelve neighbours", "every third", "every second", "three of four"],
)
def test_many_messages_that_break_the_line_keep_no_other_away_for_ever(bench: Bench, bad: range, runs: int) -> None:
    bench.script.drop_at = {("INBOX", Uid(uid)) for uid in bad}
    for _ in range(runs):
        assert bench.sync().outcome in (Outcome.PARTIAL, Outcome.UNREACHABLE)
    assert bench.missing() == bench.script.drop_at
    bench.script.drop_at = set()
    bench.store.release_quarantine()
    assert numbers(bench.sync()) == (Outcome.OK, len(bad), 0, 0)
    assert bench.store.get_setting(_KEY) is None


def test_a_server_that_gives_no_message_at_all_has_none_set_aside_however_often_it_is_asked(bench: Bench) -> None:
    bench.script.drop_at = {(path, Uid(uid)) for path in ("INBOX", "Work") for uid in range(1, COUNT + 1)}
    for _ in range(5):
        result = bench.sync()
        assert (result.outcome, result.quarantined) == (Outcome.UNREACHABLE, 0)
    bench.script.drop_at = set()
    assert numbers(bench.sync()) == (Outcome.OK, COUNT + 5, 0, 0)


def test_suspects_of_a_folder_that_was_renumbered_since_are_forgotten(bench: Bench) -> None:
    bench.sync()
    (inbox,) = (folder for folder in bench.store.load_folders(bench.mailbox.id) if folder.path == "INBOX")
    for uidvalidity, sizes in ((1, [1, 1, 1]), (99, [3])):
        for _ in range(3):
            bench.model.append("INBOX")
        bench.store.set_setting(_KEY, {str(inbox.id): [uidvalidity, "41:49"]})
        bench.server.asked.clear()
        bench.sync()
        assert [len(uids) for _, uids in bench.server.asked] == sizes
        assert bench.store.get_setting(_KEY) is None


def test_suspects_of_one_mailbox_are_none_of_another(bench: Bench) -> None:
    others = {"4711": [1, "3:5"]}
    bench.store.set_setting(_KEY, others)
    bench.script.drop_at = {("INBOX", Uid(uid)) for uid in range(5, 17)}
    bench.sync()
    assert bench.store.get_setting(_KEY).items() > others.items()
    bench.script.drop_at = set()
    bench.sync()
    assert bench.store.get_setting(_KEY) == others
