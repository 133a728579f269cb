"""Mailboxes: add, change, remove, pause, and ask a server whether the settings are right."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from imapdesk.desk.core import ShouldStop, never
from imapdesk.desk.servers.lines import BROKEN_EXTENSIONS, LINE, find_slowness, make_limits
from imapdesk.desk.servers.trying import try_shortly
from imapdesk.desk.servers.waiting import Allowance, Guard
from imapdesk.desk.signing_in import SignInDesk
from imapdesk.errors import NeedsTime, ProtocolError, SecretsUnavailable, SignInRequired
from imapdesk.mail import FolderListing, ListedFolder, Mailbox, MailboxSettings, ServerCertificate, StoreChange

if TYPE_CHECKING:
    from imapdesk.accounts.credentials import Credential
    from imapdesk.accounts.discovery import FoundSettings
    from imapdesk.imap.config import ImapConfig, LineStats
    from imapdesk.imap.session import HostMemory, ImapSession
    from imapdesk.oauth.values import Tokens

OnStep = Callable[[str], None]

_log = logging.getLogger(__name__)


class MailboxDesk(SignInDesk):
    """The mailboxes' part of `Desk`."""

    def __init__(self, *words: Any, **more: Any) -> None:
        super().__init__(*words, **more)
        self._presented: dict[int, str] = {}  # access tokens last shown to servers, by mailbox
        self._rejected: dict[int, str | None] = {}
        self._host_memory: HostMemory | None = None

    def add_mailbox(
        self,
        settings: MailboxSettings,
        password: str | None = None,
        *,
        listing: FolderListing | None = None,
        included: Collection[str] | None = None,
        tokens: Tokens | None = None,
        fields: Mapping[str, str] | None = None,
    ) -> Mailbox:
        """Save a new mailbox, its password in the place for secrets, and the folder list when one was fetched.

        ``included`` are the ticked paths; None ticks the usual ones (all but spam and trash). ``tokens`` are a finished
        sign-in's, ``fields`` the values of the fields that its type of sign-in adds to the mailbox dialog.

        Raises:
            SettingsRefused: a setting is wrong or the name is taken.
            SecretsUnavailable: there is no place for the password; then nothing is saved.
        """
        from imapdesk.accounts.settings import validate_settings

        settings = validate_settings(self.choose_user(settings, fields), taken=self._other_names())
        revived = settings.name in {kept.name for kept in self.load_removed_mailboxes()}
        mailbox = self.store.add_mailbox(settings)
        try:
            if password is not None:
                self.secrets.set(_password_key(mailbox), password)
            if tokens is not None:
                self.signins.save(settings, tokens)
        except (SecretsUnavailable, SignInRequired):
            self.store.remove_mailbox(mailbox.id, keep_mail=revived)
            raise
        if fields:
            self.store.set_setting(_fields_key(mailbox), dict(fields))
        if listing is not None:
            self._save_listing(mailbox, listing, included)
        return self.get_mailbox(settings.name)

    def change_mailbox(self, name: str, /, *, password: str | None = None, **changes: Any) -> Mailbox:
        """Change settings (fields of `MailboxSettings`) or the password; the folder list is due when they matter.

        Raises:
            NotFound, SettingsRefused, SecretsUnavailable: as the words say.
        """
        from imapdesk.accounts.settings import validate_settings

        mailbox = self.get_mailbox(name)
        if changes.get("auth", "password") not in ("password", mailbox.settings.auth):
            changes["auth"] = self.find_auth_type(changes["auth"])
        settings = validate_settings(replace(mailbox.settings, **changes), taken=self._other_names(name))
        if password is not None:
            self.secrets.set(_password_key(mailbox), password)
        changed = self.store.save_settings(mailbox.id, settings) if settings != mailbox.settings else mailbox
        self._rename_sign_in(mailbox.settings, settings)
        if password is not None or settings != mailbox.settings:
            changed = self.let_try_again(mailbox)
        return changed

    def remove_mailbox(self, name: str, *, keep_mail: bool = False) -> StoreChange:
        """Forget a mailbox and its password; ``keep_mail`` leaves its saved mail readable.

        A mailbox that was removed while its mail was kept is removed for good when it is removed again without that.
        """
        mailbox = self.get_saved_mailbox(name)
        try:
            self.secrets.delete(_password_key(mailbox))
            self._forget_sign_in(mailbox.settings)
        except SecretsUnavailable:
            pass  # The mailbox goes all the same: a secret nobody can reach is of no use to it.
        self.store.set_setting(_fields_key(mailbox), None)
        return self.store.remove_mailbox(mailbox.id, keep_mail=keep_mail)

    def pause(self, name: str, paused: bool) -> Mailbox:
        """Stop or go on synchronising a mailbox; it is remembered across restarts."""
        return self.store.mark_mailbox(self.get_mailbox(name).id, paused=paused)

    def check_connection(
        self,
        settings: MailboxSettings,
        password: str | None,
        *,
        on_step: OnStep | None = None,
        should_stop: ShouldStop = never,
        tokens: Tokens | None = None,
        fields: Mapping[str, str] | None = None,
        measure: bool = False,
        allowance: Allowance | None = None,
    ) -> FolderListing:
        """Log in with these settings and fetch the folder list; nothing is saved.

        Somebody waits for it: for as long as ``allowance`` lasts (20 s), whatever is tried meanwhile.

        ``measure`` asks for sizes and for what the mailbox's period will bring, too, as far as that is quick.

        Where the settings don't sign in with a password, ``tokens`` are those of a finished sign-in; without them the
        mailbox's saved sign-in is used.

        Raises:
            SettingsRefused, SignInRequired, Insecure, Unreachable, Busy, ProtocolError, Cancelled: as the words say.
        """
        from imapdesk.accounts.settings import validate_settings
        from imapdesk.imap.config import LineStats

        settings = validate_settings(self.choose_user(settings, fields))
        token = None
        if settings.auth != "password":
            token = tokens.access_token if tokens else self.signins.get_access_token(settings).token
        config = _make_config(settings, password or "", token, prefers_bearer=self.prefers_bearer(settings))
        stats = LineStats()
        guard = self._make_guard(config, stats, should_stop, allowance)

        def tell(step: str) -> None:
            guard.note_step(step)
            if on_step:
                on_step(step)

        def ask(slowly: bool) -> FolderListing:
            with closing(self._open(config, settings, guard, tell, stats=stats)) as session:
                if slowly:
                    session.go_slowly(plainly=True)
                tell("folders")
                listing = session.list_folders()
                if measure:
                    guard.note_step("measuring")
                    return _measure(session, listing, settings)
                return listing

        return try_shortly(ask, guard)

    def look_at_certificate(self, settings: MailboxSettings, should_stop: ShouldStop = never) -> ServerCertificate:
        """What the server shows, whether it proves anything or not; nobody signs in.

        Its ``fingerprint`` as ``certificate`` of the settings makes it the one that is trusted.

        Raises:
            SettingsRefused, Insecure, Unreachable, Busy, ProtocolError, Cancelled: as the words say.
        """
        from imapdesk.accounts.settings import validate_settings
        from imapdesk.imap.certificates import fetch_certificate
        from imapdesk.imap.config import LineStats

        config = _make_config(validate_settings(settings), "", None)
        return fetch_certificate(config, self._make_guard(config, LineStats(), should_stop))

    def describe_provider(self, address: str) -> str:
        """What one must know before signing in at the address's provider; empty where nothing is known.

        From the shipped table, without any network: cheap enough for each key stroke.
        """
        from imapdesk.accounts.discovery import describe_hint, find_provider

        provider = find_provider(address)
        return describe_hint(provider.hint, provider.name) if provider else ""

    def find_help_page(self, address: str) -> str:
        """The https address of the provider's page about signing in with mail programs; empty where none is known."""
        from imapdesk.accounts.discovery import find_provider

        provider = find_provider(address)
        return provider.help if provider else ""

    def find_settings(
        self, address: str, *, should_stop: ShouldStop = never, allowance: Allowance | None = None
    ) -> FoundSettings:
        """The server settings for an address, looked for everywhere at once, for at most ten seconds.

        They are a part of ``allowance`` where there is one.

        Raises:
            SettingsRefused: the address can't be one.
            Unreachable, Cancelled: nothing was found; it was stopped.
        """
        from imapdesk.accounts.discovery import find_settings
        from imapdesk.accounts.discovery.discover import LIMIT_S

        limit_s = min(LIMIT_S, allowance.left_s) if allowance else LIMIT_S
        return find_settings(address, limit_s=limit_s, should_stop=should_stop)

    def choose_included(self, listing: FolderListing) -> frozenset[str]:
        """The paths that are ticked at first: all but spam, trash and folders that repeat messages."""
        from imapdesk.accounts.defaults import make_default

        return frozenset(folder.path for folder in filter(make_default(listing.folders), listing.folders))

    def open_session(self, mailbox: Mailbox, should_stop: ShouldStop = never) -> ImapSession:
        """Connect and log in with a mailbox's saved credentials."""
        return self._open(self._load_config(mailbox), mailbox.settings, should_stop, None, mailbox.failures)

    @property
    def host_memory(self) -> HostMemory:
        """Extensions that hosts were caught breaking, so that no connection asks for them again."""
        if self._host_memory is None:
            from imapdesk.imap.session import HostMemory

            kept: Any = self.store.get_setting(BROKEN_EXTENSIONS, None)
            self._host_memory = HostMemory(kept if isinstance(kept, dict) else None)
        return self._host_memory

    def keep_host_memory(self) -> None:
        """Save what was learnt of hosts since it was last saved. Raises StoreError."""
        if self._host_memory is None:
            return
        learnt = self._host_memory.snapshot()
        if learnt and learnt != self.store.get_setting(BROKEN_EXTENSIONS, None):
            self.store.set_setting(BROKEN_EXTENSIONS, learnt)

    def renew(self, mailbox: Mailbox) -> None:
        """The server refused the access token as expired: the next connection gets another one."""
        self._rejected[mailbox.id] = self._presented.get(mailbox.id)

    def get_credential(self, mailbox: Mailbox) -> Credential:
        """What a mailbox signs in with now: its password, or an access token that is still good.

        Raises:
            SignInRequired: there is none, or the provider refused to renew it.
            SecretsUnavailable: the place for secrets doesn't answer.
        """
        try:
            credential = self._load_credential(mailbox)
        except SecretsUnavailable as error:
            self.secrets_trouble = error
            raise
        self.secrets_trouble = None
        return credential

    def _load_credential(self, mailbox: Mailbox) -> Credential:
        from imapdesk.accounts.credentials import Password

        user = mailbox.settings.user or mailbox.settings.address
        if mailbox.settings.auth != "password":
            credential = self.signins.get_access_token(mailbox.settings, rejected=self._rejected.get(mailbox.id))
            self._rejected.pop(mailbox.id, None)  # not before there is another one: the provider may be away just now
            self._presented[mailbox.id] = credential.token
            return credential
        secret = self.secrets.get(_password_key(mailbox))
        if secret is None:
            raise SignInRequired(f"No password is saved for {mailbox.settings.address}.", reason="missing")
        return Password(user, secret)

    def load_fields(self, name: str) -> dict[str, str]:
        """The values of the fields that a mailbox's type of sign-in adds to the mailbox dialog. Raises NotFound."""
        kept: Any = self.store.get_setting(_fields_key(self.get_mailbox(name)), None)
        return kept if isinstance(kept, dict) else {}

    def choose_user(self, settings: MailboxSettings, fields: Mapping[str, str] | None) -> MailboxSettings:
        """The settings with the user name that the mailbox's type of sign-in makes of its own fields."""
        if settings.auth == "password" or settings.user or not fields:
            return settings
        manager = self.signins.registry.get(settings.auth)
        return replace(settings, user=manager.choose_user_name(settings.address, fields))

    def _load_config(self, mailbox: Mailbox) -> ImapConfig:
        from imapdesk.accounts.credentials import AccessToken

        credential = self.get_credential(mailbox)
        if isinstance(credential, AccessToken):
            bearer = self.prefers_bearer(mailbox.settings)
            return _make_config(mailbox.settings, "", credential.token, prefers_bearer=bearer)
        return _make_config(mailbox.settings, credential.secret, None)

    def _open(
        self,
        config: ImapConfig,
        settings: MailboxSettings,
        should_stop: ShouldStop,
        on_step: OnStep | None,
        failures: int = 0,
        *,
        stats: LineStats | None = None,
    ) -> ImapSession:
        from imapdesk.imap.session import ImapSession

        limits = make_limits(self.store.get_setting(LINE, None), self.data_dir, settings.max_message_bytes, failures)
        return ImapSession.open(
            config, should_stop=should_stop, limits=limits, quirks=self.host_memory, on_step=on_step, stats=stats
        )

    def _make_guard(
        self, config: ImapConfig, stats: LineStats, should_stop: ShouldStop, allowance: Allowance | None = None
    ) -> Guard:
        allowance = allowance or Allowance()
        allowance.lengthen(find_slowness(self.store.get_setting(LINE, None)))
        return Guard(config.host, allowance, stats, should_stop)

    def _other_names(self, name: str | None = None) -> list[str]:
        return [mailbox.name for mailbox in self.load_mailboxes() if mailbox.name != name]

    def _save_listing(self, mailbox: Mailbox, listing: FolderListing, included: Collection[str] | None) -> StoreChange:
        from imapdesk.accounts.defaults import make_default

        def is_chosen(folder: ListedFolder) -> bool:
            return included is not None and folder.path in included

        include = make_default(listing.folders) if included is None else is_chosen

        return self.store.save_listing(mailbox.id, listing, revision=mailbox.settings_revision, include=include)


def _measure(session: ImapSession, listing: FolderListing, settings: MailboxSettings) -> FolderListing:
    """Nobody's mailbox is refused because its server would not be measured."""
    try:
        return session.measure(listing, settings.period.since_date(date.today()))
    except (NeedsTime, ProtocolError) as error:
        _log.info("A server could not be measured: %s", error)
        return listing


def _password_key(mailbox: Mailbox) -> str:
    return f"mailbox:{mailbox.id}:password"


def _fields_key(mailbox: Mailbox) -> str:
    return f"mailbox:{mailbox.id}:fields"


def _make_config(
    settings: MailboxSettings, password: str, access_token: str | None, *, prefers_bearer: bool = False
) -> ImapConfig:
    from imapdesk.imap.config import ImapConfig

    return ImapConfig(
        settings.host,
        settings.port,
        None if settings.security.value == "none" else settings.security.value,
        settings.user or settings.address,
        password,
        access_token=access_token,
        ca_file=settings.ca_file,
        certificate=settings.certificate,
        prefers_bearer=prefers_bearer,
    )
