"""An index of one message in 64, and which of those that are described are still to be put into it.

Messages that were described and are in no index (an older version took the second set of indices for complete) are
described once more.
"""

from __future__ import annotations

from typing import Any

from imapdesk.store.indexing.sampled import is_sampled

_INDEX = (
    "CREATE VIRTUAL TABLE {0} USING fts5(subject, from_, to_, cc, body, files, content='', "
    'tokenize="unicode61 remove_diacritics 2")',
    "INSERT INTO {0}({0}, rank) VALUES ('hashsize', 1048576)",
)
_RANKED = "(SELECT id FROM message WHERE rank IS NOT NULL AND {})"
_LOST = "rank NOT IN (SELECT id FROM {}_docsize)"
STATEMENTS = (
    "CREATE TABLE unsampled (id INTEGER PRIMARY KEY REFERENCES message(id) ON DELETE CASCADE) STRICT",
    f"INSERT INTO unsampled SELECT id FROM message WHERE id IN {_RANKED.format('is_sampled(rank)')} AND described = 6",
    "PRAGMA user_version = 13",
)


def up(migrator: Any, db: Any) -> None:
    """Makes the index, and beside a second set of indices a second one of it; the background pass fills them."""
    db.connection().create_function("is_sampled", 1, is_sampled, deterministic=True)
    is_renewing = db.table_exists("words_next")
    for name in ("sampled", "sampled_next")[: 1 + is_renewing]:
        for statement in _INDEX:
            db.execute_sql(statement.format(name))
    of_none, of_first_set = _RANKED.format(_LOST.format("words_next")), _RANKED.format(_LOST.format("words"))
    if is_renewing:
        db.execute_sql(f"UPDATE message SET described = 5 WHERE id IN {of_none} AND described = 6")
    else:
        db.execute_sql(f"UPDATE message SET described = 0 WHERE id IN {of_first_set}")
    for statement in STATEMENTS:
        db.execute_sql(statement)
