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
