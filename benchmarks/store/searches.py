"""The searches of `benchmarks.store.million`: each operator where nothing, little, much and everything meets it."""

from __future__ import annotations

from imapdesk.mail import FolderListing, ListedFolder
from imapdesk.store import Store
from imapdesk.store.indexing.sampled import is_sampled

PAGE = 50
RARE = 20
_RAW = b"Subject: x\r\nX-Rare: yes\r\n\r\n"
RARE_SUBJECT = "w1 seldom"
SAMPLE = 32  # one message in so many tells the vocabulary how frequent words are
_FOLDER = "Rare"
_FLAGS = 1 | 2 | 16  # seen, answered, draft
_BYTES = 200_000

# A word that ends the query may go on ("w1" stands for "w100" too); with a space after it, it is complete.
SEARCHES = {
    "words": (
        "w7",
        "w1 w2",
        "w40 w300",
        "w5000",
        '"w1 w2"',
        "w3 -w4",
        "w12 OR w900",
        "w123",
        "nothingatall",
        "w1 w2 w4 w5 w7 w8",
    ),
    "prefix": ("pre", "prefi", "person", "w", "zzz*"),
    "typing on": ("w1-w2", "w50-w2", "w5000-w2", "person7@ex", "from:person7@ex", "www.w1.w"),
    "without": ("-nothingatall", "-w700", "-w20", "-w1", "-w1 -w2 is:unread", "-(w1 OR w2)"),
    "from": ("from:nobody", "from:rare", "from:person7", "from:person", "from:person77 w1", "from:w1", "from:w1 "),
    "to": ("to:nobody", "to:me", "to:me w5000", "to:w1 "),
    "cc": ("cc:nobody", "cc:cecil", "cc:w1 ", "cc:cecil w1"),
    "subject": ("subject:nothingatall", "subject:w15 after:2021-01-01", "subject:w1"),
    "body": ("body:nothingatall", "body:w5000", "body:w1"),
    "filename": ("filename:nothingatall", "filename:seldom", "filename:w1 "),
    "attachment": ("has:attachment", "w700 has:attachment", "w1 has:attachment", "has:attachment before:2020-09-14"),
    "unread": ("is:unread", "w10 is:unread", "is:unread before:2020-09-14", "is:unread is:starred", "is:unread w59999"),
    "read": ("is:read", "-is:read larger:30k", "is:read is:unread"),
    "starred": ("is:starred", "is:starred w1", "is:starred w1 larger:90k"),
    "answered": ("is:answered", "is:answered w1", "-is:answered", "is:answered is:starred"),
    "draft": ("is:draft", "is:draft before:2020-09-14", "is:draft w1"),
    "gone": ("is:gone", "is:gone w1", "-is:gone"),
    "in": ("in:Nowhere", f"in:{_FOLDER}", f"w1 in:{_FOLDER}", "in:INBOX", "w7 in:INBOX", "w1 in:Nowhere"),
    "mailbox": ("mailbox:nobody", "mailbox:bench", "mailbox:bench w4"),
    "before": ("before:2000", "before:2020-09-14", "before:2030", "w9 before:2020-10-01", "w1 before:2000"),
    "after": ("after:2035", "after:2021-01-01", "after:2025-06-15 w1", "after:2035 is:unread"),
    "on": ("on:2000-01-01", "on:2020-12-01", "on:2020-12-01 w1"),
    "older_than": ("older_than:90y", "older_than:1y", "older_than:1y w1 is:unread"),
    "larger": ("larger:1g", "larger:90k", "larger:34k", "larger:1k", "w1 larger:90k", "larger:30k w20", "w1 larger:1g"),
    "smaller": ("smaller:1", "smaller:21k", "smaller:1g", "w1 smaller:1k"),
    "OR": ("w1 OR larger:90k", "is:answered OR is:draft", "larger:1g OR is:gone", "w59999 OR is:draft"),
    "header": (
        "header:subject=x",
        "header:x-nowhere=y",
        "header:x-rare=yes",
        "header:x-mailer=nobody",
        "header:message-id=<5@example.org>",
        "header:list-id=nobody",
        "header:x-rare=yes in:Rare",
        "header:x-mailer",
        "header:x-mailer=program",
        "header:list-unsubscribe is:unread",
        "header:received",
        "header:received=nobody in:Rare",
        "-header:dkim-signature w1",
    ),
}


def add_rarities(store: Store) -> None:
    """A few messages all over the years that have what no other one has; not twice."""
    mailbox = store.load_mailboxes()[0]
    if any(folder.path == _FOLDER for folder in store.load_folders(mailbox.id)):
        return
    listed = (ListedFolder("INBOX", b"INBOX", "/"), ListedFolder(_FOLDER, _FOLDER.encode(), "/"))
    store.save_listing(mailbox.id, FolderListing(listed, {}), revision=1, include=lambda folder: True)
    folder_id = store.load_known(mailbox.id)[_FOLDER].folder.id
    sampled = store.count_messages() // SAMPLE
    words = [(word, sampled) for word in ("person", "example", "org", "me", "com")]
    words += [(f"person{number}", sampled // 5000) for number in range(5000)]
    with store._writer.transaction() as cursor:
        cursor.executemany("INSERT OR IGNORE INTO word(word, hits) VALUES (?, ?)", words)
        first, last, newest = cursor.execute("SELECT min(rank), max(rank), max(id) FROM message").fetchone()
        for number in range(1, RARE + 1):
            at = first + (last - first) // RARE * number - 7
            cursor.execute(
                "INSERT INTO content(id, digest_key, digest, size, codec, data) VALUES (?, ?, ?, ?, 0, ?)",
                (newest + number, -number, bytes([number]), len(_RAW), _RAW),
            )
            cursor.execute(
                "INSERT INTO message(id, described, subject, from_, cc, sent_at, has_attachments, rank) "
                f"VALUES (?, 1, '{RARE_SUBJECT}', 'Rare <rare@example.org>', 'Cecil <cecil@example.org>', ?, 1, ?)",
                (newest + number, at, at),
            )
            cursor.execute(
                "INSERT INTO location(folder_id, uid, state, flags, shown, size, internal_date, sort_date, content_id) "
                "VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?)",
                (folder_id, number, _FLAGS, _FLAGS, _BYTES, at, at, newest + number),
            )
            for index in ("words", "sampled")[: 1 + is_sampled(at)]:
                cursor.execute(
                    f"INSERT INTO {index}(rowid, subject, from_, to_, cc, body, files) VALUES (?, 'w1 seldom', "
                    "'Rare rare@example.org', '', 'Cecil cecil@example.org', 'w1 w2 w3', 'seldom.pdf')",
                    (at,),
                )
