"""A folder appeared on the server and the mailbox asks about such ones: whether a copy is to be kept here."""

from __future__ import annotations

from collections.abc import Sequence

from imapdesk.ui.alerts.banner import Problem
from imapdesk.ui.alerts.questions import Questions
from imapdesk.ui.widgets import formats


class NewFolderQuestions(Questions):
    """A folder that is kept comes with the next run."""

    KEY, YES, NO = "new_folder:", "keep_folder:", "leave_folder:"

    def load(self) -> Sequence[tuple[str, str]]:
        """Mailbox and path of the folders that are asked about."""
        return self._desk.load_new_folders()

    def make_problem(self, question: tuple[str, str]) -> Problem:
        """Which folder, and what can be done."""
        mailbox, path = question
        text = self.tr("{mailbox}: the folder “{folder}” is new on the server. Keep a copy of it here?")
        return Problem(
            f"{self.KEY}{mailbox}:{path}",
            text.format(mailbox=formats.plain(mailbox), folder=formats.plain(path)),
            self.tr("Keep a copy"),
            self.YES + path,
            mailbox=mailbox,
            other=self.tr("Leave it"),
            other_name=self.NO + path,
        )

    def save(self, mailbox: str, folder: str, yes: bool) -> None:
        """Tick it, or leave it."""
        self._desk.answer_new_folder(mailbox, folder, keep=yes)
