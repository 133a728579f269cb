"""What a folder is for: the server's word (RFC 6154, XLIST), else its name in one of the world's languages."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from imapdesk.imap.folders.role_names import NAMES
from imapdesk.mail import FolderRole, ListedFolder

_ATTRIBUTES = {
    "\\inbox": FolderRole.INBOX,
    "\\sent": FolderRole.SENT,
    "\\drafts": FolderRole.DRAFTS,
    "\\archive": FolderRole.ARCHIVE,
    "\\junk": FolderRole.SPAM,
    "\\spam": FolderRole.SPAM,
    "\\trash": FolderRole.TRASH,
    "\\all": FolderRole.ALL,
    "\\allmail": FolderRole.ALL,
    "\\flagged": FolderRole.FLAGGED,
    "\\starred": FolderRole.FLAGGED,
    "\\important": FolderRole.IMPORTANT,
    "\\templates": FolderRole.TEMPLATES,
}


def _fold(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold().strip()


_ROLE_OF_NAME = {_fold(name): role for role, names in NAMES.items() for name in names.split("|")}


def assign_roles(folders: Sequence[ListedFolder]) -> tuple[ListedFolder, ...]:
    """The same folders with their roles. A role that the server gave is never given to another folder by its name.

    Names are looked at on the top level, and below INBOX or another single root (Courier's ``INBOX.``, Gmail's own).
    """
    marked = [replace(folder, role=_role_by_attribute(folder)) for folder in folders]
    taken = {folder.role for folder in marked if folder.role is not FolderRole.OTHER}
    by_name: dict[FolderRole, ListedFolder] = {}
    for folder in sorted(marked, key=lambda one: (_depth(one), len(one.path), one.path)):
        role = _role_by_name(folder)
        if folder.role is FolderRole.OTHER and role is not FolderRole.OTHER and role not in taken:
            by_name.setdefault(role, folder)
    chosen = {folder.path: role for role, folder in by_name.items()}
    return tuple(replace(folder, role=chosen.get(folder.path, folder.role)) for folder in marked)


def _role_by_attribute(folder: ListedFolder) -> FolderRole:
    if folder.path.upper() == "INBOX":
        return FolderRole.INBOX
    roles = (_ATTRIBUTES.get(attribute) for attribute in sorted(folder.attributes))
    return next((role for role in roles if role and role is not FolderRole.INBOX), FolderRole.OTHER)


def _depth(folder: ListedFolder) -> int:
    return folder.path.count(folder.delimiter) if folder.delimiter else 0


def _role_by_name(folder: ListedFolder) -> FolderRole:
    levels = folder.path.split(folder.delimiter) if folder.delimiter else [folder.path]
    below_a_root = len(levels) == 2 and _fold(levels[0]) in ("inbox", "[gmail]", "[google mail]")
    if not folder.selectable or folder.shared or not (len(levels) == 1 or below_a_root):
        return FolderRole.OTHER
    return _ROLE_OF_NAME.get(_fold(levels[-1]), FolderRole.OTHER)
