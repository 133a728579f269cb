"""A file of secrets under a master password, for computers without a password store.

The file is JSON: the format's number, the parameters of scrypt (RFC 7914), and one Fernet token (AES-128-CBC with
HMAC-SHA256) that holds every secret, so that neither their names nor their number show. Two processes may use it at the
same time: reading takes the newest whole file, writing happens under a lock.
"""

from __future__ import annotations

import base64
import json
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from imapdesk.accounts.private_files import make_private_dir, write_private
from imapdesk.errors import SecretsUnavailable

if TYPE_CHECKING:
    from filelock import FileLock

FORMAT = 1
LOCK_TIMEOUT_S = 15.0


@dataclass(frozen=True, slots=True)
class Cost:
    """scrypt's parameters; the defaults take 32 MB and about 75 ms (measured 2026-11).

    Each command that signs in pays this, and a synchronisation that finds nothing new takes a third of a second in all.
    RFC 7914 2 names about 100 ms for interactive use; what stops a guesser with many chips is the memory (n * r), which
    is twice that of RFC 7914's own example. A vault that was written with p = 3 is read, and written, as it is.
    """

    n: int = 2**15
    r: int = 8
    p: int = 1

    def is_sane(self) -> bool:
        """Whether they can be used: a changed file must not make us take all memory."""
        return 2**10 <= self.n <= 2**20 and self.n & (self.n - 1) == 0 and 1 <= self.r <= 16 and 1 <= self.p <= 16


@dataclass(frozen=True, slots=True)
class _Sealed:
    salt: bytes
    cost: Cost
    token: bytes


class Vault:
    """Secrets in an encrypted file; the master password is asked for at first use and not kept longer than needed."""

    def __init__(self, path: Path, master_password: Callable[[bool], str], *, cost: Cost | None = None) -> None:
        """``master_password(new)`` gives the password; ``new`` is true when the vault is about to be made."""
        self._path = path
        self._master_password = master_password
        self._cost = cost or Cost()
        self._key: tuple[bytes, Cost, Fernet] | None = None
        self._busy = threading.RLock()
        self._lock: FileLock | None = None

    def __repr__(self) -> str:
        return f"Vault({str(self._path)!r})"

    def get(self, key: str) -> str | None:
        """The secret, or None. Raises SecretsUnavailable: wrong master password, damaged file."""
        with self._busy:
            return self._load().get(key)

    def set(self, key: str, value: str) -> None:
        """Keep a secret; it is on the disk when this returns. Raises SecretsUnavailable."""
        self._change(lambda secrets: secrets.update({key: value}))

    def delete(self, key: str) -> None:
        """Forget a secret; an unknown one is fine. Raises SecretsUnavailable."""
        if self._path.exists():
            self._change(lambda secrets: secrets.pop(key, None))

    def _change(self, change: Callable[[dict[str, str]], object]) -> None:
        from filelock import FileLock, Timeout  # late: reading, which every command does, needs no lock

        with self._busy:
            try:
                make_private_dir(self._path.parent)
                if self._lock is None:
                    name = self._path.with_name(self._path.name + ".lock")
                    self._lock = FileLock(name, timeout=LOCK_TIMEOUT_S, mode=0o600)
                with self._lock:
                    secrets = self._load()
                    change(secrets)
                    self._save(secrets)
            except Timeout as error:
                raise SecretsUnavailable("Another program is holding the vault file.") from error
            except OSError as error:
                raise SecretsUnavailable("The vault file can't be written.", details=str(error)) from error

    def _load(self) -> dict[str, str]:
        sealed = self._read()
        if sealed is None:
            return {}
        try:
            plain = self._unlock(sealed.salt, sealed.cost, new=False).decrypt(sealed.token)
        except (InvalidToken, InvalidSignature) as error:
            self._key = None
            raise SecretsUnavailable("The master password is wrong.") from error
        return {str(key): str(value) for key, value in json.loads(plain).items()}

    def _save(self, secrets: dict[str, str]) -> None:
        salt, cost = (self._key[0], self._key[1]) if self._key else (os.urandom(16), self._cost)
        token = self._unlock(salt, cost, new=True).encrypt(json.dumps(secrets).encode())
        document = {
            "format": FORMAT,
            "salt": base64.b64encode(salt).decode(),
            "scrypt": {"n": cost.n, "r": cost.r, "p": cost.p},
            "token": token.decode(),
        }
        write_private(self._path, json.dumps(document).encode())

    def _read(self) -> _Sealed | None:
        try:
            document = json.loads(self._path.read_bytes())
            if document["format"] != FORMAT:
                raise SecretsUnavailable("The vault file was written by a newer imapdesk.")
            cost = Cost(**{name: int(document["scrypt"][name]) for name in ("n", "r", "p")})
            sealed = _Sealed(base64.b64decode(document["salt"]), cost, document["token"].encode())
        except FileNotFoundError:
            return None
        except OSError as error:
            raise SecretsUnavailable("The vault file can't be read.", details=str(error)) from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise SecretsUnavailable("The vault file is damaged.", details=str(self._path)) from error
        if not cost.is_sane():
            raise SecretsUnavailable("The vault file is damaged.", details=str(self._path))
        return sealed

    def _unlock(self, salt: bytes, cost: Cost, *, new: bool) -> Fernet:
        if self._key is None or self._key[:2] != (salt, cost):
            password = self._master_password(new).encode(errors="surrogateescape")
            raw = Scrypt(salt=salt, length=32, n=cost.n, r=cost.r, p=cost.p).derive(password)
            self._key = (salt, cost, Fernet(base64.urlsafe_b64encode(raw)))
        return self._key[2]
