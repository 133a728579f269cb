"""The operating system's password store, through the keyring library; the only module that imports it.

Only back-ends that encrypt and belong to the system are taken. Never ``keyrings.alt`` (plain files), ``null`` (forgets)
or ``fail``; of a chain only its secure members.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from imapdesk.accounts.bounded import BoundedCaller
from imapdesk.errors import SecretsUnavailable

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")

LOCKED = "The system's password store is locked."
REFUSED = "The system's password store refused."
_SECURE = {
    "keyring.backends.macOS": "macOS Keychain",
    "keyring.backends.Windows": "Windows Credential Manager",
    "keyring.backends.SecretService": "system keyring",
    "keyring.backends.libsecret": "system keyring",
    "keyring.backends.kwallet": "KWallet",
}
_PROBE = "probe"


class SystemKeyring:
    """Secrets of one profile in the system's password store; ``service`` keeps profiles apart."""

    def __init__(self, backend: KeyringBackend, service: str, caller: BoundedCaller) -> None:
        self._backend = backend
        self._service = service
        self._caller = caller

    @property
    def label(self) -> str:
        """The store's name for people."""
        return _SECURE[type(self._backend).__module__]

    def get(self, key: str) -> str | None:
        """The secret, or None. Raises SecretsUnavailable."""
        return _guarded(self._caller, lambda: self._backend.get_password(self._service, key))

    def set(self, key: str, value: str) -> None:
        """Keep a secret. Raises SecretsUnavailable."""
        _guarded(self._caller, lambda: self._backend.set_password(self._service, key, value))

    def delete(self, key: str) -> None:
        """Forget a secret; an unknown one is fine. Raises SecretsUnavailable."""
        if self.get(key) is not None:
            _guarded(self._caller, lambda: self._backend.delete_password(self._service, key))


def find_system_keyring(service: str, timeout_s: float) -> SystemKeyring | None:
    """The system's password store, or None where there is none.

    Raises SecretsUnavailable when there is one and it does not answer: locked, or its prompt was dismissed.
    """
    caller = BoundedCaller(timeout_s)
    backend = _guarded(caller, _find_backend)
    if backend is None:
        return None
    found = SystemKeyring(backend, service, caller)
    found.get(_PROBE)
    return found


def _find_backend() -> KeyringBackend | None:
    import keyring  # late: it loads every back-end, and a plan or a test needs none
    from keyring.backends.chainer import ChainerBackend

    chosen = keyring.get_keyring()
    members = list(chosen.backends) if isinstance(chosen, ChainerBackend) else [chosen]
    return next((member for member in members if type(member).__module__ in _SECURE), None)


def _guarded(caller: BoundedCaller, function: Callable[[], T]) -> T:
    from keyring.errors import InitError, KeyringLocked

    try:
        return caller.call(function)
    except TimeoutError as error:
        raise SecretsUnavailable(LOCKED, details="It did not answer in time.") from error
    except (KeyringLocked, InitError) as error:
        raise SecretsUnavailable(LOCKED, details=str(error)) from error
    except (
        Exception
    ) as error:  # a back-end's own: D-Bus, COM, ctypes. Its text might quote the secret, so only its type
        raise SecretsUnavailable(REFUSED, details=type(error).__name__) from None
