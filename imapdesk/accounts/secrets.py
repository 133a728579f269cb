"""Where secrets are kept: the system's password store, else a vault file under a master password; never plain text.

``IMAPDESK_MASTER_PASSWORD`` opens the vault without a prompt. ``IMAPDESK_KEYRING`` chooses the place by hand: ``auto``
(the default), ``system`` (nothing else will do) or ``vault`` (leave the system's store alone, for servers).
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from imapdesk.accounts.private_files import write_private
from imapdesk.accounts.system_keyring import SystemKeyring, find_system_keyring
from imapdesk.errors import SecretsUnavailable

if TYPE_CHECKING:
    from imapdesk.accounts.vault import Vault

VAULT_FILE = "secrets.vault"
SYSTEM_MARK = "secrets.system"  # lies there when some secret of the profile is in the system's store
MASTER_PASSWORD = "IMAPDESK_MASTER_PASSWORD"
KEYRING = "IMAPDESK_KEYRING"
ANSWER_S = 45.0  # time for a person to answer the system's unlock prompt

NO_STORE = f"This computer has no password store. Set {MASTER_PASSWORD} to keep secrets in an encrypted vault file."

Ask = Callable[[str], str]


class _Place(Protocol):
    def get(self, key: str) -> str | None: ...
    def set(self, key: str, value: str) -> None: ...
    def delete(self, key: str) -> None: ...


class SecretStore:
    """Secrets by key, such as ``mailbox:NAME:password``. Safe to use from several threads, and slow: never in a GUI's.

    Nothing is opened before the first use. The choice is made once, but a locked store is asked again at the next use.
    """

    def __init__(
        self, data_dir: Path, ask: Ask | None, environ: Mapping[str, str], *, timeout_s: float = ANSWER_S
    ) -> None:
        self._data_dir = data_dir
        self._ask = ask
        self._environ = environ
        self._timeout_s = timeout_s
        self._choosing = threading.RLock()
        self._mark = data_dir / SYSTEM_MARK
        self._place: _Place | None = None
        self._skipped: SecretsUnavailable | None = None

    @classmethod
    def choose(cls, data_dir: Path, *, ask: Ask | None = None, timeout_s: float = ANSWER_S) -> SecretStore:
        """The store of a profile; ``ask(question)`` is used for a master password where it is needed.

        Raises nothing: SecretsUnavailable comes at first use.
        """
        return cls(data_dir, ask, os.environ, timeout_s=timeout_s)

    def __repr__(self) -> str:
        return f"SecretStore({str(self._data_dir)!r})"

    @property
    def backend_in_use(self) -> str:
        """The name of the place for people ("GNOME Keyring", "vault file"); empty as long as no secret was wanted."""
        place = self._place
        if place is None:
            return ""
        return place.label if isinstance(place, SystemKeyring) else "vault file"

    def use(self, place: _Place) -> None:
        """Keep the secrets in ``place`` and look for no other: for a profile that doesn't outlive the program."""
        self._place = place

    def prepare(self) -> None:
        """A secret will be wanted soon: open the vault in a thread meanwhile, where that asks nobody."""
        if self._is_vault_at_hand():
            with suppress(RuntimeError):  # no thread is to be had: it is opened when it is wanted
                threading.Thread(target=self._open_early, name="vault", daemon=True).start()

    def _open_early(self) -> None:
        with suppress(SecretsUnavailable, MemoryError):  # `get` says it to whoever asks
            self._choose_place().get("")

    def _is_vault_at_hand(self) -> bool:
        """Whether the vault holds all there is and opens without asking: the system's store needn't be looked for."""
        if not self._environ.get(MASTER_PASSWORD) or self._wish() == "system":
            return False
        return (self._data_dir / VAULT_FILE).exists() and not self._mark.exists()

    def unlock(self) -> None:
        """Ask for the vault's master password now, where a secret would: not in the middle of what somebody watches.

        Raises SecretsUnavailable.
        """
        if (self._data_dir / VAULT_FILE).exists() and not self._environ.get(MASTER_PASSWORD):
            self._choose_place().get("")

    def get(self, key: str) -> str | None:
        """The secret, or None when there is none. Raises SecretsUnavailable."""
        value = self._choose_place().get(key)
        if value is None and self._skipped is not None and self._mark.exists():
            raise self._skipped  # it may well be in the locked store: that is not the same as not being there
        return value

    def set(self, key: str, value: str) -> None:
        """Keep a secret; it is safe when this returns. Raises SecretsUnavailable."""
        place = self._choose_place()
        place.set(key, value)
        if isinstance(place, SystemKeyring) and not self._mark.exists():
            write_private(self._mark, b"This profile keeps secrets in the system's password store.\n")

    def delete(self, key: str) -> None:
        """Forget a secret; an unknown one is fine. Raises SecretsUnavailable."""
        self._choose_place().delete(key)

    def _choose_place(self) -> _Place:
        with self._choosing:
            if self._place is None:
                self._place = self._find_place()
            return self._place

    def _find_place(self) -> _Place:
        wish = self._wish()
        if wish not in ("auto", "system", "vault"):
            raise SecretsUnavailable(f"{KEYRING} must be auto, system or vault.")
        if self._is_vault_at_hand():
            return self._open_vault()
        found = None if wish == "vault" else self._find_system(or_vault=wish == "auto")
        if found is not None:
            return found
        if wish == "system":
            raise SecretsUnavailable("This computer has no password store.")
        return self._open_vault()

    def _wish(self) -> str:
        return self._environ.get(KEYRING, "auto").strip().lower() or "auto"

    def _find_system(self, *, or_vault: bool) -> SystemKeyring | None:
        try:
            return find_system_keyring(f"imapdesk {self._data_dir.resolve()}", self._timeout_s)
        except SecretsUnavailable as locked:
            if not (or_vault and self._environ.get(MASTER_PASSWORD)):
                raise
            self._skipped = locked
            return None

    def _open_vault(self) -> Vault:
        if not self._environ.get(MASTER_PASSWORD) and self._ask is None:
            raise SecretsUnavailable(NO_STORE)
        from imapdesk.accounts.vault import Vault  # late: cryptography takes 50 ms to load

        return Vault(self._data_dir / VAULT_FILE, self._ask_master_password)

    def _ask_master_password(self, new: bool) -> str:
        given = self._environ.get(MASTER_PASSWORD)
        if given or self._ask is None:
            return given or ""
        password = self._ask("New master password" if new else "Master password")
        if not password:
            raise SecretsUnavailable("Without a master password secrets can't be kept.")
        if new and self._ask("Repeat the master password") != password:
            raise SecretsUnavailable("The two master passwords differ.")
        return password
