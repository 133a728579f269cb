"""Tray messages that are no trouble: new mail, and the end of a synchronisation that somebody asked for. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from imapdesk.mail import Address, FolderRole, RunResult
from imapdesk.notify.values import Surroundings
from imapdesk.outcome import Outcome, choose_worst

SENDERS_NAMED = 2


@dataclass(frozen=True, slots=True)
class NewMail:
    """A message that a run has just stored. ``first``: it came with its mailbox's first synchronisation."""

    sender: Address
    received_at: datetime
    unread: bool
    role: FolderRole
    first: bool = False


@dataclass(frozen=True, slots=True)
class NewsSettings:
    """What a person wants to hear of; new mail is off by default, since a mail program usually tells of it."""

    new_mail: bool = False
    show_senders: bool = False
    finished: bool = True


@dataclass(frozen=True, slots=True)
class MailNews:
    """One message about all new mail of a run. ``others`` counts senders beyond the named ones."""

    count: int
    senders: tuple[str, ...] = ()
    others: int = 0


@dataclass(frozen=True, slots=True)
class FinishedNews:
    """One message about a synchronisation that was asked for while the window was hidden."""

    outcome: Outcome
    stored: int
    gone: int
    problems: int


def choose_mail_news(
    arrived: Iterable[NewMail],
    *,
    started_at: datetime,
    own_addresses: Collection[str],
    settings: NewsSettings,
    surroundings: Surroundings,
) -> MailNews | None:
    """The message about a run's new mail, if any.

    Only unread mail in an inbox that came since the program started, from others, and never of a first synchronisation.
    """
    if not settings.new_mail or surroundings.silent:
        return None
    own = {address.casefold() for address in own_addresses}
    told = [each for each in arrived if _is_news(each, started_at, own)]
    if not told:
        return None
    names = list(dict.fromkeys(each.sender.name or each.sender.address for each in told))
    if not settings.show_senders:
        return MailNews(len(told))
    return MailNews(len(told), tuple(names[:SENDERS_NAMED]), max(len(names) - SENDERS_NAMED, 0))


def choose_finished_news(
    results: Sequence[RunResult], *, by_hand: bool, settings: NewsSettings, surroundings: Surroundings
) -> FinishedNews | None:
    """The message that a synchronisation has ended: only of one that was asked for, and only to a hidden window."""
    if not (by_hand and results and settings.finished) or surroundings.silent:
        return None
    outcome = choose_worst(each.outcome for each in results)
    if outcome is Outcome.CANCELLED:
        return None
    return FinishedNews(
        outcome,
        sum(each.stored for each in results),
        sum(each.gone for each in results),
        sum(each.quarantined for each in results) + sum(each.outcome is not Outcome.OK for each in results),
    )


def _is_news(mail: NewMail, started_at: datetime, own: Collection[str]) -> bool:
    return (
        mail.unread
        and not mail.first
        and mail.role is FolderRole.INBOX
        and mail.received_at >= started_at
        and mail.sender.address.casefold() not in own
    )
