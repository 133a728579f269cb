"""Runs against a server that misbehaves: everything that can be had is stored, nothing twice, the outcome is right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from imapdesk.errors import Busy, DiskFull, Insecure, ProtocolError, SignInRequired, StoreError, StoreHeld, Unreachable
from imapdesk.mail import Mailbox, StoreChange, SurveyKind, Uid
from imapdesk.outcome import Outcome
from imapdesk.store import Store
from imapdesk.sync import events
from imapdesk.sync.line import Patience
from imapdesk.sync.quarantine import choose_retry_pause
from tests.sync.bench import COUNT, Bench, numbers


@pytest.fixture
def bench(store: Store, add_mailbox: Callable[..., Mailbox]) -> Bench:
    return Bench(store, add_mailbox())


def test_a_quiet_server_gives_everything(bench: Bench) -> None:
    assert numbers(bench.sync()) == (Outcome.OK, COUNT + 5, 0, 0)
    assert bench.missing() == set()
    assert numbers(bench.sync()) == (Outcome.OK, 0, 0, 0)


@pytest.mark.parametrize("uid", [1, 17, 40])
def test_one_message_that_is_refused_is_found_by_halving_and_the_rest_is_stored(bench: Bench, uid: int) -> None:
    bench.script.refuse[("INBOX", Uid(uid))] = "[SERVERBUG] cannot read it"
    assert numbers(bench.sync()) == (Outcome.PARTIAL, COUNT + 4, 0, 1)
    assert bench.missing() == {("INBOX", uid)}
    (held,) = bench.store.load_quarantine(bench.mailbox.id)
    assert (held.uid, held.reason) == (uid, "[SERVERBUG] cannot read it")
    assert held.retry_at is not None
    assert held.retry_at - datetime.now(UTC) < timedelta(hours=1)
    assert max(bench.server.given.values()) == 1, "something was fetched twice"
    assert numbers(bench.sync()) == (Outcome.PARTIAL, 0, 0, 1), "and not asked for again before its time"


def test_a_refusal_that_passes_costs_nothing(bench: Bench) -> None:
    bench.script.refuse[("INBOX", Uid(17))] = "not now"
    bench.script.refuse_times[("INBOX", Uid(17))] = 3
    assert numbers(bench.sync()) == (Outcome.OK, COUNT + 5, 0, 0)


def test_a_quarantined_message_is_stored_when_its_time_has_come_and_the_server_gives_it(bench: Bench) -> None:
    bench.script.refuse[("INBOX", Uid(17))] = "broken"
    bench.sync()
    bench.script.refuse.clear()
    bench.store.release_quarantine()
    assert numbers(bench.sync()) == (Outcome.OK, 1, 0, 0)
    assert bench.missing() == set()


def test_retries_of_a_quarantined_message_grow_rare() -> None:
    pauses = [choose_retry_pause(tries) for tries in range(6)]
    assert [pause.total_seconds() / 3600 for pause in pauses] == [1, 6, 24, 168, 168, 168]


def test_a_folder_whose_every_message_is_refused_is_given_up_soon_and_the_others_are_had(bench: Bench) -> None:
    bench.script.refuse.update({("INBOX", Uid(uid)): "no" for uid in range(1, COUNT + 1)})
    result = bench.sync()
    assert (result.outcome, result.stored) == (Outcome.PARTIAL, 5)
    assert result.pending + result.quarantined == COUNT
    assert len(bench.server.asked) < 40


def test_a_message_that_the_server_lists_and_never_answers_with_is_quarantined(bench: Bench) -> None:
    bench.script.omit.add(("INBOX", Uid(3)))
    assert numbers(bench.sync()) == (Outcome.PARTIAL, COUNT + 4, 0, 1)
    assert bench.missing() == {("INBOX", 3)}


def test_a_message_that_is_expunged_while_it_is_fetched_is_not_missed(bench: Bench) -> None:
    def expunge() -> None:
        bench.model.folders["INBOX"].messages.pop(Uid(3), None)

    bench.script.before_fetch = expunge
    assert numbers(bench.sync()) == (Outcome.OK, COUNT + 4, 0, 0)
    assert bench.missing() == set()


def test_a_line_that_drops_once_costs_nothing(bench: Bench) -> None:
    bench.script.drop_once_at = {("INBOX", Uid(35)), ("INBOX", Uid(12)), ("Work", Uid(2))}
    assert numbers(bench.sync()) == (Outcome.OK, COUNT + 5, 0, 0)
    assert max(bench.server.given.values()) == 1, "what was whole before the drop was fetched again"


@pytest.mark.parametrize("places", [{("INBOX", 17)}, {("INBOX", 40)}, {("INBOX", 1), ("INBOX", 20), ("Work", 5)}])
def test_a_message_that_kills_the_connection_is_isolated(bench: Bench, places: set[tuple[str, Uid]]) -> None:
    bench.script.drop_at = places
    assert numbers(bench.sync()) == (Outcome.PARTIAL, COUNT + 5 - len(places), 0, len(places))
    assert bench.missing() == places


def test_the_only_message_that_kills_the_connection_is_isolated(bench: Bench) -> None:
    bench.sync()
    uid = bench.model.append("INBOX")
    bench.script.drop_at = {("INBOX", uid)}
    assert numbers(bench.sync()) == (Outcome.PARTIAL, 0, 0, 1)


def test_a_line_that_always_drops_ends_unreachable_and_quarantines_nothing(bench: Bench) -> None:
    bench.script.drop_at = {(path, Uid(uid)) for path in ("INBOX", "Work") for uid in range(1, COUNT + 1)}
    result = bench.sync()
    assert (result.outcome, result.quarantined) == (Outcome.UNREACHABLE, 0)
    assert bench.server.opened <= 6
    bench.script.drop_at = set()
    assert numbers(bench.sync())[0] is Outcome.OK
    assert bench.missing() == set()


@pytest.mark.parametrize("path", ["INBOX", "Work"])
def test_a_folder_at_which_the_line_always_drops_keeps_no_other_folder_s_mail_away(bench: Bench, path: str) -> None:
    everything = {
        (folder, Uid(uid)) for folder, count in (("INBOX", COUNT), ("Work", 5)) for uid in range(1, count + 1)
    }
    bad = {place for place in everything if place[0] == path}
    bench.script.drop_at = bad
    result = bench.sync()
    assert numbers(result) == (Outcome.PARTIAL, len(everything - bad), len(bad), 0)
    assert f"“{path}” could not be fetched" in (result.error or "")
    assert bench.missing() == bad
    assert bench.server.opened <= 4
    bench.script.drop_at = set()
    assert numbers(bench.sync()) == (Outcome.OK, len(bad), 0, 0)


@pytest.mark.parametrize("bad", [range(36, 41), range(18, 24), range(1, 5)], ids=["newest", "middle", "oldest"])
def test_neighbours_that_kill_the_connection_keep_nothing_else_away(bench: Bench, bad: range) -> None:
    bench.script.drop_at = {("INBOX", Uid(uid)) for uid in bad}
    result = bench.sync()
    assert (result.outcome, result.stored) == (Outcome.PARTIAL, COUNT + 5 - len(bad))
    assert bench.missing() == bench.script.drop_at
    bench.script.drop_at = set()
    bench.store.release_quarantine()
    assert numbers(bench.sync()) == (Outcome.OK, len(bad), 0, 0)


def test_a_server_that_gave_messages_is_waited_for_less_once_it_fell_silent(bench: Bench) -> None:
    bench.script.drop_at = {("INBOX", Uid(17))}
    result = bench.sync(
        patience=Patience(first_pause_s=0.001, without_progress_s=0.0)
    )  # any break counts as a long one
    assert numbers(result) == (Outcome.PARTIAL, COUNT + 4, 0, 1)
    assert 1 <= bench.server.hasty_sessions == bench.server.opened - 1 <= 3


def test_a_store_that_another_program_keeps_is_not_tried_message_by_message(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[object] = []

    def refuse(*words: object) -> StoreChange:
        tries.append(words)
        raise StoreHeld("Another program keeps the store busy.")  # each time after a second's wait

    with monkeypatch.context() as patch:
        patch.setattr(bench.store, "save_window", refuse)
        assert numbers(bench.sync())[0] is Outcome.STORE
    assert len(tries) <= 3
    assert numbers(bench.sync()) == (Outcome.OK, COUNT + 5, 0, 0)


def test_a_server_that_cannot_be_reached_is_tried_a_few_times(bench: Bench) -> None:
    bench.script.open_errors.extend([Unreachable("No answer.")] * 20)
    result = bench.sync()
    assert (result.outcome, result.error) == (Outcome.UNREACHABLE, "No answer.")
    assert bench.server.opened == 4


def test_a_refused_password_is_not_tried_again(bench: Bench) -> None:
    bench.script.open_errors.append(SignInRequired("The server did not accept the password.", details="[AUTH] no"))
    result = bench.sync()
    assert (result.outcome, bench.server.opened) == (Outcome.SIGN_IN_REQUIRED, 1)
    assert result.details == "[AUTH] no"
    needed = [event for event in bench.events if isinstance(event, events.SignInNeeded)]
    assert [event.details for event in needed] == ["[AUTH] no"]


def test_an_insecure_server_is_not_tried_again(bench: Bench) -> None:
    bench.script.open_errors.append(Insecure("The certificate has expired."))
    assert (bench.sync().outcome, bench.server.opened) == (Outcome.INSECURE, 1)


def test_a_token_that_expires_in_mid_run_is_renewed_once_and_the_run_goes_on(bench: Bench) -> None:
    renewed: list[str] = []
    bench.script.fetch_errors.append(SignInRequired("The session ended.", reason="token_expired"))
    result = bench.sync(renew=lambda mailbox: renewed.append(mailbox.name))
    assert numbers(result) == (Outcome.OK, COUNT + 5, 0, 0)
    assert renewed == ["anna"]


def test_a_throttling_server_is_left_alone_for_as_long_as_it_says(bench: Bench) -> None:
    bench.script.fetch_errors.append(Busy("Too many requests.", retry_after_s=300))
    result = bench.sync()
    assert (result.outcome, result.retry_after_s, bench.server.opened) == (Outcome.BUSY, 300, 1)
    assert result.stored > 0, "what had come before is kept"
    assert numbers(bench.sync())[0] is Outcome.OK
    assert bench.missing() == set()


def test_a_short_pause_that_the_server_asks_for_is_waited_out(bench: Bench) -> None:
    bench.script.fetch_errors.append(Busy("Wait a little.", retry_after_s=0.01))
    assert numbers(bench.sync()) == (Outcome.OK, COUNT + 5, 0, 0)


def test_nonsense_in_mid_run_costs_a_connection_and_no_mail(bench: Bench) -> None:
    bench.script.fetch_errors.append(ProtocolError("The answer makes no sense."))
    assert numbers(bench.sync()) == (Outcome.OK, COUNT + 5, 0, 0)


def test_a_server_of_nothing_but_nonsense_is_told_so(bench: Bench) -> None:
    bench.script.open_errors.extend([ProtocolError("This is not IMAP.")] * 20)
    assert bench.sync().outcome is Outcome.PROTOCOL


def test_a_folder_at_which_the_line_breaks_is_left_out_and_the_others_are_had(bench: Bench) -> None:
    bench.script.drop_survey_of.add("INBOX")
    result = bench.sync()
    assert (result.outcome, result.stored) == (Outcome.PARTIAL, 5)
    assert "INBOX" in (result.error or "")


def test_a_refused_folder_makes_the_run_partial(bench: Bench) -> None:
    bench.script.refuse_folders["Work"] = "[NOPERM] no"
    result = bench.sync()
    assert (result.outcome, result.stored) == (Outcome.PARTIAL, COUNT)
    assert "[NOPERM] no" in result.details


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


def test_a_full_disk_ends_the_run_and_the_next_one_goes_on(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    saved, whole = [], Store.save_window

    def fill_up(self: Store, folder_id: object, messages: object) -> StoreChange:
        saved.append(1)
        if len(saved) > 2:
            raise DiskFull("There is no space left.")
        return whole(self, folder_id, messages)  # type: ignore[arg-type]

    monkeypatch.setattr(Store, "save_window", fill_up)
    result = bench.sync()
    assert (result.outcome, result.stored, result.pending) == (Outcome.STORE, 20, COUNT + 5 - 20)
    monkeypatch.undo()
    assert numbers(bench.sync()) == (Outcome.OK, COUNT + 5 - 20, 0, 0)
    assert bench.missing() == set()


def test_a_message_that_cannot_be_stored_is_quarantined_and_its_neighbours_are_not(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Store.save_window

    def choke(self: Store, folder_id: object, messages: list) -> StoreChange:  # type: ignore[type-arg]
        if any(one.uid == 7 and one.path == "INBOX" for one in messages):
            raise StoreError("String or blob too big.")
        return whole(self, folder_id, messages)  # type: ignore[arg-type]

    monkeypatch.setattr(Store, "save_window", choke)
    assert numbers(bench.sync()) == (Outcome.PARTIAL, COUNT + 4, 0, 1)
    assert bench.missing() == {("INBOX", 7)}


def take_away(path: Path) -> None:
    path.unlink()


def put_a_copy_there(path: Path) -> None:
    copy = path.with_name("copy.db")
    copy.write_bytes(path.read_bytes())
    copy.replace(path)


@pytest.mark.parametrize("change", [take_away, put_a_copy_there])
def test_a_run_whose_store_is_deleted_or_replaced_under_it_is_not_ok(
    bench: Bench, change: Callable[[Path], None]
) -> None:
    def on_event(event: object) -> None:
        if event == events.PhaseChanged(bench.mailbox.name, "messages"):
            change(bench.store.path)

    result = bench.sync(on_event=on_event)
    assert result.outcome is Outcome.STORE
    assert "was deleted or replaced meanwhile" in str(result.error)
    asked = len(bench.server.asked)
    assert bench.sync().outcome is Outcome.STORE
    assert len(bench.server.asked) == asked, "nothing is downloaded into a file without a name"


def test_a_stop_request_ends_the_run_soon_and_loses_nothing(bench: Bench) -> None:
    asked: list[int] = []

    def should_stop() -> bool:
        asked.append(1)
        return len(asked) > 25

    result = bench.sync(should_stop=should_stop)
    assert result.outcome is Outcome.CANCELLED
    assert numbers(bench.sync())[0] is Outcome.OK
    assert bench.missing() == set()


def test_a_mailbox_that_another_run_holds_is_busy(bench: Bench) -> None:
    assert bench.store.take_lease(bench.mailbox.id, "elsewhere:1:x", ttl_s=60)
    result = bench.sync()
    assert (result.outcome, bench.server.opened) == (Outcome.BUSY, 0)
    bench.store.release_lease(bench.mailbox.id, "elsewhere:1:x")
    assert bench.sync().outcome is Outcome.OK
