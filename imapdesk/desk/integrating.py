"""Changing a type of sign-in, and telling the mailboxes that depend on it at once."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING

from imapdesk.desk.synchronising import SyncDesk
from imapdesk.errors import SecretsUnavailable, SignInRequired
from imapdesk.mail import Mailbox, RunResult
from imapdesk.outcome import Outcome

if TYPE_CHECKING:
    from imapdesk.oauth.integrations import Integration

_log = logging.getLogger(__name__)


class IntegrationDesk(SyncDesk):
    """The part of `Desk` that changes integrations: settings of a type, on, off."""

    def save_integration(self, type_: str, values: Mapping[str, str]) -> Integration:
        """Change settings by field name; a changed client asks the mailboxes concerned to sign in again.

        Raises SettingsRefused, NotFound, SecretsUnavailable.
        """
        saved = self.signins.integrations.save(type_, values)
        self._tell_mailboxes(saved)
        return saved

    def enable_integration(self, type_: str) -> Integration:
        """Ask the provider, and switch the type on when it says the values are real; ``check`` has its word."""
        enabled = self.signins.integrations.enable(type_)
        self._tell_mailboxes(enabled)
        return enabled

    def disable_integration(self, type_: str) -> Integration:
        """Switch a type off; its mailboxes stop, and keep their mail."""
        disabled = self.signins.integrations.disable(type_)
        self._tell_mailboxes(disabled)
        return disabled

    def _tell_mailboxes(self, integration: Integration) -> None:
        """Mark the mailboxes of this type now, since the schedule would find out up to a day later."""
        for mailbox in self.load_mailboxes():
            if self.signins.registry.find(mailbox.settings.auth) is integration.manager:
                try:
                    self._mark_sign_in(mailbox, self.signins.source.find_problem(mailbox.settings))
                except SecretsUnavailable as error:  # the next run says so, too
                    _log.info("Whether a mailbox must sign in again is not known now: %s", error)

    def _mark_sign_in(self, mailbox: Mailbox, problem: SignInRequired | None) -> None:
        stopped = mailbox.last_outcome is Outcome.SIGN_IN_REQUIRED
        if problem is None:
            if stopped:
                self.let_try_again(mailbox)
        elif not stopped or mailbox.last_error != problem.sentence:
            outcome = Outcome.SIGN_IN_REQUIRED
            self.store.mark_mailbox(
                mailbox.id, last_outcome=outcome, last_error=problem.sentence, last_details="", failures=1
            )
            self.note_runs([RunResult(mailbox.name, outcome, problem.sentence, reason=problem.reason)], [mailbox])
