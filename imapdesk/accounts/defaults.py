"""Which folders of a new mailbox are ticked at first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from imapdesk.mail import FolderRole, ListedFolder

_THROW_AWAY = frozenset({FolderRole.SPAM, FolderRole.TRASH})
_GMAIL_REPEATS = frozenset({FolderRole.ALL, FolderRole.IMPORTANT, FolderRole.FLAGGED})
_GMAIL_ROOTS = frozenset({"[gmail]", "[google mail]"})  # the second where Google may not use its name


def default_included(folder: ListedFolder, folders: Sequence[ListedFolder] | None = None, gmail: bool = False) -> bool:
    """Whether a new mailbox keeps this folder: all but Spam and Trash with what lies below them, and shared folders.

    At Gmail also not All Mail, Important and Starred: they repeat messages, and 2,500 MB a day are all one gets.
    ``folders`` is the whole listing, to find what lies above.
    """
    return make_default(folders or (), gmail)(folder)


def make_default(folders: Sequence[ListedFolder], gmail: bool = False) -> Callable[[ListedFolder], bool]:
    """`default_included` for every folder of one listing: quick, however many there are."""
    thrown_away = tuple(one.path + one.delimiter for one in folders if one.delimiter and one.role in _THROW_AWAY)

    def is_included(folder: ListedFolder) -> bool:
        if not folder.selectable or folder.shared or folder.role in _THROW_AWAY or folder.path.startswith(thrown_away):
            return False
        return not ((gmail or _is_gmail(folder)) and folder.role in _GMAIL_REPEATS)

    return is_included


def _is_gmail(folder: ListedFolder) -> bool:
    return bool(folder.delimiter) and folder.path.split(folder.delimiter)[0].lower() in _GMAIL_ROOTS
