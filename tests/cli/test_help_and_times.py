"""The command line tells what can be set, and speaks of time as the clock on the wall does."""

from __future__ import annotations

from tests.cli.program import Program


def test_the_help_of_mailbox_set_names_every_setting(program: Program) -> None:
    text = program.run("mailbox", "set", "--help").text
    refused = program.run("mailbox", "add", "x", "--address", "a@example.com", "--host", "h.example", "--no-check")
    assert refused.code == 0, refused.err
    known = program.run("mailbox", "set", "x", "moon=full").err
    names = known.rpartition("Settings: ")[2].strip().rstrip(".").split(", ")
    assert len(names) > 10
    assert [name for name in names if name not in text] == []


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
