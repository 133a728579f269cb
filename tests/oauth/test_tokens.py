"""Saved sign-ins: renewed in time, once, and refused in words that people understand."""

from __future__ import annotations

import errno
import multiprocessing
import stat
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from imapdesk.errors import Busy, Insecure, NeedsTime, ProtocolError, SignInRequired, Unreachable
from imapdesk.oauth.refusals import SignInReason
from imapdesk.oauth.source import TokenSource
from imapdesk.oauth.tokens import TokenStore
from tests.oauth.person import ALICE, Drawer, World, make_mailbox, make_signins
from tests.pace import PATIENCE_S
from tests.servers.oidc_state import Refusal


def renewals(world: World) -> int:
    return world.oidc.requests["token refresh_token"]


def make_due(world: World) -> None:
    """Turn the saved token into one that ends in four minutes."""
    store = world.signins.store
    saved = store.load("Work")
    assert saved is not None
    soon = datetime.now(UTC) + timedelta(minutes=4)
    store.save("Work", replace(saved, tokens=replace(saved.tokens, expires_at=soon)))


def reason(world: World) -> str:
    with pytest.raises(SignInRequired) as caught:
        world.token()
    return caught.value.reason


def test_a_fresh_token_is_taken_without_asking_anybody(world: World) -> None:
    world.sign_in()
    asked = world.oidc.requests.total()
    credential = world.signins.get_access_token(world.mailbox)
    assert credential.user == ALICE
    assert credential.token in world.oidc.state.access_tokens
    assert credential.expires_at is not None
    assert credential.expires_at > datetime.now(UTC)
    assert world.oidc.requests.total() == asked


def test_the_user_name_of_the_mailbox_goes_before_its_address(world: World) -> None:
    mailbox = replace(world.mailbox, user="alice.a")
    world.sign_in(mailbox)
    assert world.signins.get_access_token(mailbox).user == "alice.a"


def test_a_token_is_renewed_five_minutes_before_it_ends(world: World) -> None:
    world.sign_in()
    old = world.token()
    make_due(world)
    new = world.token()
    assert new != old
    assert new in world.oidc.state.access_tokens
    assert world.token() == new
    assert renewals(world) == 1


def test_rotated_refresh_tokens_are_stored_at_once(world: World) -> None:
    world.sign_in()
    seen = set()
    for _ in range(4):
        make_due(world)
        seen.add(world.token())
        world.signins = world.reopen()  # what isn't on the disk is lost
    assert len(seen) == 4
    assert renewals(world) == 4


def test_a_provider_that_does_not_rotate_is_fine_too(world: World) -> None:
    world.oidc.state.rotates = False
    world.sign_in()
    for _ in range(2):
        make_due(world)
        world.token()
    assert renewals(world) == 2


def test_a_token_that_the_server_rejected_is_renewed_whatever_its_time(world: World) -> None:
    world.sign_in()
    old = world.token()
    world.oidc.state.expire_access_tokens()
    new = world.token(rejected=old)
    assert new != old
    assert world.token(rejected=old) == new  # another connection comes with the same complaint
    assert renewals(world) == 1


def test_many_threads_make_one_request(world: World) -> None:
    world.sign_in()
    make_due(world)
    world.oidc.before_answer = lambda endpoint: time.sleep(0.1)
    with ThreadPoolExecutor(8) as pool:
        tokens = set(pool.map(lambda _: world.token(), range(16)))
    assert len(tokens) == 1
    assert renewals(world) == 1


def _renew_in_another_process(
    data_dir: Path, secrets_dir: Path, values: dict[str, object], type_: str, results: object
) -> None:
    drawer = Drawer()
    drawer.values = dict(values)
    token = make_signins(data_dir, drawer, secrets_dir).get_access_token(make_mailbox(type_)).token
    results.put(token)  # type: ignore[attr-defined]


def test_two_processes_make_one_request(world: World) -> None:
    world.sign_in()
    make_due(world)
    world.oidc.before_answer = lambda endpoint: time.sleep(0.2)
    context = multiprocessing.get_context("spawn")
    results = context.Queue()
    arguments = (world.data_dir, world.secrets_dir, world.drawer.values, world.type, results)
    processes = [context.Process(target=_renew_in_another_process, args=arguments) for _ in range(2)]
    for process in processes:
        process.start()
    tokens = {results.get(timeout=PATIENCE_S), results.get(timeout=PATIENCE_S), world.token()}
    for process in processes:
        process.join(PATIENCE_S)
    assert len(tokens) == 1
    assert renewals(world) == 1


def test_mailboxes_do_not_wait_for_each_other(world: World) -> None:
    world.sign_in()
    other = make_mailbox(world.type, "Other", "bob@example.org")
    world.sign_in(other, user="bob@example.org")
    make_due(world)
    reached, go_on = threading.Event(), threading.Event()

    def hold(endpoint: str) -> None:
        if endpoint == "token":
            reached.set()
            go_on.wait(20)

    world.oidc.before_answer = hold
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(world.token)
        assert reached.wait(20)
        assert world.signins.get_access_token(other).token
        go_on.set()
        assert slow.result(20)


@pytest.mark.parametrize(
    ("error", "description", "expected", "words"),
    [
        ("invalid_grant", "Token has been expired or revoked.", SignInReason.REVOKED, "no longer accepts"),
        ("interaction_required", "AADSTS50076: use multi-factor", SignInReason.INTERACTION, "second factor"),
        ("invalid_grant", "AADSTS50173: password was changed", SignInReason.REVOKED, "no longer accepts"),
        ("invalid_grant", "AADSTS65001: not consented", SignInReason.ADMIN_CONSENT, "administrator"),
        ("consent_required", "", SignInReason.CONSENT, "consent"),
        ("invalid_client", "AADSTS7000222: expired secret", SignInReason.CLIENT_REFUSED, "client id or secret"),
    ],
)
def test_a_refused_renewal_says_what_to_do(
    world: World, error: str, description: str, expected: SignInReason, words: str
) -> None:
    world.sign_in()
    make_due(world)
    world.oidc.state.refuse_refresh = Refusal(error, description)
    with pytest.raises(SignInRequired, match=words) as caught:
        world.token()
    assert caught.value.reason == expected
    assert "AADSTS" not in str(caught.value)
    if description:
        assert description in caught.value.details


def test_a_refused_sign_in_is_not_tried_again_before_the_person_signs_in(world: World) -> None:
    world.sign_in()
    make_due(world)
    world.oidc.state.revoke_all(ALICE)
    assert reason(world) == SignInReason.REVOKED
    assert reason(world) == SignInReason.REVOKED
    assert renewals(world) == 1
    world.signins = world.reopen()
    problem = world.signins.source.find_problem(world.mailbox)
    assert problem is not None
    assert problem.reason == SignInReason.REVOKED
    world.sign_in()
    assert world.signins.source.find_problem(world.mailbox) is None
    assert world.token() in world.oidc.state.access_tokens


def test_a_client_that_was_refused_works_again_when_the_provider_is_put_right(world: World) -> None:
    world.sign_in()
    make_due(world)
    world.oidc.state.refuse_refresh = Refusal("invalid_client", "", 401)
    assert reason(world) == SignInReason.CLIENT_REFUSED
    world.oidc.state.refuse_refresh = None
    assert world.token()


def test_a_provider_that_is_down_means_try_later(world: World) -> None:
    world.sign_in()
    old = world.token()
    world.oidc.stop()
    with pytest.raises(Unreachable, match="tried again later"):
        world.token(rejected=old)
    assert world.token() == old


@pytest.mark.parametrize("status", [500, 503])
def test_a_provider_in_trouble_means_try_later(world: World, status: int) -> None:
    world.sign_in()
    old = world.token()
    world.oidc.break_endpoint("token", status, "<h1>oops</h1>")
    with pytest.raises((Busy, Unreachable)):
        world.token(rejected=old)
    world.oidc.mend()
    assert world.token(rejected=old) != old


@pytest.mark.parametrize(
    ("said", "understood"),
    [("7", 7), ("0", 0), ("9" * 400, 86400), ("\u00b2", None), ("-5", None), ("Fri, 31 Dec 2027 23:59:59 GMT", None)],
)
def test_a_throttling_provider_says_when_to_come_back(world: World, said: str, understood: float | None) -> None:
    world.sign_in()
    old = world.token()
    world.oidc.break_endpoint("token", 429, '{"error": "slow_down"}', {"Retry-After": said})
    with pytest.raises(Busy) as caught:
        world.token(rejected=old)
    assert caught.value.retry_after_s == understood


def test_while_the_provider_is_away_a_token_that_still_lasts_is_used(world: World) -> None:
    world.sign_in()
    make_due(world)
    old = world.signins.store.load("Work")
    assert old is not None
    world.oidc.stop()
    assert world.token() == old.tokens.access_token


def test_a_provider_with_an_unknown_certificate_gets_nothing(world: World) -> None:
    world.sign_in()
    old = world.token()
    integrations = world.signins.integrations
    values = dict(world.drawer.values[f"integration:{world.type}"]["values"])
    values.pop("ca_file")
    world.drawer.values[f"integration:{world.type}"] = {"enabled": True, "values": values}
    posted = world.oidc.requests["POST token"]
    assert integrations.load(world.type).enabled
    with pytest.raises(Insecure, match="identity"):
        world.token(rejected=old)
    assert world.oidc.requests["POST token"] == posted


def test_a_mailbox_that_never_signed_in_says_so(world: World) -> None:
    assert reason(world) == SignInReason.NEVER


def test_a_mailbox_whose_package_is_gone_says_so(world: World) -> None:
    with pytest.raises(SignInRequired, match="not installed") as caught:
        world.signins.get_access_token(make_mailbox("nobodys"))
    assert caught.value.reason == SignInReason.UNKNOWN_TYPE


def test_removing_and_renaming_a_mailbox_takes_its_sign_in_along(world: World) -> None:
    world.sign_in()
    world.signins.store.rename("Work", "Office")
    assert world.signins.get_access_token(make_mailbox(world.type, "Office")).token
    assert reason(world) == SignInReason.NEVER
    world.signins.store.remove("Office")
    with pytest.raises(SignInRequired):
        world.signins.get_access_token(make_mailbox(world.type, "Office"))


def test_a_damaged_file_means_signing_in_again(world: World) -> None:
    world.sign_in()
    for path in (world.data_dir / "tokens").glob("*.tokens"):
        path.write_bytes(b"not a token")
    assert reason(world) == SignInReason.NEVER


def test_the_files_are_private(world: World) -> None:
    world.sign_in()
    make_due(world)
    world.token()
    assert stat.S_IMODE((world.data_dir / "tokens").stat().st_mode) == 0o700
    for path in (world.data_dir / "tokens").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path


def test_a_renewal_that_another_process_holds_too_long_is_busy(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.sign_in()
    make_due(world)
    monkeypatch.setattr("imapdesk.oauth.tokens.RENEWAL_S", 0.2)
    with TokenStore(world.data_dir, world.signins.store._secrets).held("Work"), pytest.raises(Busy):
        TokenSource(world.signins.store, world.signins.integrations).get_access_token(world.mailbox)


@pytest.mark.parametrize(
    "body",
    [
        '{"access_token": "new", "expires_in": "soon", "refresh_token": 7}',
        '{"access_token": "new", "expires_in": {}}',
        '{"access_token": "new", "expires_in": 1000000000000000000000000000000}',
        '{"access_token": "new", "expires_in": "\u00b2"}',
        '{"token_type": "Bearer"}',
        '{"error": null}',
        "[]",
        "",
    ],
)
def test_a_renewal_whose_answer_is_nonsense_is_never_a_crash_nor_a_refusal(world: World, body: str) -> None:
    world.sign_in()
    old = world.token()
    world.oidc.break_endpoint("token", 200, body)
    with pytest.raises((ProtocolError, NeedsTime)):
        world.token(rejected=old)
    world.oidc.mend()
    assert world.token(rejected=old) in world.oidc.state.access_tokens


def test_a_full_disk_does_not_lose_a_rotated_refresh_token(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.sign_in()
    make_due(world)

    def fail(path: Path, data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr("imapdesk.accounts.encrypted_file.write_private", fail)
        new = world.token()
        assert new in world.oidc.state.access_tokens
        assert world.token() == new
    assert world.token() == new
    world.signins = world.reopen()
    assert world.token() == new
    make_due(world)
    assert world.token() != new
    assert renewals(world) == 2
