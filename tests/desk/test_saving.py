"""Messages that somebody chose are saved as files: their bytes, under names that tell them apart."""

from __future__ import annotations

import mailbox
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from imapdesk.desk import Desk
from imapdesk.errors import Cancelled, SettingsRefused
from imapdesk.mail import Scope
from imapdesk.mime.names import name_message

DATE = b"Date: Mon, 2 Mar 2026 10:00:00 +0000\r\n"


@pytest.fixture
def keep(tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    """Keep these messages in a store: ``keep(raw, raw)``."""
    with Desk.open(tmp_path / "data") as desk:

        def add(*raws: bytes) -> Desk:
            (tmp_path / "mails").mkdir()
            for number, raw in enumerate(raws):
                (tmp_path / "mails" / f"{number}.eml").write_bytes(raw)
            desk.import_mail(tmp_path / "mails")
            return desk

        yield add


def make_mail(subject: str, text: str = "x") -> bytes:
    return f"Subject: {subject}\r\n".encode() + DATE + f"\r\n{text}\r\n".encode()


def list_all(desk: Desk) -> list[int]:
    return [int(number) for number in desk.list_ids(Scope())]


def read(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_each_is_a_file_called_by_its_day_and_subject(keep: Callable[..., Desk], tmp_path: Path) -> None:
    raws = make_mail("Invoice 1/2"), make_mail("=?utf-8?q?Gr=C3=BC=C3=9Fe?=", "From here\r\n")
    desk, out = keep(*raws), tmp_path / "out"
    out.mkdir()
    seen: list[int] = []
    assert desk.save_each(list_all(desk), out, seen.append) == 2
    assert read(out) == {"2026-03-02 Invoice 1_2.eml": raws[0], "2026-03-02 Grüße.eml": raws[1]}
    assert seen == [1, 2]


def test_the_same_subject_and_a_file_that_is_there_leave_each_other_alone(
    keep: Callable[..., Desk], tmp_path: Path
) -> None:
    desk, out = keep(make_mail("News", "1"), make_mail("NEWS", "2"), make_mail("News", "3")), tmp_path / "out"
    out.mkdir()
    (out / "2026-03-02 News.eml").write_bytes(b"mine")
    desk.save_each(list_all(desk), out)
    desk.save_each(list_all(desk)[:1], out)
    saved = read(out)
    assert saved.pop("2026-03-02 News.eml") == b"mine"
    assert len(saved) == 4
    assert len(set(saved.values())) == 3


def test_an_mbox_file_is_read_by_another_program(keep: Callable[..., Desk], tmp_path: Path) -> None:
    desk, path = keep(make_mail("one", "From here"), make_mail("two")), tmp_path / "chosen.mbox"
    path.write_bytes(b"an older one")
    assert desk.save_as_mbox(list_all(desk), path) == 2
    box = mailbox.mbox(path)
    assert sorted(message["Subject"] for message in box) == ["one", "two"]
    box.close()
    assert b"\n>From here\n" in path.read_bytes()


def test_what_is_stopped_leaves_whole_files_and_the_mbox_as_it_was(keep: Callable[..., Desk], tmp_path: Path) -> None:
    raws = {make_mail("one"), make_mail("two"), make_mail("three")}
    desk, out, path = keep(*raws), tmp_path / "out", tmp_path / "chosen.mbox"
    out.mkdir()
    path.write_bytes(b"an older one")

    def stop(done: int) -> None:
        if done == 2:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        desk.save_each(list_all(desk), out, stop)
    with pytest.raises(Cancelled):
        desk.save_as_mbox(list_all(desk), path, stop)
    assert len(read(out)) == 2
    assert set(read(out).values()) < raws
    assert path.read_bytes() == b"an older one"
    assert not path.with_name("chosen.mbox.part").exists()


def test_a_place_that_takes_no_files_is_said_and_never_replaced(keep: Callable[..., Desk], tmp_path: Path) -> None:
    desk = keep(make_mail("one"))
    with pytest.raises(SettingsRefused, match="can't be written"):
        desk.save_each(list_all(desk), tmp_path / "missing")
    with pytest.raises(SettingsRefused, match="can't be written"):
        desk.save_as_mbox(list_all(desk), tmp_path)
    assert tmp_path.is_dir()


def test_messages_that_went_meanwhile_are_left_out(keep: Callable[..., Desk], tmp_path: Path) -> None:
    desk, out = keep(make_mail("one")), tmp_path / "out"
    out.mkdir()
    assert desk.save_each([*list_all(desk), 999, 2**70], out) == 1


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("", "2026-03-02 message.eml"),
        ("../../etc/passwd", "2026-03-02 _.._etc_passwd.eml"),
        ("invoice.pdf.exe", "2026-03-02 invoice.pdf.exe.eml"),
        ("a\N{RIGHT-TO-LEFT OVERRIDE}lme.exe", "2026-03-02 alme.exe.eml"),
        ("con", "2026-03-02 con.eml"),
        ("x" * 300, "2026-03-02 " + "x" * 80 + ".eml"),
    ],
)
def test_a_subject_makes_a_name_that_leads_nowhere_else(subject: str, name: str) -> None:
    assert name_message(subject, ".eml", "2026-03-02") == name
