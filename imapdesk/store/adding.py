"""Adding columns up, pure: what some of all saved places amount to.

By blocks, so that no other thread waits for the interpreter for longer than one of them takes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import compress

from imapdesk.store.tallying import Tally

HOUR_S = 3600
BLOCK = 1 << 15


@dataclass(frozen=True, slots=True)
class Sums:
    """By hour since the epoch, by sender, by folder and by kind of file.

    ``senders``: From, messages, octets, messages with attachments, their octets. ``folders``: mailbox, path, messages,
    octets. ``kinds``: messages, octets.
    """

    hours: dict[int, int]
    senders: list[tuple[str, int, int, int, int]]
    folders: list[tuple[str, str, int, int]]
    kinds: dict[str, tuple[int, int]]


def add_up(
    tally: Tally, chosen: bytes, folders: Mapping[int, tuple[str, str]], kinds: Mapping[int, tuple[str, ...]]
) -> Sums:
    """The sums of the places with a byte in ``chosen``; ``kinds`` are those of the files of a rank's message."""
    names = list(tally.names)
    sums = _Sums([0] * len(names), [0] * len(names))
    for start in range(0, len(chosen), BLOCK):
        block = slice(start, start + BLOCK)
        sums.add(tally, block, chosen[block], kinds)
    return Sums(
        hours=dict(sums.hours),
        senders=[
            (names[sender], count, sums.octets[sender], sums.with_files[sender], sums.octets_of_files[sender])
            for sender, count in sums.messages.items()
        ],
        folders=[
            (*folders[folder], count, sums.folder_octets[folder])
            for folder, count in sums.folders.items()
            if folder in folders
        ],
        kinds={kind: (count, sums.kind_octets[kind]) for kind, count in sums.kinds.items()},
    )


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

    def add(self, tally: Tally, block: slice, chosen: bytes, kinds: Mapping[int, tuple[str, ...]]) -> None:
        """Some places."""
        sizes = list(compress(tally.sizes[block], chosen))
        if min(sizes, default=0) < 0:
            sizes = [max(size, 0) for size in sizes]
        self.hours.update([second // HOUR_S for second in compress(tally.seconds[block], chosen)])
        self._add_senders(
            list(compress(tally.senders[block], chosen)), bytes(compress(tally.files[block], chosen)), sizes
        )
        self._add_folders(list(compress(tally.folders[block], chosen)), sizes)
        if kinds:
            self._add_kinds(list(compress(tally.ranks[block], chosen)), sizes, kinds)

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

    def _add_kinds(self, ranks: list[int], sizes: list[int], kinds: Mapping[int, tuple[str, ...]]) -> None:
        have_some = list(map(kinds.__contains__, ranks))
        for rank, size in zip(compress(ranks, have_some), compress(sizes, have_some), strict=True):
            for kind in kinds[rank]:
                self.kinds[kind] += 1
                self.kind_octets[kind] += size
