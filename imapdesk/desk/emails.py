"""E-mails about trouble: the server that they go out through, and carrying them there."""

from __future__ import annotations

import locale
import re
import uuid
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from imapdesk.desk.notices import BOOK, NoticeDesk
from imapdesk.errors import SettingsRefused
from imapdesk.mail import Mailbox, Security, utc_now

if TYPE_CHECKING:
    from imapdesk.accounts.credentials import Credential
    from imapdesk.notify.notifier import Outlet
    from imapdesk.notify.routes import Route
    from imapdesk.notify.smtp import SmtpSender, SmtpSettings
    from imapdesk.oauth.values import ServerDefaults

LANGUAGE = "language"  # that the person chose for the window; no such setting: the system's
_ADDRESS = re.compile(r"[^@\s<>]+@[^@\s<>]+")
_SMTP = "notify.smtp"
_SMTP_PASSWORD = "smtp:password"


class EmailDesk(NoticeDesk):
    """The e-mails' part of `Desk`."""

    def load_smtp(self) -> SmtpSettings | None:
        """The server that notification e-mails go out through, if one is set."""
        from imapdesk.notify.smtp import SmtpSettings

        saved: Any = self.store.get_setting(_SMTP, None)
        return SmtpSettings(**{**saved, "security": Security(saved["security"])}) if saved else None

    def make_smtp(
        self, host: str, port: int, security: Security, user: str = "", sender: str = "", ca_file: str = ""
    ) -> SmtpSettings:
        """The settings of a server for e-mails, looked at before any network is asked.

        Raises:
            SettingsRefused: a value can't be right; ``field`` is "host", "port", "sender" or "ca_file".
        """
        from imapdesk.notify.smtp import SmtpSettings

        host, sender, ca_file = host.strip(), sender.strip(), ca_file.strip()
        if not host or any(each.isspace() for each in host):
            raise SettingsRefused("The server's name is missing or can't be one.", field="host")
        if not 1 <= port <= 65535:
            raise SettingsRefused("The port is a number from 1 to 65535.", field="port")
        if sender and not _ADDRESS.fullmatch(sender):
            raise SettingsRefused("The sender is not an e-mail address.", field="sender")
        if ca_file and not Path(ca_file).is_file():
            raise SettingsRefused("There is no such certificate file.", field="ca_file")
        return SmtpSettings(host, port, security, user.strip(), sender or user.strip(), ca_file or None)

    def save_smtp(self, settings: SmtpSettings | None, password: str | None = None) -> None:
        """Set the server for notification e-mails (None: none). Raises SecretsUnavailable."""
        if settings is not None and password is not None:
            self.secrets.set(_SMTP_PASSWORD, password)
        elif settings is None:
            self.secrets.delete(_SMTP_PASSWORD)
        self.store.set_setting(
            _SMTP, None if settings is None else {**asdict(settings), "security": str(settings.security)}
        )
        if settings is not None and self.store.get_setting(BOOK, None):
            self.notifier.hasten_emails()

    def send_test_message(self, settings: SmtpSettings, password: str | None, to: str) -> None:
        """Really send an e-mail through these settings: TLS, then AUTH, then the message.

        Raises Unreachable, Insecure, SignInRequired, Busy, SettingsRefused.
        """
        from imapdesk.notify.message import make_test_message

        sender = self._make_sender(settings, self._find_smtp_credential(settings, password))
        message = make_test_message(
            id=uuid.uuid4().hex, sender=settings.sender or to, to=to, now=utc_now(), language=self._find_language()
        )
        sender.send(message)

    def deliver_emails(self) -> int:
        """Send the e-mails that are due, each through the first way that takes it; how many went out. Asks the network.

        What fails is kept and tried again later, also by the next start of the program.
        """
        if not self.store.get_setting(BOOK, None):
            return 0
        logins = {person.login for people in self.find_told().values() for person in people}
        return sum(self._deliver_to(login) for login in sorted(logins))

    def _deliver_to(self, login: str) -> int:
        from imapdesk.notify.codec import decode_book
        from imapdesk.notify.routes import choose_routes

        book = decode_book(self.store.get_setting(BOOK, None))
        mailboxes = self.load_mailboxes()
        routes = choose_routes(self.load_smtp(), login, mailboxes, book, self._find_defaults(mailboxes))
        return self.notifier.deliver_emails(
            [self._make_outlet(route) for route in routes], only=login, language=self._find_language()
        )

    def _find_defaults(self, mailboxes: Iterable[Mailbox]) -> dict[str, ServerDefaults]:
        """The servers of the types of sign-in; not asked for where nobody has one, since packages are loaded for it."""
        if all(mailbox.settings.auth == "password" for mailbox in mailboxes):
            return {}
        return {each.type: each.defaults for each in self.load_account_types()}

    def _make_outlet(self, route: Route) -> Outlet:
        from imapdesk.notify.notifier import Outlet

        def make_sender() -> SmtpSender:
            return self._make_sender(route.smtp, self._find_route_credential(route))

        return Outlet(make_sender, route.smtp.sender or route.smtp.user)

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

    def _find_language(self) -> str:
        """The window's, else the system's."""
        return str(self.store.get_setting(LANGUAGE, "") or (locale.getlocale()[0] or "en").partition("_")[0])
