"""From the code to the tokens: a provider in trouble or talking nonsense is never called a refusal."""

from __future__ import annotations

import json
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from imapdesk.errors import Busy, ProtocolError, Unreachable
from imapdesk.oauth.refusals import SignInReason
from imapdesk.oauth.transport import read_lifetime
from tests.oauth.person import ALICE, World, press


def test_a_provider_in_trouble_is_busy_and_not_a_refusal(world: World) -> None:
    pending = world.signins.begin(world.type, ALICE)
    state = parse_qs(urlsplit(pending.url).query)["state"][0]
    with pytest.raises(Busy):
        pending.finish(f"{pending.redirect_uri}?error=server_error&state={state}")


def test_a_network_lost_between_the_two_legs_is_unreachable(world: World) -> None:
    pending = world.signins.begin(world.type, ALICE)
    answer = press(world.oidc, pending.url)
    world.oidc.stop()
    with pytest.raises(Unreachable, match="can't be reached"):
        pending.finish(answer)
    problem = world.signins.source.find_problem(world.mailbox)
    assert problem is not None
    assert problem.reason == SignInReason.NEVER


@pytest.mark.parametrize(("status", "body"), [(500, "oops"), (503, "<html>"), (200, "<html>proxy</html>"), (200, "[]")])
def test_nonsense_at_the_second_leg_is_never_called_a_refusal(world: World, status: int, body: str) -> None:
    pending = world.signins.begin(world.type, ALICE)
    answer = press(world.oidc, pending.url)
    world.oidc.break_endpoint("token", status, body)
    with pytest.raises((Busy, ProtocolError)) as caught:
        pending.finish(answer)
    assert isinstance(caught.value, Busy) == (status >= 500)


@pytest.mark.parametrize("body", ["{}", '{"token_type": "Bearer"}'])
def test_an_answer_without_a_token_is_no_answer(world: World, body: str) -> None:
    pending = world.signins.begin(world.type, ALICE)
    answer = press(world.oidc, pending.url)
    world.oidc.break_endpoint("token", 200, body)
    with pytest.raises(ProtocolError):
        pending.finish(answer)


@pytest.mark.parametrize("status", [302, 307, 308])
def test_a_token_endpoint_that_sends_us_elsewhere_is_not_followed(world: World, status: int) -> None:
    pending = world.signins.begin(world.type, ALICE)
    answer = press(world.oidc, pending.url)
    world.oidc.break_endpoint("token", status, "", {"Location": world.oidc.url("elsewhere")})
    with pytest.raises(ProtocolError):
        pending.finish(answer)
    assert not world.oidc.requests["POST elsewhere"]
    assert not world.oidc.requests["GET elsewhere"]


@pytest.mark.parametrize("lifetime", ['"3600"', "null", '"soon"', "-5"])
def test_a_lifetime_that_is_text_or_nonsense_does_no_harm(lifetime: str) -> None:
    answer = json.loads(f'{{"expires_in": {lifetime}}}')
    assert read_lifetime(answer, timedelta(hours=1)) == timedelta(hours=1)
