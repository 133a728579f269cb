"""No token, code, secret or verifier in a log (DEBUG included), an exception, a file, an argument or the store."""

from __future__ import annotations

import base64
import importlib
import json
import logging
import traceback
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

from imapdesk.errors import ImapdeskError
from imapdesk.oauth.hygiene import HIDDEN, TALKATIVE, SecretFilter, quieten_libraries, scrub
from imapdesk.oauth.signin import PendingSignIn
from tests.oauth.leaks import find_leaks, read_arguments, read_files
from tests.oauth.person import ALICE, CLIENT_IDS, CLIENT_SECRET, MASTER, World, make_values, make_world, press
from tests.servers.oidc import OidcServer
from tests.servers.oidc_state import Refusal


def memo_secrets(pending: PendingSignIn) -> set[str]:
    """The state, the verifier and the nonce of a sign-in."""
    memo = pending._authorization.memo
    names = ("verifier", "code_verifier", "nonce")
    return {pending._authorization.state, *(str(memo[name]) for name in names if name in memo)}


@pytest.fixture
def everything_logged(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """DEBUG for all, and for each library by name, as somebody who hunts for a fault would set it."""
    for library in ("google.oauth2.credentials", "google_auth_oauthlib.flow", "msal", "requests_oauthlib"):
        importlib.import_module(library)  # so that its loggers exist
    names = [name for name in logging.root.manager.loggerDict if name.split(".")[0] in TALKATIVE]
    caplog.set_level(logging.DEBUG)
    for name in names:
        caplog.set_level(logging.DEBUG, logger=name)
    return caplog


def test_a_whole_life_leaves_no_secret_anywhere(
    world: World, everything_logged: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    texts: dict[str, str] = {}
    secrets = {CLIENT_SECRET, MASTER["IMAPDESK_MASTER_PASSWORD"]}

    def expect(name: str, action: Callable[[], object]) -> None:
        with pytest.raises(ImapdeskError) as caught:
            action()
        texts[name] = "".join(traceback.format_exception(caught.value)) + repr(caught.value) + caught.value.details

    world.signins.integrations.enable(world.type)
    pending = world.signins.begin(world.type, ALICE)
    secrets |= memo_secrets(pending)
    answer = press(world.oidc, pending.url)
    world.signins.save(world.mailbox, pending.finish(answer))
    expect("replay", lambda: pending.finish(answer))

    wrong = world.signins.begin(world.type, ALICE)
    secrets |= memo_secrets(wrong)
    expect("wrong state", lambda: wrong.finish(answer))
    redeemed = press(world.oidc, wrong.url)
    world.oidc.state.codes.clear()
    expect("unknown code", lambda: wrong.finish(redeemed))  # the provider's answer quotes the code

    token = world.token()
    token = world.token(rejected=token)
    world.oidc.state.refuse_refresh = Refusal("invalid_grant", f"The token {token} and {CLIENT_SECRET} are void")
    expect("refused", lambda: world.token(rejected=token))
    world.oidc.state.refuse_refresh = None
    world.sign_in()
    world.oidc.break_endpoint("token", 500, f"<pre>{token}</pre>")
    expect("broken", lambda: world.token(rejected=world.token()))
    world.oidc.mend()
    lost = world.signins.begin(world.type, ALICE)
    secrets |= memo_secrets(lost)
    last = press(world.oidc, lost.url)
    world.oidc.stop()
    expect("lost", lambda: lost.finish(last))

    secrets |= world.oidc.state.issued
    shown = capfd.readouterr()
    texts |= {"log": everything_logged.text, "stdout": shown.out, "stderr": shown.err}
    texts |= {"settings": json.dumps(world.drawer.values), "objects": repr(vars(world.signins)) + repr(vars(pending))}
    texts |= read_files(world.data_dir, world.secrets_dir) | read_arguments()
    assert len(secrets) > 12
    assert not find_leaks(secrets, texts)


def test_the_search_itself_finds_every_spelling() -> None:
    secret = CLIENT_SECRET
    for text in (
        secret,
        quote(secret, safe=""),
        secret.encode().hex(),
        base64.b64encode(f"user=alice\x01auth=Bearer {secret}\x01\x01".encode()).decode(),
        base64.b64encode(f"x{secret}".encode()).decode(),
        base64.urlsafe_b64encode(f"xy{secret}z".encode()).decode(),
    ):
        assert find_leaks({secret}, {"here": f"before{text}after"}), text


def test_device_codes_stay_hidden_too(
    oidc: OidcServer, tmp_path: Path, secrets_dir: Path, everything_logged: pytest.LogCaptureFixture
) -> None:
    oidc.add_client(CLIENT_IDS["microsoft"])
    values = {**make_values("microsoft", oidc, secret=False), "client_secret": ""}
    world = make_world("microsoft", oidc, tmp_path / "data", secrets_dir, values)
    code = world.signins.start_device_code("microsoft")
    oidc.activate(code.user_code, ALICE)
    world.signins.save(world.mailbox, world.signins.wait_for_device_code("microsoft", code))
    secrets = {code.user_code, str(code.memo["device_code"]), *oidc.state.issued}
    assert not find_leaks(secrets, {"log": everything_logged.text, "repr": repr(code)} | read_files(world.data_dir))


@pytest.mark.parametrize(
    "text",
    [
        "GET /cb?code=abcdefgh&state=x1y2z3w4 HTTP/1.1",
        "{'access_token': 'abcdefgh', 'expires_in': 1}",
        '{"refresh_token": "abcdefgh"}',
        "Authorization: Bearer abcdefgh",
        "Authorization: Basic YWJjZGVmZ2g=",
        "id eyJhbGciOiJSUzI1NiJ9.eyJhYmNkZWZnaCI6MX0.abcdefgh",
        "client_secret=abcdefgh&x=1",
    ],
)
def test_what_looks_like_a_secret_is_scrubbed(text: str) -> None:
    clean = scrub(text)
    assert HIDDEN in clean
    assert "abcdefgh" not in clean
    assert "YWJj" not in clean


def test_what_is_no_secret_stays() -> None:
    for text in ("status code 200 from localhost", "invalid_grant: Token has been revoked.", "error code=", ""):
        assert scrub(text) == text


def test_a_log_handler_can_be_given_the_filter(caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.addFilter(SecretFilter())
    logging.getLogger("imapdesk.test").warning("got %s", "access_token=abcdefgh")
    logging.getLogger("imapdesk.test").warning("got %s", "nothing")
    assert [record.getMessage() for record in caplog.records] == [f"got access_token={HIDDEN}", "got nothing"]


def test_libraries_may_still_warn(caplog: pytest.LogCaptureFixture) -> None:
    quieten_libraries()
    caplog.set_level(logging.DEBUG, logger="msal")
    logging.getLogger("msal").info("token abcdefgh")
    logging.getLogger("msal").warning("failed with refresh_token=abcdefgh")
    assert caplog.messages == [f"failed with refresh_token={HIDDEN}"]


def test_a_secret_is_scrubbed_in_each_spelling_and_a_very_short_one_leaves_words_alone() -> None:
    assert scrub("got p+ss/w, p%2Bss%2Fw and cCtzcy93", "p+ss/w") == f"got {HIDDEN}, {HIDDEN} and {HIDDEN}"
    assert scrub("a bad answer", "a", "bad", "") == "a bad answer"


def test_a_traceback_in_the_log_is_scrubbed_too(caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.addFilter(SecretFilter())
    try:
        raise ValueError("refresh_token=abcdefgh is void")
    except ValueError:
        logging.getLogger("imapdesk.test").warning("failed", exc_info=True)
    assert f"refresh_token={HIDDEN} is void" in caplog.text
    assert "abcdefgh" not in caplog.text
