"""The background pass: full description and index of words, in small transactions that can stop anywhere."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from imapdesk.mail import utc_now
from imapdesk.store.content.packing import unpack
from imapdesk.store.database.connection import Writer
from imapdesk.store.database.encoding import marks, to_micros
from imapdesk.store.indexing import renewing
from imapdesk.store.indexing.handing import Described
from imapdesk.store.indexing.renewing import OUTDATED
from imapdesk.store.indexing.sieving import WordSieve
from imapdesk.store.indexing.tightening import Tightening
from imapdesk.store.indexing.writing import IndexWriting
from imapdesk.store.lists.tallying import Tallying

if TYPE_CHECKING:
    from imapdesk.store.indexing.crew import Crew

BATCH = 1000  # descriptions in one transaction: the index merges less the more there are
BATCH_HERE = 200
BATCH_BESIDE = 20  # while a mailbox is synchronised: so short that the rest after it ends within the same slice
_RESTS = 9  # times as long as was worked, then
_LONGEST_REST_S = 5.0
BATCH_BYTES = 16 * 1024 * 1024
LONGEST_SLICE_S = 60
WORTH_A_CREW = 300  # messages: to start the processes costs as much as describing these
_GATHER_S = 1.0  # descriptions are written at least so often
_TAKEN = 50


@dataclass(frozen=True, slots=True)
class _Portion:
    """How much one transaction may take: messages, and until when they are gathered."""

    most: int
    ends: float
    beside: bool  # a synchronisation


class Indexing(IndexWriting, Tallying, Tightening):
    """Describe and index what arrived."""

    def __init__(self, path: Path, writer: Writer) -> None:
        super().__init__(path, writer)
        self.most_hands: int | None = None  # describing processes; None: one for each core, where any can be started
        self._sieve = WordSieve()
        self._crew: Crew | None = None
        self._gathered: list[Described] = []  # what the crew has described and is not written yet
        self._hurry = False
        self._renews = True  # what an older version described is described anew
        self._describing = threading.Lock()

    def describe_pending(self, should_stop: Callable[[], bool], budget_s: float, *, hurry: bool = False) -> int:
        """Describe and index messages for about ``budget_s`` seconds; how many it were, 0 when nothing was left.

        A few are described here, many by processes of low priority that live until nothing is left. While a mailbox is
        synchronised, nine tenths of the time are left to that. Where another thread is at it already, this one waits
        and does nothing. A call that finds nothing to describe packs raw messages tightly and counts those, unless its
        budget is so large (over a minute) that somebody waits for the description.
        ``hurry``: a person waits, so the processes are of the usual priority, and within a minute no time is spent on
        what an older version of the program described, which comes last and is found as it is until then.
        What a stop or a crash leaves undone is done by the next call. Raises DiskFull, StoreError.
        """
        ends = time.monotonic() + budget_s
        if not self._describing.acquire(timeout=min(budget_s, threading.TIMEOUT_MAX)):
            return 0
        try:
            self._hurry = hurry
            self._renews = not hurry or budget_s > LONGEST_SLICE_S
            done = self._describe_for(should_stop, ends)
        except BaseException:
            self.dismiss_crew()
            raise
        finally:
            self._describing.release()
        if done == 0 and self._renews and budget_s > LONGEST_SLICE_S:
            self._clear_away(should_stop, ends)
            self.tally_pending(should_stop, ends)
        if done == 0 and budget_s <= LONGEST_SLICE_S and not self._is_synchronising():
            return (
                self._clear_away(should_stop, ends)
                or self.tally_pending(should_stop, ends)
                or self.tighten_pending(should_stop, ends - time.monotonic())
            )
        return done

    def count_undescribed(self) -> int:
        """How many messages the background pass has not reached."""
        row = self._readers.row("SELECT count(*) FROM message WHERE described = 0")
        return int(row[0]) if row else 0

    def rebuild_derived(self) -> None:
        """Forget everything that was derived from raw messages: the background pass makes it anew."""
        with self._describing, self._writer.transaction() as cursor:
            renewing.abandon(cursor)
            for name in renewing.INDICES:
                cursor.execute(f"INSERT INTO {name}({name}) VALUES ('delete-all')")
            cursor.execute("DELETE FROM head_word")
            cursor.execute("INSERT OR IGNORE INTO message(id) SELECT id FROM content")
            cursor.execute("UPDATE message SET described = 0, rank = NULL")
            cursor.execute("DELETE FROM dead_rank")
            cursor.execute("DELETE FROM unsampled")
            self._word_counter.forget()
            self._header_values.forget()
            self.dismiss_crew()

    def dismiss_crew(self) -> None:
        """End the describing processes, if there are any; what they had before them stays undescribed."""
        crew, self._crew = self._crew, None
        self._gathered = []
        if crew is not None:
            crew.close()

    def _describe_for(self, should_stop: Callable[[], bool], ends: float) -> int:
        done = 0
        while not should_stop() and (done == 0 or time.monotonic() < ends):
            began = time.monotonic()
            busy = self._is_synchronising()
            count = self._describe_some(_Portion(BATCH_BESIDE if busy else BATCH, ends, busy), should_stop)
            done += count
            if count == 0 and not self._is_something_left():
                self.dismiss_crew()
                self._end_renewal()
                break
            if busy:
                self._rest(_RESTS * (time.monotonic() - began), should_stop, ends)
        return done

    def _end_renewal(self) -> None:
        """The messages that were still to be described anew may have been deleted."""
        if self._readers.row("SELECT 1 FROM sqlite_master WHERE name = ?", (f"words{renewing.NEXT}",)):
            with self._writer.transaction() as cursor:
                renewing.finish(cursor)

    def _clear_away(self, should_stop: Callable[[], bool], ends: float) -> int:
        """Take away what indices that were made anew have left behind; in how many pieces."""
        done = 0
        query = f"SELECT 1 FROM sqlite_master WHERE name IN ({marks(renewing.INDICES)})"
        left = [name + renewing.OLD for name in renewing.INDICES]
        while self._readers.row(query, left) and not should_stop() and (done == 0 or time.monotonic() < ends):
            with self._writer.transaction() as cursor:
                done += renewing.drop_some(cursor)
        return done

    def _is_synchronising(self) -> bool:
        """Whether a mailbox of this store is being synchronised now, by this program or by another."""
        return self._readers.row("SELECT 1 FROM lease WHERE expires_at > ?", (to_micros(utc_now()),)) is not None

    def _rest(self, seconds: float, should_stop: Callable[[], bool], ends: float) -> None:
        """Leave the processor, the disk and the writer to a synchronisation; not for longer than that goes on."""
        until = min(ends, time.monotonic() + min(seconds, _LONGEST_REST_S))
        while time.monotonic() < until and not should_stop() and self._is_synchronising():
            time.sleep(min(0.1, max(0.0, until - time.monotonic())))

    def _is_little_left(self) -> bool:
        return self.most_hands == 0 or len(self._list_waiting(WORTH_A_CREW)) < WORTH_A_CREW

    def _is_something_left(self) -> bool:
        return bool(self._list_waiting(1))

    def _describe_some(self, portion: _Portion, should_stop: Callable[[], bool]) -> int:
        """One transaction's worth, by the crew if there are many or if it is at work anyway."""
        if self._crew is None and (portion.beside or self._is_little_left()):
            return self._write(self._describe_here(should_stop, min(portion.most, BATCH_HERE)))
        from imapdesk.store.indexing.crew import (  # late: most runs have a few messages at most
            Crew,
            CrewFailed,
            count_hands,
        )

        try:
            if self.most_hands is None:
                self.most_hands = count_hands()
            if self._crew is None and self.most_hands:
                self._crew = Crew(self.path, self.most_hands, hurry=self._hurry)
            if self._crew is not None:
                return self._describe_by_crew(self._crew, portion, should_stop)
        except CrewFailed as error:
            logging.getLogger(__name__).warning("Messages are described without helping processes: %s", error)
            self.most_hands = 0
            self.dismiss_crew()
        return self._write(self._describe_here(should_stop, min(portion.most, BATCH_HERE)))

    def _describe_by_crew(self, crew: Crew, portion: _Portion, should_stop: Callable[[], bool]) -> int:
        """Gather a transaction's worth and write it; a few at a time if a synchronisation has begun meanwhile.

        A thousand descriptions keep the writer for a third of a second, and a run that has just begun would wait.
        """
        self._gather(crew, portion, should_stop)
        most = BATCH_BESIDE if self._is_synchronising() else BATCH
        batch, self._gathered = self._gathered[:most], self._gathered[most:]
        return self._write(batch)

    def _gather(self, crew: Crew, portion: _Portion, should_stop: Callable[[], bool]) -> None:
        crew.look_ahead(beside=portion.beside)
        until = min(portion.ends, time.monotonic() + _GATHER_S)
        size = sum(each.size for each in self._gathered)
        while len(self._gathered) < portion.most and size < BATCH_BYTES and not should_stop():
            if room := crew.room:
                busy = crew.in_work | {each.id for each in self._gathered}
                crew.give([id_ for id_ in self._list_waiting(room + len(busy)) if id_ not in busy][:room])
            taken = crew.take(min(_TAKEN, portion.most), BATCH_BYTES, until - time.monotonic(), should_stop)
            size += sum(each.size for each in taken.described)
            self._gathered += taken.described
            for id_ in taken.deadly:
                logging.getLogger(__name__).warning("Message %d can't be described; its headers alone are indexed", id_)
                self._gathered.append(self._describe_by_headers(id_))
            if not crew.in_work or (self._gathered and time.monotonic() > until):
                break

    def _describe_here(self, should_stop: Callable[[], bool], most: int = BATCH_HERE) -> list[Described]:
        from imapdesk.store.indexing.indexable import make_indexable  # late: it brings all of reading mail with it

        described = []
        for id_, raw in self._load_waiting(most):
            item = make_indexable(raw)
            described.append(Described(id_, item, self._sieve.sift(item.columns)))
            if should_stop():
                break
        return described

    def _describe_by_headers(self, id_: int) -> Described:
        """A message that ends whoever looks into it keeps what its arrival said of it."""
        from imapdesk.store.indexing.indexable import make_from_fields

        row = self._readers.row(
            "SELECT subject, from_, to_, cc, sent_at, message_id, refs, has_attachments FROM message WHERE id = ?",
            (id_,),
        )
        item = None if row is None else make_from_fields(row)
        return Described(id_, item, self._sieve.sift(item.columns) if item else ())

    def _list_waiting(self, most: int) -> list[int]:
        """The messages to be described next, the newest first.

        First those that never were, then those of older versions, then those that the index of a sample lacks.
        """
        ids: dict[int, None] = {}
        kinds = ("message WHERE described = 0", f"message WHERE {OUTDATED}", "unsampled")
        for kind in kinds if self._renews else kinds[:1]:
            rows = self._readers.rows(f"SELECT id FROM {kind} ORDER BY id DESC LIMIT ?", (most,))
            ids.update((row[0], None) for row in rows)
            if len(ids) >= most:
                break
        return list(ids)[:most]

    def _load_waiting(self, most: int) -> list[tuple[int, bytes]]:
        rows = [
            row
            for id_ in self._list_waiting(most)
            if (row := self._readers.row("SELECT id, codec, size FROM content WHERE id = ?", (id_,))) is not None
        ]
        found: list[tuple[int, bytes]] = []
        size = 0
        for id_, codec, raw_size in rows:
            if found and size + raw_size > BATCH_BYTES:
                break
            size += raw_size
            row = self._readers.row("SELECT data FROM content WHERE id = ?", (id_,))
            if row is not None:
                found.append((id_, _unpack_or_nothing(codec, raw_size, row[0])))
        return found


def _unpack_or_nothing(codec: int, size: int, data: bytes) -> bytes:
    """A damaged message is described as an empty one here; `check` is what reports it."""
    try:
        return unpack(codec, size, data)
    except ValueError:
        return b""
