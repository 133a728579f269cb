"""What providers, managers and the rest of the program hand each other. Frozen; secrets never show in a repr."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from imapdesk.mail import Security


class AuthMode(StrEnum):
    """The SASL mechanism for the access token where a mail server offers both; else it is the one that is offered.

    ``ANY``: either does. OAUTHBEARER is RFC 7628's, XOAUTH2 what it was made of.
    """

    ANY = "any"
    XOAUTH2 = "xoauth2"
    OAUTHBEARER = "oauthbearer"


class FieldKind(StrEnum):
    """How a form shows a field. A ``CHECK`` field's value is "yes" or empty; a ``FILE``'s is a path."""

    TEXT = "text"
    SECRET = "secret"
    CHOICE = "choice"
    CHECK = "check"
    NUMBER = "number"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form, described as data: the window, the command line and a test read the same description.

    ``check`` takes the value without surrounding white space and returns a sentence when it can't be right, else None.
    ``secret`` values live in the system's password store. ``binding`` means that a change makes every sign-in that was
    made with the old value void. ``advanced`` fields are folded away at first.
    """

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    default: str = ""
    check: Callable[[str], str | None] | None = None
    secret: bool = False
    help: str = ""
    required: bool = False
    binding: bool = False
    advanced: bool = False
    choices: tuple[tuple[str, str], ...] = ()

    def find_fault(self, value: str) -> str | None:
        """A sentence on what is wrong with ``value``, or None. Pure, no network."""
        value = value.strip()
        if not value:
            return f"{self.label} is missing." if self.required else None
        if self.choices and value not in {choice for choice, _label in self.choices}:
            return f"{self.label} must be one of the choices."
        return self.check(value) if self.check else None


@dataclass(frozen=True, slots=True)
class IntegrationSettings:
    """What a person set for one type of sign-in. ``secrets`` holds the values of the secret fields."""

    type: str
    enabled: bool = False
    values: Mapping[str, str] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)

    def get(self, name: str, default: str = "") -> str:
        """The value of a field, secret or not; ``default`` when it is empty."""
        return self.secrets.get(name) or self.values.get(name) or default


@dataclass(frozen=True, slots=True)
class ServerDefaults:
    """The servers that a new mailbox of this type starts with.

    E-mails about trouble may go out through the SMTP server, with the mailbox's access token; empty: through none.
    """

    imap_host: str
    imap_port: int = 993
    imap_security: Security = Security.SSL
    smtp_host: str = ""
    smtp_port: int = 465
    smtp_security: Security = Security.SSL


@dataclass(frozen=True, slots=True)
class PopupHints:
    """What the sign-in window and the loopback listener need to know.

    ``embedded_redirect`` is caught by the embedded view before anything connects; ``loopback_redirect`` is for the
    system's browser and has ``{port}`` in it. ``register`` is the address to enter at the provider, empty when none is
    needed. ``refusal_patterns`` are regular expressions; one that is found in the page's address, title or text means
    that the provider refuses embedded views, as does one of ``refusal_statuses`` for the main frame on
    ``refusal_hosts``. ``ca_file`` holds authorities (PEM) that the embedded view trusts besides the system's.
    """

    embedded_redirect: str = "http://127.0.0.1:9/imapdesk"
    loopback_redirect: str = "http://127.0.0.1:{port}/imapdesk"
    register: str = ""
    refusal_patterns: tuple[str, ...] = ()
    refusal_statuses: frozenset[int] = frozenset()
    refusal_hosts: frozenset[str] = frozenset()
    ca_file: str = ""
    width: int = 980
    height: int = 750


@dataclass(frozen=True, slots=True)
class UserInfo:
    """Whom the provider signed in; fields are empty where it doesn't tell."""

    address: str = ""
    name: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a sign-in or a renewal gave. ``memo`` is the provider's own, kept encrypted and handed back untouched."""

    access_token: str = field(repr=False)
    expires_at: datetime | None = None
    refresh_token: str = field(default="", repr=False)
    scopes: frozenset[str] = frozenset()
    user: UserInfo = UserInfo()
    memo: str = field(default="", repr=False)

    def are_of_another(self, address: str) -> bool:
        """Whether somebody signed in under another address than this one. False where either isn't known."""
        signed_in, expected = self.user.address.strip().casefold(), address.strip().casefold()
        return bool(signed_in and expected) and signed_in != expected


@dataclass(frozen=True, slots=True)
class Authorization:
    """The first leg: where the person is sent, and what the second leg needs. ``memo`` holds the PKCE verifier."""

    url: str = field(repr=False)
    state: str = field(repr=False)
    redirect_uri: str
    memo: Mapping[str, object] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class DeviceCode:
    """RFC 8628: the person types ``user_code`` at ``verification_uri`` in any browser; ``interval_s`` between polls."""

    user_code: str = field(repr=False)
    verification_uri: str
    expires_at: datetime
    interval_s: float = 5.0
    memo: dict[str, object] = field(default_factory=dict, repr=False)


class Verdict(StrEnum):
    """What a connection check found."""

    RIGHT = "right"
    WRONG = "wrong"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The provider's word on the settings; ``field`` names the one to correct when the verdict is ``WRONG``."""

    verdict: Verdict
    sentence: str = ""
    field: str = ""
    details: str = ""

    @property
    def right(self) -> bool:
        """Whether the provider accepted the settings."""
        return self.verdict is Verdict.RIGHT
