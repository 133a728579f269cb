"""The IMAP room: connections, surveys, messages and searches; the only home of imapclient.

The public names are loaded when they are asked for, so that ``import imapdesk.imap.config`` stays cheap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imapdesk.late import make_getattr

if TYPE_CHECKING:
    from imapdesk.imap.config import ImapConfig
    from imapdesk.imap.connector import ImapConnector, ImapConnectorFactory
    from imapdesk.imap.email_manager import ImapEmailManager
    from imapdesk.imap.folder_manager import ImapEmailFolderManager
    from imapdesk.imap.search.query import SearchQueryBuilder

__all__ = [
    "ImapConfig",
    "ImapConnector",
    "ImapConnectorFactory",
    "ImapEmailFolderManager",
    "ImapEmailManager",
    "SearchQueryBuilder",
]

__getattr__ = make_getattr(
    __name__,
    {
        "ImapConfig": ".config",
        "ImapConnector": ".connector",
        "ImapConnectorFactory": ".connector",
        "ImapEmailFolderManager": ".folder_manager",
        "ImapEmailManager": ".email_manager",
        "SearchQueryBuilder": ".search.query",
    },
)
