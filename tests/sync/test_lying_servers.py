"""Servers whose lists and counts are not so: nothing is taken away, and all that can be had is stored."""

from __future__ import annotations

from dataclasses import replace

from imapdesk.mail import SurveyKind, Uid
from imapdesk.outcome import Outcome
from tests.sync.bench import COUNT, Bench, numbers


def test_a_listing_that_is_too_short_is_never_taken_for_the_whole(bench: Bench) -> None:
    bench.sync()
    bench.model.folders["INBOX"].expunge(Uid(2))
    bench.model.folders["INBOX"].highestmodseq = 3  # numbers run backwards, so everything is asked for
    bench.script.shorten.add("INBOX")
    result = bench.sync()
    assert (result.outcome, result.gone) == (Outcome.PARTIAL, 0)
    bench.script.shorten.clear()
    result = bench.sync()
    assert (result.outcome, result.gone) == (Outcome.OK, 1)


def test_an_incomplete_folder_list_takes_no_folder_away(bench: Bench) -> None:
    bench.sync()
    removed = bench.model.folders.pop("Work")
    bench.script.incomplete_listing = True
    result = bench.sync()
    assert result.outcome is Outcome.PARTIAL
    assert {folder.path for folder in bench.store.load_folders(bench.mailbox.id) if folder.on_server} >= {"INBOX"}
    assert removed.path in {folder.path for folder in bench.store.load_folders(bench.mailbox.id)}


def test_a_folder_that_is_renumbered_while_it_is_fetched_is_relinked_in_the_same_run(bench: Bench) -> None:
    done: list[int] = []

    def renumber() -> None:
        done.append(1)
        if len(done) == 3:
            bench.model.folders["INBOX"].renumber()

    bench.script.before_fetch = renumber
    assert numbers(bench.sync()) == (Outcome.OK, COUNT + 5, 0, 0)
    assert bench.missing() == set()


def test_a_server_that_counts_other_than_it_tells_is_looked_at_in_full(bench: Bench) -> None:
    bench.sync()
    folder = bench.model.folders["INBOX"]
    folder.expunge(Uid(5))
    folder.expunged.clear()  # VANISHED (EARLIER) will not mention it
    result = bench.sync()
    assert (result.outcome, result.gone) == (Outcome.OK, 1)
    kinds = [request.survey.kind for request in bench.server.surveyed if request.folder.path == "INBOX"]
    assert kinds[-2:] == [SurveyKind.CHANGED_SINCE, SurveyKind.EVERYTHING]
    assert bench.server.distrusted == {"QRESYNC"}


def test_a_message_with_a_uid_below_those_known_is_fetched_all_the_same(bench: Bench) -> None:
    folder = bench.model.folders["INBOX"]
    late = folder.messages.pop(Uid(4))
    bench.sync()
    folder.messages[Uid(4)] = replace(late, modseq=folder.bump())
    assert numbers(bench.sync()) == (Outcome.OK, 1, 0, 0)
    assert bench.missing() == set()
