PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE content (
  id INTEGER PRIMARY KEY AUTOINCREMENT, digest_key INTEGER NOT NULL, digest BLOB NOT NULL, size INTEGER NOT NULL,
  codec INTEGER NOT NULL, data BLOB NOT NULL
) STRICT;
INSERT INTO content VALUES(1,2720467654203322229,X'25c10aeaf7baaf7599ed94df6f16fcbf173ea401cc128ac13d6005630cdc3447',193,1,X'28b52ffd20c1bd0400224a22215049ac03004c98e5a6c8ff8228703314809d514fad189a2d9111d1d327b365656a49adc3d6f8492a290043a12181e629d9d33ce02db016151d717f393630463fee070b9252553d5c7555f7585f1c7a5c32e54b8f78d0f2e56609f24d0e0c25a97576d89cecbedd304302b424e560c3ee0b99a4061c0913dca2631113ac887cfdc12919e1eba03408030048404597318ec52403');
INSERT INTO content VALUES(2,8648631548912414071,X'78061c9242292d773b31197a83889a9934c06f8a1bae902ab554c1a667a1cf69',193,1,X'28b52ffd20c1bd0400224a22215049ac03004c98e5a6c8ff8228703314809d514fad189a1b9211d1d327b365656a49adc3d6f8492a290043a12181e629d9d33ce02db016151d717f393630463fee070b9252553d5c7555771d5f2c5d974cf9a1473c68f972b304f926078692d43a3b6c4e76df6e9821015a9272b061f7854c52038e84096ed1b188095644befee0948cf075501a04030048404597318ec52403');
INSERT INTO content VALUES(3,7903453352327115623,X'6daeb4f31c53f367aed1fc7a654550df91b1dc03e6fd156bc1eee1c01368991b',193,1,X'28b52ffd20c1bd0400224a2220404bac03104cd8e56637db32484b13a6d18cf1dc97aeed87d8ff674c063c2de749adc3d6f8492a2982c2a12183e629d9d3bce03db016053ae2fe728c608a7edc0f2624a5aa9ab8eaaaee617ce0d0e3922937f4000f5abedc2c41bec942a124b5ce0e9b93ddb71b86688096a41c6cd87d2193d481236100b7e858c4082b225f7f704a66f83a281502030048404597318ec52403');
INSERT INTO content VALUES(4,-6575922652639730708,X'a4bda1302af6e3ecfb71354120c9bfce5c82e2fabb946e82ed043bdd842d6525',193,1,X'28b52ffd20c1c50400228a2221404bac03104cd8e56637db32484b13a6d18cf1dc972e94b5aae8cf980c785ace0149adc3d6f8492a2982c2a12183e629d9d3bce03db016053ae2fe728c608a7edc0f2624a5aa9ab8eaaaee617ce0d0e3922937f4000f5abedc2c41bec942a124b5ce0e9b93ddb71b86688096a41c6cd87d2193d481236100b7e858c4082b225f7f704a66f83a281502030048404597318ec52403');
INSERT INTO content VALUES(5,396483792630841988,X'058097e8a2f60284411955f12484278ddd973b7b0284e0f04cde0f41818744ec',193,1,X'28b52ffd20c1bd0400224a2220404bac03104cd8e56637db32484b13a6d18cf1dc97cef587d8ff674c063c2de749adc3d6f8492a2982c2a12183e629d9d3bce03db016053ae2fe728c608a7edc0f2624a5aa9ab8eaaaee617ce0d0e3922937f4000f5abedc2c41bec942a124b5ce0e9b93ddb71b86688096a41c6cd87d2193d481236100b7e858c4082b225f7f704a66f83a281502030048404597318ec52403');
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
INSERT INTO folder VALUES(1,1,'INBOX',X'494e424f58','/','','',1,1,1,7,77,8,9,7,NULL,1,NULL,'',NULL,1795376192703266,5,0,2,0,6);
INSERT INTO folder VALUES(2,1,'Archive',X'41726368697665','/','','',1,1,1,3,NULL,NULL,NULL,NULL,NULL,0,NULL,'',NULL,NULL,0,0,0,0,0);
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
INSERT INTO location VALUES(1,1,1,1,1,'',1,1,193,1772366460,1772366460,NULL,1,1903063996280991796,'<1@example.org>',NULL,NULL,NULL,NULL);
INSERT INTO location VALUES(2,1,2,1,1,'',1,1,193,1772366520,1772366520,1795376192705444,2,1903064060530840685,'<2@example.org>',NULL,NULL,NULL,NULL);
INSERT INTO location VALUES(3,1,3,1,1,'',5,1,193,1772366580,1772366580,NULL,3,1903064125371531580,'<3@example.org>',NULL,NULL,NULL,NULL);
INSERT INTO location VALUES(4,1,4,1,1,'',1,1,193,1772366640,1772366640,NULL,4,1903064189073190742,'<4@example.org>',NULL,NULL,NULL,NULL);
INSERT INTO location VALUES(5,1,5,1,1,'',1,1,193,1772366700,1772366700,NULL,5,1903064253305924361,'<5@example.org>',NULL,NULL,NULL,NULL);
INSERT INTO location VALUES(6,1,6,0,1,'',1,1,193,1772366760,1772366760,NULL,NULL,NULL,'<6@example.org>',NULL,NULL,NULL,NULL);
INSERT INTO location VALUES(7,1,7,0,1,'',1,1,193,1772366820,1772366820,NULL,NULL,NULL,'<7@example.org>',NULL,NULL,NULL,NULL);
CREATE TABLE mailbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, settings TEXT NOT NULL,
  paused INTEGER NOT NULL DEFAULT 0, settings_revision INTEGER NOT NULL DEFAULT 1,
  listed_revision INTEGER NOT NULL DEFAULT 0, last_outcome TEXT, last_error TEXT NOT NULL DEFAULT '',
  last_details TEXT NOT NULL DEFAULT '', last_run_at INTEGER, last_success_at INTEGER, next_run_at INTEGER,
  failures INTEGER NOT NULL DEFAULT 0, removed_at INTEGER
) STRICT;
INSERT INTO mailbox VALUES(1,'work','{"address":"me@example.com","auth":"password","ca_file":null,"every_minutes":30,"forget_gone":false,"host":"imap.example.com","instant":false,"max_connections":2,"max_message_bytes":0,"name":"work","new_folders":"include","owner":null,"period":{"kind":"last_year","since":null},"port":993,"read_only":false,"security":"ssl","user":"me"}',0,1,1,NULL,'','',NULL,NULL,NULL,0,NULL);
CREATE TABLE message (
  id INTEGER PRIMARY KEY REFERENCES content(id) ON DELETE CASCADE,
  described INTEGER NOT NULL DEFAULT 0, subject TEXT NOT NULL DEFAULT '', from_ TEXT NOT NULL DEFAULT '',
  to_ TEXT NOT NULL DEFAULT '', cc TEXT NOT NULL DEFAULT '', sent_at INTEGER,
  message_id TEXT NOT NULL DEFAULT '', refs TEXT NOT NULL DEFAULT '',
  has_attachments INTEGER NOT NULL DEFAULT 0, preview TEXT NOT NULL DEFAULT ''
, rank INTEGER, own_key INTEGER, conversation INTEGER) STRICT;
INSERT INTO message VALUES(1,6,'message 1','Person 1 <p1@example.org>','me@example.com','',1772366400,'1@example.org','',0,'hello 1',1772366460,5585146720307872535,5585146720307872535);
INSERT INTO message VALUES(2,6,'message 2','Person 2 <p2@example.org>','me@example.com','',1772366400,'2@example.org','',0,'hello 2',1772366520,-1768257356649797568,-1768257356649797568);
INSERT INTO message VALUES(3,6,'message 3','Person 3 <p3@example.org>','me@example.com','',1772366400,'3@example.org','',0,'hello 3',1772366580,6210623129802350256,6210623129802350256);
INSERT INTO message VALUES(4,6,'message 4','Person 4 <p4@example.org>','me@example.com','',1772366400,'4@example.org','',0,'hello 4',1772366640,-6340239146932004298,-6340239146932004298);
INSERT INTO message VALUES(5,6,'message 5','Person 5 <p5@example.org>','me@example.com','',1772366400,'5@example.org','',0,'hello 5',1772366700,1401709813541436050,1401709813541436050);
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
CREATE TABLE IF NOT EXISTS "schema_migration" ("id" INTEGER NOT NULL PRIMARY KEY, "name" VARCHAR(255) NOT NULL, "applied" DATETIME NOT NULL);
INSERT INTO schema_migration VALUES(1,'0001_first_tables','2026-11-22 19:36:32.688155');
INSERT INTO schema_migration VALUES(2,'0002_words','2026-11-23 06:36:27.256673');
INSERT INTO schema_migration VALUES(3,'0003_loose_content','2026-11-23 06:36:27.282567');
INSERT INTO schema_migration VALUES(4,'0004_conversations','2026-11-23 06:36:27.294625');
INSERT INTO schema_migration VALUES(5,'0005_search_drivers','2026-11-23 06:36:27.310554');
INSERT INTO schema_migration VALUES(6,'0006_sender_sums','2026-11-23 06:36:27.313439');
INSERT INTO schema_migration VALUES(7,'0007_heads','2026-11-23 06:36:27.318794');
INSERT INTO schema_migration VALUES(8,'0008_tallies','2026-11-23 06:36:27.332748');
INSERT INTO schema_migration VALUES(9,'0009_header_values','2026-11-23 12:40:30.576519');
INSERT INTO schema_migration VALUES(10,'0010_described_anew','2026-11-23 16:25:38.067813');
INSERT INTO schema_migration VALUES(11,'0011_read_anew','2026-11-23 18:18:37.884837');
INSERT INTO schema_migration VALUES(12,'0012_common_names','2026-11-24 03:53:15.856481');
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO setting VALUES('x','[1]');
CREATE TABLE wish (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  location_id INTEGER NOT NULL UNIQUE REFERENCES location(id) ON DELETE CASCADE,
  add_flags TEXT NOT NULL DEFAULT '', remove_flags TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO wish VALUES(1,3,'\Flagged','');
CREATE TABLE dead_rank (rank INTEGER PRIMARY KEY) STRICT;
CREATE TABLE word (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, hits INTEGER NOT NULL) STRICT;
INSERT INTO word VALUES(1,'com',1);
INSERT INTO word VALUES(2,'example',1);
INSERT INTO word VALUES(3,'hello',1);
INSERT INTO word VALUES(4,'me',1);
INSERT INTO word VALUES(5,'message',1);
INSERT INTO word VALUES(6,'org',1);
INSERT INTO word VALUES(7,'p1',1);
INSERT INTO word VALUES(8,'p2',1);
INSERT INTO word VALUES(9,'p3',1);
INSERT INTO word VALUES(10,'p4',1);
INSERT INTO word VALUES(11,'p5',1);
INSERT INTO word VALUES(12,'person',1);
CREATE TABLE IF NOT EXISTS 'part_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO part_data VALUES(1,X'');
INSERT INTO part_data VALUES(10,X'00000000000000');
CREATE TABLE IF NOT EXISTS 'part_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS 'part_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
CREATE TABLE IF NOT EXISTS 'part_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO part_config VALUES('version',4);
CREATE TABLE sender_sum (folder_id INTEGER NOT NULL REFERENCES folder(id) ON DELETE CASCADE, from_ TEXT NOT NULL, messages INTEGER NOT NULL, octets INTEGER NOT NULL, with_files INTEGER NOT NULL, file_octets INTEGER NOT NULL, PRIMARY KEY (folder_id, from_)) STRICT, WITHOUT ROWID;
INSERT INTO sender_sum VALUES(1,'Person 1 <p1@example.org>',1,193,0,0);
INSERT INTO sender_sum VALUES(1,'Person 2 <p2@example.org>',1,193,0,0);
INSERT INTO sender_sum VALUES(1,'Person 3 <p3@example.org>',1,193,0,0);
INSERT INTO sender_sum VALUES(1,'Person 4 <p4@example.org>',1,193,0,0);
INSERT INTO sender_sum VALUES(1,'Person 5 <p5@example.org>',1,193,0,0);
CREATE TABLE head_word (field INTEGER NOT NULL, word TEXT NOT NULL, hits INTEGER NOT NULL, PRIMARY KEY (field, word)) STRICT, WITHOUT ROWID;
INSERT INTO head_word VALUES(0,'message',25);
INSERT INTO head_word VALUES(1,'example',25);
INSERT INTO head_word VALUES(1,'org',25);
INSERT INTO head_word VALUES(1,'p1',5);
INSERT INTO head_word VALUES(1,'p2',5);
INSERT INTO head_word VALUES(1,'p3',5);
INSERT INTO head_word VALUES(1,'p4',5);
INSERT INTO head_word VALUES(1,'p5',5);
INSERT INTO head_word VALUES(1,'person',25);
INSERT INTO head_word VALUES(2,'com',25);
INSERT INTO head_word VALUES(2,'example',25);
INSERT INTO head_word VALUES(2,'me',25);
CREATE TABLE tally (piece INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;
CREATE TABLE header_value (id INTEGER PRIMARY KEY, name TEXT NOT NULL, value TEXT NOT NULL, UNIQUE (name, value)) STRICT;
INSERT INTO header_value VALUES(1,'','');
INSERT INTO header_value VALUES(2,':',' content-type  date  from  message-id  subject  to ');
INSERT INTO header_value VALUES(3,':',':');
PRAGMA writable_schema=ON;
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','part','part',0,'CREATE VIRTUAL TABLE part USING fts5(word, content=''word'', content_rowid=''id'', tokenize=''trigram'')');
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','words','words',0,'CREATE VIRTUAL TABLE "words" USING fts5(subject, from_, to_, cc, body, files, content='''', tokenize="unicode61 remove_diacritics 2")');
CREATE TABLE IF NOT EXISTS "words_data"(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO words_data VALUES(1,X'050a190f000a00');
INSERT INTO words_data VALUES(10,X'000000010101010001010101');
INSERT INTO words_data VALUES(137438953473,X'0000018d02303186cd90d47c0e0301010301040301013286cd90d5380e0301010301040301013386cd90d5740e0301010301040301013486cd90d6300e0301010301040301013586cd90d66c0e030101030104030103636f6d86cd90d47c060102043c060102043c060102043c060102043c0601020401076578616d706c6586cd90d47c0c0101050102033c0c0101050102033c0c0101050102033c0c0101050102033c0c010105010203010568656c6c6f86cd90d47c060104023c060104023c060104023c060104023c0601040201026d6586cd90d47c060102023c060102023c060102023c060102023c060102020305737361676586cd90d47c02023c02023c02023c02023c020201036f726786cd90d47c060101063c060101063c060101063c060101063c060101060102703186cd90d47c0601010402013286cd90d5380601010402013386cd90d5740601010402013486cd90d6300601010402013586cd90d66c0601010402056572736f6e86cd90d47c060101023c060101023c060101023c060101023c06010102041010101010223524211a220d0c0c0c0c');
CREATE TABLE IF NOT EXISTS "words_idx"(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO words_idx VALUES(1,X'',2);
CREATE TABLE IF NOT EXISTS "words_docsize"(id INTEGER PRIMARY KEY, sz BLOB);
INSERT INTO words_docsize VALUES(1772366460,X'020503000200');
INSERT INTO words_docsize VALUES(1772366520,X'020503000200');
INSERT INTO words_docsize VALUES(1772366580,X'020503000200');
INSERT INTO words_docsize VALUES(1772366640,X'020503000200');
INSERT INTO words_docsize VALUES(1772366700,X'020503000200');
CREATE TABLE IF NOT EXISTS "words_config"(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO words_config VALUES('hashsize',8388608);
INSERT INTO words_config VALUES('version',4);
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','heads','heads',0,'CREATE VIRTUAL TABLE "heads" USING fts5(subject, from_, to_, cc, files, content='''', columnsize=0, tokenize="unicode61 remove_diacritics 2")');
CREATE TABLE IF NOT EXISTS "heads_data"(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO heads_data VALUES(1,X'050a190f0000');
INSERT INTO heads_data VALUES(10,X'000000010101010001010101');
INSERT INTO heads_data VALUES(137438953473,X'0000015a02303186cd90d47c080301010301013286cd90d538080301010301013386cd90d574080301010301013486cd90d630080301010301013586cd90d66c08030101030103636f6d86cd90d47c060102043c060102043c060102043c060102043c0601020401076578616d706c6586cd90d47c0c0101050102033c0c0101050102033c0c0101050102033c0c0101050102033c0c01010501020301026d6586cd90d47c060102023c060102023c060102023c060102023c060102020305737361676586cd90d47c02023c02023c02023c02023c020201036f726786cd90d47c060101063c060101063c060101063c060101063c060101060102703186cd90d47c0601010402013286cd90d5380601010402013386cd90d5740601010402013486cd90d6300601010402013586cd90d66c0601010402056572736f6e86cd90d47c060101023c060101023c060101023c060101023c06010102040d0d0d0d0d2235211a220d0c0c0c0c');
CREATE TABLE IF NOT EXISTS "heads_idx"(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO heads_idx VALUES(1,X'',2);
CREATE TABLE IF NOT EXISTS "heads_config"(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO heads_config VALUES('hashsize',4194304);
INSERT INTO heads_config VALUES('version',4);
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','header_names','header_names',0,'CREATE VIRTUAL TABLE "header_names" USING fts5(names, content='''', columnsize=0, detail=none)');
CREATE TABLE IF NOT EXISTS "header_names_data"(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO header_names_data VALUES(1,X'0505');
INSERT INTO header_names_data VALUES(10,X'000000010101010001010101');
INSERT INTO header_names_data VALUES(137438953473,X'000000120430cebb3286cd90d47c3c3c3c3c04');
CREATE TABLE IF NOT EXISTS "header_names_idx"(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO header_names_idx VALUES(1,X'',2);
CREATE TABLE IF NOT EXISTS "header_names_config"(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO header_names_config VALUES('hashsize',1048576);
INSERT INTO header_names_config VALUES('version',4);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('mailbox',1);
INSERT INTO sqlite_sequence VALUES('folder',2);
INSERT INTO sqlite_sequence VALUES('location',7);
INSERT INTO sqlite_sequence VALUES('content',5);
INSERT INTO sqlite_sequence VALUES('wish',1);
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
CREATE UNIQUE INDEX message_rank ON message(rank) WHERE rank IS NOT NULL;
CREATE INDEX content_loose ON content(id) WHERE codec = 1 AND size > 4096;
CREATE INDEX message_own_key ON message(own_key) WHERE own_key IS NOT NULL;
CREATE INDEX message_conversation ON message(conversation) WHERE conversation IS NOT NULL;
CREATE INDEX location_answered ON location(sort_date) WHERE state = 1 AND shown & 2 = 2;
CREATE INDEX location_draft ON location(sort_date) WHERE state = 1 AND shown & 16 = 16;
CREATE INDEX location_read ON location(sort_date) WHERE state = 1 AND shown & 1 = 1;
CREATE INDEX location_gone ON location(sort_date) WHERE state = 1 AND gone_at IS NOT NULL;
CREATE INDEX location_size ON location(CASE WHEN size < 1024 THEN 0 WHEN size < 2048 THEN 1 WHEN size < 4096 THEN 2 WHEN size < 8192 THEN 3 WHEN size < 16384 THEN 4 WHEN size < 32768 THEN 5 WHEN size < 65536 THEN 6 WHEN size < 131072 THEN 7 WHEN size < 262144 THEN 8 WHEN size < 524288 THEN 9 WHEN size < 1048576 THEN 10 WHEN size < 2097152 THEN 11 WHEN size < 4194304 THEN 12 WHEN size < 8388608 THEN 13 WHEN size < 16777216 THEN 14 ELSE 15 END) WHERE state = 1;
CREATE INDEX message_files ON message(id) WHERE has_attachments = 1;
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
CREATE TRIGGER message_removed AFTER DELETE ON message WHEN OLD.rank IS NOT NULL BEGIN INSERT OR IGNORE INTO dead_rank(rank) VALUES (OLD.rank); END;
CREATE TRIGGER sender_place_added AFTER INSERT ON location WHEN NEW.state = 1 BEGIN INSERT INTO sender_sum(folder_id, from_, messages, octets, with_files, file_octets) SELECT NEW.folder_id, m.from_, 1, coalesce(NEW.size, 0), m.has_attachments, m.has_attachments * coalesce(NEW.size, 0) FROM message m WHERE m.id = NEW.content_id AND NEW.state = 1 ON CONFLICT (folder_id, from_) DO UPDATE SET messages = messages + excluded.messages, octets = octets + excluded.octets, with_files = with_files + excluded.with_files, file_octets = file_octets + excluded.file_octets; END;
CREATE TRIGGER sender_place_removed AFTER DELETE ON location WHEN OLD.state = 1 BEGIN UPDATE sender_sum SET messages = messages - 1, octets = octets - coalesce(OLD.size, 0), with_files = with_files - (SELECT has_attachments FROM message WHERE id = OLD.content_id), file_octets = file_octets - (SELECT has_attachments FROM message WHERE id = OLD.content_id) * coalesce(OLD.size, 0) WHERE OLD.state = 1 AND folder_id = OLD.folder_id AND from_ = (SELECT from_ FROM message WHERE id = OLD.content_id); END;
CREATE TRIGGER sender_place_changed AFTER UPDATE OF state, folder_id, content_id, size ON location WHEN OLD.state = 1 OR NEW.state = 1 BEGIN UPDATE sender_sum SET messages = messages - 1, octets = octets - coalesce(OLD.size, 0), with_files = with_files - (SELECT has_attachments FROM message WHERE id = OLD.content_id), file_octets = file_octets - (SELECT has_attachments FROM message WHERE id = OLD.content_id) * coalesce(OLD.size, 0) WHERE OLD.state = 1 AND folder_id = OLD.folder_id AND from_ = (SELECT from_ FROM message WHERE id = OLD.content_id); INSERT INTO sender_sum(folder_id, from_, messages, octets, with_files, file_octets) SELECT NEW.folder_id, m.from_, 1, coalesce(NEW.size, 0), m.has_attachments, m.has_attachments * coalesce(NEW.size, 0) FROM message m WHERE m.id = NEW.content_id AND NEW.state = 1 ON CONFLICT (folder_id, from_) DO UPDATE SET messages = messages + excluded.messages, octets = octets + excluded.octets, with_files = with_files + excluded.with_files, file_octets = file_octets + excluded.file_octets; END;
CREATE TRIGGER sender_added AFTER INSERT ON message BEGIN INSERT INTO sender_sum(folder_id, from_, messages, octets, with_files, file_octets) SELECT l.folder_id, NEW.from_, count(*), sum(coalesce(l.size, 0)), count(*) * NEW.has_attachments, sum(coalesce(l.size, 0)) * NEW.has_attachments FROM location l WHERE l.content_id = NEW.id AND l.state = 1 GROUP BY l.folder_id ON CONFLICT (folder_id, from_) DO UPDATE SET messages = messages + excluded.messages, octets = octets + excluded.octets, with_files = with_files + excluded.with_files, file_octets = file_octets + excluded.file_octets; END;
CREATE TRIGGER sender_changed AFTER UPDATE OF from_, has_attachments ON message WHEN OLD.from_ <> NEW.from_ OR OLD.has_attachments <> NEW.has_attachments BEGIN UPDATE sender_sum SET messages = messages - (SELECT count(*) FROM location l WHERE l.content_id = OLD.id AND l.state = 1 AND l.folder_id = sender_sum.folder_id), octets = octets - (SELECT sum(coalesce(l.size, 0)) FROM location l WHERE l.content_id = OLD.id AND l.state = 1 AND l.folder_id = sender_sum.folder_id), with_files = with_files - OLD.has_attachments * (SELECT count(*) FROM location l WHERE l.content_id = OLD.id AND l.state = 1 AND l.folder_id = sender_sum.folder_id), file_octets = file_octets - OLD.has_attachments * (SELECT sum(coalesce(l.size, 0)) FROM location l WHERE l.content_id = OLD.id AND l.state = 1 AND l.folder_id = sender_sum.folder_id) WHERE from_ = OLD.from_ AND folder_id IN (SELECT l.folder_id FROM location l WHERE l.content_id = OLD.id AND l.state = 1); INSERT INTO sender_sum(folder_id, from_, messages, octets, with_files, file_octets) SELECT l.folder_id, NEW.from_, count(*), sum(coalesce(l.size, 0)), count(*) * NEW.has_attachments, sum(coalesce(l.size, 0)) * NEW.has_attachments FROM location l WHERE l.content_id = NEW.id AND l.state = 1 GROUP BY l.folder_id ON CONFLICT (folder_id, from_) DO UPDATE SET messages = messages + excluded.messages, octets = octets + excluded.octets, with_files = with_files + excluded.with_files, file_octets = file_octets + excluded.file_octets; END;
CREATE TRIGGER tally_place_removed AFTER DELETE ON location WHEN OLD.state = 1 BEGIN DELETE FROM tally WHERE piece = OLD.id >> 14; END;
CREATE TRIGGER tally_place_changed AFTER UPDATE OF state, folder_id, content_id, size, sort_date ON location WHEN OLD.state = 1 OR NEW.state = 1 BEGIN DELETE FROM tally WHERE piece = OLD.id >> 14; END;
CREATE TRIGGER tally_message_changed AFTER UPDATE OF from_, has_attachments, rank ON message WHEN OLD.from_ <> NEW.from_ OR OLD.has_attachments <> NEW.has_attachments OR OLD.rank IS NOT NEW.rank BEGIN DELETE FROM tally WHERE piece IN (SELECT id >> 14 FROM location WHERE content_id = OLD.id); END;
CREATE INDEX message_outdated ON message(id) WHERE described BETWEEN 1 AND 5;
PRAGMA writable_schema=OFF;
COMMIT;
PRAGMA user_version = 12;
