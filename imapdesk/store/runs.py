"""What each run did, kept for 90 days."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from datetime import datetime, timedelta
from typing import Any

from imapdesk.mail import MailboxId, RunResult, utc_now
from imapdesk.outcome import Outcome
from imapdesk.store.database.base import StoreBase
from imapdesk.store.database.encoding import clean_text, to_json, to_micros

KEPT = timedelta(days=90)
_FIELDS = frozenset(field.name for field in fields(RunResult))


class Runs(StoreBase):
    """Add and load runs."""

    def add_run(self, result: RunResult) -> None:
        """Keep one run's result; runs older than 90 days go. A mailbox that was removed meanwhile has none."""
        started = result.started_at or utc_now() - timedelta(seconds=result.seconds)
        with self._writer.transaction(durable=False) as cursor:
            cursor.execute(
                "INSERT INTO run(mailbox_id, started_at, outcome, result) SELECT id, ?, ?, ? FROM mailbox "
                "WHERE name = ?",
                (to_micros(started), str(result.outcome), clean_text(_format(result)), result.mailbox),
            )
            cursor.execute("DELETE FROM run WHERE started_at < ?", (to_micros(utc_now() - KEPT),))

    def load_runs(self, mailbox_id: MailboxId, limit: int = 50) -> list[RunResult]:
        """The latest runs of a mailbox, newest first."""
        rows = self._readers.rows(
            "SELECT r.result, m.name FROM run r JOIN mailbox m ON m.id = r.mailbox_id "
            "WHERE r.mailbox_id = ? ORDER BY r.started_at DESC, r.id DESC LIMIT ?",
            (mailbox_id, limit),
        )
        return [_parse(text, name) for text, name in rows]


def _format(result: RunResult) -> str:
    values = asdict(result)
    values["outcome"] = str(result.outcome)
    values["started_at"] = None if result.started_at is None else result.started_at.isoformat()
    return to_json(values)


def _parse(text: str, mailbox: str) -> RunResult:
    """A kept result under the mailbox's present name; fields of a newer or older program are left out."""
    values: dict[str, Any] = {key: value for key, value in json.loads(text).items() if key in _FIELDS}
    started = values.get("started_at")
    values["started_at"] = None if started is None else datetime.fromisoformat(started)
    return RunResult(**{**values, "mailbox": mailbox, "outcome": Outcome(values["outcome"])})
