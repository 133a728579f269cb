"""Statistics over any mailbox, folder or search: the store's sums put into the person's months, days and names."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from imapdesk.mail import Scope
from imapdesk.store.lists.adding import Estimate, Sums

if TYPE_CHECKING:
    from imapdesk.store import Store

MOST_ROWS = 20
_SIDE_BY_SIDE = 4

KINDS: dict[str, tuple[str, ...]] = {  # the kinds of files by the ends of their names
    "pdf": ("pdf",),
    "pictures": ("jpg", "jpeg", "png", "gif", "heic", "webp", "svg", "tif", "tiff", "bmp"),
    "documents": ("doc", "docx", "odt", "rtf", "txt", "pages"),
    "sheets": ("xls", "xlsx", "ods", "csv", "numbers"),
    "slides": ("ppt", "pptx", "odp", "key"),
    "archives": ("zip", "rar", "7z", "gz", "tar", "tgz"),
    "sound_and_film": ("mp3", "m4a", "wav", "ogg", "mp4", "mov", "avi", "mkv"),
    "appointments": ("ics",),
}


@dataclass(frozen=True, slots=True)
class Portion:
    """Some messages and what they take, in octets."""

    name: str
    messages: int
    octets: int


@dataclass(frozen=True, slots=True)
class Month:
    """A month's mail."""

    year: int
    month: int
    messages: int


@dataclass(frozen=True, slots=True)
class MailStatistics:
    """What there is to say of a scope. ``week`` has seven rows from Monday on of 24 hours, in this computer's time.

    ``kinds`` has the kinds of `KINDS`; a message with two kinds of files is in both, with its whole size. ``share``
    is 1, or less where all figures are an estimate: the share of the messages that were looked at.
    """

    messages: int
    octets: int
    months: tuple[Month, ...]
    week: tuple[tuple[int, ...], ...]
    busiest: tuple[Portion, ...]  # senders by messages
    largest: tuple[Portion, ...]  # senders by octets
    folders: tuple[Portion, ...]
    with_attachments: Portion
    kinds: tuple[Portion, ...]
    seconds: float
    share: float = 1.0


def make_statistics(
    store: Store,
    scope: Scope,
    search: str = "",
    *,
    on_estimate: Callable[[MailStatistics], None] | None = None,
    should_stop: Callable[[], bool] = lambda: False,
) -> MailStatistics:
    """Sums of everything in a scope are kept by the store, those of a search are added up.

    Where that takes long, ``on_estimate`` is told beforehand what a sample says. Raises Cancelled, StoreError.
    """
    began = time.perf_counter()

    def tell(estimate: Estimate) -> None:
        if on_estimate is not None:
            on_estimate(_scale(_describe(estimate.sums, time.perf_counter() - began), estimate.share))

    sums = _read_kept(store, scope) if store.keeps_sums(scope) and not search.strip() else None
    sums = sums or store.sum_up(
        scope, search, KINDS, on_estimate=None if on_estimate is None else tell, should_stop=should_stop
    )
    return _describe(sums, time.perf_counter() - began)


def _describe(sums: Sums, seconds: float) -> MailStatistics:
    people, with_files = _fold_senders(sums.senders)
    months, week = _fold_hours(sums.hours.items())
    places = [Portion(f"{mailbox}: {path}", messages, octets) for mailbox, path, messages, octets in sums.folders]
    return MailStatistics(
        messages=sum(one.messages for one in places),
        octets=sum(one.octets for one in places),
        months=months,
        week=week,
        busiest=_largest(people, lambda one: one.messages),
        largest=_largest(people, lambda one: one.octets),
        folders=_largest(places, lambda one: one.octets),
        with_attachments=with_files,
        kinds=_largest((Portion(kind, *sums.kinds[kind]) for kind in sums.kinds), lambda one: one.octets),
        seconds=seconds,
    )


def _scale(sample: MailStatistics, share: float) -> MailStatistics:
    """What figures over a share of the messages say of all of them."""

    def grow(figure: int) -> int:
        return round(figure / share)

    def grow_all(portions: Iterable[Portion]) -> tuple[Portion, ...]:
        return tuple(Portion(one.name, grow(one.messages), grow(one.octets)) for one in portions)

    return MailStatistics(
        messages=grow(sample.messages),
        octets=grow(sample.octets),
        months=tuple(replace(one, messages=grow(one.messages)) for one in sample.months),
        week=tuple(tuple(map(grow, day)) for day in sample.week),
        busiest=grow_all(sample.busiest),
        largest=grow_all(sample.largest),
        folders=grow_all(sample.folders),
        with_attachments=grow_all([sample.with_attachments])[0],
        kinds=grow_all(sample.kinds),
        seconds=sample.seconds,
        share=share,
    )


def _read_kept(store: Store, scope: Scope) -> Sums:
    """Side by side, since SQLite lets two processors read at once."""
    with ThreadPoolExecutor(_SIDE_BY_SIDE, thread_name_prefix="statistics") as pool:
        senders, folders = pool.submit(store.sum_by_sender, scope), pool.submit(store.sum_by_folder, scope)
        hours, kinds = pool.submit(store.sum_by_hour, scope), pool.submit(_sum_kinds, store, scope)
        return Sums(dict(hours.result()), senders.result(), folders.result(), kinds.result())


def _sum_kinds(store: Store, scope: Scope) -> dict[str, tuple[int, int]]:
    sums = ((name, store.sum_by_file_word(scope, words)) for name, words in KINDS.items())
    return {name: (row[0], row[1]) for name, row in sums if row[0]}


def _fold_senders(rows: Iterable[tuple[str, int, int, int, int]]) -> tuple[list[Portion], Portion]:
    """One portion per address, with the latest of its names, and that of all messages with attachments."""
    folded: dict[str, tuple[str, int, int]] = {}
    files = octets_of_files = 0
    for from_, messages, octets, with_files, file_octets in rows:
        name, _found, rest = from_.rpartition("<")
        key = (rest.rstrip(">") or from_).lower()
        known = folded.get(key, ("", 0, 0))
        folded[key] = (from_ if name or not known[0] else known[0], known[1] + messages, known[2] + octets)
        files += with_files
        octets_of_files += file_octets
    return [Portion(*one) for one in folded.values()], Portion("", files, octets_of_files)


def _fold_hours(rows: Iterable[tuple[int, int]]) -> tuple[tuple[Month, ...], tuple[tuple[int, ...], ...]]:
    months: Counter[tuple[int, int]] = Counter()
    week = [[0] * 24 for _day in range(7)]
    for hour, messages in rows:
        moment = _local(hour * 3600)
        if moment is not None:
            months[moment.tm_year, moment.tm_mon] += messages
            week[moment.tm_wday][moment.tm_hour] += messages
    return _fill_gaps(months), tuple(map(tuple, week))


def _local(second: int) -> time.struct_time | None:
    try:
        return time.localtime(second) if second > 0 else None
    except (OverflowError, OSError, ValueError):
        return None  # a date header may say anything


def _fill_gaps(months: Counter[tuple[int, int]]) -> tuple[Month, ...]:
    """Every month from the first to the last one, the empty ones too; none after this month."""
    now = datetime.now(UTC)
    known = [one for one in months if (1970, 1) <= one <= (now.year + 1, 12)]
    if not known:
        return ()
    first, last = min(known), max(known)
    numbers = range(first[0] * 12 + first[1] - 1, last[0] * 12 + last[1])
    return tuple(Month(n // 12, n % 12 + 1, months[n // 12, n % 12 + 1]) for n in numbers)


def _largest(portions: Iterable[Portion], measure: Callable[[Portion], int]) -> tuple[Portion, ...]:
    return tuple(sorted(portions, key=lambda one: (-measure(one), one.name))[:MOST_ROWS])
