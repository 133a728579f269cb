"""What leaves the store is what the server gave, under names that every file system takes."""

from __future__ import annotations

import mailbox
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imapdesk.desk.shown.export import ExportFormat, choose_dir, export_messages
from imapdesk.errors import SettingsRefused
from imapdesk.mail import ExportItem, Uid

RAW = b"Subject: x\r\n\r\nFrom here\r\n>From there\r\n"


def item(
    folder: str = "INBOX", delimiter: str | None = "/", uid: int = 1, flags: frozenset[str] = frozenset()
) -> ExportItem:
    return ExportItem("work", folder, delimiter, Uid(uid), flags, datetime(2026, 1, 2, tzinfo=UTC), RAW)


def test_a_maildir_holds_the_bytes_and_the_flags(tmp_path: Path) -> None:
    export_messages([item("A/B", flags=frozenset({"\\Seen", "\\Flagged", "$Odd"}))], tmp_path, ExportFormat.MAILDIR)
    (path,) = (tmp_path / "work" / "A" / "B" / "cur").iterdir()
    assert path.read_bytes() == RAW
    assert path.name.endswith(":2,FS")
    assert {p.name for p in path.parent.parent.iterdir()} == {"cur", "new", "tmp"}


def test_exporting_again_adds_nothing_and_takes_over_new_flags(tmp_path: Path) -> None:
    export_messages([item()], tmp_path, ExportFormat.MAILDIR)
    export_messages([item(flags=frozenset({"\\Seen"}))], tmp_path, ExportFormat.MAILDIR)
    (path,) = (tmp_path / "work" / "INBOX" / "cur").iterdir()
    assert path.name.endswith(":2,S")


def test_an_mbox_is_read_back_by_another_program(tmp_path: Path) -> None:
    export_messages([item(uid=1), item(uid=2)], tmp_path, ExportFormat.MBOX)
    box = mailbox.mbox(tmp_path / "work" / "INBOX.mbox")
    assert [message["Subject"] for message in box] == ["x", "x"]
    box.close()
    lines = (tmp_path / "work" / "INBOX.mbox").read_bytes()
    assert b"\n>From here\n>>From there\n" in lines


def test_an_mbox_that_was_exported_before_stays_when_the_next_export_is_cut_off(tmp_path: Path) -> None:
    def cut() -> Iterator[ExportItem]:
        yield item(uid=1)
        raise ConnectionError("cut off")

    export_messages([item(uid=1), item(uid=2)], tmp_path, ExportFormat.MBOX)
    before = (tmp_path / "work" / "INBOX.mbox").read_bytes()
    with pytest.raises(SettingsRefused):
        export_messages(cut(), tmp_path, ExportFormat.MBOX)
    assert (tmp_path / "work" / "INBOX.mbox").read_bytes() == before


def test_folders_of_two_name_spaces_that_meet_in_one_mbox_are_both_in_it(tmp_path: Path) -> None:
    export_messages([item("A/B", "/"), item("C"), item("A.B", ".")], tmp_path, ExportFormat.MBOX)
    assert (tmp_path / "work" / "A" / "B.mbox").read_bytes().count(b"\nSubject: x\n") == 2


def test_folders_that_the_disk_takes_for_one_are_both_in_its_mbox(tmp_path: Path) -> None:
    """As "Anna" and "anna" are one on many disks, here by a link."""
    (tmp_path / "Anna").mkdir()
    (tmp_path / "anna").symlink_to("Anna", target_is_directory=True)
    both = [replace(item(uid=1), mailbox="Anna"), replace(item(uid=2), mailbox="anna")]
    for _ in range(2):
        export_messages(both, tmp_path, ExportFormat.MBOX)
        (name,) = (tmp_path / "Anna").iterdir()
        assert name.read_bytes().count(b"\nSubject: x\n") == 2


@pytest.mark.parametrize("layout", list(ExportFormat))
def test_folders_deeper_than_file_systems_take_stay_apart(tmp_path: Path, layout: ExportFormat) -> None:
    deep = "/".join(["level"] * 1_000)
    both = [item(f"{deep}/one"), item(f"{deep}/two")]
    assert export_messages(both, tmp_path, layout) == 2
    assert len({choose_dir(tmp_path, each) for each in both}) == 2


@pytest.mark.parametrize("layout", list(ExportFormat))
def test_folder_names_longer_than_file_systems_take_stay_apart(tmp_path: Path, layout: ExportFormat) -> None:
    names = ["日本語" * 100 + end for end in "ab"] + ["\udce4" * 90]
    assert export_messages([item(name) for name in names], tmp_path, layout) == 3
    assert len(list((tmp_path / "work").iterdir())) == 3


@pytest.mark.parametrize("layout", list(ExportFormat))
def test_where_file_names_hold_no_umlauts_they_are_encoded_in_them(
    tmp_path: Path, layout: ExportFormat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.fsencode", lambda name: str(name).encode("ascii"))
    assert export_messages([item("Entwürfe"), item("日本")], tmp_path, layout) == 2
    assert {path.stem for path in (tmp_path / "work").iterdir()} == {"Entw%C3%BCrfe", "%E6%97%A5%E6%9C%AC"}


def test_eml_files_hold_the_bytes(tmp_path: Path) -> None:
    assert export_messages([item()], tmp_path, ExportFormat.EML) == 1
    (path,) = (tmp_path / "work" / "INBOX").iterdir()
    assert path.read_bytes() == RAW


def test_a_place_that_can_not_be_written_to_is_said(tmp_path: Path) -> None:
    (tmp_path / "work").write_text("a file")
    with pytest.raises(SettingsRefused):
        export_messages([item()], tmp_path, ExportFormat.EML)


@given(st.text(min_size=1), st.sampled_from(["/", ".", None]))
def test_no_folder_name_leads_out_of_the_destination(folder: str, delimiter: str | None) -> None:
    place = choose_dir(Path("/dest"), item(folder, delimiter))
    assert place.is_relative_to("/dest/work")
    assert not {"..", ".", "cur", "new", "tmp"} & set(place.parts)
    assert "\0" not in str(place)


@given(st.text(min_size=1), st.text(min_size=1))
def test_two_folder_names_never_share_a_place(one: str, two: str) -> None:
    same = choose_dir(Path("/d"), item(one, None)) == choose_dir(Path("/d"), item(two, None))
    assert same == (one == two)
