"""Whole runs against a real Dovecot."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from imapdesk.mail import Period, Scope
from imapdesk.outcome import Outcome
from tests.sync.mixed_mail import make_mixed_mail
from tests.sync.real import Real

FOLDERS = (
    *("INBOX", "Sent", "Archive", "Archive/2024", "Work"),
    *("Work/Müller & Söhne", "Lists", "Junk", "Trash", "Drafts"),
)


def fill(real: Real, count: int, *, identified: bool = False) -> None:
    mail = make_mixed_mail(count, identified=identified)
    share = count // len(FOLDERS)
    for number, folder in enumerate(FOLDERS):
        flags = ("\\Seen",) if number % 2 else ()
        real.user.deliver(folder, mail[number * share : (number + 1) * share], flags=flags)


def test_two_thousand_mixed_messages_are_stored_byte_for_byte(real: Real) -> None:
    fill(real, 2000)
    real.sync()
    real.include_all()
    result = real.sync()
    assert (result.outcome, result.error, result.pending, result.quarantined) == (Outcome.OK, None, 0, 0)
    assert result.folders == len(FOLDERS)
    assert real.store.count_messages() == 2000
    assert real.held() == real.truth(*FOLDERS)
    again = real.sync()
    assert (again.outcome, again.stored, again.flags_changed, again.gone) == (Outcome.OK, 0, 0, 0)
    assert again.bytes_received < 10_000, "nothing changed, and yet something was fetched"
    assert again.round_trips <= 5
    assert real.store.check() == []


def test_new_mail_flags_expunges_and_moves_are_followed_without_downloading_again(real: Real) -> None:
    fill(real, 400, identified=True)
    real.sync()
    real.include_all()
    real.sync()
    user, mail = real.user, make_mixed_mail(450)[400:]
    inbox, lists = user.uids("INBOX"), user.uids("Lists")
    user.deliver("INBOX", mail[:30])
    user.deliver("Work", mail[30:])
    user.change_flags("INBOX", inbox[:10], add=["\\Flagged"])
    user.change_flags("Sent", user.uids("Sent")[:5], remove=["\\Seen"])
    user.expunge("INBOX", inbox[-3:])
    user.move("Lists", lists[:10], "Archive")
    user.copy("Lists", lists[10:12], "Archive/2024")
    result = real.sync()
    assert (result.outcome, result.error) == (Outcome.OK, None)
    assert (result.stored, result.flags_changed, result.gone) == (50, 15, 13)
    assert real.held() == real.truth(*FOLDERS)
    assert result.bytes_received < sum(map(len, mail)) + 60_000, "moved messages were downloaded again"
    assert result.round_trips <= 7
    assert real.sync().stored == 0


def test_a_renumbered_folder_is_relinked_and_nothing_is_downloaded(real: Real) -> None:
    fill(real, 200, identified=True)
    real.sync()
    real.include_all()
    real.sync()
    before = real.store.count_messages()
    real.user.renumber("INBOX")
    result = real.sync()
    assert (result.outcome, result.stored) == (Outcome.OK, 0)
    assert real.store.count_messages() == before
    assert real.held() == real.truth(*FOLDERS)
    assert real.sync().stored == 0


def test_a_folder_without_a_tick_is_left_alone(real: Real) -> None:
    fill(real, 100)
    result = real.sync()
    assert result.outcome is Outcome.OK
    assert real.held() == real.truth(*(folder for folder in FOLDERS if folder not in ("Junk", "Trash")))
    real.store.mark_included(real.mailbox.id, ["Work"], False)
    real.user.deliver("Work", make_mixed_mail(1))
    assert real.sync().stored == 0


def test_mail_older_than_a_year_comes_only_when_it_is_asked_for(real: Real) -> None:
    settings = real.mailbox.settings
    real.store.save_settings(real.mailbox.id, replace(settings, period=Period()))
    mail, now = make_mixed_mail(30), datetime.now(UTC)
    real.user.deliver("INBOX", mail[:10], received=now - timedelta(days=500))
    real.user.deliver("INBOX", mail[10:20], received=now - timedelta(days=300))
    assert real.sync().stored == 10
    assert real.sync().stored == 0
    real.user.append("INBOX", mail[20], received=now - timedelta(days=2000))
    assert real.sync().stored == 1, "what is new is loaded, whatever its date"
    real.store.save_settings(real.mailbox.id, settings)
    assert real.sync().stored == 10
    assert real.held() == real.truth("INBOX")
    assert real.sync().stored == 0


def test_a_folder_deleted_on_the_server_goes_when_empty_and_stays_when_it_holds_mail(real: Real) -> None:
    real.user.create_folder("Empty", "Full")
    real.user.deliver("Full", make_mixed_mail(5))
    real.sync()
    real.user.delete_folder("Empty")
    real.user.delete_folder("Full")
    result = real.sync()
    assert result.outcome is Outcome.OK
    folders = {folder.path: folder for folder in real.store.load_folders(real.mailbox.id)}
    assert "Empty" not in folders
    assert not folders["Full"].on_server
    assert folders["Full"].messages_saved == 5
    assert real.store.count_messages() == 5


def test_a_renamed_folder_is_not_downloaded_again(real: Real) -> None:
    real.user.deliver("Projects", make_mixed_mail(40, identified=True))
    real.sync()
    real.user.rename_folder("Projects", "Old projects")
    result = real.sync()
    assert (result.outcome, result.stored, result.pending) == (Outcome.OK, 0, 0)
    assert real.held()["Old projects"] == real.truth("Old projects")["Old projects"]


def test_flags_changed_here_reach_the_server_and_nothing_else_does(real: Real) -> None:
    real.user.deliver("INBOX", make_mixed_mail(5))
    real.sync()
    folder = next(one for one in real.store.load_folders(real.mailbox.id) if one.path == "INBOX")
    ids = list(real.store.list_ids(Scope()))
    real.store.wish_flags(ids[:2], frozenset({"\\Seen"}), frozenset())
    real.store.wish_flags(ids[2:3], frozenset({"\\Flagged"}), frozenset())
    result = real.sync()
    assert (result.outcome, result.stored) == (Outcome.OK, 0)
    flags = sorted(sorted(flags) for flags in real.user.flags("INBOX").values())
    assert flags == [[], [], ["\\Flagged"], ["\\Seen"], ["\\Seen"]]
    assert real.held() == real.truth("INBOX")
    assert real.store.load_wishes(real.mailbox.id) == {}
    assert folder.messages_saved == 5


def test_a_read_only_mailbox_writes_nothing_on_the_server(real: Real) -> None:
    real.user.deliver("INBOX", make_mixed_mail(2))
    real.sync()
    real.store.save_settings(real.mailbox.id, replace(real.mailbox.settings, read_only=True))
    real.store.wish_flags(list(real.store.list_ids(Scope())), frozenset({"\\Seen"}), frozenset())
    assert real.sync().outcome is Outcome.OK
    assert set(real.user.flags("INBOX").values()) == {frozenset()}


def test_a_star_given_here_survives_that_the_folder_is_renumbered(real: Real) -> None:
    real.user.deliver("INBOX", make_mixed_mail(6, identified=True))
    real.sync()
    time.sleep(1.1)  # Dovecot makes UIDVALIDITY of the clock's seconds
    (starred, *_) = real.store.list_ids(Scope())
    real.store.wish_flags([starred], frozenset({"\\Flagged"}), frozenset())
    real.user.renumber("INBOX")
    assert real.sync().outcome is Outcome.OK
    assert real.store.get_summary(starred).starred
    assert real.sync().outcome is Outcome.OK
    assert sum("\\Flagged" in flags for flags in real.user.flags("INBOX").values()) == 1
    assert real.store.load_wishes(real.mailbox.id) == {}


def test_copies_in_a_renumbered_folder_are_not_downloaded_again(real: Real) -> None:
    real.user.deliver("INBOX", make_mixed_mail(6, identified=True))
    real.sync()
    time.sleep(1.1)
    real.user.copy("INBOX", real.user.uids("INBOX")[:3], "INBOX")
    real.user.create_folder("Work")
    real.user.copy("INBOX", real.user.uids("INBOX")[3:6], "Work")
    assert real.sync().stored == 0
    real.user.renumber("INBOX")
    result = real.sync()
    assert (result.outcome, result.stored) == (Outcome.OK, 0)
    assert real.held() == real.truth("INBOX", "Work")
