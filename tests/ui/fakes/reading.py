"""The part of the desk in memory that lists, finds and shows messages."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Any

from imapdesk.desk.reading import TRUSTED
from imapdesk.desk.shown.opening import Acquaintance, OpenMessage, open_raw
from imapdesk.desk.shown.statistics import MailStatistics
from imapdesk.errors import Cancelled, NotFound
from imapdesk.mail import (
    Conversations,
    MessageId,
    Scope,
    StoreChange,
    Summary,
    utc_now,
)
from imapdesk.mime import describe_message
from imapdesk.net.pictures import fetch_picture
from imapdesk.store.lists.grouping import Row, base_subject, group_rows
from tests.ui.fakes.sample_statistics import make_sample_estimate, make_sample_statistics
from tests.ui.fakes.world import FakeWorld


class FakeReading(FakeWorld):
    """What `Desk` answers about messages."""

    def list_ids(self, scope: Scope, limit: int | None = None) -> array[int]:
        self._note("list_ids")
        roles = {(name, folder.path): folder.role for name, folders in self.folders.items() for folder in folders}
        within = (s for s in self.summaries.values() if _within(s, scope))
        chosen = [s for s in within if scope.role in (None, roles.get((s.mailbox, s.folder)))]
        chosen.sort(key=lambda s: s.received_at or utc_now(), reverse=scope.descending)
        return array("q", [s.id for s in chosen[:limit]])

    def list_conversations(self, scope: Scope, limit: int | None = None) -> Conversations:
        """Messages with the same subject, whatever stands before it."""
        self._note("list_conversations")
        rows = [self.summaries[number] for number in self.list_ids(scope)]
        return group_rows(
            Row(s.id, int((s.received_at or utc_now()).timestamp()), not s.unread, base_subject(s.subject), None, None)
            for s in rows
        )

    def load_conversation(self, message_id: int, together: Collection[int] = ()) -> array[int]:
        wanted = base_subject(self.summaries[message_id].subject)
        found = [s for s in self.summaries.values() if base_subject(s.subject) == wanted]
        return array("q", [s.id for s in sorted(found, key=lambda s: s.received_at or utc_now())])

    def load_thread(self, message_id: int, together: Collection[int] = (), most: int = 200) -> list[Summary]:
        return self.load_summaries(self.load_conversation(message_id))

    def find_file_terms(self, text: str) -> tuple[str, ...]:
        return ()

    def find_search_terms(self, text: str) -> tuple[str, ...]:
        return tuple(text.split())

    def search_ids(
        self,
        text: str,
        scope: Scope,
        limit: int | None = None,
        *,
        by_relevance: bool = False,
        should_stop: Callable[[], bool] | None = None,
    ) -> array[int]:
        self._note("search_ids")
        words = text.lower().split()
        found = (self.summaries[number] for number in self.list_ids(scope))
        hits = [s.id for s in found if all(word in f"{s.subject} {s.from_}".lower() for word in words)]
        return array("q", hits[:limit])

    def explain_search(self, text: str) -> str:
        return f"words: {text}"

    def load_summaries(self, ids: Sequence[int]) -> list[Summary]:
        self._note("load_summaries")
        return [self.summaries[number] for number in ids if number in self.summaries]

    def get_summary(self, message_id: int) -> Summary:
        if message_id not in self.summaries:
            raise NotFound("There is no such message.")
        return self.summaries[message_id]

    def get_raw(self, message_id: int) -> bytes:
        self._note("get_raw")
        return self.raws[message_id]

    def fetch_picture(self, url: str, *, should_stop: Callable[[], bool]) -> bytes | None:
        self._note("fetch_picture")
        return fetch_picture(url, should_stop=should_stop)

    def get_message(self, message_id: int) -> Any:
        return describe_message(self.get_raw(message_id))

    def open_message(self, message_id: int) -> OpenMessage:
        summary, trusted = self.get_summary(message_id), self.settings.get(TRUSTED, [])
        known = Acquaintance(frozenset({"alice@example.com"}))
        return open_raw(message_id, summary, self.get_raw(message_id), trusted=frozenset(trusted), known=known)  # type: ignore[call-overload]

    def trust_sender(self, address: str, trusted: bool = True) -> None:
        self.settings[TRUSTED] = [address]

    def safe_html(self, message_id: int, *, allow_images: bool = False) -> str:
        from imapdesk.mime import safe_html

        return safe_html(self.get_message(message_id), allow_images=allow_images)

    def mark(
        self, message_ids: Collection[int], *, seen: bool | None = None, flagged: bool | None = None
    ) -> StoreChange:
        self._note("mark")
        for number in message_ids:
            flags = set(self.summaries[number].flags)
            for flag, wish in (("\\Seen", seen), ("\\Flagged", flagged)):
                if wish is not None:
                    flags = flags | {flag} if wish else flags - {flag}
            self.summaries[number] = replace(self.summaries[number], flags=frozenset(flags))
        return StoreChange(message_ids=frozenset(MessageId(number) for number in message_ids))

    def load_statistics(
        self,
        scope: Scope,
        search: str = "",
        *,
        on_estimate: Callable[[MailStatistics], None] | None = None,
        should_stop: Callable[[], bool] = lambda: False,
    ) -> MailStatistics:
        """Exact at once; a search for "slowly" is estimated first, and counted when ``counted`` is set."""
        if search == "slowly" and on_estimate is not None:
            on_estimate(make_sample_estimate())
            while not self.counted.wait(0.01):
                if should_stop():
                    raise Cancelled("Stopped.")
        return make_sample_statistics()

    def describe_pending(self, should_stop: Callable[[], bool] = lambda: False, budget_s: float | None = None) -> int:
        return 0

    def check(self) -> list[str]:
        return []


def _within(summary: Summary, scope: Scope) -> bool:
    return (
        scope.mailbox in (None, summary.mailbox)
        and scope.folder in (None, summary.folder)
        and (not scope.unread or summary.unread)
        and (not scope.starred or summary.starred)
        and (not scope.attachments or summary.has_attachments)
    )
