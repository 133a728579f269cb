"""An address's server as it was found or is guessed, and the settings of a mailbox there."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from imapdesk.mail import MailboxSettings, Security

OAUTH_ONLY = "oauth_only"  # `FoundSettings.hint_kind` of a provider that takes no passwords


class _Described(Protocol):
    def describe(self, domain: str) -> str: ...


class FoundServer(Protocol):
    """What `Desk.find_settings` answers."""

    @property
    def source(self) -> _Described: ...
    @property
    def host(self) -> str: ...
    @property
    def port(self) -> int: ...
    @property
    def security(self) -> Security: ...
    @property
    def user(self) -> str: ...
    @property
    def needs_confirmation(self) -> bool: ...
    @property
    def oauth_type(self) -> str: ...
    @property
    def hint_kind(self) -> str: ...
    @property
    def help_url(self) -> str: ...


def guess_settings(address: str) -> MailboxSettings:
    """What most servers are: ``imap.`` before the domain, encrypted, the address as the user name."""
    domain = address.rpartition("@")[2]
    return MailboxSettings(name=address, address=address, host=f"imap.{domain}" if domain else "", user=address)


def make_settings(address: str, found: FoundServer) -> MailboxSettings:
    """A mailbox at the server that was found."""
    guess = guess_settings(address)
    return replace(guess, host=found.host, port=found.port, security=found.security, user=found.user)
