"""Through which SMTP server a person's e-mail goes out. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from imapdesk.accounts.discovery.providers import load_table
from imapdesk.mail import Mailbox, MailboxSettings
from imapdesk.notify.book import Book
from imapdesk.notify.smtp import SmtpSettings
from imapdesk.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Route:
    """A server to send through; ``mailbox`` is the one whose credential signs in, None for the configured server."""

    smtp: SmtpSettings
    mailbox: Mailbox | None = None


def choose_routes(
    configured: SmtpSettings | None, login: str, mailboxes: Iterable[Mailbox], book: Book
) -> tuple[Route, ...]:
    """The ways to reach a person, best first: the configured server, then that person's own working mailboxes."""
    routes = [Route(configured)] if configured is not None else []
    broken = {key.mailbox_id for key in book.notices}
    for mailbox in mailboxes:
        works = (
            mailbox.last_outcome in (Outcome.OK, Outcome.PARTIAL) and mailbox.id not in broken and not mailbox.paused
        )
        smtp = find_smtp(mailbox.settings) if works and mailbox.settings.owner == login else None
        if smtp is not None:
            routes.append(Route(smtp, mailbox))
    return tuple(routes)


def find_smtp(settings: MailboxSettings) -> SmtpSettings | None:
    """The SMTP server that belongs to a mailbox of a well-known provider; a user name there is the address."""
    provider = load_table().by_host.get(settings.host.lower())
    if provider is None or provider.smtp is None:
        return None
    smtp = provider.smtp
    return SmtpSettings(smtp.host, smtp.port, smtp.security, settings.address, settings.address)
