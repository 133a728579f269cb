"""One sign-in, from the page to the tokens, with both built-in types against a real provider over TLS."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from imapdesk.errors import ProtocolError, SignInRequired
from imapdesk.oauth.refusals import SignInReason
from imapdesk.oauth.signin import begin
from tests.oauth.person import ALICE, World, make_world, press
from tests.servers.oidc import OidcServer


def refused(world: World, answer: str | None = None) -> SignInRequired:
    """Finish a fresh sign-in with the page's answer; it must be refused with nothing stored."""
    pending = world.signins.begin(world.type, ALICE)
    with pytest.raises(SignInRequired) as caught:
        pending.finish(answer or press(world.oidc, pending.url))
    problem = world.signins.source.find_problem(world.mailbox)
    assert problem is not None
    assert problem.reason == SignInReason.NEVER
    return caught.value


def test_a_person_signs_in_and_the_address_comes_from_the_id_token(world: World) -> None:
    pending = world.signins.begin(world.type, ALICE)
    tokens = pending.finish(press(world.oidc, pending.url))
    assert tokens.user.address == ALICE
    assert tokens.access_token in world.oidc.state.access_tokens
    assert tokens.refresh_token in world.oidc.state.refresh_tokens
    assert tokens.expires_at is not None
    assert timedelta(minutes=58) < tokens.expires_at - datetime.now(UTC) <= timedelta(hours=1)
    assert not tokens.are_of_another(pending.address)


def test_the_address_that_is_opened_has_state_pkce_and_the_mailbox_as_a_hint(world: World) -> None:
    query = parse_qs(urlsplit(world.signins.begin(world.type, ALICE).url).query)
    assert query["code_challenge_method"] == ["S256"]
    assert query["login_hint"] == [ALICE]
    assert query["response_type"] == ["code"]
    assert len(query["state"][0]) >= 16
    assert "nonce" in query
    again = parse_qs(urlsplit(world.signins.begin(world.type, ALICE).url).query)
    for name in ("state", "nonce", "code_challenge"):
        assert query[name] != again[name]


def test_signing_in_as_somebody_else_is_noticed(world: World) -> None:
    pending = world.signins.begin(world.type, ALICE)
    tokens = pending.finish(press(world.oidc, pending.url, user="bob@example.org"))
    assert tokens.user.address == "bob@example.org"
    assert tokens.are_of_another(pending.address)


def test_where_the_id_token_has_no_address_user_info_is_asked(world: World) -> None:
    world.oidc.state.address_in_token = False
    pending = world.signins.begin(world.type, ALICE)
    assert pending.finish(press(world.oidc, pending.url)).user.address == ALICE
    assert world.oidc.requests["GET userinfo"] == 1


def test_the_view_knows_the_redirect_from_other_pages(world: World) -> None:
    pending = world.signins.begin(world.type, ALICE)
    answer = press(world.oidc, pending.url)
    assert pending.matches(answer)
    assert not pending.matches(pending.url)
    assert not pending.strays(pending.url)
    strayed = urlsplit(answer)._replace(netloc="127.0.0.1:4711").geturl()
    assert not pending.matches(strayed)
    assert pending.strays(strayed)


def test_an_answer_with_another_state_is_refused_before_the_code_is_shown_to_anybody(world: World) -> None:
    other = world.signins.begin(world.type, ALICE)
    error = refused(world, press(world.oidc, other.url))
    assert error.reason == SignInReason.WRONG_STATE
    assert world.oidc.requests["token authorization_code"] == 1  # the one from switching the type on


def test_an_answer_without_or_with_two_states_is_refused(world: World) -> None:
    pending = world.signins.begin(world.type, ALICE)
    state = parse_qs(urlsplit(pending.url).query)["state"][0]
    for query in ("code=abcdef", f"code=abcdef&state={state}&state=other"):
        assert refused(world, f"{pending.redirect_uri}?{query}").reason == SignInReason.WRONG_STATE


def test_an_answer_can_be_used_once(world: World) -> None:
    pending = world.signins.begin(world.type, ALICE)
    answer = press(world.oidc, pending.url)
    pending.finish(answer)
    asked = world.oidc.requests["POST token"]
    with pytest.raises(SignInRequired) as caught:
        pending.finish(answer)
    assert caught.value.reason == SignInReason.REPLAYED
    assert world.oidc.requests["POST token"] == asked


def test_a_code_that_was_redeemed_elsewhere_is_refused_by_the_provider(world: World) -> None:
    pending = world.signins.begin(world.type, ALICE)
    answer = press(world.oidc, pending.url)
    code = parse_qs(urlsplit(answer).query)["code"][0]
    world.oidc.state.used_codes.add(code)
    with pytest.raises(SignInRequired) as caught:
        pending.finish(answer)
    assert code not in str(caught.value) + caught.value.details


def test_a_code_that_was_made_for_another_client_is_refused(world: World) -> None:
    pending = world.signins.begin(world.type, ALICE)
    answer = press(world.oidc, pending.url)
    for grant in world.oidc.state.codes.values():
        grant.client_id = "somebody-elses"
    with pytest.raises(SignInRequired, match="no longer accepts"):
        pending.finish(answer)


def test_a_code_without_its_verifier_is_worth_nothing(world: World) -> None:
    first, second = (world.signins.begin(world.type, ALICE) for _ in range(2))
    code = parse_qs(urlsplit(press(world.oidc, first.url)).query)["code"][0]
    state = parse_qs(urlsplit(second.url).query)["state"][0]
    with pytest.raises(SignInRequired):
        second.finish(f"{second.redirect_uri}?code={code}&state={state}")
    assert not world.oidc.state.access_tokens


def test_an_answer_from_another_provider_is_refused(world: World) -> None:
    pending = world.signins.begin(world.type, ALICE)
    answer = press(world.oidc, pending.url)
    mixed = answer.replace(f"localhost%3A{world.oidc.port}", "evil.example.com")
    assert mixed != answer
    with pytest.raises(SignInRequired) as caught:
        pending.finish(mixed)
    assert caught.value.reason == SignInReason.WRONG_ISSUER


@pytest.mark.parametrize(
    "place", ["http://127.0.0.1:4711/imapdesk", "http://localhost:9/other", "https://evil.example.com/"]
)
def test_an_answer_at_another_address_is_refused(world: World, place: str) -> None:
    pending = world.signins.begin(world.type, ALICE)
    query = urlsplit(press(world.oidc, pending.url)).query
    with pytest.raises(SignInRequired) as caught:
        pending.finish(f"{place}?{query}")
    assert caught.value.reason == SignInReason.WRONG_ADDRESS


def test_a_person_who_declines_is_told_so(world: World) -> None:
    pending = world.signins.begin(world.type, ALICE)
    with pytest.raises(SignInRequired, match="was declined") as caught:
        pending.finish(press(world.oidc, pending.url, allow=False))
    assert caught.value.reason == SignInReason.DENIED


def test_an_answer_with_neither_code_nor_error_is_no_answer(world: World) -> None:
    pending = world.signins.begin(world.type, ALICE)
    state = parse_qs(urlsplit(pending.url).query)["state"][0]
    with pytest.raises(ProtocolError):
        pending.finish(f"{pending.redirect_uri}?state={state}")


def test_a_token_without_permission_for_mail_is_refused(world: World) -> None:
    world.oidc.state.granted_scope = "openid email"
    error = refused(world)
    assert error.reason == SignInReason.SCOPE_MISSING
    assert "permission" in str(error)


@pytest.mark.parametrize("offset", [-7200 - 3600, 7200])
def test_a_provider_whose_clock_is_off_is_named(world: World, offset: float) -> None:
    world.oidc.state.clock_offset = offset
    error = refused(world)
    assert error.reason == SignInReason.CLOCK
    assert "clock" in str(error)


def test_a_clock_that_is_a_little_off_does_no_harm(world: World) -> None:
    world.oidc.state.clock_offset = 300
    world.sign_in()
    assert world.token()


def test_an_id_token_of_another_issuer_client_or_sign_in_is_refused(world: World) -> None:
    state = world.oidc.state
    state.token_issuer = "https://evil.example.com"
    assert refused(world).reason == SignInReason.WRONG_ISSUER
    state.token_issuer, state.audience = None, "somebody-elses"
    assert refused(world).reason == SignInReason.WRONG_ISSUER
    state.audience, state.nonce = None, "another-nonce"
    assert refused(world).reason == SignInReason.WRONG_STATE


def test_a_sign_in_that_takes_too_long_is_over(world: World) -> None:
    integration = world.signins.integrations.load(world.type)
    now = datetime.now(UTC)
    pending = begin(integration.make_provider(), ALICE, "http://localhost", clock=lambda: now)
    answer = press(world.oidc, pending.url)
    now += timedelta(minutes=5, seconds=1)
    with pytest.raises(SignInRequired) as caught:
        pending.finish(answer)
    assert caught.value.reason == SignInReason.TIMED_OUT


def test_nothing_secret_shows_in_a_repr(world: World) -> None:
    pending = world.signins.begin(world.type, ALICE)
    tokens = pending.finish(press(world.oidc, pending.url))
    integration = world.signins.integrations.load(world.type)
    shown = f"{pending!r} {pending.__dict__!r} {tokens!r} {integration!r} {integration.make_provider()!r}"
    query = parse_qs(urlsplit(pending.url).query)
    for secret in (tokens.access_token, tokens.refresh_token, query["state"][0], "s3cret"):
        assert secret not in shown


def test_a_provider_that_always_names_itself_must_do_so(oidc: OidcServer, tmp_path: Path, secrets_dir: Path) -> None:
    world = make_world("microsoft", oidc, tmp_path / "data", secrets_dir)
    pending = world.signins.begin("microsoft", ALICE)
    anonymous = re.sub(r"&iss=[^&]+", "", press(oidc, pending.url))
    with pytest.raises(SignInRequired) as caught:
        pending.finish(anonymous)
    assert caught.value.reason == SignInReason.WRONG_ISSUER
