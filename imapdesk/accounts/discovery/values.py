"""What discovery finds, and where it may look."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from imapdesk.accounts.discovery.hints import Hint, describe_hint
from imapdesk.mail import Security


class Source(IntEnum):
    """Where settings were found; the lower the number, the more it is trusted."""

    TABLE = 1
    AUTOCONFIG = 2
    WELL_KNOWN = 3
    ISPDB = 4
    SRV = 5
    MX = 6
    GUESS = 7

    def describe(self, domain: str) -> str:
        """The source in words for the person, to follow "found: "."""
        return _WORDS[self].format(domain=domain)


_WORDS = {
    Source.TABLE: "known to imapdesk",
    Source.AUTOCONFIG: "{domain}'s own settings",
    Source.WELL_KNOWN: "{domain}'s own settings",
    Source.ISPDB: "Thunderbird's list of providers",
    Source.SRV: "{domain}'s entry in DNS",
    Source.MX: "the provider that receives mail for {domain}",
    Source.GUESS: "tried, and it answers",
}


@dataclass(frozen=True, slots=True)
class Server:
    """A host, its port and how the connection is protected."""

    host: str
    port: int
    security: Security


@dataclass(frozen=True, slots=True)
class FoundSettings:
    """Settings for a mailbox. Show ``host`` and ask before a password goes there when ``needs_confirmation`` is true.

    ``oauth_type`` is an account type to sign in with, or empty; ``smtp`` is for notification e-mails.
    """

    source: Source
    host: str
    port: int
    security: Security
    user: str
    provider: str = ""  # its name for people, or empty
    needs_confirmation: bool = False
    oauth_type: str = ""
    hint_kind: Hint = Hint.NONE
    help_url: str = ""
    smtp: Server | None = None

    @property
    def hint(self) -> str:
        """What the person must do first, in a sentence; empty when nothing."""
        return describe_hint(self.hint_kind, self.provider or self.host)
