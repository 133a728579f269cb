"""Proving that a mailbox is here as a whole: the server's UIDs, sizes and, if wanted, bytes against the store."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from imapdesk.errors import StoreError
from imapdesk.mail import (
    Fetched,
    KnownFolder,
    KnownMessage,
    LocationState,
    Mailbox,
    MessageId,
    Observed,
    Survey,
    SurveyKind,
    SurveyRequest,
    Uid,
    Window,
    utc_now,
)
from imapdesk.mail.uid_sets import format_uid_set, parse_uid_set
from imapdesk.sync.lease import Lease
from imapdesk.sync.line import Line, Patience
from imapdesk.sync.ports import OpenSession, Renew, Session, ShouldStop, never
from imapdesk.sync.proof import FolderProof, Proof, choose_to_read, compare
from imapdesk.sync.restless import load_restless
from imapdesk.sync.result import is_wanted
from imapdesk.sync.run import to_listed
from imapdesk.sync.survey import has_new_numbers
from imapdesk.sync.windows import make_windows

if TYPE_CHECKING:
    from imapdesk.store import Store

_KEY = "proofs"


class Verifier:
    """Verifies one mailbox; holds its lease meanwhile, so that no synchronisation changes what is compared."""

    def __init__(
        self,
        store: Store,
        open_session: OpenSession,
        mailbox: Mailbox,
        *,
        should_stop: ShouldStop = never,
        renew: Renew | None = None,
        patience: Patience | None = None,
    ) -> None:
        self._store = store
        self._mailbox = mailbox
        self._line = Line(
            mailbox,
            open_session,
            renew=renew,
            should_stop=should_stop,
            on_phase=lambda phase: None,
            patience=patience or Patience(),
        )

    def verify(self, *, deep: bool = False) -> Proof:
        """Compare every included folder, keep the dated result, and return it.

        Raises what ends a synchronisation: NeedsUser, NeedsTime, ProtocolError, StoreError, Cancelled.
        """
        with Lease(self._store, self._mailbox):
            try:
                folders = tuple(self._verify_folders(deep))
            finally:
                self._line.close()
            proof = Proof(self._mailbox.name, utc_now(), deep, folders)
            keep_proof(self._store, self._mailbox, proof)
        return proof

    def _verify_folders(self, deep: bool) -> Iterator[FolderProof]:
        for known in self._store.load_known(self._mailbox.id).values():
            if is_wanted(known.folder):
                proof = self._verify_folder(known, deep)
                self._line.progressed()
                yield proof

    def _verify_folder(self, known: KnownFolder, deep: bool) -> FolderProof:
        places = self._store.load_saved_places(known.folder.id)
        observed = self._line.attempt(lambda session: _look(session, known))
        large = self._store.load_left_out(known.folder.id) if known.folder.left_out else frozenset()
        if has_new_numbers(known, observed) and known.folder.id in load_restless(self._store):
            error = "The server renumbers it each time it is opened, so that nothing can be compared."
            return FolderProof(known.folder.path, error=error)
        proof = compare(known, {uid: size for uid, (_, size) in places.items()}, observed, large)
        doubted = parse_uid_set(proof.different)
        both = places.keys() & (observed.uids or frozenset())
        wanted = choose_to_read(proof, both, doubted, deep=deep)
        damaged = {uid for uid in both if not self._is_readable(places[uid][0])} if not deep else set()
        other = self._compare_bytes(known, wanted, {uid: places[uid][0] for uid in wanted})
        return replace(proof, different=format_uid_set(other | damaged))

    def _compare_bytes(self, known: KnownFolder, wanted: list[Uid], ids: Mapping[Uid, MessageId]) -> set[Uid]:
        """Those of ``wanted`` whose bytes on the server are not the saved ones; what the server keeps back is none."""
        left, other = set(wanted), set[Uid]()

        def compare_some(session: Session) -> None:
            for fetched in session.fetch(_make_windows(known, left)):
                if isinstance(fetched, Fetched) and fetched.uid in left:
                    left.discard(fetched.uid)
                    self._line.progressed()
                    if _digest(fetched.raw) != self._digest_saved(ids[fetched.uid]):
                        other.add(fetched.uid)

        if left:
            self._line.attempt(compare_some)
        return other | left

    def _is_readable(self, message_id: MessageId) -> bool:
        return self._digest_saved(message_id) == self._store.get_digest(message_id)

    def _digest_saved(self, message_id: MessageId) -> bytes | None:
        try:
            return hashlib.sha256(self._store.get_raw(message_id)).digest()
        except StoreError:
            return None


def keep_proof(store: Store, mailbox: Mailbox, proof: Proof) -> None:
    """Keep a mailbox's latest proof."""
    kept = dict(store.get_setting(_KEY, None) or {})
    store.set_setting(_KEY, kept | {str(mailbox.id): proof.to_json()})


def load_proof(store: Store, mailbox: Mailbox) -> Proof | None:
    """A mailbox's latest proof, or None when it was never verified."""
    kept = dict(store.get_setting(_KEY, None) or {}).get(str(mailbox.id))
    return None if kept is None else Proof.from_json(kept)


def _look(session: Session, known: KnownFolder) -> Observed:
    survey = Survey(SurveyKind.EVERYTHING, uidvalidity=known.uidvalidity)
    (observed,) = session.survey([SurveyRequest(to_listed(known.folder), survey)])
    return observed


def _make_windows(known: KnownFolder, uids: Collection[Uid]) -> Iterator[Window]:
    messages = [KnownMessage(uid, LocationState.PENDING, frozenset()) for uid in uids]
    return make_windows(to_listed(known.folder), known.uidvalidity, messages)


def _digest(raw: bytes | Path) -> bytes:
    if isinstance(raw, bytes):
        return hashlib.sha256(raw).digest()
    try:
        with raw.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    finally:
        raw.unlink(missing_ok=True)
