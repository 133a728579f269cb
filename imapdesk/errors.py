"""Every error that imapdesk raises on purpose, by who can act on it.

ImapdeskError
├── NeedsUser                    the person can act
│   ├── SignInRequired           credentials refused, token revoked, consent missing   -> sign_in_required
│   ├── Insecure                 TLS can't be had or verified; nothing was sent         -> insecure
│   │   └── Unproven             the certificate doesn't prove who the server is
│   │       └── Untrusted        its authority is not known here
│   ├── SettingsRefused          a setting is wrong; names the field                    -> usage
│   ├── NotFound                 no such mailbox, folder or message                     -> usage
│   ├── SecretsUnavailable       no keyring, locked keyring, wrong master password      -> usage
│   └── NoScreen                 the window needs a screen and there is none            -> usage
├── NeedsTime                    waiting helps
│   ├── Unreachable              no connection, or lost and not back                    -> unreachable
│   │   └── ProxyTrouble         the proxy on the way is the trouble
│   │       └── ProxyRefused     it wants another sign-in, or can't be used at all
│   ├── Busy                     throttled or refused now; retry_after_s                -> busy
│   │   ├── NotConnected         signed in, but what answers has lost its way to the mailbox
│   │   └── AlreadyRunning       another run holds this mailbox's lease
│   └── Exhausted                this computer gives no more threads, files or memory   -> busy
├── ProtocolError                the server answers what can't be understood            -> protocol
├── ServerRefused                a tagged NO or BAD to one command                      -> partial
├── StoreError                   the local store can't be used                          -> store
│   ├── StoreTooNew              written by a newer imapdesk
│   ├── StoreDamaged             integrity check failed
│   ├── StoreHeld                another program keeps it locked
│   ├── BackupRefused            a file is no backup, or a damaged one; the store is as it was
│   ├── DiskFull                 no space left
│   └── DiskFailed               the disk refuses to be read or written
└── Cancelled                    stopped on request                                     -> cancelled

Anything else that escapes is a bug and keeps its traceback. ``str(error)`` is the sentence for the person:
sentence case, no codes, no secrets. What the server said, or the cause, is in ``details``.
"""

from __future__ import annotations

import errno

from imapdesk.outcome import Outcome


class ImapdeskError(Exception):
    """Root of the tree; ``str()`` is one sentence for the person, ``details`` the server's words."""

    outcome: Outcome | None = None
    exit_code_without_outcome = 2

    def __init__(self, sentence: str, *, details: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.details = details

    @property
    def exit_code(self) -> int:
        """The exit code of the command that ends with this error (docs/command-line.md)."""
        return self.exit_code_without_outcome if self.outcome is None else self.outcome.exit_code


class NeedsUser(ImapdeskError):
    """The person can act: sign in, change a setting, unlock a keyring."""


class SignInRequired(NeedsUser):
    """The server or the provider refused the credentials; ``reason`` is a word from `SignInReason`."""

    outcome = Outcome.SIGN_IN_REQUIRED

    def __init__(self, sentence: str, *, details: str = "", reason: str = "refused") -> None:
        super().__init__(sentence, details=details)
        self.reason = reason


class Insecure(NeedsUser):
    """TLS can't be had or can't be verified; no credential was sent."""

    outcome = Outcome.INSECURE


class Unproven(Insecure):
    """The certificate doesn't prove who the server is; a person may trust it all the same, and nothing but it.

    ``shown`` is the certificate that came in the place of the trusted one (DER), empty where none is trusted.
    """

    def __init__(self, sentence: str, *, details: str = "", shown: bytes = b"") -> None:
        super().__init__(sentence, details=details)
        self.shown = shown


class Untrusted(Unproven):
    """The certificate's authority is not known here; a file with it (``ca_file``) would make it so."""


class SettingsRefused(NeedsUser):
    """A setting is wrong; ``field`` is the name of the `MailboxSettings` field to correct."""

    def __init__(self, sentence: str, *, field: str = "", details: str = "") -> None:
        super().__init__(sentence, details=details)
        self.field = field


class NotFound(NeedsUser):
    """There is no mailbox, folder or message of that name or number."""


SECRETS = "secrets"


class SecretsUnavailable(NeedsUser):
    """No place for secrets answers: no keyring, a locked one, or a wrong master password."""

    reason = SECRETS  # `RunResult.reason`: such a run ended before anybody was connected to


class NoScreen(NeedsUser):
    """The window was asked for where there is no screen."""


class NeedsTime(ImapdeskError):
    """Waiting helps; ``retry_after_s`` is the server's hint in seconds, if it gave one."""

    def __init__(self, sentence: str, *, details: str = "", retry_after_s: float | None = None) -> None:
        super().__init__(sentence, details=details)
        self.retry_after_s = retry_after_s


class Unreachable(NeedsTime):
    """No connection, or it was lost and did not come back; ``at_uid``: in the middle of this message."""

    outcome = Outcome.UNREACHABLE
    at_uid: int | None = None


class ProxyTrouble(Unreachable):
    """The proxy on the way is the trouble, whatever lies behind it: it is silent, no proxy, or refuses our sign-in."""


class ProxyRefused(ProxyTrouble):
    """The proxy wants another sign-in, or can't be used at all: trying again would be one more wrong password."""


class Busy(NeedsTime):
    """Throttled or temporarily refused."""

    outcome = Outcome.BUSY


class NotConnected(Busy):
    """The server took the sign-in and doesn't reach the mailbox behind it; another connection often does."""


class AlreadyRunning(Busy):
    """Another run, perhaps in another process, holds this mailbox's lease."""


class Exhausted(NeedsTime):
    """This computer gives no more threads, open files or memory (`explain_exhaustion`)."""

    outcome = Outcome.BUSY


class ProtocolError(ImapdeskError):
    """The server answers what can't be understood."""

    outcome = Outcome.PROTOCOL


class ServerRefused(ImapdeskError):
    """A tagged NO or BAD to one command; ``code`` is the RFC 5530 response code in capitals, or empty."""

    outcome = Outcome.PARTIAL

    def __init__(self, sentence: str, *, details: str = "", code: str = "") -> None:
        super().__init__(sentence, details=details)
        self.code = code


class StoreError(ImapdeskError):
    """The local store can't be used."""

    outcome = Outcome.STORE


class StoreTooNew(StoreError):
    """The store was written by a newer imapdesk."""


class StoreDamaged(StoreError):
    """The store's own check failed."""


class BackupRefused(StoreError):
    """A file is not a backup of imapdesk, or it is damaged; the store is as it was."""


class StoreHeld(StoreError):
    """Another program keeps the store locked for longer than a run can wait."""


class DiskFull(StoreError):
    """No space left on the device that holds the store."""


class DiskFailed(StoreError):
    """The device that holds the store fails: input/output errors, a file system that turned read-only."""


class Cancelled(ImapdeskError):
    """Stopped on request."""

    outcome = Outcome.CANCELLED


def explain_exhaustion(error: BaseException) -> Exhausted | None:
    """What a failed call says of this computer's limits (``ulimit``), or None when it says nothing of them."""
    words = str(error)
    no_room = isinstance(error, ImportError) and "failed to map segment" in words  # for a library
    if no_room or isinstance(error, MemoryError) or getattr(error, "errno", None) == errno.ENOMEM:
        return Exhausted("This computer has no more memory for imapdesk now.", details=words)
    if isinstance(error, OSError) and error.errno in (errno.EMFILE, errno.ENFILE):
        return Exhausted("This computer lets imapdesk open no more files now.", details=words)
    if isinstance(error, RuntimeError) and "start new thread" in words:  # CPython has no class of its own for it
        return Exhausted("This computer lets imapdesk start no more threads now.", details=words)
    return None
