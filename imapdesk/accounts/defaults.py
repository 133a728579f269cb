"""Which folders of a new mailbox are ticked at first."""

from __future__ import annotations

from collections.abc import Sequence

from imapdesk.mail import FolderRole, ListedFolder

_THROW_AWAY = frozenset({FolderRole.SPAM, FolderRole.TRASH})
_GMAIL_REPEATS = frozenset({FolderRole.ALL, FolderRole.IMPORTANT, FolderRole.FLAGGED})
_GMAIL_ROOTS = frozenset({"[gmail]", "[google mail]"})  # the second where Google may not use its name


def default_included(folder: ListedFolder, folders: Sequence[ListedFolder] | None = None, gmail: bool = False) -> bool:
    """Whether a new mailbox keeps this folder: all but Spam and Trash with what lies below them.

    At Gmail also not All Mail, Important and Starred: they repeat messages, and 2,500 MB a day are all one gets.
    ``folders`` is the whole listing, to find what lies above.
    """
    if not folder.selectable:
        return False
    lineage = [folder, *_find_ancestors(folder, folders or ())]
    if any(each.role in _THROW_AWAY for each in lineage):
        return False
    return not ((gmail or _is_gmail(folder)) and folder.role in _GMAIL_REPEATS)


def _find_ancestors(folder: ListedFolder, folders: Sequence[ListedFolder]) -> list[ListedFolder]:
    return [
        other
        for other in folders
        if other.delimiter and other is not folder and folder.path.startswith(other.path + other.delimiter)
    ]


def _is_gmail(folder: ListedFolder) -> bool:
    return bool(folder.delimiter) and folder.path.split(folder.delimiter)[0].lower() in _GMAIL_ROOTS
