"""Through which SMTP server a person's e-mail goes out. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from imapdesk.accounts.discovery.providers import load_table
from imapdesk.mail import Mailbox, MailboxSettings
from imapdesk.notify.book import Book
from imapdesk.notify.smtp import SmtpSettings
from imapdesk.oauth.values import ServerDefaults
from imapdesk.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Route:
    """A server to send through; ``mailbox`` is the one whose credential signs in, None for the configured server."""

    smtp: SmtpSettings
    mailbox: Mailbox | None = None


def choose_routes(
    configured: SmtpSettings | None,
    login: str,
    mailboxes: Iterable[Mailbox],
    book: Book,
    defaults: Mapping[str, ServerDefaults],
) -> tuple[Route, ...]:
    """The ways to reach a person, best first: the configured server, then that person's own working mailboxes.

    ``defaults`` are the servers of the types of sign-in that are switched on.
    """
    routes = [Route(configured)] if configured is not None else []
    broken = {key.mailbox_id for key in book.notices}
    for mailbox in mailboxes:
        works = (
            mailbox.last_outcome in (Outcome.OK, Outcome.PARTIAL) and mailbox.id not in broken and not mailbox.paused
        )
        settings = mailbox.settings
        smtp = find_smtp(settings, defaults.get(settings.auth)) if works and settings.owner == login else None
        if smtp is not None:
            routes.append(Route(smtp, mailbox))
    return tuple(routes)


def find_smtp(settings: MailboxSettings, defaults: ServerDefaults | None = None) -> SmtpSettings | None:
    """The SMTP server that belongs to a mailbox; a user name there is the address.

    With a password it is that of a well-known provider. A token is for the server that its type of sign-in names, if
    it names one, and if the mailbox is on that type's server: another one may be anybody's, and is shown nothing.
    """
    if settings.auth == "password":
        provider = load_table().by_host.get(settings.host.lower())
        smtp = provider.smtp if provider is not None else None
        return SmtpSettings(smtp.host, smtp.port, smtp.security, settings.address, settings.address) if smtp else None
    if defaults is None or not defaults.smtp_host or defaults.imap_host.lower() != settings.host.lower():
        return None
    return SmtpSettings(
        defaults.smtp_host,
        defaults.smtp_port,
        defaults.smtp_security,
        settings.address,
        settings.address,
        settings.ca_file or None,
    )
