"""Folder names and roles: every name is shown, none hides another, and the usual folders are recognised."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imapclient import imap_utf7

from imapdesk.imap.folders.names import make_paths
from imapdesk.imap.folders.roles import assign_roles
from imapdesk.imap.grammar.mutf7 import decode, encode
from imapdesk.mail import FolderRole, ListedFolder
from imapdesk.mail.uid_sets import format_uid_set, parse_uid_set, split_uid_set

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)


@given(TEXT)
def test_a_name_comes_back_as_it_went_and_as_imapclient_writes_it(name: str) -> None:
    assert decode(encode(name)) == name
    assert encode(name) == imap_utf7.encode(name)


@given(st.lists(st.binary(min_size=1, max_size=12), max_size=8, unique=True))
def test_every_name_has_a_path_of_its_own(names: list[bytes]) -> None:
    paths = make_paths(names)
    inboxes = {name for name in names if name.upper() == b"INBOX"}
    assert set(paths) - inboxes == set(names) - inboxes
    assert len(set(paths.values())) == len(paths)
    for path in paths.values():
        assert path.encode("utf-8")
        assert path.isprintable() or not any(ord(mark) < 32 for mark in path)


@pytest.mark.parametrize(
    ("wire", "path"),
    [
        (b"R&D", "R&D"),
        (b"Tom &- Ann", "Tom & Ann"),
        ("Entwürfe".encode(), "Entwürfe"),
        (b"Entw\xfcrfe", "Entw\\xfcrfe"),
        (b"&Jjo-", "☺"),
        (b"&AAAAAA", "&AAAAAA"),
        (b"&2D0-", "&2D0-"),
        (b"a\r\nb", "a\\x0d\\x0ab"),
    ],
)
def test_odd_names_are_shown(wire: bytes, path: str) -> None:
    assert decode(wire) == path


def test_two_names_that_look_alike_stay_two() -> None:
    paths = make_paths([b"Entw&APw-rfe", "Entwürfe".encode()])
    assert sorted(paths.values()) == ["Entw&APw-rfe", "Entwürfe"]
    assert make_paths([b"Inbox", b"INBOX"]) == {b"INBOX": "INBOX"}


def make_folder(path: str, *attributes: str, delimiter: str | None = "/", selectable: bool = True) -> ListedFolder:
    return ListedFolder(path, path.encode(), delimiter, frozenset(attributes), selectable=selectable)


def find_roles(*folders: ListedFolder) -> dict[str, FolderRole]:
    return {folder.path: folder.role for folder in assign_roles(folders)}


def test_the_servers_word_counts_before_a_name() -> None:
    roles = find_roles(make_folder("Sent"), make_folder("[Gmail]/Gesendet", "\\sent"), make_folder("INBOX"))
    assert roles == {"Sent": FolderRole.OTHER, "[Gmail]/Gesendet": FolderRole.SENT, "INBOX": FolderRole.INBOX}


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Gesendete Objekte", FolderRole.SENT),
        ("Éléments envoyés", FolderRole.SENT),
        ("Отправленные", FolderRole.SENT),
        ("下書き", FolderRole.DRAFTS),
        ("Papierkorb", FolderRole.TRASH),
        ("Kosz", FolderRole.TRASH),
        ("垃圾邮件", FolderRole.SPAM),
        ("JUNK E-MAIL", FolderRole.SPAM),
        ("Archives", FolderRole.ARCHIVE),
        ("Projects", FolderRole.OTHER),
    ],
)
def test_usual_names_of_many_languages_have_their_role(name: str, role: FolderRole) -> None:
    assert find_roles(make_folder(name))[name] is role
    below_inbox = make_folder(f"INBOX.{name}", delimiter=".")
    assert find_roles(make_folder("INBOX", delimiter="."), below_inbox)[below_inbox.path] is role


def test_a_folder_deep_in_the_tree_has_no_role_by_its_name() -> None:
    roles = find_roles(make_folder("Work/Sent"), make_folder("Sent Items"), make_folder("Sent"))
    assert roles == {"Work/Sent": FolderRole.OTHER, "Sent Items": FolderRole.OTHER, "Sent": FolderRole.SENT}


@given(st.sets(st.integers(1, 5000)))
def test_uid_sets_are_ascending_compressed_and_complete(uids: set[int]) -> None:
    assert parse_uid_set(format_uid_set(uids)) == uids
    chunks = list(split_uid_set(uids, 100))
    assert all(len(chunk) <= 100 for chunk in chunks)
    assert {uid for chunk in chunks for uid in parse_uid_set(chunk)} == uids
