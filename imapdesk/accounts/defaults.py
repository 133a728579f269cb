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


def default_included(folder: ListedFolder, folders: Sequence[ListedFolder] | None = None, gmail: bool = False) -> bool:
    """Whether a new mailbox keeps this folder: all but Spam and Trash with what lies below them, and shared folders.

    At Gmail also not All Mail, Important and Starred: they repeat messages, and 2,500 MB a day are all one gets; behind
    Proton's bridge not All Mail and Starred; at Outlook.com not Calendar, Contacts and what else isn't mail.
    ``folders`` is the whole listing, to find what lies above.
    """
    return make_default(folders or (), gmail)(folder)


def make_default(folders: Sequence[ListedFolder], gmail: bool = False) -> Callable[[ListedFolder], bool]:
    """`default_included` for every folder of one listing: quick, however many there are."""
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
