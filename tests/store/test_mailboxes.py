"""Mailboxes and folders."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from imapdesk.errors import NotFound, SettingsRefused
from imapdesk.mail import (
    FolderRole,
    ListedFolder,
    MailboxId,
    MailboxSettings,
    NewFolders,
    Period,
    PeriodKind,
    RunResult,
    Security,
    utc_now,
)
from imapdesk.outcome import Outcome
from imapdesk.store import Store
from tests.store.bench import Bench, listed, make_listing

FULL = MailboxSettings(
    name="Büro",
    address="me@example.com",
    host="imap.example.com",
    port=143,
    security=Security.STARTTLS,
    user="me",
    auth="gmail",
    ca_file="/certificates/ca.pem",
    period=Period(PeriodKind.SINCE, date(2020, 2, 29)),
    every_minutes=5,
    owner="bob",
    read_only=True,
    new_folders=NewFolders.ASK,
    forget_gone=True,
    instant=True,
    max_message_bytes=7,
    max_connections=1,
)


def test_settings_come_back_as_they_went_in(store: Store) -> None:
    assert store.add_mailbox(FULL).settings == FULL
    assert store.find_mailbox("Büro") == store.load_mailboxes()[0]
    assert store.load_mailboxes()[0].settings == FULL


def test_a_name_is_taken_once(store: Store) -> None:
    store.add_mailbox(FULL)
    with pytest.raises(SettingsRefused) as refusal:
        store.add_mailbox(replace(FULL, host="other.example.com"))
    assert refusal.value.field == "name"
    other = store.add_mailbox(replace(FULL, name="other"))
    with pytest.raises(SettingsRefused):
        store.save_settings(other.id, FULL)


def test_only_changes_that_matter_to_the_server_make_the_folder_list_due(store: Store) -> None:
    mailbox = store.add_mailbox(FULL)
    quiet = store.save_settings(mailbox.id, replace(FULL, name="x", every_minutes=60, owner=None))
    assert quiet.settings_revision == 1
    assert store.save_settings(mailbox.id, replace(quiet.settings, host="new.example.com")).settings_revision == 2


def test_state_is_marked_and_kept(store: Store) -> None:
    mailbox = store.add_mailbox(FULL)
    moment = datetime(2026, 11, 22, 10, 0, 0, 123456, tzinfo=UTC)
    store.mark_mailbox(
        mailbox.id, paused=True, last_outcome=Outcome.BUSY, next_run_at=moment, failures=3, last_error="x"
    )
    found = store.load_mailboxes()[0]
    assert (found.paused, found.last_outcome, found.next_run_at, found.failures) == (True, Outcome.BUSY, moment, 3)
    assert store.mark_mailbox(mailbox.id, last_outcome=None, next_run_at=None).next_run_at is None
    with pytest.raises(TypeError):
        store.mark_mailbox(mailbox.id, name="x")
    with pytest.raises(NotFound):
        store.mark_mailbox(MailboxId(99), paused=True)


def test_a_removed_mailbox_takes_its_mail_along(bench: Bench) -> None:
    bench.save(1, 2)
    bench.store.remove_mailbox(bench.mailbox.id, keep_mail=False)
    assert bench.store.load_mailboxes() == []
    assert bench.store.count_messages() == 0
    assert bench.store._readers.row("SELECT count(*) FROM content") == (0,)
    assert bench.store.check() == []


def test_mail_kept_of_a_removed_mailbox_is_listed_and_exported(bench: Bench) -> None:
    bench.save(1, 2)
    bench.store.remove_mailbox(bench.mailbox.id, keep_mail=True)
    assert bench.store.load_mailboxes() == []
    assert bench.store.find_mailbox("work") is None
    assert [box.name for box in bench.store.load_removed_mailboxes()] == ["work"]
    assert bench.subjects() == ["message 2", "message 1"]
    assert len(list(bench.store.iter_export())) == 2


def test_a_removed_mailbox_comes_back_with_its_mail(bench: Bench) -> None:
    bench.save(1)
    bench.store.remove_mailbox(bench.mailbox.id, keep_mail=True)
    again = bench.store.add_mailbox(bench.mailbox.settings)
    assert again.id == bench.mailbox.id
    assert again.settings_revision > again.listed_revision
    assert not again.paused


def test_kept_mail_of_another_login_steps_aside(bench: Bench) -> None:
    bench.save(1)
    bench.store.remove_mailbox(bench.mailbox.id, keep_mail=True)
    other = bench.store.add_mailbox(replace(bench.mailbox.settings, user="somebody else"))
    assert other.name == "work"
    assert bench.store.load_folders(other.id) == []
    assert bench.store.count_messages() == 1


def test_a_listing_makes_folders_with_what_the_server_says(store: Store) -> None:
    mailbox = store.add_mailbox(FULL)
    sent = ListedFolder("Gesendet/Ä", b"Gesendet/&AMQ-", "/", frozenset({"\\sent"}), FolderRole.SENT)
    container = ListedFolder("Box", b"Box", None, frozenset({"\\noselect"}), selectable=False)
    listing = replace(make_listing(), folders=(sent, container))
    store.save_listing(mailbox.id, listing, revision=1, include=lambda folder: True)
    box, found = store.load_folders(mailbox.id)
    assert (found.path, found.wire_name, found.role, found.included) == (
        "Gesendet/Ä",
        sent.wire_name,
        FolderRole.SENT,
        True,
    )
    assert (box.selectable, box.included, box.delimiter) == (False, False, None)
    assert store.load_mailboxes()[0].listed_revision == 1


def test_a_folder_gone_from_the_server_stays_only_with_saved_mail(bench: Bench) -> None:
    bench.save(1)
    bench.plan(listed(5), folder=bench.other)  # pending only: nothing is saved of it
    bench.store.save_listing(bench.mailbox.id, make_listing("New"), revision=1, include=lambda folder: False)
    folders = {folder.path: folder for folder in bench.store.load_folders(bench.mailbox.id)}
    assert folders.keys() == {"INBOX", "New"}
    assert not folders["INBOX"].on_server
    assert folders["INBOX"].messages_saved == 1
    assert not folders["New"].included
    assert bench.store.check() == []


def test_an_incomplete_listing_takes_nothing_away(bench: Bench) -> None:
    listing = make_listing("INBOX", complete=False)
    bench.store.save_listing(bench.mailbox.id, listing, revision=1, include=lambda folder: True)
    assert [folder.path for folder in bench.store.load_folders(bench.mailbox.id)] == ["Archive", "INBOX"]


def test_a_folder_that_comes_back_is_on_the_server_again(bench: Bench) -> None:
    bench.save(1)
    for paths in (("Archive",), ("Archive", "INBOX")):
        bench.store.save_listing(bench.mailbox.id, make_listing(*paths), revision=1, include=lambda folder: True)
    assert bench.folder().folder.on_server


def test_ticks_are_kept_over_listings(bench: Bench) -> None:
    change = bench.store.mark_included(bench.mailbox.id, ["Archive"], False)
    assert change.folder_ids == {bench.other}
    listing = make_listing("INBOX", "Archive")
    bench.store.save_listing(bench.mailbox.id, listing, revision=2, include=lambda folder: True)
    assert not bench.folder("Archive").folder.included


def test_the_local_copy_of_a_folder_can_be_removed(bench: Bench) -> None:
    bench.plan(listed(1))
    bench.save(1)
    bench.store.remove_local_copy(bench.inbox)
    known = bench.folder()
    assert known.folder.last_sync is None, "ticked again it is one that still comes"
    assert (known.folder.messages_saved, known.folder.included, known.surveyed, known.uidvalidity) == (
        0,
        False,
        False,
        None,
    )
    assert bench.store.check() == []


def test_the_local_copy_of_a_folder_gone_from_the_server_takes_the_folder_along(bench: Bench) -> None:
    bench.save(1)
    bench.store.save_listing(bench.mailbox.id, make_listing("Archive"), revision=1, include=lambda folder: True)
    bench.store.remove_local_copy(bench.inbox)
    assert [folder.path for folder in bench.store.load_folders(bench.mailbox.id)] == ["Archive"]
    with pytest.raises(NotFound):
        bench.store.remove_local_copy(bench.inbox)


def test_a_mailbox_knows_the_reason_of_its_latest_run(store: Store) -> None:
    mailbox = store.add_mailbox(FULL)
    assert mailbox.last_reason == ""
    begun = utc_now()
    for minutes, reason in ((1, ""), (3, "secrets"), (2, "refused")):
        started = begun + timedelta(minutes=minutes)
        store.add_run(RunResult(mailbox.name, Outcome.UNREACHABLE, reason=reason, started_at=started))
    assert [each.last_reason for each in store.load_mailboxes()] == ["secrets"]
