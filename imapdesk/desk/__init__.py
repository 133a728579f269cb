"""Desk: the one core behind the window, the command line and Python.

with Desk.open() as desk:
    for result in desk.sync():
        print(result.mailbox, result.outcome, result.stored)

Each part is a class in a file of its own, over the parts whose methods it calls:
`core` (data directory, store, secrets) < `signing_in` < `mailboxes` < `people` < `notices` < `emails` < `folders` <
`messages`. On `messages` stand `verifying` < `reading` < `server_search`; `instant` < `synchronising` < `integrating` <
`diagnostics`; and `saving`. On `core` alone: `backup`, `imports`, `network`, `preferences`, `program`.

What the parts need and what is no part itself: ``computer`` (places for files, logs, the start with the computer),
``servers`` (how servers are asked, and how long one waits) and ``shown`` (what a reader, charts and files show).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imapdesk.desk.backup import Backup, BackupDesk, BackupPlan
from imapdesk.desk.computer.way_out import NetworkSettings
from imapdesk.desk.diagnostics import DiagnosticDesk
from imapdesk.desk.imports import ImportDesk, Imported
from imapdesk.desk.network import NetworkDesk
from imapdesk.desk.preferences import LOG_LEVELS, Patience, PreferenceDesk, SyncRules
from imapdesk.desk.program import ProgramDesk
from imapdesk.desk.saving import SavingDesk
from imapdesk.desk.server_search import ServerSearchDesk
from imapdesk.late import make_getattr

if TYPE_CHECKING:
    from imapdesk.accounts.people import current_login
    from imapdesk.desk.shown.sign_in_forms import AccountType, IntegrationForm
    from imapdesk.net.way import Proxy
    from imapdesk.notify.preferences import NotificationSettings
    from imapdesk.notify.smtp import SmtpSettings
    from imapdesk.oauth.integrations import Integration
    from imapdesk.oauth.registry import Problem
    from imapdesk.oauth.signin import PendingSignIn
    from imapdesk.oauth.values import CheckResult, DeviceCode, Field, PopupHints, Tokens
    from imapdesk.sync.schedule import find_next_run

__all__ = [
    "LOG_LEVELS",
    "AccountType",
    "Backup",
    "BackupPlan",
    "CheckResult",
    "Desk",
    "DeviceCode",
    "Field",
    "Imported",
    "Integration",
    "IntegrationForm",
    "NetworkSettings",
    "NotificationSettings",
    "Patience",
    "PendingSignIn",
    "PopupHints",
    "Problem",
    "Proxy",
    "SmtpSettings",
    "SyncRules",
    "Tokens",
    "current_login",
    "find_next_run",
]

__getattr__ = make_getattr(
    __name__,
    {
        "AccountType": ".shown.sign_in_forms",
        "CheckResult": "imapdesk.oauth.values",
        "DeviceCode": "imapdesk.oauth.values",
        "Field": "imapdesk.oauth.values",
        "Integration": "imapdesk.oauth.integrations",
        "IntegrationForm": ".shown.sign_in_forms",
        "NotificationSettings": "imapdesk.notify.preferences",
        "PendingSignIn": "imapdesk.oauth.signin",
        "PopupHints": "imapdesk.oauth.values",
        "Problem": "imapdesk.oauth.registry",
        "Proxy": "imapdesk.net.way",
        "SmtpSettings": "imapdesk.notify.smtp",
        "Tokens": "imapdesk.oauth.values",
        "current_login": "imapdesk.accounts.people",
        "find_next_run": "imapdesk.sync.schedule",
    },
)


class Desk(
    ServerSearchDesk, DiagnosticDesk, SavingDesk, BackupDesk, ImportDesk, NetworkDesk, PreferenceDesk, ProgramDesk
):
    """Mailboxes, folders, messages, search and synchronising over one store (see the parts it is made of)."""
