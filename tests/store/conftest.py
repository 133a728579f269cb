"""A store in a temporary folder, with one mailbox of two folders."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from imapdesk.store import Store
from tests.store.bench import Bench, make_bench


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "imapdesk.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path) as opened:
        yield opened


@pytest.fixture
def bench(store: Store) -> Bench:
    return make_bench(store)
