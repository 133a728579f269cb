"""What the synchroniser needs of an IMAP session, so that tests can give it one that fails on command."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

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
)

ShouldStop = Callable[[], bool]


class LineNumbers(Protocol):
    """What a session counts on its line."""

    @property
    def round_trips(self) -> int:
        """How often we waited for an answer after writing."""

    @property
    def bytes_received(self) -> int:
        """Bytes that came in, as they were on the line."""

    @property
    def seconds_waited(self) -> float:
        """Seconds of waiting for data."""


class Session(Protocol):
    """A signed-in connection; `imapdesk.imap.session.ImapSession` is the real one."""

    @property
    def stats(self) -> LineNumbers:
        """The line's counters so far."""

    @property
    def capabilities(self) -> frozenset[str]:
        """What the server says it can do, in capitals."""

    @property
    def alerts(self) -> Sequence[str]:
        """What the server asked so far to be shown to the person, as plain text."""

    def list_folders(self, known: Sequence[ListedFolder] = ()) -> FolderListing:
        """List the folders and their state."""

    def survey(self, requests: Iterable[SurveyRequest]) -> Iterator[Observed]:
        """Look at folders, one answer per request, in order."""

    def fetch_headers(self, requests: Iterable[HeaderRequest]) -> Iterator[tuple[str, Uid, HeaderMark]]:
        """Fetch header blocks and tell their marks; a message that isn't answered for is left out."""

    def fetch(self, windows: Iterable[Window]) -> Iterator[Fetched | WindowDone]:
        """Fetch whole messages, windows answered in the order in which they were pulled."""

    def change_flags(
        self,
        folder: ListedFolder,
        uidvalidity: int | None,
        add: Mapping[str, Sequence[Uid]],
        remove: Mapping[str, Sequence[Uid]],
    ) -> Mapping[Uid, frozenset[str]]:
        """Add and remove flags; the flags that the server then says the messages have."""

    def keep_open(self, folder: ListedFolder, *, for_flags: bool = False) -> None:
        """Survey, then fetch from this folder without opening it again; ``for_flags``: and change flags in it."""

    def distrust(self, extension: str) -> None:
        """Never use an extension of this host again, since it lies with it."""

    def go_slowly(self, *, plainly: bool = False) -> None:
        """Use no extension that only makes things quicker; ``plainly``: none of LIST at all."""

    def hasten(self) -> None:
        """Wait for less time while the server is silent."""

    def learn_pace(self, *, slowly: bool, sure: bool = False, plainly: bool = False) -> None:
        """Remember of the host whether it answers only when it is asked slowly, or plainly."""

    def close(self) -> None:
        """Log out, quickly, without raising."""

    def abort(self) -> None:
        """Shut the socket."""


OpenSession = Callable[[Mailbox], Session]
Renew = Callable[[Mailbox], None]


def never() -> bool:
    """A `should_stop` that never asks to stop."""
    return False
