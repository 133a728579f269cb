"""A folder that lost most of its mail at once: the question whether it is to be marked as deleted here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from imapdesk.ui.alerts.banner import Problem
from imapdesk.ui.alerts.questions import Questions
from imapdesk.ui.widgets import formats


class Question(Protocol):
    """A question as `Desk.load_deletions` gives it."""

    @property
    def mailbox(self) -> str: ...
    @property
    def folder(self) -> str: ...
    @property
    def count(self) -> int: ...
    @property
    def held(self) -> int: ...


class Deletions(Questions):
    """The next run acts on the answers."""

    KEY, YES, NO = "deletion:", "mark_deleted:", "keep_deleted:"

    def load(self) -> Sequence[Question]:
        """The folders that are asked about."""
        return self._desk.load_deletions()

    def make_problem(self, question: Question) -> Problem:
        """How many are gone, and what can be done."""
        text = self.tr(
            "%Ln of {held} messages in “{folder}” are no longer on the server. They are kept here.", "", question.count
        )
        return Problem(
            f"{self.KEY}{question.mailbox}:{question.folder}",
            text.format(
                held=formats.number(question.held),
                folder=formats.folder(question.folder),
            ),
            self.tr("Mark as deleted"),
            self.YES + question.folder,
            mailbox=question.mailbox,
            other=self.tr("Keep"),
            other_name=self.NO + question.folder,
        )

    def save(self, mailbox: str, folder: str, yes: bool) -> None:
        """Mark them, or keep them as they are."""
        self._desk.answer_deletion(mailbox, folder, deleted=yes)
