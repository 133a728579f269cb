"""Finding a mailbox's server settings from its address alone.

The table of providers loads at once; whatever needs the network is loaded when it is first used.
"""

from typing import TYPE_CHECKING

from imapdesk.accounts.discovery.hints import Hint, describe_hint
from imapdesk.accounts.discovery.providers import Provider, find_provider
from imapdesk.accounts.discovery.values import FoundSettings, Server, Source
from imapdesk.late import make_getattr

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

__getattr__ = make_getattr(__name__, {"Places": ".discover", "find_settings": ".discover"})
