"""Persons, roles and capabilities: who may see a mailbox, and who is told about it. Pure, but for `current_login`."""

from __future__ import annotations

import getpass
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace

from imapdesk.mail import MailboxSettings, Person

CREDENTIAL_NOTIFICATIONS = "sync_origin_credential_notifications"  # is told when a system mailbox's credentials fail
VIEW_SYSTEM_MAILBOXES = "view_system_mailboxes"  # sees system mailboxes and their mail
MANAGE_PEOPLE = "manage_people"  # changes persons and roles
CAPABILITIES = (CREDENTIAL_NOTIFICATIONS, VIEW_SYSTEM_MAILBOXES, MANAGE_PEOPLE)


@dataclass(frozen=True, slots=True)
class Role:
    """A named set of capabilities."""

    name: str
    capabilities: frozenset[str] = frozenset()


ADMINISTRATOR = Role("Administrator", frozenset(CAPABILITIES))


def current_login() -> str:
    """The operating system's account name of whoever runs this program.

    Where the system keeps a table of accounts it is asked, since an environment variable can say anything.
    """
    try:
        import pwd
    except ImportError:  # Windows
        return getpass.getuser()
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:  # a container's number without a name
        return f"uid{os.geteuid()}"


def may_see(person: Person, settings: MailboxSettings) -> bool:
    """Whether a person sees a mailbox: one's own, and a system mailbox by capability.

    Whoever is told of a system mailbox's trouble sees it too, or could not mend it.
    """
    if settings.owner is not None:
        return settings.owner == person.login
    return bool(person.capabilities & {VIEW_SYSTEM_MAILBOXES, CREDENTIAL_NOTIFICATIONS})


def find_told(settings: MailboxSettings, people: Sequence[Person]) -> tuple[Person, ...]:
    """Who is told when a mailbox's credentials or settings fail.

    The owner; for a system mailbox everyone with the capability. An owner who is not among ``people`` is still told by
    login, so that no trouble is silent, and one without an address is written to at the mailbox's.
    """
    if settings.owner is None:
        return tuple(person for person in people if CREDENTIAL_NOTIFICATIONS in person.capabilities)
    owner = next((person for person in people if person.login == settings.owner), Person(settings.owner))
    return (replace(owner, address=owner.address or settings.address),)
