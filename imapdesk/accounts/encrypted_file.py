"""Secrets too large for a password store (Windows takes 2,560 bytes): a file encrypted with a key kept in the store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from filelock import FileLock, Timeout

from imapdesk.accounts.private_files import make_private_dir, write_private
from imapdesk.accounts.secrets import SecretStore
from imapdesk.errors import SecretsUnavailable


class EncryptedFile:
    """One encrypted file; its key is the secret ``key_name`` of the store, made at the first write."""

    def __init__(self, path: Path, secrets: SecretStore, key_name: str) -> None:
        self._path = path
        self._secrets = secrets
        self._key_name = key_name
        self._lock = FileLock(path.with_name(path.name + ".lock"), timeout=15, mode=0o600)

    def __repr__(self) -> str:
        return f"EncryptedFile({str(self._path)!r})"

    def read(self) -> bytes | None:
        """The content; None when there is none or its key is lost, which for tokens means signing in again.

        Raises SecretsUnavailable when the password store does not answer or the file can't be read.
        """
        try:
            token = self._path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise SecretsUnavailable("The file of sign-in tokens can't be read.", details=str(error)) from error
        key = self._secrets.get(self._key_name)
        try:
            return None if key is None else Fernet(key.encode()).decrypt(token)
        except (InvalidToken, ValueError):
            return None

    def write(self, content: bytes) -> None:
        """Replace the content. Raises SecretsUnavailable."""
        try:
            with self.held():
                write_private(self._path, Fernet(self._get_key().encode()).encrypt(content))
        except OSError as error:
            raise SecretsUnavailable("The file of sign-in tokens can't be written.", details=str(error)) from error

    def delete(self) -> None:
        """Remove the file and its key. Raises SecretsUnavailable."""
        self._path.unlink(missing_ok=True)
        self._secrets.delete(self._key_name)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the file against other processes and threads, for reading, changing and writing back; re-entrant."""
        make_private_dir(self._path.parent)
        try:
            self._lock.acquire()
        except Timeout as error:
            raise SecretsUnavailable("Another program is holding the file of sign-in tokens.") from error
        try:
            yield
        finally:
            self._lock.release()

    def _get_key(self) -> str:
        key = self._secrets.get(self._key_name)
        if key is None:
            key = Fernet.generate_key().decode()
            self._secrets.set(self._key_name, key)
        return key
