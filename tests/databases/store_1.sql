BEGIN TRANSACTION;
CREATE TABLE content (
  id INTEGER PRIMARY KEY AUTOINCREMENT, digest_key INTEGER NOT NULL, digest BLOB NOT NULL, size INTEGER NOT NULL,
  codec INTEGER NOT NULL, data BLOB NOT NULL
) STRICT;
INSERT INTO "content" VALUES(1,2720467654203322229,X'25C10AEAF7BAAF7599ED94DF6F16FCBF173EA401CC128AC13D6005630CDC3447',193,1,X'28B52FFD20C1BD0400224A22215049AC03004C98E5A6C8FF8228703314809D514FAD189A2D9111D1D327B365656A49ADC3D6F8492A290043A12181E629D9D33CE02DB016151D717F393630463FEE070B9252553D5C7555F7585F1C7A5C32E54B8F78D0F2E56609F24D0E0C25A97576D89CECBEDD304302B424E560C3EE0B99A4061C0913DCA2631113AC887CFDC12919E1EBA03408030048404597318EC52403');
INSERT INTO "content" VALUES(2,8648631548912414071,X'78061C9242292D773B31197A83889A9934C06F8A1BAE902AB554C1A667A1CF69',193,1,X'28B52FFD20C1BD0400224A22215049AC03004C98E5A6C8FF8228703314809D514FAD189A1B9211D1D327B365656A49ADC3D6F8492A290043A12181E629D9D33CE02DB016151D717F393630463FEE070B9252553D5C7555771D5F2C5D974CF9A1473C68F972B304F926078692D43A3B6C4E76DF6E9821015A9272B061F7854C52038E84096ED1B188095644BEFEE0948CF075501A04030048404597318EC52403');
INSERT INTO "content" VALUES(3,7903453352327115623,X'6DAEB4F31C53F367AED1FC7A654550DF91B1DC03E6FD156BC1EEE1C01368991B',193,1,X'28B52FFD20C1BD0400224A2220404BAC03104CD8E56637DB32484B13A6D18CF1DC97AEED87D8FF674C063C2DE749ADC3D6F8492A2982C2A12183E629D9D3BCE03DB016053AE2FE728C608A7EDC0F2624A5AA9AB8EAAAEE617CE0D0E3922937F4000F5ABEDC2C41BEC942A124B5CE0E9B93DDB71B86688096A41C6CD87D2193D481236100B7E858C4082B225F7F704A66F83A281502030048404597318EC52403');
INSERT INTO "content" VALUES(4,-6575922652639730708,X'A4BDA1302AF6E3ECFB71354120C9BFCE5C82E2FABB946E82ED043BDD842D6525',193,1,X'28B52FFD20C1C50400228A2221404BAC03104CD8E56637DB32484B13A6D18CF1DC972E94B5AAE8CF980C785ACE0149ADC3D6F8492A2982C2A12183E629D9D3BCE03DB016053AE2FE728C608A7EDC0F2624A5AA9AB8EAAAEE617CE0D0E3922937F4000F5ABEDC2C41BEC942A124B5CE0E9B93DDB71B86688096A41C6CD87D2193D481236100B7E858C4082B225F7F704A66F83A281502030048404597318EC52403');
INSERT INTO "content" VALUES(5,396483792630841988,X'058097E8A2F60284411955F12484278DDD973B7B0284E0F04CDE0F41818744EC',193,1,X'28B52FFD20C1BD0400224A2220404BAC03104CD8E56637DB32484B13A6D18CF1DC97CEF587D8FF674C063C2DE749ADC3D6F8492A2982C2A12183E629D9D3BCE03DB016053AE2FE728C608A7EDC0F2624A5AA9AB8EAAAEE617CE0D0E3922937F4000F5ABEDC2C41BEC942A124B5CE0E9B93DDB71B86688096A41C6CD87D2193D481236100B7E858C4082B225F7F704A66F83A281502030048404597318EC52403');
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
INSERT INTO "folder" VALUES(1,1,'INBOX',X'494E424F58','/','','',1,1,1,7,77,8,9,7,NULL,1,NULL,'',NULL,1795376192703266,5,0,2,0,6);
INSERT INTO "folder" VALUES(2,1,'Archive',X'41726368697665','/','','',1,1,1,3,NULL,NULL,NULL,NULL,NULL,0,NULL,'',NULL,NULL,0,0,0,0,0);
CREATE TABLE lease (
  mailbox_id INTEGER PRIMARY KEY REFERENCES mailbox(id) ON DELETE CASCADE,
  holder TEXT NOT NULL, expires_at INTEGER NOT NULL
) STRICT;
CREATE TABLE location (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  folder_id INTEGER NOT NULL REFERENCES folder(id) ON DELETE CASCADE,
  uid INTEGER NOT NULL, state INTEGER NOT NULL, flags INTEGER NOT NULL DEFAULT 0,
  keywords TEXT NOT NULL DEFAULT '', shown INTEGER NOT NULL DEFAULT 0, modseq INTEGER NOT NULL DEFAULT 0,
  size INTEGER, internal_date INTEGER, sort_date INTEGER NOT NULL DEFAULT 0, gone_at INTEGER,
  content_id INTEGER REFERENCES content(id), identity INTEGER, message_id TEXT, email_id TEXT, thread_id TEXT,
  labels TEXT, origin_id INTEGER
) STRICT;
INSERT INTO "location" VALUES(1,1,1,1,1,'',1,1,193,1772366460,1772366460,NULL,1,1903063996280991796,'<1@example.org>',NULL,NULL,NULL,NULL);
INSERT INTO "location" VALUES(2,1,2,1,1,'',1,1,193,1772366520,1772366520,1795376192705444,2,1903064060530840685,'<2@example.org>',NULL,NULL,NULL,NULL);
INSERT INTO "location" VALUES(3,1,3,1,1,'',5,1,193,1772366580,1772366580,NULL,3,1903064125371531580,'<3@example.org>',NULL,NULL,NULL,NULL);
INSERT INTO "location" VALUES(4,1,4,1,1,'',1,1,193,1772366640,1772366640,NULL,4,1903064189073190742,'<4@example.org>',NULL,NULL,NULL,NULL);
INSERT INTO "location" VALUES(5,1,5,1,1,'',1,1,193,1772366700,1772366700,NULL,5,1903064253305924361,'<5@example.org>',NULL,NULL,NULL,NULL);
INSERT INTO "location" VALUES(6,1,6,0,1,'',1,1,193,1772366760,1772366760,NULL,NULL,NULL,'<6@example.org>',NULL,NULL,NULL,NULL);
INSERT INTO "location" VALUES(7,1,7,0,1,'',1,1,193,1772366820,1772366820,NULL,NULL,NULL,'<7@example.org>',NULL,NULL,NULL,NULL);
CREATE TABLE mailbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, settings TEXT NOT NULL,
  paused INTEGER NOT NULL DEFAULT 0, settings_revision INTEGER NOT NULL DEFAULT 1,
  listed_revision INTEGER NOT NULL DEFAULT 0, last_outcome TEXT, last_error TEXT NOT NULL DEFAULT '',
  last_details TEXT NOT NULL DEFAULT '', last_run_at INTEGER, last_success_at INTEGER, next_run_at INTEGER,
  failures INTEGER NOT NULL DEFAULT 0, removed_at INTEGER
) STRICT;
INSERT INTO "mailbox" VALUES(1,'work','{"address":"me@example.com","auth":"password","ca_file":null,"every_minutes":30,"forget_gone":false,"host":"imap.example.com","instant":false,"max_connections":2,"max_message_bytes":0,"name":"work","new_folders":"include","owner":null,"period":{"kind":"last_year","since":null},"port":993,"read_only":false,"security":"ssl","user":"me"}',0,1,1,NULL,'','',NULL,NULL,NULL,0,NULL);
CREATE TABLE message (
  id INTEGER PRIMARY KEY REFERENCES content(id) ON DELETE CASCADE,
  described INTEGER NOT NULL DEFAULT 0, subject TEXT NOT NULL DEFAULT '', from_ TEXT NOT NULL DEFAULT '',
  to_ TEXT NOT NULL DEFAULT '', cc TEXT NOT NULL DEFAULT '', sent_at INTEGER,
  message_id TEXT NOT NULL DEFAULT '', refs TEXT NOT NULL DEFAULT '',
  has_attachments INTEGER NOT NULL DEFAULT 0, preview TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO "message" VALUES(1,0,'message 1','Person 1 <p1@example.org>','me@example.com','',1772366400,'1@example.org','',0,'');
INSERT INTO "message" VALUES(2,0,'message 2','Person 2 <p2@example.org>','me@example.com','',1772366400,'2@example.org','',0,'');
INSERT INTO "message" VALUES(3,0,'message 3','Person 3 <p3@example.org>','me@example.com','',1772366400,'3@example.org','',0,'');
INSERT INTO "message" VALUES(4,0,'message 4','Person 4 <p4@example.org>','me@example.com','',1772366400,'4@example.org','',0,'');
INSERT INTO "message" VALUES(5,0,'message 5','Person 5 <p5@example.org>','me@example.com','',1772366400,'5@example.org','',0,'');
CREATE TABLE person (
  id INTEGER PRIMARY KEY, login TEXT NOT NULL UNIQUE, name TEXT NOT NULL DEFAULT '', address TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE person_role (
  person_id INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  role_id INTEGER NOT NULL REFERENCES role(id) ON DELETE CASCADE,
  PRIMARY KEY (person_id, role_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE quarantine (
  location_id INTEGER PRIMARY KEY REFERENCES location(id) ON DELETE CASCADE,
  reason TEXT NOT NULL, since INTEGER NOT NULL, tries INTEGER NOT NULL DEFAULT 1, retry_at INTEGER
) STRICT;
CREATE TABLE role (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE role_capability (
  role_id INTEGER NOT NULL REFERENCES role(id) ON DELETE CASCADE, capability TEXT NOT NULL,
  PRIMARY KEY (role_id, capability)
) STRICT, WITHOUT ROWID;
CREATE TABLE run (
  id INTEGER PRIMARY KEY, mailbox_id INTEGER NOT NULL REFERENCES mailbox(id) ON DELETE CASCADE,
  started_at INTEGER NOT NULL, outcome TEXT NOT NULL, result TEXT NOT NULL
) STRICT;
CREATE TABLE "schema_migration" ("id" INTEGER NOT NULL PRIMARY KEY, "name" VARCHAR(255) NOT NULL, "applied" DATETIME NOT NULL);
INSERT INTO "schema_migration" VALUES(1,'0001_first_tables','2026-11-22 19:36:32.688155');
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO "setting" VALUES('x','[1]');
CREATE TABLE wish (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  location_id INTEGER NOT NULL UNIQUE REFERENCES location(id) ON DELETE CASCADE,
  add_flags TEXT NOT NULL DEFAULT '', remove_flags TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO "wish" VALUES(1,3,'\Flagged','');
CREATE UNIQUE INDEX "schema_migration_name" ON "schema_migration" ("name");
CREATE INDEX content_digest ON content(digest_key);
CREATE INDEX message_undescribed ON message(id DESC) WHERE described = 0;
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
CREATE INDEX run_recent ON run(mailbox_id, started_at);
CREATE INDEX run_started ON run(started_at);
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
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('mailbox',1);
INSERT INTO "sqlite_sequence" VALUES('folder',2);
INSERT INTO "sqlite_sequence" VALUES('location',7);
INSERT INTO "sqlite_sequence" VALUES('content',5);
INSERT INTO "sqlite_sequence" VALUES('wish',1);
COMMIT;
PRAGMA user_version = 1;
