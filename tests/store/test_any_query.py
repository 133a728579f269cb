"""Whatever somebody asks for, the quick ways find what looking at everything finds."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imapdesk.mail import Scope
from imapdesk.store.indexing.renewing import DESCRIBED
from imapdesk.store.search import finding, header_conditions, pursuing, sampling
from tests.store.bench import Bench
from tests.store.test_pursuing import HEADED, LED, QUERIES, add_odd_headers, find_plainly, mixed
from tests.store.test_tallying import MORE, assert_same

__all__ = ["mixed"]

_atoms = st.sampled_from([query for query in (*QUERIES, *HEADED, *LED, *MORE) if query])
_queries = st.recursive(
    _atoms,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(" ".join),
        st.tuples(inner, inner).map(" OR ".join),
        inner.map("-({})".format),
        inner.map("({})".format),
    ),
    max_leaves=6,
)
_scopes = st.sampled_from([Scope(), Scope(folder="INBOX"), Scope(unread=True), Scope(descending=False)])


@pytest.fixture
def small(mixed: Bench, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Every way to a first page is taken among forty messages."""
    for name, value in (("FEW", 6), ("_BY_HEADS", 9), ("_FIRST_ROWS", 8), ("_FIRST_ROWS_WITHOUT", 5), ("MANY", 20)):
        monkeypatch.setattr(pursuing, name, value)
    monkeypatch.setattr(pursuing, "_FIRST_HITS", (4, 9))
    monkeypatch.setattr(pursuing, "_ASKED_AT_ONCE", 3)
    monkeypatch.setattr(finding, "MOST_WEIGHED", 8)
    monkeypatch.setattr(header_conditions, "_FEW_VALUES", 1)
    monkeypatch.setattr(header_conditions, "MOST_VALUES", 2)
    for name, value in (("FEW_READS", 3), ("MOST_S", 0.02), ("FEW_HITS", 1)):
        monkeypatch.setattr(sampling, name, value)
    return mixed


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(query=_queries, scope=_scopes, limit=st.integers(1, 12))
def test_any_query_finds_the_same_on_every_way(small: Bench, query: str, scope: Scope, limit: int) -> None:
    plain = find_plainly(small, query, scope)
    assert list(small.store.search_ids(query, scope, limit)) == plain[:limit]
    assert list(small.store.search_ids(query, scope)) == plain
    assert sorted(small.store.search_ids(query, scope, by_relevance=True)) == sorted(plain)
    assert_same(small, query, scope)
    best = list(small.store.search_ids(query, scope, 1000, by_relevance=True))
    assert sorted(best) == sorted(plain)
    assert list(small.store.search_ids(query, scope, limit, by_relevance=True)) == best[:limit]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(query=_queries)
def test_any_query_finds_the_same_without_the_small_indices(small: Bench, query: str) -> None:
    if small.store.count_undescribed():
        add_odd_headers(small)
    quick = list(small.store.search_ids(query, Scope()))
    with small.store._writer.transaction() as cursor:
        (one,) = cursor.execute("SELECT max(id) FROM message").fetchone()
        cursor.execute("UPDATE message SET described = 1 WHERE id = ?", (one,))
    slow = list(small.store.search_ids(query, Scope()))
    with small.store._writer.transaction() as cursor:
        cursor.execute(f"UPDATE message SET described = {DESCRIBED} WHERE id = ?", (one,))
    assert quick == slow
