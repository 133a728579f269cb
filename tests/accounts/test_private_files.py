"""Private files are their owner's alone, and on the disk before anybody relies on them."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from imapdesk.accounts.private_files import make_private_dir, write_private


@pytest.mark.parametrize("mask", [0o000, 0o077, 0o177])
def test_a_folder_is_its_owners_alone_and_usable_whatever_the_umask(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        make_private_dir(tmp_path / "data")
        write_private(tmp_path / "data" / "file", b"secret")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "data" / "file").stat().st_mode) == 0o600


def test_the_content_is_on_the_disk_before_it_has_its_name_and_the_name_before_it_returns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    flush, replace = os.fsync, os.replace

    def note_flush(handle: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        flush(handle)

    def note_replace(name: str, path: Path) -> None:
        steps.append("name")
        replace(name, path)

    monkeypatch.setattr(os, "fsync", note_flush)
    monkeypatch.setattr(os, "replace", note_replace)
    write_private(tmp_path / "file", b"secret")
    assert steps == ["file", "name", "folder"]


def test_what_can_not_be_written_leaves_the_former_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_handle: int) -> None:
        raise OSError("no space")

    write_private(tmp_path / "file", b"before")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="no space"):
        write_private(tmp_path / "file", b"after")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert (tmp_path / "file").read_bytes() == b"before"
