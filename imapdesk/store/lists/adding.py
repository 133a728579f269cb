"""Adding columns up, pure: what some of all saved places amount to.

By blocks, so that no other thread waits for the interpreter for longer than one of them takes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress

from imapdesk.store.lists.tallying import Tally

HOUR_S = 3600
BLOCK = 1 << 15

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
    sums = _Sums([0] * len(tally.names), [0] * len(tally.names))
    for start in range(0, len(chosen), BLOCK):
        block = slice(start, start + BLOCK)
        sums.add_hours(tally, block, chosen[block])
        if kinds:
            sums.add_kinds(tally, block, chosen[block], kinds)
        sums.add_places(tally, block, (whole.left if whole else chosen)[block])
    senders, places = sums.list_senders(list(tally.names)), sums.list_folders(folders)
    if whole:
        senders, places = _take_off_senders(whole.senders, senders), _take_off_folders(whole.folders, places)
    return Sums(
        dict(sums.hours), senders, places, {kind: (n, sums.kind_octets[kind]) for kind, n in sums.kinds.items()}
    )


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
    hours: Counter[int] = field(default_factory=Counter)
    messages: Counter[int] = field(default_factory=Counter)
    with_files: Counter[int] = field(default_factory=Counter)
    folders: Counter[int] = field(default_factory=Counter)
    folder_octets: Counter[int] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    kind_octets: Counter[str] = field(default_factory=Counter)

    def add_hours(self, tally: Tally, block: slice, chosen: bytes) -> None:
        """When some places' messages came."""
        self.hours.update([second // HOUR_S for second in compress(tally.seconds[block], chosen)])

    def add_kinds(self, tally: Tally, block: slice, chosen: bytes, kinds: Mapping[int, tuple[str, ...]]) -> None:
        """Some places' files."""
        ranks = tally.ranks[block]
        have_some = bytes(map(kinds.__contains__, ranks))
        if 1 not in have_some:
            return
        rows = compress(zip(ranks, tally.sizes[block], chosen, strict=True), have_some)
        for rank, size, is_chosen in rows:
            for kind in kinds[rank] if is_chosen else ():
                self.kinds[kind] += 1
                self.kind_octets[kind] += max(size, 0)

    def add_places(self, tally: Tally, block: slice, chosen: bytes) -> None:
        """Some places by sender and by folder."""
        sizes = list(compress(tally.sizes[block], chosen))
        if not sizes:
            return
        if min(sizes) < 0:
            sizes = [max(size, 0) for size in sizes]
        self._add_senders(
            list(compress(tally.senders[block], chosen)), bytes(compress(tally.files[block], chosen)), sizes
        )
        self._add_folders(list(compress(tally.folders[block], chosen)), sizes)

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
        messages = Counter(places)
        self.folders.update(messages)
        if len(messages) == 1:
            self.folder_octets[places[0]] += sum(sizes)
            return
        for folder, size in zip(places, sizes, strict=True):
            self.folder_octets[folder] += size

    def list_senders(self, names: Sequence[str]) -> list[SenderRow]:
        """Those with messages."""
        octets, files = self.octets, self.octets_of_files
        return [(names[n], count, octets[n], self.with_files[n], files[n]) for n, count in self.messages.items()]

    def list_folders(self, names: Mapping[int, tuple[str, str]]) -> list[FolderRow]:
        """Those with messages and a name."""
        return [(*names[n], count, self.folder_octets[n]) for n, count in self.folders.items() if n in names]
