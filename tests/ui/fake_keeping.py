"""The part of the desk in memory that knows the computer, files and the schedule of backups."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from imapdesk.desk import BackupPlan


class FakeKeeping:
    """What `Desk` answers about the program itself."""

    at_login = False
    plan = BackupPlan()

    def starts_with_computer(self) -> bool:
        return self.at_login

    def start_with_computer(self, on: bool) -> None:
        self.at_login = on

    def back_up_when_due(self, *, should_stop: Callable[[], bool] = lambda: False) -> None:
        return None

    def load_backup_plan(self) -> BackupPlan:
        return self.plan

    def save_backup_plan(self, plan: BackupPlan) -> None:
        self.plan = plan

    def load_last_backup(self) -> datetime | None:
        return None
