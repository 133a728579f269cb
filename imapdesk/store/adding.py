"""Adding columns up, pure: what some of all saved places amount to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import compress

from imapdesk.store.tallying import Tally

HOUR_S = 3600


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
    sizes = list(compress(tally.sizes, chosen))
    if min(sizes, default=0) < 0:
        sizes = [max(size, 0) for size in sizes]
    hours = Counter([second // HOUR_S for second in compress(tally.seconds, chosen)])
    return Sums(
        dict(hours),
        _by_sender(tally, chosen, sizes),
        _by_folder(tally, chosen, sizes, folders),
        _by_kind(tally, chosen, sizes, kinds),
    )


def _by_sender(tally: Tally, chosen: bytes, sizes: list[int]) -> list[tuple[str, int, int, int, int]]:
    senders = list(compress(tally.senders, chosen))
    messages, octets = Counter(senders), [0] * len(tally.names)
    for sender, size in zip(senders, sizes, strict=True):
        octets[sender] += size
    files = list(compress(tally.files, chosen))
    with_files, octets_of_files = Counter(compress(senders, files)), [0] * len(tally.names)
    for sender, size in zip(compress(senders, files), compress(sizes, files), strict=True):
        octets_of_files[sender] += size
    names = list(tally.names)
    return [
        (names[sender], count, octets[sender], with_files[sender], octets_of_files[sender])
        for sender, count in messages.items()
    ]


def _by_folder(
    tally: Tally, chosen: bytes, sizes: list[int], names: Mapping[int, tuple[str, str]]
) -> list[tuple[str, str, int, int]]:
    places = list(compress(tally.folders, chosen))
    messages = Counter(places)
    octets = dict.fromkeys(messages, 0)
    if len(messages) == 1:
        octets[places[0]] = sum(sizes)
    else:
        for folder, size in zip(places, sizes, strict=True):
            octets[folder] += size
    return [(*names[folder], count, octets[folder]) for folder, count in messages.items() if folder in names]


def _by_kind(
    tally: Tally, chosen: bytes, sizes: list[int], kinds: Mapping[int, tuple[str, ...]]
) -> dict[str, tuple[int, int]]:
    messages: Counter[str] = Counter()
    octets: Counter[str] = Counter()
    ranks = list(compress(tally.ranks, chosen)) if kinds else []
    has_kind = list(map(kinds.__contains__, ranks))
    for rank, size in zip(compress(ranks, has_kind), compress(sizes, has_kind), strict=True):
        for kind in kinds[rank]:
            messages[kind] += 1
            octets[kind] += size
    return {kind: (count, octets[kind]) for kind, count in messages.items()}
