"""Lines that break and servers that refuse to work: what can be had is stored, and the outcome is right."""

from __future__ import annotations

import pytest

from imapdesk.errors import Busy, Insecure, ProtocolError, SignInRequired, Unreachable
from imapdesk.mail import Uid
from imapdesk.outcome import Outcome
from imapdesk.sync import events
from tests.sync.bench import COUNT, Bench, numbers


def test_a_quiet_server_gives_everything(bench: Bench) -> None:
    assert numbers(bench.sync()) == (Outcome.OK, COUNT + 5, 0, 0)
    assert bench.missing() == set()
    assert numbers(bench.sync()) == (Outcome.OK, 0, 0, 0)


def test_a_line_that_drops_once_costs_nothing(bench: Bench) -> None:
    bench.script.drop_once_at = {("INBOX", Uid(35)), ("INBOX", Uid(12)), ("Work", Uid(2))}
    assert numbers(bench.sync()) == (Outcome.OK, COUNT + 5, 0, 0)
    assert max(bench.server.given.values()) == 1, "what was whole before the drop was fetched again"


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
