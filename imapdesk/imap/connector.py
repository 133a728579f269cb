"""A connection that is made when it is first needed, and the factory that the documented API starts from."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING

from imapdesk.imap.config import ImapConfig, Limits, StopAsked, never
from imapdesk.imap.session import ImapSession
from imapdesk.mail import ListedFolder

if TYPE_CHECKING:
    from imapdesk.imap.line.client import Client


class ImapConnector:
    """One login, shared by the managers that are made with it; not for several threads at once.

    Connects at the first use, which raises what `ImapSession.open` raises, and again at the next one after the line
    broke, which raised `Unreachable` or what the server said. Usable in a ``with`` statement.
    """

    def __init__(self, config: ImapConfig, *, should_stop: StopAsked = never, limits: Limits | None = None) -> None:
        self.config = config
        self._should_stop = should_stop
        self._limits = limits
        self._session: ImapSession | None = None
        self._folders: tuple[ListedFolder, ...] | None = None

    @property
    def session(self) -> ImapSession:
        """The open session; opened now if it isn't."""
        if self._session is not None and self._session.broken:
            self.close()
        if self._session is None:
            self._session = ImapSession.open(self.config, should_stop=self._should_stop, limits=self._limits)
        return self._session

    @property
    def client(self) -> Client:
        """imapclient's `IMAPClient` over the same line, for what the managers don't offer; it can't write, either."""
        from imapdesk.imap.line.client import Client

        self.session.connection.pipeline.finish()
        return Client(self.session.connection.transport)

    @property
    def connected(self) -> bool:
        """Whether there is an open session."""
        return self._session is not None and not self._session.broken

    def list_folders(self, *, refresh: bool = False) -> tuple[ListedFolder, ...]:
        """Every folder of the server; asked once, then remembered until ``refresh``."""
        if self._folders is None or refresh:
            self._folders = self.session.list_folders(self._folders or ()).folders
        return self._folders

    def find_folder(self, path: str) -> ListedFolder | None:
        """The folder with that full name; None when the server has none. INBOX is INBOX in any case."""
        wanted = "INBOX" if path.upper() == "INBOX" else path
        for refresh in (False, True):
            found = next((one for one in self.list_folders(refresh=refresh) if one.path == wanted), None)
            if found is not None:
                return found
        return None

    def close(self) -> None:
        """Sign out; the next use connects again. Never raises."""
        session, self._session = self._session, None
        if session is not None:
            session.close()

    def __enter__(self) -> ImapConnector:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class ImapConnectorFactory:
    """Makes connectors; a subclass may make others."""

    def create_imap_connector(self, config: ImapConfig) -> ImapConnector:
        """A connector for ``config``; nothing is sent yet."""
        return ImapConnector(config)
