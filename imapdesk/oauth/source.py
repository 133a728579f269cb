"""The access token for a connection: the saved one while it is fresh, else a renewed one, asked for once."""

from __future__ import annotations

import logging
import threading
from collections import defaultdict
from dataclasses import replace
from datetime import timedelta

from imapdesk.accounts.credentials import AccessToken
from imapdesk.errors import NeedsTime, SecretsUnavailable, SignInRequired
from imapdesk.mail import MailboxSettings, utc_now
from imapdesk.oauth.integrations import Integration, Integrations
from imapdesk.oauth.refusals import SignInReason
from imapdesk.oauth.tokens import SavedSignIn, TokenStore
from imapdesk.oauth.values import Tokens

MARGIN = timedelta(minutes=5)
_log = logging.getLogger(__name__)
_LAST_MOMENT = timedelta(seconds=30)

# The provider's client is at fault, not the saved sign-in: once the settings are right, the same tokens work.
_NOT_REMEMBERED = frozenset({SignInReason.CLIENT_REFUSED, SignInReason.CLOCK, SignInReason.WRONG_ISSUER})


class TokenSource:
    """Gives access tokens to connections. Any thread; several processes may share one data directory."""

    def __init__(self, store: TokenStore, integrations: Integrations) -> None:
        self._store = store
        self._integrations = integrations
        self._locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._locks_lock = threading.Lock()
        self._unsaved: dict[str, SavedSignIn] = {}

    def get_access_token(self, mailbox: MailboxSettings, *, rejected: str | None = None) -> AccessToken:
        """A token that is good for at least five minutes; asks the network only when the saved one isn't.

        ``rejected`` is a token that the mail server refused: it is renewed whatever its time, unless another thread or
        process has done so already. Never waits for a person. Raises SignInRequired (with a reason), Unreachable, Busy,
        Insecure, SecretsUnavailable.
        """
        integration = self._integrations.get_enabled(mailbox.auth)
        with self._lock(mailbox.name):
            saved = self._load(mailbox, integration)
            if self._is_usable(saved.tokens, rejected):
                return _make_credential(mailbox, saved.tokens)
            with self._store.held(mailbox.name):
                saved = self._load(mailbox, integration)  # another process may have been quicker
                if self._is_usable(saved.tokens, rejected):
                    return _make_credential(mailbox, saved.tokens)
                return _make_credential(mailbox, self._renew(mailbox, integration, saved, rejected))

    def save(self, mailbox: MailboxSettings, tokens: Tokens) -> None:
        """Keep what a finished sign-in gave. Raises SecretsUnavailable, and SignInRequired when its type is off."""
        integration = self._integrations.get_enabled(mailbox.auth)
        with self._lock(mailbox.name), self._store.held(mailbox.name):
            self._store.save(mailbox.name, SavedSignIn(integration.type, integration.fingerprint, tokens))
            self._unsaved.pop(mailbox.name, None)

    def find_problem(self, mailbox: MailboxSettings) -> SignInRequired | None:
        """Why this mailbox must sign in, as far as this computer knows; None when it needn't. No network.

        Raises SecretsUnavailable.
        """
        try:
            self._load(mailbox, self._integrations.get_enabled(mailbox.auth))
        except SignInRequired as problem:
            return problem
        return None

    def _lock(self, mailbox: str) -> threading.Lock:
        with self._locks_lock:
            return self._locks[mailbox]

    def _load(self, mailbox: MailboxSettings, integration: Integration) -> SavedSignIn:
        if unsaved := self._unsaved.get(mailbox.name):
            self._keep(mailbox.name, unsaved)
        saved = self._unsaved.get(mailbox.name) or self._store.load(mailbox.name)
        if saved is None or saved.type != integration.type:
            raise SignInRequired(
                f"Nobody has signed in to {mailbox.address} at {integration.label} yet.", reason=SignInReason.NEVER
            )
        if saved.fingerprint != integration.fingerprint:
            raise SignInRequired(
                f"The settings for {integration.label} have changed. Please sign in again.",
                reason=SignInReason.SETTINGS_CHANGED,
            )
        if saved.refusal:
            raise SignInRequired(saved.refusal_sentence, reason=saved.refusal)
        return saved

    def _is_usable(self, tokens: Tokens, rejected: str | None) -> bool:
        return tokens.access_token != rejected and _lasts(tokens, MARGIN)

    def _renew(
        self, mailbox: MailboxSettings, integration: Integration, saved: SavedSignIn, rejected: str | None
    ) -> Tokens:
        try:
            tokens = integration.make_provider().refresh_tokens(saved.tokens)
        except SignInRequired as refusal:
            if refusal.reason not in _NOT_REMEMBERED:
                self._store.mark_refused(mailbox.name, refusal.reason, refusal.sentence)
            raise
        except NeedsTime:
            if saved.tokens.access_token != rejected and _lasts(saved.tokens, _LAST_MOMENT):
                return saved.tokens  # the provider is away for a moment, and the old one still works
            raise
        self._keep(mailbox.name, replace(saved, tokens=tokens))
        return tokens

    def _keep(self, mailbox: str, saved: SavedSignIn) -> None:
        """Save at once; on a full disk, hold it in memory: a rotated refresh token can't be had a second time."""
        try:
            self._store.save(mailbox, saved)
        except SecretsUnavailable as error:
            self._unsaved[mailbox] = saved
            _log.warning("a renewed sign-in could not be saved yet: %s", error)
        else:
            self._unsaved.pop(mailbox, None)


def _lasts(tokens: Tokens, margin: timedelta) -> bool:
    return tokens.expires_at is None or tokens.expires_at - margin > utc_now()


def _make_credential(mailbox: MailboxSettings, tokens: Tokens) -> AccessToken:
    return AccessToken(mailbox.user or mailbox.address, tokens.access_token, tokens.expires_at)
