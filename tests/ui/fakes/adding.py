"""The part of the desk in memory that knows servers and providers of new mailboxes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from imapdesk.accounts.discovery import FoundSettings, Source
from imapdesk.desk.servers.waiting import Allowance
from imapdesk.errors import Cancelled, Unproven
from imapdesk.mail import (
    FolderListing,
    FolderRole,
    FolderState,
    ListedFolder,
    MailboxSettings,
    Security,
    ServerCertificate,
)
from tests.ui.fakes.world import FakeWorld

SHOWN = ServerCertificate(
    "3f" * 32,
    "disk.example.com\u202e, <b>Example</b>",
    "disk.example.com",
    ("disk.example.com", "192.0.2.7"),
    datetime(2026, 1, 2, tzinfo=UTC),
    datetime(2036, 1, 2, tzinfo=UTC),
)


class FakeAdding(FakeWorld):
    """What `Desk` answers while a mailbox is added."""

    def check_connection(
        self,
        settings: MailboxSettings,
        password: str | None,
        *,
        on_step: Callable[[str], None] | None = None,
        should_stop: Callable[[], bool] = lambda: False,
        measure: bool = False,
        allowance: Allowance | None = None,
    ) -> FolderListing:
        self.allowances.append(allowance)
        self._note("check_connection")
        for step in ("connecting", "securing", "signing_in", "folders"):
            if on_step:
                on_step(step)
            if should_stop():
                raise Cancelled("Stopped.")
            trusted = isinstance(self.check_error, Unproven) and settings.certificate == SHOWN.fingerprint
            if self.check_error is not None and not trusted and step == "signing_in":
                raise self.check_error
        return self.listing

    def look_at_certificate(
        self, settings: MailboxSettings, should_stop: Callable[[], bool] = lambda: False
    ) -> ServerCertificate:
        self._note("look_at_certificate")
        if self.find_error is not None:
            raise self.find_error
        return SHOWN

    def describe_provider(self, address: str) -> str:
        return "Example wants an app password here." if address.endswith("@example.com") else ""

    def find_help_page(self, address: str) -> str:
        return "https://help.example.com/mail" if address.endswith("@example.com") else ""

    def find_settings(
        self, address: str, *, should_stop: Callable[[], bool] = lambda: False, allowance: Allowance | None = None
    ) -> FoundSettings:
        self.allowances.append(allowance)
        self._note("find_settings")
        if self.find_error is not None:
            raise self.find_error
        domain = address.rpartition("@")[2]
        host = self.found_host or f"imap.{domain}"
        strange = not host.endswith(domain)
        return FoundSettings(Source.AUTOCONFIG, host, 993, Security.SSL, address, needs_confirmation=strange)

    def load_account_types(self) -> list[Any]:
        return []

    def find_enabled_type(self, word: str) -> str:
        return ""

    def find_account_type(self, address: str) -> str:
        return ""

    def load_integration_forms(self) -> list[Any]:
        return []

    def find_secrets_place(self) -> str:
        return "system keyring"

    def load_plugin_problems(self) -> tuple[Any, ...]:
        return ()

    def choose_included(self, listing: FolderListing) -> frozenset[str]:
        return frozenset(f.path for f in listing.folders if f.role not in (FolderRole.SPAM, FolderRole.TRASH))


def make_listing() -> FolderListing:
    """The folders of a usual server, with counts."""
    rows = [
        ("INBOX", FolderRole.INBOX, 1240),
        ("Sent", FolderRole.SENT, 310),
        ("Drafts", FolderRole.DRAFTS, 4),
        ("Archive", FolderRole.ARCHIVE, 8210),
        ("Projects", FolderRole.OTHER, 12),
        ("Projects/2026", FolderRole.OTHER, 640),
        ("Projects/2019", FolderRole.OTHER, 4100),
        ("Spam", FolderRole.SPAM, 77),
        ("Trash", FolderRole.TRASH, 19),
    ]
    folders = tuple(ListedFolder(path, path.encode(), "/", role=role) for path, role, _count in rows)
    return FolderListing(folders, {path: FolderState(messages=count) for path, _role, count in rows})


def measure_listing(listing: FolderListing, octets: int) -> FolderListing:
    """The same from a server that measures: messages of so many bytes on average, half of an archive's are old."""
    states = {
        path: replace(
            state,
            octets=(state.messages or 0) * octets,
            since_count=(state.messages or 0) // (2 if path == "Archive" else 1),
        )
        for path, state in listing.states.items()
    }
    return replace(listing, states=states)
