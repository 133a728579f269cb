"""Finding a mailbox's server settings from its address alone.

The table of providers loads at once; whatever needs the network is loaded when it is first used.
"""

from typing import TYPE_CHECKING, Any

from imapdesk.accounts.discovery.hints import Hint, describe_hint
from imapdesk.accounts.discovery.providers import Provider, find_provider
from imapdesk.accounts.discovery.values import FoundSettings, Server, Source

if TYPE_CHECKING:
    from imapdesk.accounts.discovery.discover import Places, find_settings

__all__ = [
    "FoundSettings",
    "Hint",
    "Places",
    "Provider",
    "Server",
    "Source",
    "describe_hint",
    "find_provider",
    "find_settings",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from imapdesk.accounts.discovery import discover

    return getattr(discover, name)
