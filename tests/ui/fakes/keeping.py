"""The part of the desk in memory that knows the computer, files and the schedule of backups."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from imapdesk.desk import BackupPlan, NetworkSettings, Patience, SyncRules
from imapdesk.desk.shown.opening import ImageRule


class FakeKeeping:
    """What `Desk` answers about the program itself."""

    at_login = False
    plan = BackupPlan()
    rules = SyncRules()
    patience = Patience()
    log_level = "info"
    network = NetworkSettings()
    measured = 3_100_000_000  # bytes of each mailbox
    free_bytes = 10**12

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

    def load_trusted_senders(self) -> list[str]:
        return ["news@example.org", "shop@example.com"]

    def load_image_rule(self) -> ImageRule:
        return ImageRule.TRUSTED

    def load_sync_rules(self) -> SyncRules:
        return self.rules

    def change_sync_rules(self, **changes: Any) -> SyncRules:
        self.rules = replace(self.rules, **changes) if changes else SyncRules()
        return self.rules

    def count_free_bytes(self) -> int:
        return self.free_bytes

    def load_patience(self) -> Patience:
        return self.patience

    def save_patience(self, patience: Patience) -> None:
        self.patience = patience

    def load_web_proxy(self) -> None:
        """No proxy."""

    def load_network(self) -> NetworkSettings:
        return self.network

    def save_network(self, settings: NetworkSettings, password: str | None = None) -> NetworkSettings:
        self.network = settings
        return settings

    def load_log_level(self) -> str:
        return self.log_level

    def save_log_level(self, level: str) -> None:
        self.log_level = level

    def compact(self) -> tuple[int, int]:
        return 2_000_000, 1_000_000

    def measure_mailbox(self, name: str) -> int:
        return self.measured

    def measure_store(self) -> int:
        return 2_000_000
