"""The models and what the migrations build are the same thing."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from peewee import Model

from imapdesk.store import Store
from imapdesk.store.database.tables import TABLES


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
def test_a_model_describes_its_table(store: Store, model: type[Model]) -> None:
    database = store._writer.database
    described = {
        field.column_name: (field.null, bool(field.primary_key) or column in _key_columns(model))
        for column, field in model._meta.columns.items()
    }
    built = {
        column.name: (column.null and not column.primary_key, column.primary_key)
        for column in database.get_columns(model._meta.table_name)
    }
    assert described == built


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
def test_a_models_references_are_the_tables(store: Store, model: type[Model]) -> None:
    database = store._writer.database
    described = {(key.column_name, key.rel_model._meta.table_name) for key in model._meta.refs}
    built = {(key.column, key.dest_table) for key in database.get_foreign_keys(model._meta.table_name)}
    assert described == built


def test_every_table_has_a_model(store: Store) -> None:
    indices = re.compile(r"(words|sampled|part|heads|header_names)(_|$)|sqlite_")
    own = {name for name in store._writer.database.get_tables() if not indices.match(name)}
    assert own - {"schema_migration"} == {model._meta.table_name for model in TABLES}


def _key_columns(model: type[Model]) -> set[str]:
    key = model._meta.primary_key
    names = getattr(key, "field_names", ())
    return {model._meta.fields[name].column_name for name in names}


def test_no_statement_numbers_its_placeholders(project: Path) -> None:
    """Python 3.12.0 to 3.12.3 take ``?1`` for a name and warn of the sequence that is given for it."""
    numbered = re.compile(r"\?\d")
    found = [
        (path.name, node.lineno)
        for path in (project / "imapdesk/store").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and numbered.search(node.value)
    ]
    assert found == []
