"""The store's part in the planner's tests: rows that plans are applied to, in memory."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from imapdesk.mail import (
    Folder,
    FolderId,
    FolderRole,
    KnownFolder,
    KnownMessage,
    Listed,
    LocationState,
    MailboxId,
    MessageId,
    Observed,
    Plan,
    Uid,
)

Identity = tuple[str | None, int | None, object]


def make_folder(path: str, *, role: FolderRole = FolderRole.OTHER, id_: int = 1) -> Folder:
    return Folder(FolderId(id_), MailboxId(1), path, path.encode(), "/", role, True, True, True)


@dataclass
class Book:
    """One folder's rows. ``saved`` holds what each saved UID is, ``gone`` what was marked."""

    known: KnownFolder
    rows: dict[Uid, KnownMessage] = field(default_factory=dict)
    identities: dict[Uid, Identity] = field(default_factory=dict)
    gone: set[Uid] = field(default_factory=set)

    @classmethod
    def make(cls, path: str, id_: int = 1) -> Book:
        return cls(KnownFolder(make_folder(path, id_=id_)))

    def relevant(self, observed: Observed) -> dict[Uid, KnownMessage]:
        """What the processor would load for a plan."""
        if observed.uids is not None:
            return dict(self.rows)
        return {uid: row for uid, row in self.rows.items() if uid in observed.listed or uid in observed.vanished}

    def apply(self, plan: Plan) -> None:
        if plan.renumbered:
            self.gone |= self.rows.keys()
            self.rows.clear()
            self.identities.clear()
        for uid in plan.gone:
            del self.rows[uid]
            self.gone.add(uid)
        for listed in [*plan.fetch, *(relink.listed for relink in plan.relink)]:
            self.rows[listed.uid] = _row(listed, LocationState.PENDING)
        for relink in plan.relink:
            self.store(relink.listed.uid, identity_of(relink.listed))
        for uid, listed in plan.reflag.items():
            self.rows[uid] = replace(self.rows[uid], flags=listed.flags or frozenset())
        point = plan.checkpoint
        if point is not None:
            self.known = replace(
                self.known,
                uidvalidity=point.uidvalidity,
                uidnext=point.uidnext,
                highestmodseq=point.highestmodseq,
                messages=point.messages,
                unseen=point.unseen,
                surveyed=True,
                skipped_since=point.skipped_since,
                skipped=point.skipped,
                flags_swept_at=point.flags_swept_at,
            )
        self._count()

    def store(self, uid: Uid, identity: Identity) -> None:
        self.rows[uid] = replace(self.rows[uid], state=LocationState.SAVED)
        self.identities[uid] = identity
        self._count()

    @property
    def pending(self) -> list[Uid]:
        return [uid for uid, row in self.rows.items() if row.state is LocationState.PENDING]

    def _count(self) -> None:
        self.known = replace(self.known, live=len(self.rows), pending=len(self.pending))


def identity_of(listed: Listed) -> Identity:
    return listed.message_id, listed.size, listed.internal_date


def find_held(books: list[Book], new: list[Listed]) -> dict[Uid, MessageId]:
    """The same as the store's find_held, by identity."""
    held = {identity for book in books for identity in book.identities.values()}
    return {one.uid: MessageId(1) for one in new if one.message_id and identity_of(one) in held}


def _row(listed: Listed, state: LocationState) -> KnownMessage:
    return KnownMessage(listed.uid, state, listed.flags or frozenset(), listed.modseq or 0, listed.size)
