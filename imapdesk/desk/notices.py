"""Notices: what needs a person, told in the window, in the tray and by e-mail."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from imapdesk.desk.people import PeopleDesk
from imapdesk.mail import Mailbox, RunResult, Security, utc_now
from imapdesk.outcome import Outcome

if TYPE_CHECKING:
    from imapdesk.accounts.credentials import Credential
    from imapdesk.notify.notifier import Notifier
    from imapdesk.notify.routes import Route
    from imapdesk.notify.smtp import SmtpSender, SmtpSettings
    from imapdesk.notify.values import Banner, Notice, NoticeKey, Surroundings, TrayMessage

_BOOK = "notify.book"
_SMTP = "notify.smtp"
_SMTP_PASSWORD = "smtp:password"


class NoticeDesk(PeopleDesk):
    """The notices' part of `Desk`."""

    @property
    def notifier(self) -> Notifier:
        """The rules over the book that the store keeps."""
        from imapdesk.notify.keeper import SettingBookKeeper
        from imapdesk.notify.notifier import Notifier

        keeper = SettingBookKeeper(self.store.get_setting, self.store.set_setting, self.data_dir / "notices.lock")
        return Notifier(keeper, self.find_told)

    def note_runs(self, results: Iterable[RunResult], before: Iterable[Mailbox]) -> None:
        """Open, refresh and close notices after runs; ``before`` is how the mailboxes were when the runs began."""
        ended = list(results)
        quiet = all(result.outcome is Outcome.OK for result in ended) and not self.store.get_setting(_BOOK, None)
        if quiet:
            return  # nothing is open and nothing happened: not worth loading the rules
        from imapdesk.notify.values import RunReport

        by_name = {mailbox.name: mailbox for mailbox in before}
        self.notifier.note_runs(
            RunReport(
                mailbox.id,
                mailbox.name,
                mailbox.settings.address,
                mailbox.settings.host,
                result.outcome,
                utc_now(),
                sentence=result.error or "",
                reason=result.reason or str(result.outcome),
                details=result.details,
                first=mailbox.last_success_at is None,
            )
            for result in ended
            if (mailbox := by_name.get(result.mailbox)) is not None
        )

    def load_notices(self) -> list[Notice]:
        """All open notices, oldest first."""
        return self.notifier.load_notices()

    def load_banners(self) -> tuple[Banner, ...]:
        """What the window of the person at the screen shows."""
        return self.notifier.load_banners(self.find_me().login)

    def take_tray_message(self, surroundings: Surroundings | None = None) -> TrayMessage | None:
        """The tray message that is due now for the person at the screen; it counts as shown."""
        return self.notifier.take_tray_message(self.find_me().login, surroundings)

    def mark_notice_seen(self, key: NoticeKey) -> None:
        """The person at the screen saw a banner; nobody else's is touched."""
        self.notifier.mark_seen(self.find_me().login, key)

    def fold_notice(self, key: NoticeKey, folded: bool = True) -> None:
        """The person at the screen folded or unfolded a banner."""
        self.notifier.mark_folded(self.find_me().login, key, folded)

    def load_smtp(self) -> SmtpSettings | None:
        """The server that notification e-mails go out through, if one is set."""
        from imapdesk.notify.smtp import SmtpSettings

        saved: Any = self.store.get_setting(_SMTP, None)
        return SmtpSettings(**{**saved, "security": Security(saved["security"])}) if saved else None

    def save_smtp(self, settings: SmtpSettings | None, password: str | None = None) -> None:
        """Set the server for notification e-mails (None: none). Raises SecretsUnavailable."""
        if settings is not None and password is not None:
            self.secrets.set(_SMTP_PASSWORD, password)
        elif settings is None:
            self.secrets.delete(_SMTP_PASSWORD)
        self.store.set_setting(
            _SMTP, None if settings is None else {**asdict(settings), "security": str(settings.security)}
        )

    def send_test_message(self, settings: SmtpSettings, password: str | None, to: str) -> None:
        """Really send an e-mail through these settings: TLS, then AUTH, then the message.

        Raises Unreachable, Insecure, SignInRequired, Busy, SettingsRefused.
        """
        from imapdesk.notify.message import make_test_message

        sender = self._make_sender(settings, self._find_smtp_credential(settings, password))
        sender.send(make_test_message(id=uuid.uuid4().hex, sender=settings.sender or to, to=to, now=utc_now()))

    def deliver_emails(self) -> int:
        """Send the e-mails that are due, each through the first way that is open to its person; how many went out."""
        if not self.store.get_setting(_BOOK, None):
            return 0
        logins = {person.login for people in self.find_told().values() for person in people}
        return sum(self._deliver_to(login) for login in sorted(logins))

    def _deliver_to(self, login: str) -> int:
        from imapdesk.notify.codec import decode_book
        from imapdesk.notify.routes import choose_routes

        book = decode_book(self.store.get_setting(_BOOK, None))
        routes = choose_routes(self.load_smtp(), login, self.load_mailboxes(), book)
        for route in routes[:1]:
            sender = self._make_sender(route.smtp, self._find_route_credential(route))
            return self.notifier.deliver_emails(sender, route.smtp.sender or route.smtp.user, only=login)
        return 0

    def _make_sender(self, settings: SmtpSettings, credential: Credential | None) -> SmtpSender:
        from imapdesk.notify.smtp import SmtpSender

        return SmtpSender(settings, credential)

    def _find_route_credential(self, route: Route) -> Credential | None:
        if route.mailbox is None:
            return self._find_smtp_credential(route.smtp, None)
        return self.get_credential(route.mailbox)

    def _find_smtp_credential(self, settings: SmtpSettings, password: str | None) -> Credential | None:
        from imapdesk.accounts.credentials import Password

        if not settings.user:
            return None
        return Password(settings.user, self.secrets.get(_SMTP_PASSWORD) or "" if password is None else password)
