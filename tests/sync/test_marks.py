"""What a person marked while offline goes along with what other programs did to the message meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from imapdesk.mail import MessageId, Scope, Uid
from imapdesk.outcome import Outcome
from imapdesk.store import Store
from imapdesk.sync.events import PhaseChanged
from tests.servers.mail_user import MailUser
from tests.sync.bench import Bench
from tests.sync.mixed_mail import make_mixed_mail
from tests.sync.real import Real

STAR = frozenset({"\\Flagged"})
MAIL = make_mixed_mail(6, identified=True)
STARRED = MAIL[1]


@pytest.fixture
def real(store: Store, mail_user: MailUser, tmp_path: Path) -> Real:
    """Six messages in the inbox and in “Work”; the second of each is one that can be starred."""
    mail_user.create_folder("Work", "Other")
    mail_user.deliver("INBOX", MAIL[:3])
    mail_user.deliver("Work", MAIL[3:])
    made = Real.make(store, mail_user, tmp_path)
    made.sync()
    made.include_all()
    assert made.sync().outcome is Outcome.OK
    return made


def star(real: Real, raw: bytes) -> MessageId:
    """Star a message here, of which the server hears with the next run."""
    ids = [MessageId(item) for item in real.store.list_ids(Scope(mailbox="anna"))]
    found = next(item for item in ids if real.store.get_raw(item) == raw)
    real.store.wish_flags([found], STAR, frozenset())
    return found


def starred_there(real: Real, *folders: str) -> list[tuple[str, bytes]]:
    found = []
    for folder in folders:
        raws, flags = real.user.raw_messages(folder), real.user.flags(folder)
        found += [(folder, raws[uid]) for uid in raws if "\\Flagged" in flags[uid]]
    return found


def starred_here(real: Real) -> list[bytes]:
    ids = real.store.list_ids(Scope(mailbox="anna", starred=True))
    return [real.store.get_raw(MessageId(item)) for item in ids]


@pytest.mark.parametrize(("folder", "target"), [("INBOX", "Work"), ("Work", "INBOX"), ("Other", "Work")])
def test_the_star_goes_along_with_a_message_that_was_moved(real: Real, folder: str, target: str) -> None:
    if folder == "Other":
        real.user.move("INBOX", [2], "Other")
        real.sync()
    raw = MAIL[4] if folder == "Work" else STARRED
    uid = next(uid for uid, each in real.user.raw_messages(folder).items() if each == raw)
    star(real, raw)
    real.user.move(folder, [uid], target)
    first = real.sync()
    assert starred_here(real) == [raw], "it is shown as wished all the time"
    second = real.sync()
    assert (first.outcome, first.stored, second.outcome) == (Outcome.OK, 0, Outcome.OK)
    assert starred_there(real, "INBOX", "Work", "Other") == [(target, raw)]
    assert starred_here(real) == [raw]
    assert real.store.load_wishes(real.mailbox.id) == {}
    assert real.held() == real.truth("INBOX", "Work", "Other")


def test_the_star_goes_along_with_a_folder_that_was_renamed(real: Real) -> None:
    star(real, MAIL[4])
    real.user.rename_folder("Work", "Renamed")
    real.sync()
    real.include_all()
    assert real.sync().stored == 0
    assert real.sync().outcome is Outcome.OK
    assert starred_there(real, "INBOX", "Renamed") == [("Renamed", MAIL[4])]
    assert real.store.load_wishes(real.mailbox.id) == {}
    assert starred_here(real) == [MAIL[4]]


def test_a_copy_elsewhere_does_not_take_the_star(real: Real) -> None:
    star(real, STARRED)
    real.user.copy("INBOX", [2], "Work")
    real.sync()
    assert starred_there(real, "INBOX", "Work", "Other") == [("INBOX", STARRED)]


def test_what_was_deleted_there_keeps_no_mark_that_nobody_can_set(real: Real) -> None:
    placed = star(real, STARRED)
    real.user.expunge("INBOX", [2])
    result = real.sync()
    assert (result.outcome, result.gone) == (Outcome.OK, 1)
    assert real.store.load_wishes(real.mailbox.id) == {}
    summary = real.store.get_summary(placed)
    assert (summary.starred, summary.gone_at is not None) == (False, True)


def test_a_mark_waits_while_the_folder_it_may_be_in_is_refused(bench: Bench) -> None:
    bench.sync()
    bench.store.mark_included(bench.mailbox.id, {"INBOX", "Work"}, True)
    bench.sync()
    raw = bench.model.folders["INBOX"].messages[Uid(3)].raw
    ids = bench.store.list_ids(Scope(mailbox="anna"))
    (placed,) = (MessageId(item) for item in ids if bench.store.get_raw(MessageId(item)) == raw)
    bench.store.wish_flags([placed], STAR, frozenset())
    target = bench.model.move("INBOX", Uid(3), "Work")
    bench.script.refuse_folders["Work"] = "not now"
    assert bench.sync().outcome is Outcome.PARTIAL
    assert bench.store.get_summary(placed).gone_at is not None
    bench.script.refuse_folders.clear()
    assert bench.sync().outcome is Outcome.OK
    assert bench.sync().outcome is Outcome.OK
    assert bench.model.folders["Work"].messages[target].flags == STAR
    assert bench.store.load_wishes(bench.mailbox.id) == {}


@pytest.mark.parametrize("renumbered", [False, True])
def test_a_mark_in_a_folder_that_is_gone_from_the_server_stays_and_is_sent_when_the_folder_is_back(
    bench: Bench, renumbered: bool
) -> None:
    bench.sync()
    bench.store.mark_included(bench.mailbox.id, {"INBOX", "Work"}, True)
    uid = bench.model.append("Work")
    bench.sync()
    raw = bench.model.folders["Work"].messages[uid].raw
    ids = bench.store.list_ids(Scope(mailbox="anna"))
    (placed,) = (MessageId(item) for item in ids if bench.store.get_raw(MessageId(item)) == raw)
    away = bench.model.folders.pop("Work")
    bench.sync()
    bench.store.wish_flags([placed], STAR, frozenset())
    for _ in range(2):
        bench.events.clear()
        assert bench.sync().outcome is Outcome.OK
        assert bench.store.get_summary(placed).starred, "what is kept here can be marked"
        assert "flags" not in [event.phase for event in bench.events if isinstance(event, PhaseChanged)]
    bench.model.folders["Work"] = away
    if renumbered:
        away.renumber()
    for _ in range(2):
        assert bench.sync().outcome is Outcome.OK
    assert [message.flags for message in away.messages.values() if message.raw == raw] == [STAR]
    assert bench.store.load_wishes(bench.mailbox.id) == {}
