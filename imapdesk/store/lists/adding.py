"""Adding columns up, pure: what some of all saved places amount to.

By pieces, so that no other thread waits for the interpreter for longer than one of them takes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress, repeat

from imapdesk.store.lists.pieces import Piece, Tally

SenderRow = tuple[str, int, int, int, int]
FolderRow = tuple[str, str, int, int]


@dataclass(frozen=True, slots=True)
class Sums:
    """By hour since the epoch, by sender, by folder and by kind of file.

    ``senders``: From, messages, octets, messages with attachments, their octets. ``folders``: mailbox, path, messages,
    octets. ``kinds``: messages, octets.
    """

    hours: dict[int, int]
    senders: list[SenderRow]
    folders: list[FolderRow]
    kinds: dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Estimate:
    """Sums over a sample of all places that may have to be in them: ``share`` of those, 0 to 1, were asked."""

    sums: Sums
    share: float


@dataclass(frozen=True, slots=True)
class Whole:
    """Sums that are kept, as in `Sums`, of all that was chosen and of ``left``, which wasn't."""

    senders: Sequence[SenderRow]
    folders: Sequence[FolderRow]
    left: bytes


def add_up(
    tally: Tally,
    chosen: bytes,
    folders: Mapping[int, tuple[str, str]],
    kinds: Mapping[int, tuple[str, ...]],
    whole: Whole | None = None,
) -> Sums:
    """The sums of the places with a byte in ``chosen``; ``kinds`` are those of the files of a rank's message.

    With ``whole``, what was left is added up instead, and taken off.
    """
    sums, start = _Sums([0] * len(tally.names), [0] * len(tally.names)), 0
    for piece in tally.pieces:
        block = slice(start, start + len(piece))
        start = block.stop
        sums.add_hours(piece, chosen[block])
        if kinds:
            sums.add_kinds(piece, chosen[block], kinds)
        sums.add_places(piece, (whole.left if whole else chosen)[block])
    senders, places = sums.list_senders(list(tally.names)), sums.list_folders(folders)
    if whole:
        senders, places = _take_off_senders(whole.senders, senders), _take_off_folders(whole.folders, places)
    return Sums(sums.hours, senders, places, sums.list_kinds())


def _take_off_senders(rows: Sequence[SenderRow], less: Sequence[SenderRow]) -> list[SenderRow]:
    """Kept sums without those of some places; who has no message then isn't there."""
    off = {row[0]: row for row in less}
    found = []
    for row in rows:
        _, messages, octets, with_files, file_octets = off.get(row[0], ("", 0, 0, 0, 0))
        if row[1] > messages:
            found.append((row[0], row[1] - messages, row[2] - octets, row[3] - with_files, row[4] - file_octets))
    return found


def _take_off_folders(rows: Sequence[FolderRow], less: Sequence[FolderRow]) -> list[FolderRow]:
    off = {row[:2]: row for row in less}
    found = []
    for row in rows:
        _, _, messages, octets = off.get(row[:2], ("", "", 0, 0))
        if row[2] > messages:
            found.append((row[0], row[1], row[2] - messages, row[3] - octets))
    return found


@dataclass(slots=True)
class _Sums:
    """What was added so far; octets of senders by their numbers."""

    octets: list[int]
    octets_of_files: list[int]
    hours: dict[int, int] = field(default_factory=dict)
    messages: Counter[int] = field(default_factory=Counter)
    with_files: Counter[int] = field(default_factory=Counter)
    folders: Counter[int] = field(default_factory=Counter)
    folder_octets: Counter[int] = field(default_factory=Counter)
    kinds: Counter[tuple[str, ...]] = field(default_factory=Counter)  # of a message's files together
    kind_octets: Counter[tuple[str, ...] | None] = field(default_factory=Counter)

    def add_hours(self, piece: Piece, chosen: bytes) -> None:
        """When some places' messages came."""
        hours = self.hours
        counts = map(chosen.count, repeat(1), [0, *piece.ends], piece.ends)
        for hour, count in zip(piece.hours, counts, strict=True):
            if count:
                hours[hour] = hours.get(hour, 0) + count

    def add_kinds(self, piece: Piece, chosen: bytes, kinds: Mapping[int, tuple[str, ...]]) -> None:
        """Some places' files."""
        have = list(map(kinds.get, compress(piece.ranks, chosen)))
        self.kinds.update(filter(None, have))
        octets = self.kind_octets
        for own, size in compress(zip(have, compress(piece.sizes, chosen), strict=True), have):
            octets[own] += max(size, 0)

    def add_places(self, piece: Piece, chosen: bytes) -> None:
        """Some places by sender and by folder."""
        sizes = list(compress(piece.sizes, chosen))
        if not sizes:
            return
        if min(sizes) < 0:
            sizes = [max(size, 0) for size in sizes]
        self._add_senders(list(compress(piece.senders, chosen)), bytes(compress(piece.files, chosen)), sizes)
        if piece.folder is None:
            self._add_folders(list(compress(piece.folders, chosen)), sizes)
        else:
            self.folders[piece.folder] += len(sizes)
            self.folder_octets[piece.folder] += sum(sizes)

    def _add_senders(self, senders: list[int], files: bytes, sizes: list[int]) -> None:
        octets, octets_of_files = self.octets, self.octets_of_files
        for sender, size in zip(senders, sizes, strict=True):
            octets[sender] += size
        with_files = list(compress(senders, files))
        for sender, size in zip(with_files, compress(sizes, files), strict=True):
            octets_of_files[sender] += size
        self.messages.update(senders)
        self.with_files.update(with_files)

    def _add_folders(self, places: list[int], sizes: list[int]) -> None:
        self.folders.update(places)
        for folder, size in zip(places, sizes, strict=True):
            self.folder_octets[folder] += size

    def list_senders(self, names: Sequence[str]) -> list[SenderRow]:
        """Those with messages."""
        octets, files = self.octets, self.octets_of_files
        return [(names[n], count, octets[n], self.with_files[n], files[n]) for n, count in self.messages.items()]

    def list_folders(self, names: Mapping[int, tuple[str, str]]) -> list[FolderRow]:
        """Those with messages and a name."""
        return [(*names[n], count, self.folder_octets[n]) for n, count in self.folders.items() if n in names]

    def list_kinds(self) -> dict[str, tuple[int, int]]:
        """Messages and octets of each; those of a message with two kinds are in both."""
        found: dict[str, tuple[int, int]] = {}
        for kinds, count in self.kinds.items():
            for kind in kinds:
                messages, octets = found.get(kind, (0, 0))
                found[kind] = messages + count, octets + self.kind_octets[kinds]
        return found
