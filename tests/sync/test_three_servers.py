"""The same mail on Dovecot, Cyrus and Courier, with the same changes between the runs: the stores are the same."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from imapdesk.outcome import Outcome
from imapdesk.store import Store
from imapdesk.sync.proof import FolderProof
from imapdesk.sync.verifier import Verifier
from tests.servers.courier import CourierServer
from tests.servers.cyrus import CyrusServer
from tests.servers.dovecot import DovecotServer
from tests.servers.imap_user import ImapUser
from tests.sync.mixed_mail import make_mixed_mail
from tests.sync.real import Real

FOLDERS = ("INBOX", "Work", "Work/Müller & Söhne", "Lists", "Empty")
RECEIVED = datetime(2025, 6, 7, 8, 9, 10, tzinfo=UTC)
Contents = dict[str, list[tuple[str, frozenset[str], datetime]]]


def fill(user: ImapUser) -> None:
    mail = make_mixed_mail(200, identified=True)
    user.create_folder("Work", "Lists", "Empty")
    user.deliver("INBOX", mail[:80], received=RECEIVED)
    user.deliver("INBOX", mail[80:120], flags=["\\Seen", "\\Answered"], received=RECEIVED)
    user.deliver("Work", mail[120:160], flags=["\\Flagged"], received=RECEIVED)
    user.deliver("Work/Müller & Söhne", mail[160:190], received=RECEIVED)
    user.deliver("Lists", mail[190:], flags=["\\Draft"], received=RECEIVED)


def change(user: ImapUser) -> None:
    """What another mail program does on a busy day."""
    mail, inbox = make_mixed_mail(230, identified=True)[200:], user.uids("INBOX")
    user.change_flags("INBOX", inbox[:10], add=["\\Flagged", "$Work"])
    user.change_flags("INBOX", inbox[85:90], remove=["\\Seen"])
    user.move("INBOX", inbox[10:20], "Lists")
    user.copy("Work", user.uids("Work")[:5], "Empty")
    user.expunge("INBOX", inbox[20:25])
    user.deliver("INBOX", mail, received=RECEIVED)


def run(user: ImapUser, place: Path) -> tuple[Real, Contents]:
    """Two runs with changes between them; each is compared with the server's truth."""
    real = Real.make(Store.open(place / "imapdesk.db"), user, place)
    fill(user)
    real.sync()
    real.include_all()
    real.sync()
    check(real)
    change(user)
    result = real.sync()
    assert (result.outcome, result.error) == (Outcome.OK, None)
    assert (result.stored, result.gone) == (30, 15), "moved and copied mail was downloaded again"
    check(real)
    again = real.sync()
    assert (again.outcome, again.stored, again.flags_changed, again.gone) == (Outcome.OK, 0, 0, 0)
    return real, contents(real)


def check(real: Real) -> None:
    assert real.held() == real.truth(*FOLDERS)
    assert real.store.check() == []
    for folder, dates in real.held_dates().items():
        assert dates == real.user.dates(folder)


def contents(real: Real) -> Contents:
    """Without UIDs, which each server gives as it likes: Cyrus, Courier and Dovecot number moved mail differently."""
    dates = real.held_dates()
    return {
        folder: sorted(((digest, flags, dates[folder][uid]) for uid, (digest, flags) in held.items()), key=first)
        for folder, held in real.held().items()
    }


def first(row: tuple[str, frozenset[str], datetime]) -> str:
    return row[0]


def test_three_servers_with_the_same_mail_give_the_same_store(
    dovecot: DovecotServer, cyrus: CyrusServer, courier: CourierServer, tmp_path: Path
) -> None:
    found = {}
    for server in (dovecot, cyrus, courier):
        name = type(server).__name__
        (tmp_path / name).mkdir()
        real, found[name] = run(server.add_user(), tmp_path / name)
        real.store.close()
    one, two, three = found.values()
    assert set(one) == set(FOLDERS)
    assert one == two == three
    assert sum(map(len, one.values())) == 200 + 30 + 5 - 5
    assert set(dates_of(one.values())) == {RECEIVED}


def test_on_courier_a_folder_that_nobody_else_opens_keeps_its_numbers(courier: CourierServer, tmp_path: Path) -> None:
    user = courier.add_user()
    user.deliver("INBOX", make_mixed_mail(20))
    real = Real.make(Store.open(tmp_path / "imapdesk.db"), user, tmp_path)
    assert real.sync().stored == 20
    time.sleep(1.1)  # Courier makes UIDVALIDITY of the clock's seconds
    user.deliver("INBOX", make_mixed_mail(25)[20:])
    result = real.sync()
    assert (result.stored, result.gone) == (5, 0)
    assert real.held() == real.truth("INBOX")
    assert set(user.flags("INBOX").values()) == {frozenset()}
    real.store.close()


def test_renumbered_after_its_last_mail_went_it_is_looked_at_once_and_proved(
    user_anywhere: ImapUser, tmp_path: Path
) -> None:
    mail = make_mixed_mail(20, identified=True)
    user_anywhere.deliver("INBOX", mail, received=RECEIVED)
    real = Real.make(Store.open(tmp_path / "imapdesk.db"), user_anywhere, tmp_path)
    real.sync()
    user_anywhere.expunge("INBOX", user_anywhere.uids("INBOX")[15:])
    assert real.sync().gone == 5
    assert [folder.error for folder in verify(real)] == [""], "a lower highest UID is no renumbering"
    user_anywhere.renumber("INBOX")
    assert real.sync().stored == 0
    assert [folder.error for folder in verify(real)] == [""]
    once = real.sync()
    assert (once.stored, once.flags_changed, once.gone) == (0, 0, 0)
    assert once.bytes_received < 8000, "it was taken for renumbered again"
    assert [folder.complete for folder in verify(real)] == [True]
    assert real.held() == real.truth("INBOX")
    real.store.close()


def verify(real: Real) -> tuple[FolderProof, ...]:
    return Verifier(real.store, real.open_session, real.mailbox).verify().folders


def dates_of(folders: Iterable[list[tuple[str, frozenset[str], datetime]]]) -> Iterable[datetime]:
    return (row[2] for rows in folders for row in rows)
