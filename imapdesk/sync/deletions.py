"""A folder that lost most of its mail at once: nothing is marked until the person answers. Open questions are kept."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from imapdesk.mail import Folder, FolderId, MailboxId, utc_now

if TYPE_CHECKING:
    from imapdesk.store import Store

Answer = Literal["mark", "keep"]

_KEY = "mass_deletions"


@dataclass(frozen=True, slots=True)
class DeletionQuestion:
    """The server no longer lists `count` of the `held` messages of a folder; ``asked_at`` is ISO 8601."""

    mailbox: str
    mailbox_id: int
    folder: str
    count: int
    held: int
    asked_at: str
    answer: Answer | None = None


def load_questions(store: Store, mailbox_id: MailboxId | None = None) -> dict[FolderId, DeletionQuestion]:
    """The questions, answered or not, by folder; of one mailbox or of all."""
    kept: Any = store.get_setting(_KEY, {})
    questions = {FolderId(int(key)): DeletionQuestion(**value) for key, value in dict(kept or {}).items()}
    return {key: one for key, one in questions.items() if mailbox_id is None or one.mailbox_id == mailbox_id}


def ask_question(store: Store, mailbox: str, folder: Folder, count: int, held: int) -> bool:
    """Keep the question open; False when it was asked or answered already and nothing more was lost since."""
    questions = load_questions(store)
    before = questions.get(folder.id)
    if before is not None and count <= before.count:
        return False
    asked_at = utc_now().isoformat(timespec="seconds")
    questions[folder.id] = DeletionQuestion(mailbox, folder.mailbox_id, folder.path, count, held, asked_at)
    _save(store, questions)
    return True


def answer_question(store: Store, folder_id: FolderId, answer: Answer) -> None:
    """Take the person's answer: "mark" marks the messages as gone in the next run, "keep" leaves them as they are."""
    questions = load_questions(store)
    if folder_id in questions:
        questions[folder_id] = replace(questions[folder_id], answer=answer)
        _save(store, questions)


def forget_question(store: Store, folder_id: FolderId) -> None:
    """Drop a question that is settled."""
    questions = load_questions(store)
    if questions.pop(folder_id, None) is not None:
        _save(store, questions)


def _save(store: Store, questions: dict[FolderId, DeletionQuestion]) -> None:
    store.set_setting(_KEY, {str(folder_id): asdict(question) for folder_id, question in questions.items()})
