"""Finding a mailbox's server settings from its address alone."""

from imapdesk.accounts.discovery.discover import Places, find_settings
from imapdesk.accounts.discovery.hints import Hint, describe_hint
from imapdesk.accounts.discovery.providers import Provider, find_provider
from imapdesk.accounts.discovery.values import FoundSettings, Server, Source

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
