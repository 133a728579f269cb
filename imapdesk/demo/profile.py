"""A profile for the demo: a data directory of its own that goes when the demo is closed, and a desk over it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from imapdesk.demo.server import USER, DemoServer
from imapdesk.demo.world import NOT_TICKED, make_folders
from imapdesk.desk import Desk
from imapdesk.mail import MailboxSettings, Period, PeriodKind, Security, utc_now

MAILBOX = "Demo mailbox"


class _Memory:
    """Secrets for as long as the demo lasts: the demo's password is of no use to anybody."""

    label = "memory"

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}

    def get(self, key: str) -> str | None:
        return self._kept.get(key)

    def set(self, key: str, value: str) -> None:
        self._kept[key] = value

    def delete(self, key: str) -> None:
        self._kept.pop(key, None)


class DemoDesk(Desk):
    """A desk that asks no password store."""

    def keep_secrets_in_memory(self) -> None:
        """Never look for a keyring nor ask for a master password."""
        from imapdesk.accounts.secrets import SecretStore

        self._secrets = SecretStore.choose(self.data_dir)
        self._secrets.use(_Memory())


@contextmanager
def open_demo(now: datetime | None = None) -> Iterator[Desk]:
    """A desk over a fresh profile with the demo mailbox in it; server, mail and directory go when it is closed.

    The mail's dates are relative to ``now``.

    Raises:
        StoreError: there is no room for it.
    """
    data_dir = Path(tempfile.mkdtemp(prefix="imapdesk-demo-"))
    server = DemoServer(make_folders(now or utc_now())).start()
    try:
        with DemoDesk.open(data_dir) as desk:
            desk.keep_secrets_in_memory()
            _add_mailbox(desk, server)
            yield desk
    finally:
        server.stop()
        shutil.rmtree(data_dir, ignore_errors=True)


def _add_mailbox(desk: Desk, server: DemoServer) -> None:
    settings = make_settings(server)
    listing = desk.check_connection(settings, server.password)
    included = desk.choose_included(listing) - {NOT_TICKED}
    desk.add_mailbox(settings, server.password, listing=listing, included=included)


def make_settings(server: DemoServer) -> MailboxSettings:
    """The settings of the demo mailbox; nothing is encrypted, since nothing leaves the computer."""
    return MailboxSettings(
        MAILBOX,
        USER,
        server.host,
        server.port,
        Security.NONE,
        USER,
        period=Period(PeriodKind.EVERYTHING),
        every_minutes=1,
    )
