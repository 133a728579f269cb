"""What a server says of one folder's messages while that is surveyed, and what that amounts to."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from itertools import chain

from imapdesk.errors import ProtocolError
from imapdesk.imap.grammar.fetch_parser import FetchItems, parse_fetch
from imapdesk.imap.grammar.numbers import to_signed, to_size
from imapdesk.imap.grammar.responses import Parts, classify
from imapdesk.imap.grammar.search_parser import parse_search, parse_vanished
from imapdesk.imap.line.examine import Examined
from imapdesk.mail import Listed, Survey, SurveyKind, Uid
from imapdesk.mail.uid_sets import LARGEST_UID, MOST_UIDS

MOST_FOUND_LINES = 1000  # SEARCH and ESEARCH responses of one survey: one is usual


class SurveyAnswers:
    """Collects untagged responses."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self.examined = Examined()
        self._listed: dict[Uid, Listed] = {}
        self._older: set[Uid] = set()  # arrived before the period: nothing but their UIDs is kept, they may be many
        self.vanished: set[Uid] = set()
        self._all: set[Uid] | None = None
        self._found_lines = 0

    @property
    def knows_uidnext(self) -> bool:
        """Whether the folder was surveyed before."""
        return self._survey.uidnext > 1

    def take(self, parts: Parts) -> None:
        """One untagged response. Raises ProtocolError for answers without end."""
        items = parse_fetch(parts)
        if items is not None:
            self._note_message(items)
            return
        line = parts[0]
        assert isinstance(line, bytes)
        what = classify(line)
        if self.examined.note_line(what) or what is None:
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
        earlier, uids = parse_vanished(rest, LARGEST_UID if not self.knows_uidnext else self._survey.uidnext - 1)
        self.vanished |= uids
        _check_count(self.vanished)
        for uid in uids:
            self._listed.pop(uid, None)
        self._older -= uids
        if not earlier and self.examined.exists:
            self.examined.exists = max(0, self.examined.exists - len(uids))

    def forget(self) -> None:
        """The folder was closed by the server: what was said is of another one."""
        self._listed.clear()
        self._older.clear()
        self.vanished.clear()

    def sort_out(self, *, by_server_date: bool) -> tuple[dict[Uid, Listed], frozenset[Uid], frozenset[Uid] | None]:
        """What is listed, the UIDs of what is older than the period, and all UIDs where they are known.

        ``by_server_date``: the server chose what is of the period, and was asked for all UIDs besides.
        """
        listed, since, kind = self._listed, self._survey.since, self._survey.kind
        uids = frozenset(self._all | listed.keys()) if self._all is not None else None
        if kind in (SurveyKind.NEW_ONLY, SurveyKind.NOTHING):
            # "uidnext:*" answers at least the last message, however old it is (RFC 9051 9, seq-range).
            low = self._survey.uidnext if self._survey.flags_from is None else self._survey.flags_from
            return {uid: one for uid, one in listed.items() if uid >= low}, frozenset(), None
        if kind is SurveyKind.CHANGED_SINCE and self.knows_uidnext:
            return listed, frozenset(), uids
        everything = uids if by_server_date and uids is not None else frozenset(chain(listed, self._older))
        return listed, everything - listed.keys() if since is not None else frozenset(), everything

    def count_messages(self) -> int | None:
        """EXISTS, with what arrived while we looked: as far as the server both says so and lists it."""
        state = self.examined
        if state.exists is None or not state.arrived or state.uidnext is None:
            return state.exists
        return state.exists + min(state.arrived, sum(uid >= state.uidnext for uid in self._listed))

    def is_whole(self, uids: frozenset[Uid] | None) -> bool:
        """A server that lists fewer messages than it counts has cut its answer (Yahoo, reported)."""
        return uids is None or self.examined.exists is None or len(uids) >= self.examined.exists

    def guess_uidnext(self) -> int | None:
        """UIDNEXT of a server that doesn't tell, as far as it can be worked out."""
        seen = max(max(self._listed, default=0), max(self._older, default=0))
        if not seen and self.examined.exists != 0:
            return None
        known, now = self._survey.uidvalidity, self.examined.uidvalidity
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
