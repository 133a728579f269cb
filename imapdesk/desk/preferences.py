"""What a person set for the whole program: when syncing is spared, how patient it is, what the log holds."""

from __future__ import annotations

import logging
from dataclasses import asdict, dataclass, replace
from typing import Any

from imapdesk.desk.core import DeskCore, never
from imapdesk.desk.kept import read_kept
from imapdesk.desk.servers.lines import LINE

_RULES = "sync.rules"
_LOG_LEVEL = "log.level"
LOG_LEVELS = ("warning", "info", "debug")
MEGABYTE = 1_000_000
_SLICE_S = 2.0


@dataclass(frozen=True, slots=True)
class SyncRules:
    """When the timer may run; a person's own "Sync now" always may. ``least_free_mb`` 0: whatever is left.

    ``every_minutes`` is what a new mailbox starts with, 0 for "only by hand".
    """

    at_start: bool = False
    on_battery: bool = True
    on_metered: bool = True
    least_free_mb: int = 500
    every_minutes: int = 30


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: to connect, and without a byte from a server; 0 means the program's own choice."""

    connect_s: int = 0
    stall_s: int = 0


class PreferenceDesk(DeskCore):
    """The preferences' part of `Desk`."""

    def load_sync_rules(self) -> SyncRules:
        """When the timer may run."""
        return read_kept(SyncRules, self.store.get_setting(_RULES, None))

    def change_sync_rules(self, **changes: Any) -> SyncRules:
        """Change some of the rules; no changes at all: back to the defaults."""
        rules = replace(self.load_sync_rules(), **changes) if changes else SyncRules()
        self.store.set_setting(_RULES, asdict(rules) if changes else None)
        return rules

    def count_free_bytes(self) -> int:
        """What is left on the disk that holds the store."""
        import shutil  # late: it costs start-up time

        return shutil.disk_usage(self.data_dir).free

    def load_patience(self) -> Patience:
        """How long a silent server is waited for."""
        return read_kept(Patience, self.store.get_setting(LINE, None))

    def save_patience(self, patience: Patience) -> None:
        """Change it; other words of that setting stay."""
        kept: Any = self.store.get_setting(LINE, None)
        words = dict(kept) if isinstance(kept, dict) else {}
        for name, seconds in asdict(patience).items():
            words.pop(name, None)
            if seconds > 0:
                words[name] = seconds
        self.store.set_setting(LINE, words or None)

    def load_log_level(self) -> str:
        """What the program's log holds: warnings alone, what is done, or every step."""
        kept = self.store.get_setting(_LOG_LEVEL, None)
        return kept if isinstance(kept, str) and kept in LOG_LEVELS else "info"

    def save_log_level(self, level: str) -> None:
        """Change that, at once."""
        self.store.set_setting(_LOG_LEVEL, None if level == "info" else level)
        apply_log_level(level)

    def compact(self) -> tuple[int, int]:
        """Pack what was packed in haste and give free pages back: the store's size in bytes before and after."""
        before = self.measure_store()
        while self.store.describe_pending(never, _SLICE_S) or self.store.tighten_pending(never, _SLICE_S):
            pass
        return before, self.measure_store()

    def measure_store(self) -> int:
        """The store's size on the disk in bytes, its log included."""
        from imapdesk.store.database.opening import ENDINGS

        files = (self.store.path.with_name(self.store.path.name + ending) for ending in ENDINGS)
        return sum(path.stat().st_size for path in files if path.exists())


def apply_log_level(level: str) -> None:
    """Let the program's log hold this much from now on."""
    logging.getLogger("imapdesk").setLevel(level.upper())
