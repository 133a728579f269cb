"""Signing in by device code: no window and no browser on this computer."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from imapdesk.errors import Cancelled, SettingsRefused, SignInRequired
from imapdesk.oauth.device import wait_for_tokens
from imapdesk.oauth.refusals import SignInReason
from tests.oauth.person import ALICE, CLIENT_IDS, World, make_values, make_world
from tests.servers.oidc import OidcServer


@pytest.fixture
def public(oidc: OidcServer, tmp_path: Path, secrets_dir: Path) -> World:
    """Microsoft with a client that has no secret."""
    oidc.add_client(CLIENT_IDS["microsoft"])
    values = {**make_values("microsoft", oidc, secret=False), "client_secret": ""}
    return make_world("microsoft", oidc, tmp_path / "data", secrets_dir, values)


def test_a_person_types_the_code_in_on_another_computer(public: World) -> None:
    code = public.signins.start_device_code("microsoft")
    assert len(code.user_code) == 8
    assert code.verification_uri.startswith(public.oidc.issuer)
    later = threading.Timer(1.2, public.oidc.activate, (code.user_code, ALICE))
    later.start()
    tokens = public.signins.wait_for_device_code("microsoft", code)
    later.join()
    assert tokens.user.address == ALICE
    public.signins.save(public.mailbox, tokens)
    assert public.token(rejected=tokens.access_token) in public.oidc.state.access_tokens


def test_a_person_who_declines_ends_the_waiting(public: World) -> None:
    code = public.signins.start_device_code("microsoft")
    public.oidc.activate(code.user_code, ALICE, allow=False)
    with pytest.raises(SignInRequired) as caught:
        public.signins.wait_for_device_code("microsoft", code)
    assert caught.value.reason == SignInReason.DENIED


def test_waiting_can_be_cancelled_and_has_an_end(public: World) -> None:
    code = public.signins.start_device_code("microsoft")
    with pytest.raises(Cancelled):
        public.signins.wait_for_device_code("microsoft", code, should_stop=lambda: True)
    provider = public.signins.integrations.load("microsoft").make_provider()
    with pytest.raises(SignInRequired) as caught:
        wait_for_tokens(provider, replace(code, expires_at=datetime.now(UTC)))
    assert caught.value.reason == SignInReason.TIMED_OUT


def test_a_lost_connection_while_waiting_is_tried_again(public: World) -> None:
    code = replace(public.signins.start_device_code("microsoft"), interval_s=1.0)
    public.oidc.break_endpoint("token", 503)
    later = threading.Timer(1.5, lambda: (public.oidc.mend(), public.oidc.activate(code.user_code, ALICE)))
    later.start()
    assert public.signins.wait_for_device_code("microsoft", code).user.address == ALICE
    later.join()


def test_where_there_is_no_such_road_it_says_so(oidc: OidcServer, tmp_path: Path, secrets_dir: Path) -> None:
    google = make_world("google", oidc, tmp_path / "data", secrets_dir)
    with pytest.raises(SettingsRefused, match="no sign-in by device code"):
        google.signins.start_device_code("google")
    confidential = make_world("microsoft", oidc, tmp_path / "data2", secrets_dir)
    with pytest.raises(SettingsRefused, match="without a secret"):
        confidential.signins.start_device_code("microsoft")
