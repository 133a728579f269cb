"""`ImapSession`: a signed-in connection as the synchroniser uses it. Whole flights, bounded windows, read-only."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import TracebackType

from imapdesk.imap.config import ImapConfig, Limits, LineStats, StopAsked, never
from imapdesk.imap.folders.listing import list_folders
from imapdesk.imap.folders.measuring import measure_folders
from imapdesk.imap.folders.survey import survey
from imapdesk.imap.idle import Watch
from imapdesk.imap.line.connection import Connection
from imapdesk.imap.line.quirks import HostMemory
from imapdesk.imap.messages.fetching import fetch
from imapdesk.imap.messages.flags import FlagChanges, change_flags
from imapdesk.imap.messages.header_fetch import fetch_headers
from imapdesk.mail import (
    Fetched,
    FolderListing,
    HeaderMark,
    HeaderRequest,
    ListedFolder,
    Observed,
    SurveyRequest,
    Uid,
    Window,
    WindowDone,
)

__all__ = ["HostMemory", "ImapConfig", "ImapSession", "Limits", "LineStats", "SurveyRequest"]


class ImapSession:
    """One connection, used by one thread; `abort` alone may be called from another.

    Every method raises `Unreachable` when the line drops or stalls, `Busy` when the server asks for patience,
    `SignInRequired` (reason "token_expired") when a token ended in mid-run, `ProtocolError` on nonsense, `Cancelled`
    when ``should_stop`` says so. After any of these the session is only good for `close`.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @classmethod
    def open(
        cls,
        config: ImapConfig,
        *,
        should_stop: StopAsked = never,
        limits: Limits | None = None,
        quirks: HostMemory | None = None,
        on_step: Callable[[str], None] | None = None,
        stats: LineStats | None = None,
    ) -> ImapSession:
        """Connect and sign in, with exactly one attempt.

        ``on_step`` hears "connecting", "securing", "signing_in", "ready". Raises `Unreachable`, `Insecure`,
        `SignInRequired`, `Busy`, `ProtocolError`, `SettingsRefused` (naming the field), `Cancelled`.
        """
        return cls(
            Connection.open(config, should_stop=should_stop, limits=limits, memory=quirks, on_step=on_step, stats=stats)
        )

    @property
    def capabilities(self) -> frozenset[str]:
        """What the server offers, upper case."""
        return self._connection.capabilities

    @property
    def identity(self) -> Mapping[str, str]:
        """The server's answer to ID, lower-case keys; it comes with the first flight."""
        return self._connection.identity

    @property
    def alerts(self) -> Sequence[str]:
        """ALERT texts of the server, to be shown as plain text (RFC 9051 7.1)."""
        return self._connection.pipeline.alerts

    @property
    def stats(self) -> LineStats:
        """Counters of this connection."""
        return self._connection.transport.stats

    @property
    def broken(self) -> bool:
        """Whether an error left it good for nothing but `close`."""
        return self._connection.pipeline.broken

    @property
    def connection(self) -> Connection:
        """What the other modules of this room build on."""
        return self._connection

    def list_folders(self, known: Sequence[ListedFolder] = ()) -> FolderListing:
        """Every folder with its state: one flight with LIST-STATUS; else ``known`` saves the second one."""
        return list_folders(self._connection, known)

    def measure(self, listing: FolderListing, since: date | None) -> FolderListing:
        """The listing with sizes, and with counts since a day, as far as the server tells them quickly."""
        return measure_folders(self._connection, listing, since)

    def survey(self, requests: Iterable[SurveyRequest]) -> Iterator[Observed]:
        """What the server holds, one answer per request in their order, pipelined over folders."""
        return survey(self._connection, requests)

    def fetch_headers(self, requests: Iterable[HeaderRequest]) -> Iterator[tuple[str, Uid, HeaderMark]]:
        """The marks of header blocks, by folder and UID; a message that isn't answered for is left out."""
        return fetch_headers(self._connection, requests)

    def fetch(self, windows: Iterable[Window]) -> Iterator[Fetched | WindowDone]:
        """Whole messages, then `WindowDone` per window; windows are pulled as there is room for them."""
        return fetch(self._connection, windows)

    def change_flags(
        self, folder: ListedFolder, uidvalidity: int | None, add: FlagChanges, remove: FlagChanges
    ) -> Mapping[Uid, frozenset[str]]:
        """Set and take flags (a person's own change); the flags that the server then reports, by UID."""
        return change_flags(self._connection, folder, uidvalidity, add, remove)

    def watch(self, folder: ListedFolder, others: Collection[ListedFolder] | None = None) -> Watch:
        """Something that waits for changes of ``folder`` and, by NOTIFY, of ``others`` (None: of every folder).

        A session that watches is used for nothing else.
        """
        return Watch(self._connection, folder, others)

    def distrust(self, extension: str) -> None:
        """The server was caught lying with ``extension``: it isn't used on this host again."""
        self._connection.distrust(extension)

    def keep_open(self, folder: ListedFolder, *, for_flags: bool = False) -> None:
        """From its next survey on, ``folder`` isn't opened again for as long as it is the open one.

        For a server that gives new numbers at each opening: within one they hold (RFC 9051 2.3.1.1). ``for_flags``: it
        is opened with SELECT, so that `change_flags` can follow by those numbers.
        """
        self._connection.kept_open, self._connection.keeps_for_flags = folder.wire_name, for_flags

    def go_slowly(self, *, plainly: bool = False) -> None:
        """Do without extensions that only make things quicker, on this connection; called before anything else.

        ``plainly``: without any word that a server from before the extensions of LIST may break at, either.
        """
        self._connection.go_slowly(plainly=plainly)

    def hasten(self) -> None:
        """The server gave messages quickly and fell silent at one: don't wait as long for the next such silence."""
        self._connection.transport.vigil.hasten()

    def learn_pace(self, *, slowly: bool, sure: bool = False, plainly: bool = False) -> None:
        """The server answers; ``slowly``: it did where it had broken the line before, ``sure`` when that was no chance.

        Remembered of the host, so that later runs need not find it out again.
        """
        memory, host = self._connection.memory, self._connection.config.host
        if slowly:
            memory.note_slow(host, sure=sure, plainly=plainly)
        else:
            memory.note_quick(host)

    def close(self) -> None:
        """Say LOGOUT without waiting for the answer, and close. Never raises."""
        transport = self._connection.transport
        with contextlib.suppress(Exception):
            transport.vigil.should_stop = never
            transport.vigil.limits = Limits(command_s=1)
            transport.write(b"Z LOGOUT\r\n")
        transport.shutdown()

    def abort(self) -> None:
        """From another thread: shut the line; what waits on it ends at once with `Unreachable` or `Cancelled`."""
        self._connection.transport.cut()

    def __enter__(self) -> ImapSession:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
