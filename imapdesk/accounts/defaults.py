"""Which folders of a new mailbox are ticked at first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from imapdesk.mail import FolderRole, ListedFolder

_THROW_AWAY = frozenset({FolderRole.SPAM, FolderRole.TRASH})
_GMAIL_REPEATS = frozenset({FolderRole.ALL, FolderRole.IMPORTANT, FolderRole.FLAGGED})
_REPEATS = frozenset({FolderRole.ALL, FolderRole.FLAGGED})
_PROTON_ROOTS = frozenset({"folders", "labels"})  # the bridge's two containers, which can't be opened
# What Outlook.com and Exchange show beside mail, a language each (en de fr es it nl pt): no mail lies there.
_OUTLOOK_NAMES = [
    frozenset(names.split())
    for names in (
        "calendar contacts journal tasks files",
        "kalender kontakte journal aufgaben dateien",
        "calendrier contacts journal tâches fichiers",
        "calendario contactos diario tareas archivos",
        "calendario contatti diario attività file",
        "agenda contactpersonen logboek taken bestanden",
        "calendário contatos diário tarefas arquivos",
    )
]
_ENOUGH_OF_OUTLOOK = 3  # of these names, before a folder is taken for Outlook's and not for somebody's own
_GMAIL_ROOTS = frozenset({"[gmail]", "[google mail]"})  # the second where Google may not use its name


def make_default(folders: Sequence[ListedFolder], gmail: bool = False) -> Callable[[ListedFolder], bool]:
    """Whether a new mailbox keeps a folder of this listing: all but shared ones, Spam, Trash and what lies below them.

    At Gmail it doesn't keep All Mail, Important and Starred either: they repeat messages, and Gmail hands out 2,500 MB
    a day. The same goes for Proton's All Mail and Starred, and for Outlook.com's Calendar, Contacts and the like.
    """
    others = _find_outlooks_own(folders)
    thrown_away = tuple(
        one.path + one.delimiter
        for one in folders
        if one.delimiter and (one.role in _THROW_AWAY or one.path.casefold() in others)
    )
    proton = {one.path.lower() for one in folders if not one.selectable} >= _PROTON_ROOTS

    def is_included(folder: ListedFolder) -> bool:
        if not folder.selectable or folder.shared or folder.role in _THROW_AWAY or folder.path.startswith(thrown_away):
            return False
        if folder.path.casefold() in others or (proton and folder.role in _REPEATS):
            return False
        return not ((gmail or _is_gmail(folder)) and folder.role in _GMAIL_REPEATS)

    return is_included


def _is_gmail(folder: ListedFolder) -> bool:
    return bool(folder.delimiter) and folder.path.split(folder.delimiter)[0].lower() in _GMAIL_ROOTS


def _find_outlooks_own(folders: Sequence[ListedFolder]) -> frozenset[str]:
    names = {one.path.casefold() for one in folders if one.role is FolderRole.OTHER}
    return next((own for own in _OUTLOOK_NAMES if len(own & names) >= _ENOUGH_OF_OUTLOOK), frozenset())
