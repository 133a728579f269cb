"""People, roles and notices on the command line."""

from __future__ import annotations

import pytest

from imapdesk.accounts.people import CAPABILITIES, CREDENTIAL_NOTIFICATIONS, current_login
from tests.cli.program import Program
from tests.servers.mail_user import MailUser


def test_the_first_person_is_made_by_itself_as_an_administrator(program: Program) -> None:
    (me,) = program.json("person", "list")
    assert (me["login"], me["roles"]) == (current_login(), ["Administrator"])
    assert me["capabilities"] == sorted(CAPABILITIES)


def test_people_are_added_changed_listed_and_removed(program: Program) -> None:
    added = program.json("person", "add", "bob", "--name", "Bob", "--address", "bob@example.org")
    assert added == {
        "login": "bob", "name": "Bob", "address": "bob@example.org", "roles": [], "capabilities": [],
    }  # fmt: skip
    changed = program.json("person", "set", "bob", "--address", "b@example.net", "--role", "Administrator")
    assert (changed["name"], changed["address"], changed["roles"]) == ("Bob", "b@example.net", ["Administrator"])
    assert program.json("person", "set", "bob", "--no-roles")["capabilities"] == []
    assert sorted(each["login"] for each in program.json("person", "list")) == sorted([current_login(), "bob"])
    assert "bob\tBob\tb@example.net\t-" in program.run("person", "list").text
    program.json("person", "remove", "bob")
    assert [each["login"] for each in program.json("person", "list")] == [current_login()]


def test_roles_hold_capabilities_and_losing_one_takes_them_away(program: Program) -> None:
    program.json("role", "set", "Keeper", CREDENTIAL_NOTIFICATIONS)
    program.json("person", "add", "bob", "--role", "Keeper")
    assert {"name": "Keeper", "capabilities": [CREDENTIAL_NOTIFICATIONS]} in program.json("role", "list")
    assert "Keeper\tsync_origin_credential_notifications" in program.run("role", "list").text
    program.json("role", "remove", "Keeper")
    bob = next(each for each in program.json("person", "list") if each["login"] == "bob")
    assert (bob["roles"], bob["capabilities"]) == ([], [])


@pytest.mark.parametrize(
    "words",
    [
        ["person", "add", "bob", "--role", "Nobody has heard of it"],
        ["person", "set", "nobody", "--name", "Nobody"],
        ["person", "remove", "nobody"],
        ["role", "remove", "Nothing"],
        ["role", "set", "Keeper", "sync_origin_credential_notification"],
        ["person", "add"],
        ["person", "add", " "],
        ["person", "add", "two\nlines"],
        ["person", "add", "bob", "--address", "nowhere"],
        ["role", "set", "", "manage_people"],
    ],
)
def test_wrong_words_end_with_2(program: Program, words: list[str]) -> None:
    answer = program.run(*words)
    assert answer.code == 2
    assert answer.err.strip()
    assert "Traceback" not in answer.err


def test_a_login_that_is_taken_is_refused(program: Program) -> None:
    program.json("person", "add", "bob")
    assert program.run("person", "add", "bob").code == 2


def test_notices_tell_what_is_open_and_nothing_after_a_good_run(program: Program, mail_user: MailUser) -> None:
    assert program.json("notices") == []
    program.add_mailbox(mail_user)
    program.json("mailbox", "set", "work", "--password-stdin", stdin="not the password\n")
    program.sync(code=3)
    (notice,) = program.json("notices")
    assert (notice["mailbox"], notice["cause"], notice["reason"]) == ("work", "credentials", "refused")
    universal = notice["since"][:16].replace("T", " ")
    assert program.run("notices", TZ="UTC").text == f"(!) work: {notice['sentence']} (since {universal})\n"
    assert universal not in program.run("notices", TZ="Asia/Tokyo").text
    program.json("mailbox", "set", "work", "--password-stdin", stdin=mail_user.password + "\n")
    program.sync()
    assert program.json("notices") == []
    assert "Nothing needs you." in program.run("notices").text


def test_a_removed_mailbox_takes_its_notice_along(program: Program, mail_user: MailUser) -> None:
    program.add_mailbox(mail_user)
    program.json("mailbox", "set", "work", "--password-stdin", stdin="not the password\n")
    program.sync(code=3)
    program.json("mailbox", "remove", "work")
    assert program.json("notices") == []


def test_status_tells_the_history_of_runs(program: Program, mail_user: MailUser) -> None:
    program.add_mailbox(mail_user)
    program.sync()
    program.json("mailbox", "set", "work", "--password-stdin", stdin="not the password\n")
    program.sync(code=3)
    (box,) = program.json("status")["mailboxes"]
    assert [(run["outcome"], run["reason"]) for run in box["runs"]] == [("sign_in_required", "refused"), ("ok", None)]
    assert all(run["started_at"] and run["seconds"] >= 0 for run in box["runs"])
    assert box["owner"] == current_login()
    assert "sign_in_required" in program.run("status").text
