"""A folder that loses most of its mail at once is asked about before anything is marked."""

from __future__ import annotations

from tests.cli.program import Program
from tests.servers.mail_user import MailUser


def lose_most(program: Program, user: MailUser) -> None:
    user.deliver("Lists", [b"Subject: %d\r\n\r\nx\r\n" % number for number in range(150)])
    program.add_mailbox(user)
    program.sync()
    user.expunge("Lists", user.uids("Lists")[5:])
    assert program.sync()["mailboxes"][0]["gone"] == 0


def test_nothing_is_marked_until_somebody_says_so(program: Program, mail_user: MailUser) -> None:
    lose_most(program, mail_user)
    (asked,) = program.json("folder", "deleted", "work")
    assert (asked["path"], asked["missing"], asked["held"]) == ("Lists", 145, 150)

    assert program.json("folder", "deleted", "work", "Lists", "--confirm") == []

    assert program.sync()["mailboxes"][0]["gone"] == 145
    assert program.json("status")["messages"] == 150


def test_a_denied_deletion_is_not_asked_about_again(program: Program, mail_user: MailUser) -> None:
    lose_most(program, mail_user)
    program.json("folder", "deleted", "work", "Lists", "--deny")
    assert program.sync()["mailboxes"][0]["gone"] == 0
    assert program.json("folder", "deleted", "work") == []


def test_sync_and_status_say_that_something_is_asked(program: Program, mail_user: MailUser) -> None:
    lose_most(program, mail_user)
    words = "145 of 150 messages in “Lists” are no longer on the server; say with “imapdesk folder deleted work”"
    assert words in program.run("sync").err
    assert f"(!) {words}" in program.run("status").text
    (box,) = program.json("status")["mailboxes"]
    assert box["needs_user"]
    assert box["deletions"] == [{"path": "Lists", "missing": 145, "held": 150}]

    program.json("folder", "deleted", "work", "Lists", "--confirm")
    assert program.run("sync").err == ""
    (box,) = program.json("status")["mailboxes"]
    assert (box["needs_user"], box["deletions"]) == (False, [])


def test_a_message_that_was_deleted_on_the_server_says_so(program: Program, mail_user: MailUser) -> None:
    mail_user.deliver("INBOX", [b"Subject: kept\r\n\r\nx\r\n", b"Subject: there\r\n\r\nx\r\n"])
    program.add_mailbox(mail_user)
    program.sync()
    mail_user.expunge("INBOX", mail_user.uids("INBOX")[:1])
    program.sync()
    said = {row["subject"]: program.run("show", str(row["id"])).text for row in program.json("list")}
    assert said["kept"].startswith("Deleted on the server (")
    assert "kept here" not in said["there"]
