"""What the synchroniser's tests share: a store, a mailbox, and a way to open sessions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from imapdesk.mail import Mailbox, MailboxSettings, Period, PeriodKind, Security
from imapdesk.store import Store
from tests.servers.mail_user import MailUser
from tests.sync.bench import Bench
from tests.sync.real import Real

EVERYTHING = Period(PeriodKind.EVERYTHING)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "data" / "imapdesk.db")
    yield opened
    opened.close()


@pytest.fixture
def add_mailbox(store: Store) -> Callable[..., Mailbox]:
    """A mailbox whose sessions a test gives itself."""

    def add(name: str = "anna", **changes: object) -> Mailbox:
        values: dict[str, object] = {"host": "localhost", "period": EVERYTHING, "security": Security.NONE, **changes}
        return store.add_mailbox(
            MailboxSettings(name=name, address=f"{name}@example.org", **values)  # type: ignore[arg-type]
        )

    return add


@pytest.fixture
def bench(store: Store, add_mailbox: Callable[..., Mailbox]) -> Bench:
    """A mailbox on a scripted server."""
    return Bench(store, add_mailbox())


@pytest.fixture
def real(store: Store, mail_user: MailUser, tmp_path: Path) -> Real:
    """A mailbox on the real Dovecot."""
    return Real.make(store, mail_user, tmp_path)
