"""Messages: list, find, read, mark."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from imapdesk.desk.core import ShouldStop, never
from imapdesk.desk.folders import FolderDesk
from imapdesk.mail import Conversations, MessageId, QuarantinedMessage, RunResult, Scope, StoreChange, Summary

if TYPE_CHECKING:
    from imapdesk.desk.shown.statistics import MailStatistics
    from imapdesk.mime import DescribedMessage
    from imapdesk.store.search.parsing import Cut


class MessageDesk(FolderDesk):
    """The messages' part of `Desk`."""

    def make_scope(self, mailbox: str | None, folder: str | None) -> Scope:
        """What is saved of a mailbox or folder, both by name; also of a removed mailbox whose mail was kept.

        Raises:
            NotFound: there is no such mailbox or folder.
        """
        if mailbox is not None:
            self.get_saved_mailbox(mailbox)
        if folder is not None:
            folder = self.find_saved_folders(mailbox, folder)[0].path
        return Scope(mailbox=mailbox, folder=folder)

    def list_ids(self, scope: Scope, limit: int | None = None) -> array[int]:
        """The numbers of all messages in a scope, in its order, or the first ``limit``; cheap for a million."""
        return self.store.list_ids(self.narrow(scope), limit)

    def list_conversations(self, scope: Scope, limit: int | None = None) -> Conversations:
        """The messages of a scope, or its newest ``limit``, by conversations, that with the newest message first."""
        return self.store.list_conversations(self.narrow(scope), limit)

    def load_conversation(self, message_id: int, together: Collection[int] = ()) -> array[int]:
        """The numbers of the messages of one conversation in all folders of its mailbox, oldest first.

        ``together`` are others that `list_conversations` has in the same one.
        """
        return self.store.load_conversation(MessageId(message_id), together)

    def search_ids(
        self,
        text: str,
        scope: Scope,
        limit: int | None = None,
        *,
        by_relevance: bool = False,
        should_stop: Callable[[], bool] | None = None,
    ) -> array[int]:
        """The numbers of the messages that a query finds, by date or best first; any text is a valid query.

        Raises:
            Cancelled: ``should_stop`` said so before everything was found.
        """
        return self.store.search_ids(
            text, self.narrow(scope), limit, by_relevance=by_relevance, should_stop=should_stop
        )

    def find_search_terms(self, text: str) -> tuple[str, ...]:
        """The words and phrases of a query that are marked in what it found."""
        return self.store.find_terms(text)

    def find_file_terms(self, text: str) -> tuple[str, ...]:
        """The words and phrases of a query that are marked in the names of attachments."""
        return self.store.find_file_terms(text)

    def explain_search(self, text: str) -> str:
        """How a query was understood, in words for the line under the search box."""
        return self.store.explain(text)

    def find_search_cut(self, text: str) -> Cut | None:
        """After how many characters or terms a query was cut; None when all of it is looked for."""
        return self.store.find_cut(text)

    def load_summaries(self, ids: Sequence[int]) -> list[Summary]:
        """The rows of a message list, in the order of ``ids``; numbers that are no longer there are left out."""
        return self.store.load_summaries(ids)

    def get_summary(self, message_id: int) -> Summary:
        """One row of a message list.

        Raises:
            NotFound: no message has that number.
        """
        return self.store.get_summary(MessageId(message_id))

    def get_raw(self, message_id: int) -> bytes:
        """The saved bytes, exactly as the server gave them.

        Raises:
            NotFound: no message has that number.
        """
        return self.store.get_raw(MessageId(message_id))

    def get_message(self, message_id: int) -> DescribedMessage:
        """The message described: subject, people, text, attachments.

        Raises:
            NotFound: no message has that number.
        """
        from imapdesk.mime import describe_message

        return describe_message(self.get_raw(message_id))

    def readable_text(self, message_id: int) -> str:
        """The message as text: its text part, else what its HTML says."""
        from imapdesk.mime import readable_text

        return readable_text(self.get_message(message_id))

    def safe_html(self, message_id: int, *, allow_images: bool = False) -> str:
        """The message as HTML that can't phone home; exactly what the reader shows."""
        from imapdesk.mime import safe_html

        return safe_html(self.get_message(message_id), allow_images=allow_images)

    def mark(
        self, message_ids: Collection[int], *, seen: bool | None = None, flagged: bool | None = None
    ) -> StoreChange:
        """Mark messages read or starred: shown at once, sent to the server with the next run (unless read-only)."""
        wishes = {"\\Seen": seen, "\\Flagged": flagged}
        add = frozenset(flag for flag, wish in wishes.items() if wish is True)
        remove = frozenset(flag for flag, wish in wishes.items() if wish is False)
        return self.store.wish_flags([MessageId(number) for number in message_ids], add, remove)

    def count_messages(self) -> int:
        """All saved messages."""
        return self.store.count_messages()

    def load_quarantine(self, name: str) -> list[QuarantinedMessage]:
        """The messages of a mailbox that could not be had, with the server's words."""
        return self.store.load_quarantine(self.get_mailbox(name).id)

    def release_quarantine(self, name: str, path: str | None = None) -> int:
        """Let the next run try quarantined messages again, those of one folder or of the mailbox; how many.

        Raises:
            NotFound: no such mailbox.
        """
        folders = self.store.load_folders(self.get_mailbox(name).id)
        chosen = [folder.id for folder in folders if path in (None, folder.path)]
        return sum(self.store.release_quarantine(folder_id) for folder_id in chosen)

    def load_runs(self, name: str, limit: int = 50) -> list[RunResult]:
        """The latest runs of a mailbox, newest first."""
        return self.store.load_runs(self.get_mailbox(name).id, limit)

    def load_statistics(
        self,
        scope: Scope,
        search: str = "",
        *,
        on_estimate: Callable[[MailStatistics], None] | None = None,
        should_stop: ShouldStop = never,
    ) -> MailStatistics:
        """Mail by month, hour, sender, folder and kind of file over a scope, or what a search finds in it; exact.

        Where a great many messages must be read for that, ``on_estimate`` gets an estimate beforehand, in this thread.

        Raises:
            Cancelled: ``should_stop`` said so before everything was counted.
        """
        from imapdesk.desk.shown.statistics import make_statistics

        return make_statistics(self.store, scope, search, on_estimate=on_estimate, should_stop=should_stop)

    def measure_mailbox(self, name: str) -> int:
        """The size of a mailbox's saved messages in bytes, as its server counts them."""
        return sum(octets for _mailbox, _path, _messages, octets in self.store.sum_by_folder(Scope(mailbox=name)))

    def describe_pending(self, should_stop: ShouldStop = never, budget_s: float = 1e9, *, hurry: bool = False) -> int:
        """Describe and index messages that were saved and not looked into yet; how many were done.

        ``hurry``: somebody waits for it, so it isn't done at the lowest priority.
        """
        return self.store.describe_pending(should_stop, budget_s, hurry=hurry)

    def count_undescribed(self) -> int:
        """How many saved messages nobody has looked into yet: searches find those by their headers alone."""
        return self.store.count_undescribed()

    def rebuild_index(self) -> None:
        """Forget what was derived from saved messages; `describe_pending` derives it again."""
        self.store.rebuild_derived()

    def check(self) -> list[str]:
        """The store's own health: what is wrong, nothing when all is well."""
        return self.store.check()
