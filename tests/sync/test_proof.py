"""What counts as missing, extra, different and left out when a folder is compared with the server."""

from __future__ import annotations

from dataclasses import replace

import pytest

from imapdesk.mail import KnownFolder, Listed, Observed, Uid
from imapdesk.sync.proof import FolderProof, choose_to_read, compare
from tests.sync.book import make_folder

KNOWN = KnownFolder(make_folder("INBOX"), uidvalidity=7, uidnext=10, surveyed=True)


def uids(*numbers: int) -> frozenset[Uid]:
    return frozenset(map(Uid, numbers))


def see(*numbers: int, **changes: object) -> Observed:
    """A whole look at a folder of these messages, each of 100 bytes."""
    listed = {uid: Listed(uid, size=100) for uid in uids(*numbers)}
    whole = Observed("INBOX", 7, 10, exists=len(numbers), listed=listed, uids=uids(*numbers))
    return replace(whole, **changes)  # type: ignore[arg-type]


def save(*numbers: int) -> dict[Uid, int]:
    return dict.fromkeys(uids(*numbers), 100)


def test_each_message_is_counted_where_it_belongs() -> None:
    found = compare(KNOWN, save(1, 2, 5) | {Uid(3): 99}, see(1, 2, 3, 4))
    assert found == FolderProof("INBOX", on_server=4, saved=4, missing="4", extra="5", different="3")
    assert found.counts == {"missing": 1, "extra": 1, "different": 1}
    assert not found.complete
    assert compare(KNOWN, save(1, 2), see(1, 2)).complete


def test_what_is_left_out_is_not_missing_and_counts_only_while_the_server_has_it() -> None:
    known = replace(KNOWN, skipped="1:2,8")
    found = compare(known, save(2, 5), see(1, 2, 4, 5), large=uids(4, 9))
    assert found == FolderProof("INBOX", on_server=4, saved=2, left_out=2)
    assert found.complete


def test_a_size_that_the_server_does_not_tell_is_no_difference() -> None:
    assert compare(KNOWN, save(1), see(1, listed={Uid(1): Listed(Uid(1))})).complete
    assert compare(KNOWN, save(1), see(1, listed={})).complete


@pytest.mark.parametrize(
    "changes",
    [{"refused": "No."}, {"uidvalidity": 8}, {"uidnext": 5}, {"complete": False}, {"uids": None}, {"exists": 3}],
)
def test_a_look_that_is_not_whole_proves_nothing(changes: dict[str, object]) -> None:
    found = compare(KNOWN, save(1, 2), see(1, 2, **changes))
    assert found.error
    assert (found.missing, found.extra, found.different) == ("", "", "")
    assert not found.complete
    assert choose_to_read(found, save(1, 2), uids(1), deep=True) == []


def test_a_deep_look_reads_all_that_is_saved_and_another_only_what_is_in_doubt() -> None:
    proof = FolderProof("INBOX")
    assert choose_to_read(proof, save(1, 2, 3), uids(2), deep=True) == [3, 2, 1]
    assert choose_to_read(proof, save(1, 2, 3), uids(2), deep=False) == [2]
