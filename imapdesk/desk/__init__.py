"""Desk: the one core behind the window, the command line and Python.

with Desk.open() as desk:
    for result in desk.sync():
        print(result.mailbox, result.outcome, result.stored)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imapdesk.desk.backup import Backup, BackupDesk, BackupPlan
from imapdesk.desk.diagnostics import DiagnosticDesk
from imapdesk.desk.imports import ImportDesk, Imported
from imapdesk.desk.network import NetworkDesk
from imapdesk.desk.preferences import LOG_LEVELS, Patience, PreferenceDesk, SyncRules
from imapdesk.desk.program import ProgramDesk
from imapdesk.desk.server_search import ServerSearchDesk
from imapdesk.desk.way_out import NetworkSettings

if TYPE_CHECKING:
    from datetime import datetime

    from imapdesk.desk.sign_in_forms import AccountType, IntegrationForm
    from imapdesk.mail import Mailbox
    from imapdesk.net.way import Proxy
    from imapdesk.notify.preferences import NotificationSettings
    from imapdesk.notify.smtp import SmtpSettings
    from imapdesk.oauth.integrations import Integration
    from imapdesk.oauth.registry import Problem
    from imapdesk.oauth.signin import PendingSignIn
    from imapdesk.oauth.values import CheckResult, DeviceCode, Field, PopupHints, Tokens

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


def current_login() -> str:
    """The login of the person who runs the program: the operating system's account name."""
    from imapdesk.accounts.people import current_login as find_login

    return find_login()


def find_next_run(mailbox: Mailbox) -> datetime | None:
    """When the timer runs a mailbox next; None when only a person can start it. The past means now."""
    from imapdesk.sync.schedule import find_next_run as find

    return find(mailbox)


class Desk(ServerSearchDesk, DiagnosticDesk, BackupDesk, ImportDesk, NetworkDesk, PreferenceDesk, ProgramDesk):
    """Mailboxes, folders, messages, search and synchronising over one store (see the parts it is made of)."""
