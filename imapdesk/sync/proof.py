"""Whether a folder is here as a whole: what the server holds against what is saved. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from imapdesk.mail import KnownFolder, Observed, Uid
from imapdesk.mail.uid_sets import count_uids, format_uid_set
from imapdesk.sync.survey import find_skipped, has_new_numbers, is_whole


@dataclass(frozen=True, slots=True)
class FolderProof:
    """What a verification found in one folder; sets of UIDs in IMAP's notation ("1:4,7").

    ``left_out`` are older than the mailbox's period or larger than its limit. ``missing`` are on the server and not
    saved, ``extra`` are saved, not marked as gone, and not on the server, ``different`` are saved with another size or
    other bytes. ``error`` is why the folder could not be compared.
    """

    path: str
    on_server: int = 0
    saved: int = 0
    left_out: int = 0
    missing: str = ""
    extra: str = ""
    different: str = ""
    error: str = ""

    @property
    def counts(self) -> dict[str, int]:
        """How many messages are "missing", "extra" and "different"."""
        return {name: count_uids(getattr(self, name)) for name in ("missing", "extra", "different")}

    @property
    def complete(self) -> bool:
        """Whether everything that was asked for is here, and nothing else."""
        return not (self.missing or self.extra or self.different or self.error)


@dataclass(frozen=True, slots=True)
class Proof:
    """A verification of a mailbox; ``deep`` compared the bytes of every message."""

    mailbox: str
    checked_at: datetime
    deep: bool
    folders: tuple[FolderProof, ...]

    @property
    def complete(self) -> bool:
        """Whether every folder is complete."""
        return all(folder.complete for folder in self.folders)

    def to_json(self) -> dict[str, Any]:
        """As JSON can hold it."""
        folders = [asdict(folder) for folder in self.folders]
        return {
            "mailbox": self.mailbox,
            "checked_at": self.checked_at.isoformat(timespec="seconds"),
            "deep": self.deep,
            "folders": folders,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Proof:
        """What `to_json` made."""
        folders = tuple(FolderProof(**folder) for folder in kept["folders"])
        return cls(kept["mailbox"], datetime.fromisoformat(kept["checked_at"]), bool(kept["deep"]), folders)


def compare(
    known: KnownFolder, saved: Mapping[Uid, int], observed: Observed, large: Collection[Uid] = ()
) -> FolderProof:
    """The proof of a folder by UIDs; ``saved`` are the real sizes of the saved messages that are not gone.

    ``large`` are left out by the mailbox's limit.
    ``different`` holds those whose RFC822.SIZE is another one: servers lie about it, so the bytes must decide.
    """
    path = known.folder.path
    if observed.refused is not None:
        return FolderProof(path, error=f"The server refused to open it: {observed.refused}")
    if has_new_numbers(known, observed):
        return FolderProof(path, error="The server renumbered it: synchronise it first.")
    if not is_whole(observed) or observed.uids is None:
        return FolderProof(path, error="The server's listing is incomplete.")
    left_out = (find_skipped(known).union(large) & observed.uids) - saved.keys()
    listed = {uid: one.size for uid, one in observed.listed.items()}
    other_size = [uid for uid, size in saved.items() if uid in observed.uids and listed.get(uid) not in (None, size)]
    return FolderProof(
        path,
        on_server=len(observed.uids),
        saved=len(saved),
        left_out=len(left_out),
        missing=format_uid_set(observed.uids - saved.keys() - left_out),
        extra=format_uid_set(saved.keys() - observed.uids),
        different=format_uid_set(other_size),
    )


def choose_to_read(proof: FolderProof, saved: Collection[Uid], different: Collection[Uid], *, deep: bool) -> list[Uid]:
    """Whose bytes are to be compared: all that are on both sides, or those whose size is in doubt."""
    if proof.error:
        return []
    return sorted(saved if deep else different, reverse=True)
