"""The tests' OpenID provider, and a world in which one of the built-in types uses it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.oauth.person import CLIENT_IDS, CLIENT_SECRET, World, make_world
from tests.plugins.installing import installed, wheel_dir  # noqa: F401
from tests.servers.certificates import TestAuthority
from tests.servers.oidc import OidcServer


@pytest.fixture
def oidc(authority: TestAuthority) -> Iterator[OidcServer]:
    """A provider that knows one client for each built-in type."""
    server = OidcServer(authority)
    for client_id in CLIENT_IDS.values():
        server.add_client(client_id, CLIENT_SECRET)
    yield server.start()
    server.stop()


@pytest.fixture(scope="session")
def secrets_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where this test process keeps its vault; tests have data directories of their own."""
    return tmp_path_factory.mktemp("secrets")


@pytest.fixture(params=["google", "microsoft"])
def world(request: pytest.FixtureRequest, oidc: OidcServer, tmp_path: Path, secrets_dir: Path) -> World:
    """A data directory in which the type is switched on; every test that takes it runs for both types."""
    return make_world(request.param, oidc, tmp_path / "data", secrets_dir)
