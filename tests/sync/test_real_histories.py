"""Random histories of a real server, with runs between them that are cut or killed: at the end the store has it all.

Other mail programs append, mark, move, copy and expunge, make, rename and remove folders, and the server renumbers
them. Then one whole run: every folder's digests and flags are the server's, nothing that was once saved is lost, and
nothing was downloaded twice. `make fuzz` plays other histories each time.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from imapdesk.errors import Cancelled
from imapdesk.mail import RunResult, Scope
from imapdesk.outcome import Outcome
from imapdesk.store import Store
from tests.servers.imap_user import ImapUser
from tests.sync.mixed_mail import make_mixed_mail
from tests.sync.real import Held, Real, digest
from tests.sync.test_kill import start_run

EXAMPLES = int(os.environ.get("IMAPDESK_HISTORIES", "8"))
NAMES = ("INBOX", "Work", "Work/Deep", "Über & uns", "Lists")
MAIL = make_mixed_mail(400, identified=True)
FLAGS = st.sampled_from([("\\Seen",), ("\\Flagged",), ("\\Answered", "$Work")])
NAME, PICK, COUNT = st.sampled_from(NAMES), st.integers(0, 40), st.integers(1, 6)
STEP = st.one_of(
    st.tuples(st.just("append"), NAME, COUNT),
    st.tuples(st.just("append"), NAME, COUNT),
    st.tuples(st.just("mark"), NAME, PICK, FLAGS),
    st.tuples(st.just("unmark"), NAME, PICK, FLAGS),
    st.tuples(st.just("expunge"), NAME, PICK),
    st.tuples(st.just("move"), NAME, PICK, NAME),
    st.tuples(st.just("copy"), NAME, PICK, NAME),
    st.tuples(st.just("create"), NAME),
    st.tuples(st.just("rename"), NAME, NAME),
    st.tuples(st.just("delete"), NAME),
    st.tuples(st.just("renumber"), NAME),
    st.tuples(st.just("star"), PICK),
    st.tuples(st.just("sync")),
    st.tuples(st.just("cut"), st.integers(1, 60)),
    st.tuples(st.just("kill"), st.integers(0, 400)),
)


@dataclass
class History:
    """One account, its mailbox here, and what must be kept of it for ever."""

    user: ImapUser
    real: Real
    appended: int = 0
    copied: int = 0  # before they were held here: then each copy is as good as new
    stored: int = 0
    kept: set[str] = field(default_factory=set)
    starred: set[int] = field(default_factory=set)

    def act(self, kind: str, *words: object) -> None:
        note(f"{kind} {words}")
        getattr(self, f"do_{kind}")(*words)

    # what others do on the server

    def do_append(self, folder: str, count: int) -> None:
        self.user.deliver(folder, MAIL[self.appended : self.appended + count])
        self.appended += count

    def do_mark(self, folder: str, pick: int, flags: tuple[str, ...]) -> None:
        if uids := self._pick(folder, pick):
            self.user.change_flags(folder, uids, add=flags)

    def do_unmark(self, folder: str, pick: int, flags: tuple[str, ...]) -> None:
        if uids := self._pick(folder, pick):
            self.user.change_flags(folder, uids, remove=flags)

    def do_expunge(self, folder: str, pick: int) -> None:
        if uids := self._pick(folder, pick):
            self.user.expunge(folder, uids)

    def do_move(self, folder: str, pick: int, target: str) -> None:
        if (uids := self._pick(folder, pick)) and target in self.user.folders() and target != folder:
            self.user.move(folder, uids, target)

    def do_copy(self, folder: str, pick: int, target: str) -> None:
        if (uids := self._pick(folder, pick)) and target in self.user.folders():
            raws = self.user.raw_messages(folder)
            self.copied += sum(digest(raws[uid]) not in self.kept for uid in uids)
            self.user.copy(folder, uids, target)

    def do_create(self, folder: str) -> None:
        if folder not in self.user.folders():
            self.user.create_folder(folder)

    def do_rename(self, old: str, new: str) -> None:
        there = self.user.folders()
        related = old.startswith(f"{new}/") or new.startswith(f"{old}/")
        taken = any(name == new or name.startswith(f"{new}/") for name in there)
        if "INBOX" not in (old, new) and old in there and not related and not taken:
            self.user.rename_folder(old, new)

    def do_delete(self, folder: str) -> None:
        there = self.user.folders()
        if folder != "INBOX" and folder in there and not any(name.startswith(f"{folder}/") for name in there):
            self.user.delete_folder(folder)

    def do_renumber(self, folder: str) -> None:
        if folder in self.user.folders():
            self.user.renumber(folder)

    # what happens here

    def do_star(self, pick: int) -> None:
        ids = self.real.store.list_ids(Scope(include_gone=False))
        if ids:
            self.real.store.wish_flags([ids[pick % len(ids)]], frozenset({"\\Flagged"}), frozenset())

    def do_sync(self) -> RunResult:
        result = self.real.sync()
        assert result.outcome in (Outcome.OK, Outcome.PARTIAL), (result.error, result.details)
        self.stored += result.stored
        self._remember()
        return result

    def do_cut(self, after: int) -> None:
        """A run that a person stops after so many looks at whether it shall stop."""
        looks = iter(range(after))
        self.real.should_stop = lambda: next(looks, None) is None
        try:
            self.stored += self.real.sync().stored
        except Cancelled:
            pass
        finally:
            self.real.should_stop = lambda: False
        self._remember()

    def do_kill(self, milliseconds: int) -> None:
        path = self.real.store.path
        self.real.store.close()
        with start_run(path) as process:
            time.sleep(milliseconds / 1000)
            process.kill()
        self.real.store = Store.open(path)
        self._remember()

    # what must be true

    def check(self) -> None:
        """One whole run, and a second that finds nothing to do."""
        self.do_sync()
        self.real.include_all()
        result = self.do_sync()
        assert (result.outcome, result.pending, result.quarantined) == (Outcome.OK, 0, 0), result.error
        folders = self.user.folders()
        truth = self.real.truth(*folders)
        assert self.held() == truth
        again = self.do_sync()
        assert (again.stored, again.flags_changed, again.gone) == (0, 0, 0)
        assert self.held() == truth
        assert self.kept <= self._digests(), "what was saved once is lost"
        assert self.stored <= self.appended + self.copied, "something was downloaded twice"
        assert self.real.store.check() == []

    def held(self) -> Held:
        """What is saved of the folders that the server still has."""
        there = {
            self.user.folder_of(folder.path)
            for folder in self.real.store.load_folders(self.real.mailbox.id)
            if folder.on_server
        }
        return {folder: held for folder, held in self.real.held().items() if folder in there}

    def _pick(self, folder: str, pick: int) -> list[int]:
        """One to three neighbouring messages, none where there is no such folder."""
        if folder not in self.user.folders():
            return []
        uids = self.user.uids(folder)
        at = pick % len(uids) if uids else 0
        return uids[at : at + 1 + pick % 3]

    def _remember(self) -> None:
        self.kept |= self._digests()

    def _digests(self) -> set[str]:
        """Every message that can be read here, tombstones included."""
        with closing(sqlite3.connect(self.real.store.path)) as database:
            rows = database.execute("SELECT max(id) FROM location WHERE state = 1 GROUP BY content_id").fetchall()
        return {digest(self.real.store.get_raw(row[0])) for row in rows}


Steps = list[tuple[str, ...]]


@pytest.mark.timeout(600 + 15 * EXAMPLES)
@settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(steps=st.lists(STEP, min_size=4, max_size=25), seed=st.integers(0, 2**16))
def test_any_history_of_a_real_server_is_followed(server_anywhere, steps: Steps, seed: int) -> None:  # type: ignore[no-untyped-def]
    user = server_anywhere.add_user()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        user.deliver("INBOX", MAIL[:8])
        history = History(user, Real.make(Store.open(place / "imapdesk.db"), user, place), appended=8)
        try:
            for step in steps:
                history.act(*step)
            history.check()
        finally:
            history.real.store.close()
