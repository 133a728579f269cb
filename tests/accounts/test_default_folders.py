from imapdesk.accounts.defaults import make_default
from imapdesk.mail import FolderRole, ListedFolder


def folder(
    path: str, role: FolderRole = FolderRole.OTHER, *, delimiter: str | None = "/", selectable: bool = True
) -> ListedFolder:
    return ListedFolder(path, path.encode(), delimiter, role=role, selectable=selectable)


def chosen(*folders: ListedFolder, gmail: bool = False) -> list[str]:
    return [each.path for each in filter(make_default(folders, gmail), folders)]


def test_all_but_spam_and_trash_are_ticked() -> None:
    ticked = chosen(
        folder("INBOX", FolderRole.INBOX),
        folder("Sent", FolderRole.SENT),
        folder("Drafts", FolderRole.DRAFTS),
        folder("Archive", FolderRole.ARCHIVE),
        folder("Junk", FolderRole.SPAM),
        folder("Trash", FolderRole.TRASH),
        folder("Projects"),
    )
    assert ticked == ["INBOX", "Sent", "Drafts", "Archive", "Projects"]


def test_what_lies_in_the_trash_is_not_ticked() -> None:
    trash = folder("Trash", FolderRole.TRASH)
    assert chosen(trash, folder("Trash/Old"), folder("Trash/Old/Older"), folder("Trashy")) == ["Trashy"]


def test_gmails_repeating_folders_are_not_ticked() -> None:
    folders = [
        folder("INBOX", FolderRole.INBOX),
        folder("[Gmail]", selectable=False),
        folder("[Gmail]/Alle Nachrichten", FolderRole.ALL),
        folder("[Gmail]/Wichtig", FolderRole.IMPORTANT),
        folder("[Gmail]/Markiert", FolderRole.FLAGGED),
        folder("[Gmail]/Gesendet", FolderRole.SENT),
    ]
    assert chosen(*folders) == chosen(*folders, gmail=True) == ["INBOX", "[Gmail]/Gesendet"]


def test_elsewhere_a_folder_of_starred_mail_is_an_ordinary_one() -> None:
    assert chosen(folder("Starred", FolderRole.FLAGGED)) == ["Starred"]


def test_a_folder_that_cannot_be_opened_is_not_ticked() -> None:
    assert chosen(folder("Parent", selectable=False), folder("flat", delimiter=None)) == ["flat"]


def test_what_outlook_shows_beside_mail_is_not_ticked() -> None:
    own = [folder(name) for name in ("Calendar", "Calendar/Birthdays", "Contacts", "Journal", "Tasks", "Files")]
    assert chosen(folder("INBOX", FolderRole.INBOX), *own, folder("Projects")) == ["INBOX", "Projects"]
    german = [folder(name) for name in ("Kalender", "Kontakte", "Aufgaben", "Notizen")]
    assert chosen(*german) == ["Notizen"]


def test_somebody_s_own_folder_of_such_a_name_is_ticked() -> None:
    assert chosen(folder("Calendar"), folder("Contacts"), folder("Files/Tasks")) == [
        "Calendar",
        "Contacts",
        "Files/Tasks",
    ]


def test_behind_proton_s_bridge_what_repeats_messages_is_not_ticked() -> None:
    folders = [
        folder("INBOX", FolderRole.INBOX),
        folder("All Mail", FolderRole.ALL),
        folder("Starred", FolderRole.FLAGGED),
        folder("Labels", selectable=False),
        folder("Folders", selectable=False),
        folder("Folders/Family"),
    ]
    assert chosen(*folders) == ["INBOX", "Folders/Family"]
