"""A folder that suddenly lost most of its mail is asked about; what was only moved or thrown away is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from imapdesk.mail import FolderRole, Mailbox
from imapdesk.outcome import Outcome
from imapdesk.store import Store
from imapdesk.sync.deletions import answer_question, load_questions
from imapdesk.sync.events import MassDeletion
from tests.sync.bench import Bench


@pytest.fixture
def bench(store: Store, add_mailbox: Callable[..., Mailbox]) -> Bench:
    made = Bench(store, add_mailbox())
    for _ in range(60):
        made.model.append("INBOX")
    made.model.add_folder("Archive")
    made.sync()
    return made


def lose(bench: Bench, count: int, path: str = "INBOX") -> None:
    folder = bench.model.folders[path]
    for uid in sorted(folder.messages)[:count]:
        folder.expunge(uid)


def asked(bench: Bench) -> list[tuple[str, int, int]]:
    return [(event.folder, event.count, event.held) for event in bench.events if isinstance(event, MassDeletion)]


def live(bench: Bench) -> int:
    return sum(len(bench.store.load_known_messages(folder.id)) for folder in bench.store.load_folders(bench.mailbox.id))


def test_a_folder_that_lost_most_of_its_mail_is_asked_about_once_and_nothing_is_marked(bench: Bench) -> None:
    lose(bench, 80)
    assert bench.sync().gone == 0
    assert asked(bench) == [("INBOX", 80, 100)]
    assert live(bench) == 105
    assert bench.sync().gone == 0
    assert asked(bench) == [], "asked once"
    bench.model.append("INBOX")
    assert (bench.sync().stored, live(bench), asked(bench)) == (1, 106, []), "and new mail still comes"


def test_yes_marks_them_in_the_next_run_and_the_mail_stays_readable(bench: Bench) -> None:
    lose(bench, 80)
    bench.sync()
    ((folder_id, question),) = load_questions(bench.store, bench.mailbox.id).items()
    assert (question.folder, question.count, question.answer) == ("INBOX", 80, None)
    answer_question(bench.store, folder_id, "mark")
    result = bench.sync()
    assert (result.outcome, result.gone, live(bench)) == (Outcome.OK, 80, 25)
    assert load_questions(bench.store) == {}
    assert bench.store.count_messages() == 105


def test_no_keeps_them_and_asks_again_only_when_more_is_lost(bench: Bench) -> None:
    lose(bench, 80)
    bench.sync()
    (folder_id,) = load_questions(bench.store, bench.mailbox.id)
    answer_question(bench.store, folder_id, "keep")
    bench.model.append("INBOX")
    assert (bench.sync().gone, asked(bench), live(bench)) == (0, [], 106)
    lose(bench, 10)
    bench.sync()
    assert asked(bench) == [("INBOX", 90, 101)]


def test_a_server_that_lists_them_again_settles_the_question(bench: Bench) -> None:
    folder = bench.model.folders["INBOX"]
    held = dict(folder.messages)
    lose(bench, 80)
    bench.sync()
    folder.messages = held
    folder.bump()
    assert bench.sync().outcome is Outcome.OK
    assert live(bench) == 105
    assert load_questions(bench.store) == {}


def test_a_few_expunges_are_no_mass_deletion(bench: Bench) -> None:
    lose(bench, 45)
    assert bench.sync().gone == 45
    assert asked(bench) == []


def test_mail_that_was_moved_to_another_folder_is_no_mass_deletion(bench: Bench) -> None:
    for uid in sorted(bench.model.folders["INBOX"].messages):
        bench.model.move("INBOX", uid, "Archive")
    result = bench.sync()
    assert (result.outcome, result.stored, asked(bench)) == (Outcome.OK, 0, [])
    assert bench.missing() == set()
    assert live(bench) == 105


def test_an_emptied_trash_is_no_mass_deletion(bench: Bench) -> None:
    bench.model.add_folder("Bin", FolderRole.TRASH)
    for _ in range(70):
        bench.model.append("Bin")
    bench.sync()
    bench.store.mark_included(bench.mailbox.id, ["Bin"], True)
    assert bench.sync().stored == 70
    lose(bench, 70, "Bin")
    assert bench.sync().gone == 70
    assert asked(bench) == []
