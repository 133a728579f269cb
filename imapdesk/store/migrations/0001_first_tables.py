"""The first tables. Frozen: later changes get migrations of their own."""

from __future__ import annotations

from typing import Any

TABLES = """
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE person (
  id INTEGER PRIMARY KEY, login TEXT NOT NULL UNIQUE, name TEXT NOT NULL DEFAULT '', address TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE role (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE role_capability (
  role_id INTEGER NOT NULL REFERENCES role(id) ON DELETE CASCADE, capability TEXT NOT NULL,
  PRIMARY KEY (role_id, capability)
) STRICT, WITHOUT ROWID;
CREATE TABLE person_role (
  person_id INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  role_id INTEGER NOT NULL REFERENCES role(id) ON DELETE CASCADE,
  PRIMARY KEY (person_id, role_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE mailbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, settings TEXT NOT NULL,
  paused INTEGER NOT NULL DEFAULT 0, settings_revision INTEGER NOT NULL DEFAULT 1,
  listed_revision INTEGER NOT NULL DEFAULT 0, last_outcome TEXT, last_error TEXT NOT NULL DEFAULT '',
  last_details TEXT NOT NULL DEFAULT '', last_run_at INTEGER, last_success_at INTEGER, next_run_at INTEGER,
  failures INTEGER NOT NULL DEFAULT 0, removed_at INTEGER
) STRICT;

CREATE TABLE folder (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  mailbox_id INTEGER NOT NULL REFERENCES mailbox(id) ON DELETE CASCADE,
  path TEXT NOT NULL, wire_name BLOB NOT NULL, delimiter TEXT, attributes TEXT NOT NULL DEFAULT '',
  role TEXT NOT NULL DEFAULT '', included INTEGER NOT NULL DEFAULT 0, selectable INTEGER NOT NULL DEFAULT 1,
  on_server INTEGER NOT NULL DEFAULT 1, messages_on_server INTEGER,
  uidvalidity INTEGER, uidnext INTEGER, highestmodseq INTEGER, messages INTEGER, unseen INTEGER,
  surveyed INTEGER NOT NULL DEFAULT 0, skipped_since TEXT, skipped TEXT NOT NULL DEFAULT '',
  flags_swept_at INTEGER, last_sync INTEGER,
  saved_count INTEGER NOT NULL DEFAULT 0, unread_count INTEGER NOT NULL DEFAULT 0,
  pending_count INTEGER NOT NULL DEFAULT 0, quarantined_count INTEGER NOT NULL DEFAULT 0,
  live_count INTEGER NOT NULL DEFAULT 0,
  UNIQUE (mailbox_id, path)
) STRICT;

CREATE TABLE content (
  id INTEGER PRIMARY KEY AUTOINCREMENT, digest_key INTEGER NOT NULL, digest BLOB NOT NULL, size INTEGER NOT NULL,
  codec INTEGER NOT NULL, data BLOB NOT NULL
) STRICT;
CREATE INDEX content_digest ON content(digest_key);

CREATE TABLE message (
  id INTEGER PRIMARY KEY REFERENCES content(id) ON DELETE CASCADE,
  described INTEGER NOT NULL DEFAULT 0, subject TEXT NOT NULL DEFAULT '', from_ TEXT NOT NULL DEFAULT '',
  to_ TEXT NOT NULL DEFAULT '', cc TEXT NOT NULL DEFAULT '', sent_at INTEGER,
  message_id TEXT NOT NULL DEFAULT '', refs TEXT NOT NULL DEFAULT '',
  has_attachments INTEGER NOT NULL DEFAULT 0, preview TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX message_undescribed ON message(id DESC) WHERE described = 0;

CREATE TABLE location (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  folder_id INTEGER NOT NULL REFERENCES folder(id) ON DELETE CASCADE,
  uid INTEGER NOT NULL, state INTEGER NOT NULL, flags INTEGER NOT NULL DEFAULT 0,
  keywords TEXT NOT NULL DEFAULT '', shown INTEGER NOT NULL DEFAULT 0, modseq INTEGER NOT NULL DEFAULT 0,
  size INTEGER, internal_date INTEGER, sort_date INTEGER NOT NULL DEFAULT 0, gone_at INTEGER,
  content_id INTEGER REFERENCES content(id), identity INTEGER, message_id TEXT, email_id TEXT, thread_id TEXT,
  labels TEXT, origin_id INTEGER
) STRICT;
CREATE UNIQUE INDEX location_uid ON location(folder_id, uid) WHERE gone_at IS NULL;
CREATE INDEX location_list ON location(folder_id, sort_date, id, gone_at) WHERE state = 1;
CREATE INDEX location_date ON location(sort_date, id, folder_id, gone_at) WHERE state = 1;
CREATE INDEX location_unread ON location(folder_id, sort_date) WHERE state = 1 AND gone_at IS NULL AND shown & 1 = 0;
CREATE INDEX location_starred ON location(folder_id, sort_date, id, gone_at) WHERE state = 1 AND shown & 4 = 4;
CREATE INDEX location_waiting ON location(folder_id, uid) WHERE state <> 1 AND gone_at IS NULL;
CREATE INDEX location_content ON location(content_id) WHERE content_id IS NOT NULL;
CREATE INDEX location_identity ON location(identity) WHERE identity IS NOT NULL;
CREATE INDEX location_email_id ON location(email_id) WHERE email_id IS NOT NULL;
CREATE INDEX location_origin ON location(origin_id) WHERE origin_id IS NOT NULL;

CREATE TABLE quarantine (
  location_id INTEGER PRIMARY KEY REFERENCES location(id) ON DELETE CASCADE,
  reason TEXT NOT NULL, since INTEGER NOT NULL, tries INTEGER NOT NULL DEFAULT 1, retry_at INTEGER
) STRICT;
CREATE TABLE wish (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  location_id INTEGER NOT NULL UNIQUE REFERENCES location(id) ON DELETE CASCADE,
  add_flags TEXT NOT NULL DEFAULT '', remove_flags TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE lease (
  mailbox_id INTEGER PRIMARY KEY REFERENCES mailbox(id) ON DELETE CASCADE,
  holder TEXT NOT NULL, expires_at INTEGER NOT NULL
) STRICT;
CREATE TABLE run (
  id INTEGER PRIMARY KEY, mailbox_id INTEGER NOT NULL REFERENCES mailbox(id) ON DELETE CASCADE,
  started_at INTEGER NOT NULL, outcome TEXT NOT NULL, result TEXT NOT NULL
) STRICT;
CREATE INDEX run_recent ON run(mailbox_id, started_at);
CREATE INDEX run_started ON run(started_at);
"""

# Counts are kept by the database itself, so that no writer can forget them.
COUNTS = """
CREATE TRIGGER location_added AFTER INSERT ON location BEGIN
  UPDATE folder SET
    saved_count = saved_count + (NEW.state = 1),
    unread_count = unread_count + (NEW.state = 1 AND NEW.gone_at IS NULL AND NEW.shown & 1 = 0),
    pending_count = pending_count + (NEW.state = 0 AND NEW.gone_at IS NULL),
    quarantined_count = quarantined_count + (NEW.state = 2 AND NEW.gone_at IS NULL),
    live_count = live_count + (NEW.gone_at IS NULL)
  WHERE id = NEW.folder_id;
END;
CREATE TRIGGER location_removed AFTER DELETE ON location BEGIN
  UPDATE folder SET
    saved_count = saved_count - (OLD.state = 1),
    unread_count = unread_count - (OLD.state = 1 AND OLD.gone_at IS NULL AND OLD.shown & 1 = 0),
    pending_count = pending_count - (OLD.state = 0 AND OLD.gone_at IS NULL),
    quarantined_count = quarantined_count - (OLD.state = 2 AND OLD.gone_at IS NULL),
    live_count = live_count - (OLD.gone_at IS NULL)
  WHERE id = OLD.folder_id;
END;
CREATE TRIGGER location_changed AFTER UPDATE OF state, shown, gone_at ON location
WHEN OLD.folder_id = NEW.folder_id AND
  (OLD.state <> NEW.state OR OLD.shown & 1 <> NEW.shown & 1 OR OLD.gone_at IS NOT NEW.gone_at) BEGIN
  UPDATE folder SET
    saved_count = saved_count + (NEW.state = 1) - (OLD.state = 1),
    unread_count = unread_count + (NEW.state = 1 AND NEW.gone_at IS NULL AND NEW.shown & 1 = 0)
      - (OLD.state = 1 AND OLD.gone_at IS NULL AND OLD.shown & 1 = 0),
    pending_count = pending_count + (NEW.state = 0 AND NEW.gone_at IS NULL)
      - (OLD.state = 0 AND OLD.gone_at IS NULL),
    quarantined_count = quarantined_count + (NEW.state = 2 AND NEW.gone_at IS NULL)
      - (OLD.state = 2 AND OLD.gone_at IS NULL),
    live_count = live_count + (NEW.gone_at IS NULL) - (OLD.gone_at IS NULL)
  WHERE id = NEW.folder_id;
END;
CREATE TRIGGER location_moved AFTER UPDATE OF folder_id ON location WHEN OLD.folder_id <> NEW.folder_id BEGIN
  UPDATE folder SET
    saved_count = saved_count + (NEW.state = 1),
    unread_count = unread_count + (NEW.state = 1 AND NEW.gone_at IS NULL AND NEW.shown & 1 = 0),
    pending_count = pending_count + (NEW.state = 0 AND NEW.gone_at IS NULL),
    quarantined_count = quarantined_count + (NEW.state = 2 AND NEW.gone_at IS NULL),
    live_count = live_count + (NEW.gone_at IS NULL)
  WHERE id = NEW.folder_id;
  UPDATE folder SET
    saved_count = saved_count - (OLD.state = 1),
    unread_count = unread_count - (OLD.state = 1 AND OLD.gone_at IS NULL AND OLD.shown & 1 = 0),
    pending_count = pending_count - (OLD.state = 0 AND OLD.gone_at IS NULL),
    quarantined_count = quarantined_count - (OLD.state = 2 AND OLD.gone_at IS NULL),
    live_count = live_count - (OLD.gone_at IS NULL)
  WHERE id = OLD.folder_id;
END;
"""


def up(migrator: Any, db: Any) -> None:
    """Makes the tables, their indexes and the triggers that keep the counts."""
    for statement in TABLES.strip().split(";\n"):
        db.execute_sql(statement.rstrip(";\n"))
    for trigger in COUNTS.strip().split("END;"):
        if trigger.strip():
            db.execute_sql(f"{trigger}END")
    db.execute_sql("PRAGMA user_version = 1")
