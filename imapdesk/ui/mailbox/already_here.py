"""Whether a mailbox that is to be added is here already, and what a second one of the same address is called."""

from __future__ import annotations

from collections.abc import Iterable

from imapdesk.mail import Mailbox, MailboxSettings


def find_address(address: str, mailboxes: Iterable[Mailbox]) -> Mailbox | None:
    """The mailbox of that address, however its letters are written."""
    return next((each for each in mailboxes if each.settings.address.casefold() == address.casefold()), None)


def find_login(settings: MailboxSettings, mailboxes: Iterable[Mailbox]) -> Mailbox | None:
    """The mailbox that signs in at the same server under the same name."""
    return next((each for each in mailboxes if _login(each.settings) == _login(settings)), None)


def choose_name(settings: MailboxSettings, mailboxes: Iterable[Mailbox]) -> str:
    """The address; with the server, and at last a number, where another mailbox is called so."""
    taken = {each.name.casefold() for each in mailboxes}
    names = [settings.address, f"{settings.address} ({settings.host})"]
    names += [f"{names[1]} {number}" for number in range(2, len(taken) + 3)]
    return next(name for name in names if name.casefold() not in taken)


def _login(settings: MailboxSettings) -> tuple[str, int, str]:
    return settings.host.casefold(), settings.port, (settings.user or settings.address).casefold()
