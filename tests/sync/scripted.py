"""A session over the model server that fails on command."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from imapdesk.errors import ImapdeskError, Unreachable
from imapdesk.mail import (
    Fetched,
    FolderListing,
    HeaderMark,
    HeaderRequest,
    ListedFolder,
    Mailbox,
    Observed,
    SurveyRequest,
    Uid,
    Window,
    WindowDone,
    mark_header,
)
from tests.sync.model import ModelServer

IN_FLIGHT = 3


@dataclass
class Stats:
    """A session's counters."""

    round_trips: int = 0
    bytes_received: int = 0
    seconds_waited: float = 0.0


@dataclass
class Script:
    """How the server misbehaves. Places are (path, uid)."""

    drop_at: set[tuple[str, Uid]] = field(default_factory=set)  # the line breaks when this message is asked for
    drop_once_at: set[tuple[str, Uid]] = field(default_factory=set)
    refuse: dict[tuple[str, Uid], str] = field(default_factory=dict)  # a NO to each FETCH that asks for it
    refuse_times: Counter[tuple[str, Uid]] = field(default_factory=Counter)  # only so often, when it is set
    omit: set[tuple[str, Uid]] = field(default_factory=set)  # OK, and no answer for it
    drop_survey_of: set[str] = field(default_factory=set)
    refuse_folders: dict[str, str] = field(default_factory=dict)
    shorten: set[str] = field(default_factory=set)  # listings of these folders lack messages
    open_errors: deque[ImapdeskError] = field(default_factory=deque)  # of the next connections
    fetch_errors: deque[ImapdeskError] = field(default_factory=deque)  # after the next window done
    before_fetch: Callable[[], None] | None = None
    incomplete_listing: bool = False


class ScriptedServer:
    """Opens sessions over a model server and counts what they were asked."""

    def __init__(self, model: ModelServer, script: Script | None = None) -> None:
        self.model = model
        self.script = script or Script()
        self.opened = 0
        self.asked: list[tuple[str, tuple[Uid, ...]]] = []
        self.given: Counter[tuple[str, Uid]] = Counter()
        self.surveyed: list[SurveyRequest] = []
        self.headers_asked: list[tuple[str, Uid]] = []
        self.distrusted: set[str] = set()
        self.slow_sessions = 0
        self.hasty_sessions = 0
        self.paces: list[tuple[bool, bool, bool]] = []

    def open_session(self, mailbox: Mailbox) -> ScriptedSession:
        self.opened += 1
        if self.script.open_errors:
            raise self.script.open_errors.popleft()
        return ScriptedSession(self)


class ScriptedSession:
    """One connection."""

    def __init__(self, server: ScriptedServer) -> None:
        self._server = server
        self._model = server.model
        self._script = server.script
        self.stats = Stats(round_trips=1)
        self.alerts: list[str] = []
        self.capabilities = frozenset({"IMAP4REV1"} | ({"OBJECTID"} if server.model.has_ids else set()))

    def list_folders(self, known: Sequence[ListedFolder] = ()) -> FolderListing:
        listing = self._model.listing()
        return replace(listing, complete=False) if self._script.incomplete_listing else listing

    def survey(self, requests: Iterable[SurveyRequest]) -> Iterator[Observed]:
        for request in requests:
            self._server.surveyed.append(request)
            path = request.folder.path
            if path in self._script.drop_survey_of:
                raise Unreachable("The connection was lost.")
            refusals = self._script.refuse_folders
            if path in refusals or path not in self._model.folders:
                yield Observed(path, complete=False, refused=refusals.get(path, "[NONEXISTENT] no such folder"))
                continue
            seen = self._model.observe(path, request.survey)
            if path in self._script.shorten and seen.uids is not None:
                kept = frozenset(sorted(seen.uids)[: len(seen.uids) // 2])
                listed = {uid: one for uid, one in seen.listed.items() if uid in kept}
                seen = replace(seen, uids=kept, listed=listed, complete=False)
            yield seen

    def fetch_headers(self, requests: Iterable[HeaderRequest]) -> Iterator[tuple[str, Uid, HeaderMark]]:
        self.stats.round_trips += 1
        for request in requests:
            folder = self._model.folders[request.folder.path]
            for uid in request.uids:
                self._server.headers_asked.append((folder.path, uid))
                if (folder.path, uid) in self._script.drop_at:
                    raise Unreachable("The connection was lost.", details="EOF")
                message = folder.messages.get(uid)
                mark = mark_header(message.head) if message is not None else None
                if mark is not None:
                    yield folder.path, uid, mark

    def fetch(self, windows: Iterable[Window]) -> Iterator[Fetched | WindowDone]:
        source, flying = iter(windows), deque[Window]()
        while True:
            while len(flying) < IN_FLIGHT and (window := next(source, None)) is not None:
                flying.append(window)
            if not flying:
                return
            if self._script.before_fetch is not None:
                self._script.before_fetch()
            yield from self._answer(flying.popleft())
            if self._script.fetch_errors:
                raise self._script.fetch_errors.popleft()

    def change_flags(
        self,
        folder: ListedFolder,
        uidvalidity: int | None,
        add: Mapping[str, Sequence[Uid]],
        remove: Mapping[str, Sequence[Uid]],
    ) -> Mapping[Uid, frozenset[str]]:
        there = self._model.folders[folder.path]
        for flag, uids in [*add.items(), *remove.items()]:
            for uid in uids:
                if uid in there.messages:
                    held = there.messages[uid].flags
                    there.flag(uid, held | {flag} if uid in add.get(flag, ()) else held - {flag})
        touched = {uid for uids in [*add.values(), *remove.values()] for uid in uids}
        return {uid: there.messages[uid].flags for uid in touched if uid in there.messages}

    def keep_open(self, folder: ListedFolder, *, for_flags: bool = False) -> None:
        """Its numbers hold as long as the model's."""

    def distrust(self, extension: str) -> None:
        self._server.distrusted.add(extension)

    def go_slowly(self, *, plainly: bool = False) -> None:
        self._server.slow_sessions += 1

    def hasten(self) -> None:
        self._server.hasty_sessions += 1

    def learn_pace(self, *, slowly: bool, sure: bool = False, plainly: bool = False) -> None:
        self._server.paces.append((slowly, sure, plainly))

    def close(self) -> None:
        """Nothing to close."""

    def abort(self) -> None:
        """Nothing to shut."""

    def _answer(self, window: Window) -> Iterator[Fetched | WindowDone]:
        path, folder = window.folder.path, self._model.folders[window.folder.path]
        self._server.asked.append((path, window.uids))
        if window.uidvalidity != folder.uidvalidity:
            yield WindowDone(window, window.uids, refused="uidvalidity changed")
            return
        refusals = [(path, uid) for uid in window.uids if self._refuses((path, uid))]
        if refusals:
            yield WindowDone(window, window.uids, refused=self._script.refuse[refusals[0]], code="SERVERBUG")
            return
        missing = []
        for uid in window.uids:
            place = (path, uid)
            if place in self._script.drop_at or place in self._script.drop_once_at:
                self._script.drop_once_at.discard(place)
                raise Unreachable("The connection was lost.", details="EOF")
            message = folder.messages.get(uid)
            if message is None or place in self._script.omit:
                missing.append(uid)
                continue
            self._server.given[place] += 1
            self.stats.bytes_received += message.size
            yield Fetched(path, uid, message.raw, message.flags, message.internal_date)
        yield WindowDone(window, tuple(missing))

    def _refuses(self, place: tuple[str, Uid]) -> bool:
        if place not in self._script.refuse:
            return False
        if place in self._script.refuse_times:
            self._script.refuse_times[place] -= 1
            return self._script.refuse_times[place] >= 0
        return True
