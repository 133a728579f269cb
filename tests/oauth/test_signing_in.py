"""One sign-in, from the page to the tokens, with both built-in types against a real provider over TLS."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imapdesk.errors import Busy, ImapdeskError, ProtocolError, SignInRequired, Unreachable
from imapdesk.oauth.interfaces import OAuthProvider
from imapdesk.oauth.refusals import SignInReason
from imapdesk.oauth.signin import begin
from imapdesk.oauth.transport import read_lifetime
from imapdesk.oauth.values import Authorization, Tokens, UserInfo
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


def test_a_provider_in_trouble_is_busy_and_not_a_refusal(world: World) -> None:
    pending = world.signins.begin(world.type, ALICE)
    state = parse_qs(urlsplit(pending.url).query)["state"][0]
    with pytest.raises(Busy):
        pending.finish(f"{pending.redirect_uri}?error=server_error&state={state}")


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


def test_a_provider_that_always_names_itself_must_do_so(oidc: OidcServer, tmp_path: Path, secrets_dir: Path) -> None:
    world = make_world("microsoft", oidc, tmp_path / "data", secrets_dir)
    pending = world.signins.begin("microsoft", ALICE)
    anonymous = re.sub(r"&iss=[^&]+", "", press(oidc, pending.url))
    with pytest.raises(SignInRequired) as caught:
        pending.finish(anonymous)
    assert caught.value.reason == SignInReason.WRONG_ISSUER


class Recorder(OAuthProvider):
    """A provider that only notes which codes reach it."""

    label = "Recorder"

    def __init__(self) -> None:
        self.codes: list[str] = []

    def make_authorization(self, redirect_uri: str, login_hint: str = "") -> Authorization:
        query = {"state": "s" * 16, "code_challenge": "c" * 43, "code_challenge_method": "S256"}
        url = f"https://login.example.org/?{urlencode(query | {'redirect_uri': redirect_uri})}"
        return Authorization(url, "s" * 16, redirect_uri)

    def fetch_tokens(self, authorization: Authorization, code: str) -> Tokens:
        self.codes.append(code)
        return Tokens("access", user=UserInfo(ALICE))

    def refresh_tokens(self, tokens: Tokens) -> Tokens:
        return tokens

    def fetch_user_info(self, tokens: Tokens) -> UserInfo:
        return tokens.user


@given(
    place=st.sampled_from(["http://127.0.0.1:9/imapdesk", "http://127.0.0.1:9", "http://[", "", "x:", "http://h:x/"]),
    query=st.lists(
        st.tuples(st.sampled_from(["code", "state", "error", "iss"]), st.text(max_size=5) | st.just("s" * 16))
    ),
    rest=st.text(max_size=8),
)
def test_whatever_comes_back_is_taken_or_refused_with_a_sentence(
    place: str, query: list[tuple[str, str]], rest: str
) -> None:
    provider = Recorder()
    pending = begin(provider, ALICE, "http://127.0.0.1:9/imapdesk")
    url = f"{place}?{urlencode(query)}{rest}"
    pending.strays(url)
    try:
        pending.finish(url)
    except ImapdeskError:
        assert not provider.codes
    else:
        assert pending.matches(url)
        assert provider.codes


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"code_challenge_method": "plain"}, "no PKCE S256"),
        ({"code_challenge": ""}, "no PKCE S256"),
        ({"state": "other"}, "no state"),
        ({"redirect_uri": "https://evil.example.com"}, "another redirect"),
    ],
)
def test_a_package_whose_address_is_not_safe_is_refused(wrong: dict[str, str], fault: str) -> None:
    class Careless(Recorder):
        def make_authorization(self, redirect_uri: str, login_hint: str = "") -> Authorization:
            good = super().make_authorization(redirect_uri, login_hint)
            query = dict(parse_qsl(urlsplit(good.url).query)) | wrong
            return Authorization(f"https://login.example.org/?{urlencode(query)}", good.state, redirect_uri)

    with pytest.raises(ProtocolError) as caught:
        begin(Careless(), ALICE, "http://127.0.0.1:9/imapdesk")
    assert fault in caught.value.details
