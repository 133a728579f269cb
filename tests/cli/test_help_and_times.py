"""The command line tells what can be set, and speaks of time as the clock on the wall does."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import click
import pytest

from imapdesk.cli.main import cli
from tests.cli.program import Program
from tests.servers.mail_user import MailUser


def test_the_help_of_mailbox_set_names_every_setting(program: Program) -> None:
    text = program.run("mailbox", "set", "--help").text
    refused = program.run("mailbox", "add", "x", "--address", "a@example.com", "--host", "h.example", "--no-check")
    assert refused.code == 0, refused.err
    known = program.run("mailbox", "set", "x", "moon=full").err
    names = known.rpartition("Settings: ")[2].strip().rstrip(".").split(", ")
    assert len(names) > 10
    assert [name for name in names if name not in text] == []


def list_commands(command: click.Command, name: str = "imapdesk") -> Iterator[tuple[str, click.Command]]:
    """A command and those below it."""
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for word in command.list_commands(context):
            below = command.get_command(context, word)
            assert below is not None
            yield from list_commands(below, f"{name} {word}")


def test_every_command_and_every_option_says_what_it_is() -> None:
    commands = dict(list_commands(cli))
    assert len(commands) > 35
    assert [name for name, command in commands.items() if not command.get_short_help_str()] == []
    options = [(name, one) for name, command in commands.items() for one in command.params]
    assert [(name, one.name) for name, one in options if isinstance(one, click.Option) and not one.help] == []


def test_status_prints_local_times(program: Program) -> None:
    program.run("mailbox", "add", "x", "--address", "a@example.com", "--host", "127.0.0.1", "--port", "1", "--no-check",
                stdin="")  # fmt: skip
    program.run("sync", "x")
    document = program.json("status")["mailboxes"][0]
    assert document["last_run"].endswith("+00:00"), "programs read universal time"
    tokyo = program.run("status", TZ="Asia/Tokyo").text
    universal = program.run("status", TZ="UTC").text
    (tokyo_line,) = [line for line in tokyo.splitlines() if "last run" in line]
    (universal_line,) = [line for line in universal.splitlines() if "last run" in line]
    assert tokyo_line != universal_line
    assert document["last_run"][:16].replace("T", " ") in universal_line


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo"])
@pytest.mark.parametrize("second", [-62135596800, 253402300799])  # the first of the year 1 and the last of 9999
def test_a_date_at_the_end_of_the_calendar_stops_no_list(
    program: Program, tmp_path: Path, zone: str, second: int
) -> None:
    mail = tmp_path / "odd.eml"
    mail.write_bytes(b"Subject: odd\r\nDate: Mon, 23 Nov 2026 10:00:00 +0000\r\n\r\nx\r\n")
    program.json("import", str(mail))
    with closing(sqlite3.connect(program.data_dir / "imapdesk.db")) as store, store:  # as older versions saved it
        store.execute("UPDATE message SET sent_at = ?", (second,))
        store.execute("UPDATE location SET internal_date = ?", (second,))

    listed = program.run("list", TZ=zone)

    assert (listed.code, listed.text.split()[-1]) == (0, "odd")


def test_a_messages_date_is_shown_by_the_local_clock(program: Program, tmp_path: Path) -> None:
    mail = tmp_path / "one.eml"
    mail.write_bytes(b"Subject: one\r\nDate: Mon, 23 Nov 2026 20:00:00 +0000\r\n\r\nx\r\n")
    program.json("import", str(mail))
    (row,) = program.json("list")
    assert "Date     2026-11-24 05:00\n" in program.run("show", str(row["id"]), TZ="Asia/Tokyo").text
    assert program.json("show", str(row["id"]))["date"] == "2026-11-23T20:00:00+00:00"


def test_no_next_run_is_told_that_will_not_come(program: Program, mail_user: MailUser) -> None:
    program.add_mailbox(mail_user)
    program.json("mailbox", "set", "work", "--password-stdin", "--no-check", stdin="not the password\n")
    program.sync(code=3)

    assert program.json("status")["mailboxes"][0]["next_run"] is None
    assert program.json("mailbox", "show", "work")["next_run"] is None
    assert "next run once you have signed in" in program.run("status").text

    program.json("mailbox", "set", "work", "--password-stdin", "every=0", stdin=mail_user.password + "\n")
    program.sync()
    assert program.json("status")["mailboxes"][0]["next_run"] is None
    assert "next run when you ask for it" in program.run("status").text
