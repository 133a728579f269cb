"""One folder's survey: its commands, the answers collected, and a second look with less where a server breaks."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from enum import IntEnum
from itertools import chain

from imapdesk.errors import ProtocolError
from imapdesk.imap.command import Command
from imapdesk.imap.connection import Connection
from imapdesk.imap.examine import Examined, make_examine
from imapdesk.imap.fetch_parser import FetchItems, parse_fetch
from imapdesk.imap.header_fetch import HEADER_ITEM
from imapdesk.imap.numbers import to_signed, to_size
from imapdesk.imap.quirks import asks_size
from imapdesk.imap.refusals import concerns_one_place, explain_wait
from imapdesk.imap.responses import Parts, Status, classify
from imapdesk.imap.search_parser import parse_search, parse_vanished
from imapdesk.imap.uidset import LARGEST_UID, MOST_UIDS
from imapdesk.mail import Listed, Observed, Survey, SurveyKind, SurveyRequest, Uid

MOST_COMMANDS = 4  # of one survey
MOST_FOUND_LINES = 1000  # SEARCH and ESEARCH responses of one survey: one is usual


class Detail(IntEnum):
    """How much is asked of each message; lowered when a server refuses."""

    FLAGS = 0
    BASIC = 1
    ALL = 2


class FolderSurvey:
    """Commands to queue and the answers to them; ``done`` when all are answered."""

    def __init__(self, connection: Connection, request: SurveyRequest, detail: Detail = Detail.ALL) -> None:
        self._connection = connection
        self._request = request
        self._detail = detail
        self._examined = Examined()
        self._listed: dict[Uid, Listed] = {}
        self._older: set[Uid] = set()  # arrived before the period: nothing but their UIDs is kept, they may be many
        self._vanished: set[Uid] = set()
        self._all: set[Uid] | None = None
        self._found_lines = 0
        self._refused: Status | None = None
        self._by_qresync = self._uses_qresync()
        self._by_server_date = False
        self._parameters = b""
        self._left = 0
        self.commands: list[Command] = self._make_commands()
        self._left = len(self.commands)

    @property
    def done(self) -> bool:
        """Whether every command has its tagged answer."""
        return self._left == 0

    # asking

    @property
    def _survey(self) -> Survey:
        return self._request.survey

    @property
    def _knows_uidnext(self) -> bool:
        return self._survey.uidnext > 1

    def _uses_qresync(self) -> bool:
        survey = self._survey
        # A UIDVALIDITY of more than 32 bits may not be the one that the server knows (`to_signed`).
        complete = 0 < (survey.uidvalidity or 0) < 2**32 and survey.highestmodseq and survey.uidnext > 1
        return bool(survey.kind is SurveyKind.CHANGED_SINCE and complete and self._connection.has("QRESYNC"))

    def _make_commands(self) -> list[Command]:
        kind = self._survey.kind
        commands = [self._examine()]
        if kind is SurveyKind.NOTHING:
            return commands
        if kind is SurveyKind.NEW_ONLY and self._knows_uidnext:
            return [*commands, *self._newest_flags(), self._fetch_new()]
        if kind is SurveyKind.CHANGED_SINCE and self._knows_uidnext and self._survey.highestmodseq:
            return [*commands, *self._changes(), self._fetch_new()]
        if kind is not SurveyKind.RENUMBERED and self._knows_uidnext:
            return [*commands, self._fetch(b"1:%d" % (self._survey.uidnext - 1), b"(UID FLAGS)"), self._fetch_new()]
        return [*commands, *self._everything()]

    def _examine(self) -> Command:
        survey = self._survey
        parameters = b""
        if self._by_qresync:
            values = (survey.uidvalidity or 0, survey.highestmodseq or 0, survey.uidnext - 1)
            parameters = b" (QRESYNC (%d %d 1:%d))" % values
        elif self._connection.has("CONDSTORE") and not self._connection.has("ENABLE"):
            parameters = b" (CONDSTORE)"
        self._parameters = parameters
        return make_examine(
            self._connection,
            self._request.folder,
            self._examined,
            parameters=parameters,
            on_data=self._take,
            on_closed=self._forget,
            on_done=self._count_down,
        )

    def _changes(self) -> list[Command]:
        if self._by_qresync:
            return []
        known = b"1:%d" % (self._survey.uidnext - 1)
        if not self._connection.has("CONDSTORE"):  # offered, and refused meanwhile: what changed is to be seen by all
            return [self._fetch(known, b"(UID FLAGS)")]
        changes = [self._fetch(known, b"(UID FLAGS) (CHANGEDSINCE %d)" % (self._survey.highestmodseq or 0))]
        if self._connection.has("ESEARCH"):
            changes.append(self._search(b"RETURN (ALL) ALL"))
        return changes

    def _everything(self) -> list[Command]:
        since = self._survey.since
        can_save = self._connection.has("SEARCHRES") and self._connection.has("ESEARCH")
        if since is None or not can_save:
            return [self._fetch(b"1:*", self._items())]
        # RFC 5182: the server keeps the result, so that nothing waits for it; older mail costs it no look at sizes.
        self._by_server_date = True
        saved = self._search(b"RETURN (SAVE) SINCE " + format_search_date(since))
        return [saved, self._fetch(b"$", self._items()), self._search(b"RETURN (ALL) ALL")]

    def _newest_flags(self) -> list[Command]:
        low, uidnext = self._survey.flags_from, self._survey.uidnext
        return [] if low is None or low >= uidnext else [self._fetch(b"%d:%d" % (low, uidnext - 1), b"(UID FLAGS)")]

    def _fetch_new(self) -> Command:
        return self._fetch(b"%d:*" % self._survey.uidnext, self._items())

    def _fetch(self, uids: bytes, items: bytes) -> Command:
        return self._command(b"UID FETCH " + uids + b" " + items)

    def _search(self, criteria: bytes) -> Command:
        return self._command(b"UID SEARCH " + criteria)

    def _command(self, line: bytes) -> Command:
        budget = self._connection.limits.max_memory
        return Command(line + b"\r\n", on_data=self._take, on_done=self._answered, budget=budget)

    def _items(self) -> bytes:
        items = [b"UID FLAGS"]
        if self._detail >= Detail.BASIC:
            items.append(b"INTERNALDATE")
            if asks_size(self._connection.identity):
                items.append(b"RFC822.SIZE")
        if self._detail >= Detail.ALL:
            items += self._identifying_items()
        return b"(" + b" ".join(items) + b")"

    def _identifying_items(self) -> list[bytes]:
        if self._connection.has("X-GM-EXT-1"):
            return [b"X-GM-MSGID X-GM-THRID X-GM-LABELS"]
        if self._connection.has("OBJECTID"):
            confirming = self._survey.headers and self._survey.confirm
            return [b"EMAILID THREADID", *([HEADER_ITEM] if confirming else [])]
        # A folder that was seen before, be it empty, may have got its mail from another one that is held.
        if self._knows_uidnext or self._survey.identify or self._survey.kind is not SurveyKind.EVERYTHING:
            return [HEADER_ITEM if self._survey.headers else b"BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]"]
        return []

    # hearing

    def _take(self, parts: Parts) -> None:
        items = parse_fetch(parts)
        if items is not None:
            self._note_message(items)
            return
        line = parts[0]
        assert isinstance(line, bytes)
        what = classify(line)
        if self._examined.note_line(what) or what is None:
            return
        if what.kind in ("SEARCH", "ESEARCH"):
            self._note_found(parse_search(line, what))
        elif what.kind == "VANISHED":
            self._note_vanished(line[what.begins :])

    def _note_message(self, items: FetchItems) -> None:
        if items.uid is None or not 0 < items.uid <= LARGEST_UID:
            return  # unsolicited, by sequence number alone
        uid = Uid(items.uid)
        if uid in self._older:
            return
        since = self._survey.since
        if since is not None and _is_older(items, since):
            self._older.add(uid)
            return
        known = self._listed.get(uid)
        self._listed[uid] = make_listed(uid, items) if known is None else _merge(known, items)

    def _note_found(self, uids: set[Uid] | None) -> None:
        if uids is None:
            return
        self._found_lines += 1
        if self._found_lines > MOST_FOUND_LINES:
            raise ProtocolError("The server sends search results without end.")
        if self._all is None:
            self._all = uids
        else:
            self._all |= uids
        _check_count(self._all)

    def _note_vanished(self, rest: bytes) -> None:
        earlier, uids = parse_vanished(rest, LARGEST_UID if not self._knows_uidnext else self._survey.uidnext - 1)
        self._vanished |= uids
        _check_count(self._vanished)
        for uid in uids:
            self._listed.pop(uid, None)
        self._older -= uids
        if not earlier and self._examined.exists:
            self._examined.exists = max(0, self._examined.exists - len(uids))

    def _forget(self) -> None:
        self._listed.clear()
        self._older.clear()
        self._vanished.clear()

    def _answered(self, status: Status) -> None:
        if not status.ok and self._refused is None:
            self._refused = status
        self._count_down()

    def _count_down(self) -> None:
        self._left -= 1

    # telling

    def second_look(self) -> FolderSurvey | None:
        """Another survey with less, when the server broke what it offers; None when this one stands."""
        trouble = self._trouble
        if trouble is None:
            return None
        here_alone = concerns_one_place(trouble)
        if not here_alone and (waiting := explain_wait(trouble)):
            raise waiting
        if not self._examined.ok:
            return self._without_qresync() if trouble.kind == "BAD" and not here_alone else None
        if self._examined.exists == 0:
            return None  # many servers refuse "1:*" in an empty folder
        return self._with_less_of_each() if here_alone else self._with_less()

    @property
    def _trouble(self) -> Status | None:
        """The first refusal."""
        trouble = self._examined.status if not self._examined.ok else self._refused
        return None if trouble is None or trouble.ok else trouble

    def _without_qresync(self) -> FolderSurvey | None:
        if not self._parameters:
            return None
        # Other folders' EXAMINEs may be under way with the same parameters: each is made again without them.
        self._connection.distrust("QRESYNC" if self._by_qresync else "CONDSTORE")
        return FolderSurvey(self._connection, self._request, self._detail)

    def _with_less(self) -> FolderSurvey | None:
        if self._survey.kind is SurveyKind.CHANGED_SINCE and self._connection.has("CONDSTORE") and not self._by_qresync:
            self._connection.distrust("CONDSTORE")
            return FolderSurvey(self._connection, self._request, self._detail)
        if self._by_server_date:
            self._connection.distrust("SEARCHRES")
            return FolderSurvey(self._connection, self._request, self._detail)
        return self._with_less_of_each()

    def _with_less_of_each(self) -> FolderSurvey | None:
        if self._detail is Detail.FLAGS:
            return None
        return FolderSurvey(self._connection, self._request, Detail(self._detail - 1))

    def observed(self) -> Observed:
        """The finished survey as a value."""
        path, state = self._request.folder.path, self._examined
        passing = self._trouble is not None and concerns_one_place(self._trouble)
        if not state.ok:
            words = state.status.text if state.status else ""
            return Observed(path, complete=False, refused=words, passing=passing)
        trouble = self._refused.text if self._refused is not None and state.exists != 0 else None
        listed, older, uids = self._sort_out()
        return Observed(
            path=path,
            uidvalidity=state.uidvalidity or None,
            uidnext=state.uidnext or self._guess_uidnext(),
            exists=self._count_messages(),
            highestmodseq=state.highestmodseq or None,
            listed=listed,
            uids=uids,
            vanished=frozenset(self._vanished),
            older=older,
            complete=trouble is None and self._is_whole(uids),
            refused=trouble,
            passing=passing,
            uidnext_guessed=not state.uidnext,
        )

    def _sort_out(self) -> tuple[dict[Uid, Listed], frozenset[Uid], frozenset[Uid] | None]:
        listed, since, kind = self._listed, self._survey.since, self._survey.kind
        uids = frozenset(self._all | listed.keys()) if self._all is not None else None
        if kind in (SurveyKind.NEW_ONLY, SurveyKind.NOTHING):
            # "uidnext:*" answers at least the last message, however old it is (RFC 9051 9, seq-range).
            low = self._survey.uidnext if self._survey.flags_from is None else self._survey.flags_from
            return {uid: one for uid, one in listed.items() if uid >= low}, frozenset(), None
        if kind is SurveyKind.CHANGED_SINCE and self._knows_uidnext:
            return listed, frozenset(), uids
        everything = uids if self._by_server_date and uids is not None else frozenset(chain(listed, self._older))
        return listed, everything - listed.keys() if since is not None else frozenset(), everything

    def _count_messages(self) -> int | None:
        """EXISTS, with what arrived while we looked: as far as the server both says so and lists it."""
        state = self._examined
        if state.exists is None or not state.arrived or state.uidnext is None:
            return state.exists
        return state.exists + min(state.arrived, sum(uid >= state.uidnext for uid in self._listed))

    def _is_whole(self, uids: frozenset[Uid] | None) -> bool:
        """A server that lists fewer messages than it counts has cut its answer (Yahoo, reported)."""
        return uids is None or self._examined.exists is None or len(uids) >= self._examined.exists

    def _guess_uidnext(self) -> int | None:
        seen = max(max(self._listed, default=0), max(self._older, default=0))
        if not seen and self._examined.exists != 0:
            return None
        known, now = self._survey.uidvalidity, self._examined.uidvalidity
        # Under a new UIDVALIDITY the numbers may well be lower: Courier 5.0 tells them in STATUS alone (seen 2026-11).
        return seen + 1 if known and now and known != now else max(self._survey.uidnext, seen + 1)


def _check_count(uids: Collection[Uid]) -> None:
    if len(uids) > MOST_UIDS:
        raise ProtocolError("The server names more messages than any folder has.", details=f"{len(uids)}")


def _is_older(items: FetchItems, since: date) -> bool:
    return items.internal_date is not None and items.internal_date.date() < since


def make_listed(uid: Uid, items: FetchItems) -> Listed:
    """The message of a FETCH response as a value."""
    return Listed(
        uid,
        items.flags,
        to_signed(items.modseq),
        to_size(items.size),
        items.internal_date,
        items.message_id,
        items.email_id,
        items.thread_id,
        items.labels,
        items.header,
    )


def _merge(known: Listed, items: FetchItems) -> Listed:
    """Two responses for one UID: the later word on each item stands."""
    later = make_listed(known.uid, items)
    fields = ("flags", "modseq", "size", "internal_date", "message_id", "email_id", "thread_id", "labels", "header")
    return Listed(
        known.uid,
        *(getattr(later, name) if getattr(later, name) is not None else getattr(known, name) for name in fields),
    )


def format_search_date(day: date) -> bytes:
    """``day`` as SEARCH wants it (RFC 9051 9, date), whatever the locale.

    >>> format_search_date(date(2024, 2, 1))
    b'1-Feb-2024'
    """
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return f"{day.day}-{months[day.month - 1]}-{day.year:04d}".encode("ascii")
