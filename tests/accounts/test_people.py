import os
import pwd

from imapdesk.accounts.people import (
    CREDENTIAL_NOTIFICATIONS,
    VIEW_SYSTEM_MAILBOXES,
    current_login,
    find_told,
    may_see,
)
from imapdesk.mail import MailboxSettings, Person

ALICE = Person("alice", capabilities=frozenset({CREDENTIAL_NOTIFICATIONS}))
BOB = Person("bob", capabilities=frozenset({CREDENTIAL_NOTIFICATIONS, VIEW_SYSTEM_MAILBOXES}))
CAROL = Person("carol", capabilities=frozenset({VIEW_SYSTEM_MAILBOXES}))
DAVE = Person("dave")
EVERYONE = (ALICE, BOB, CAROL, DAVE)


def mailbox(owner: str | None) -> MailboxSettings:
    return MailboxSettings("box", "box@example.com", "imap.example.com", owner=owner)


def test_an_owner_and_nobody_else_sees_and_is_told_of_a_mailbox() -> None:
    assert [person for person in EVERYONE if may_see(person, mailbox("dave"))] == [DAVE]
    assert [person.login for person in find_told(mailbox("dave"), EVERYONE)] == ["dave"]


def test_an_owner_is_written_to_at_the_own_address_or_else_at_the_mailboxs() -> None:
    assert find_told(mailbox("dave"), EVERYONE)[0].address == "box@example.com"
    own = Person("erin", address="erin@example.org")
    assert find_told(mailbox("erin"), [own]) == (own,)


def test_of_a_system_mailbox_every_holder_of_the_capability_is_told() -> None:
    assert find_told(mailbox(None), EVERYONE) == (ALICE, BOB)


def test_whoever_is_told_of_a_mailbox_sees_it() -> None:
    for settings in (mailbox(None), mailbox("alice"), mailbox("dave")):
        assert all(may_see(person, settings) for person in find_told(settings, EVERYONE))


def test_a_person_without_capability_does_not_see_system_mailboxes() -> None:
    assert [person.login for person in EVERYONE if may_see(person, mailbox(None))] == ["alice", "bob", "carol"]


def test_an_owner_who_is_not_among_the_people_is_still_told() -> None:
    assert find_told(mailbox("erin"), EVERYONE) == (Person("erin", address="box@example.com"),)


def test_the_login_is_the_systems_account_name_whatever_the_environment_says(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("LOGNAME", "somebody-else")
    assert current_login() == pwd.getpwuid(os.geteuid()).pw_name
