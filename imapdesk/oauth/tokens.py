"""The saved sign-ins: one encrypted file per mailbox, its key in the system's password store."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from imapdesk.accounts.private_files import make_private_dir
from imapdesk.accounts.secrets import SecretStore
from imapdesk.errors import Busy
from imapdesk.oauth.values import Tokens, UserInfo

if TYPE_CHECKING:
    from imapdesk.accounts.encrypted_file import EncryptedFile

FORMAT = 1
RENEWAL_S = 90.0  # the longest that another process may need for its request


@dataclass(frozen=True, slots=True)
class SavedSignIn:
    """Tokens with what they were got with. ``refusal`` is set when the provider refused to renew them.

    ``fingerprint`` stands for the client's settings: tokens that were got under other ones are void.
    """

    type: str
    fingerprint: str
    tokens: Tokens
    refusal: str = ""
    refusal_sentence: str = ""


class TokenStore:
    """Saved sign-ins below ``data_dir/tokens``; a mailbox's name stands in no file name."""

    def __init__(self, data_dir: Path, secrets: SecretStore) -> None:
        self._dir = data_dir / "tokens"
        self._secrets = secrets

    def load(self, mailbox: str) -> SavedSignIn | None:
        """What was saved; None when there is nothing, or its key is lost. Raises SecretsUnavailable."""
        content = self._open(mailbox).read()
        return None if content is None else _read(content)

    def save(self, mailbox: str, saved: SavedSignIn) -> None:
        """Keep a sign-in; it is on the disk when this returns. Raises SecretsUnavailable."""
        self._open(mailbox).write(_write(saved))

    def remove(self, mailbox: str) -> None:
        """Forget a mailbox's sign-in and its key."""
        with self.held(mailbox):
            self._open(mailbox).delete()

    def rename(self, old: str, new: str) -> None:
        """Move a sign-in to the mailbox's new name."""
        if (saved := self.load(old)) is not None:
            self.save(new, saved)
            self.remove(old)

    def mark_refused(self, mailbox: str, reason: str, sentence: str) -> None:
        """Remember that the provider refused to renew, so that it isn't asked again before a new sign-in."""
        if (saved := self.load(mailbox)) is not None:
            self.save(mailbox, replace(saved, refusal=reason, refusal_sentence=sentence))

    @contextmanager
    def held(self, mailbox: str) -> Iterator[None]:
        """Hold a mailbox's sign-in against other processes while it is renewed. Raises Busy after 90 s."""
        make_private_dir(self._dir)
        lock = FileLock(self._path(mailbox).with_suffix(".renewal"), timeout=RENEWAL_S, mode=0o600)
        try:
            lock.acquire()
        except Timeout:
            raise Busy("Another program is renewing this sign-in; it is tried again later.") from None
        try:
            yield
        finally:
            lock.release()

    def _open(self, mailbox: str) -> EncryptedFile:
        from imapdesk.accounts.encrypted_file import EncryptedFile  # late: cryptography takes 50 ms to load

        return EncryptedFile(self._path(mailbox), self._secrets, f"tokens:{mailbox}")

    def _path(self, mailbox: str) -> Path:
        return self._dir / f"{hashlib.sha256(mailbox.encode()).hexdigest()[:32]}.tokens"


def _write(saved: SavedSignIn) -> bytes:
    tokens = saved.tokens
    document = {
        "format": FORMAT,
        "type": saved.type,
        "fingerprint": saved.fingerprint,
        "refusal": saved.refusal,
        "refusal_sentence": saved.refusal_sentence,
        "access_token": tokens.access_token,
        "expires_at": tokens.expires_at.isoformat() if tokens.expires_at else None,
        "refresh_token": tokens.refresh_token,
        "scopes": sorted(tokens.scopes),
        "user": [tokens.user.address, tokens.user.name, tokens.user.subject],
        "memo": tokens.memo,
    }
    return json.dumps(document).encode()


def _read(content: bytes) -> SavedSignIn | None:
    """None for what another version wrote: signing in again makes it right."""
    try:
        document: dict[str, Any] = json.loads(content)
        if document["format"] != FORMAT:
            return None
        expires = document["expires_at"]
        tokens = Tokens(
            access_token=document["access_token"],
            expires_at=datetime.fromisoformat(expires) if expires else None,
            refresh_token=document["refresh_token"],
            scopes=frozenset(document["scopes"]),
            user=UserInfo(*document["user"]),
            memo=document["memo"],
        )
        return SavedSignIn(
            document["type"], document["fingerprint"], tokens, document["refusal"], document["refusal_sentence"]
        )
    except (ValueError, KeyError, TypeError):
        return None
