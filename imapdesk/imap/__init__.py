"""The IMAP room: connections, surveys, messages and searches; the only home of imapclient.

The public names are loaded when they are asked for, so that ``import imapdesk.imap.config`` stays cheap.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

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

_HOMES = {
    "ImapConfig": "config",
    "ImapConnector": "connector",
    "ImapConnectorFactory": "connector",
    "ImapEmailFolderManager": "folder_manager",
    "ImapEmailManager": "email_manager",
    "SearchQueryBuilder": "search.query",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
