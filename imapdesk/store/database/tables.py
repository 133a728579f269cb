"""The tables as peewee models: the one description of what the migrations build (a test compares the two).

What a person does now and then is asked through these models; paths that run for every message are SQL of their own.
Moments are microseconds since the epoch, dates of mail seconds (`imapdesk.store.database.encoding`).
"""

from __future__ import annotations

from peewee import (
    AutoField,
    BlobField,
    CompositeKey,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)


class Setting(Model):
    """A value of the program's own, as JSON."""

    key = TextField(primary_key=True)
    value = TextField()

    class Meta:
        without_rowid = True


class Person(Model):
    """Someone who uses this computer, by login."""

    id = AutoField()
    login = TextField(unique=True)
    name = TextField()
    address = TextField()


class Role(Model):
    """A named set of capabilities."""

    id = AutoField()
    name = TextField(unique=True)


class RoleCapability(Model):
    """What a role allows."""

    role = ForeignKeyField(Role, on_delete="CASCADE")
    capability = TextField()

    class Meta:
        table_name = "role_capability"
        primary_key = CompositeKey("role", "capability")
        without_rowid = True


class PersonRole(Model):
    """Who has which role."""

    person = ForeignKeyField(Person, on_delete="CASCADE")
    role = ForeignKeyField(Role, on_delete="CASCADE")

    class Meta:
        table_name = "person_role"
        primary_key = CompositeKey("person", "role")
        without_rowid = True


class Mailbox(Model):
    """A configured login; ``settings`` is JSON, ``removed_at`` set when it was removed and its mail kept."""

    id = AutoField()
    name = TextField(unique=True)
    settings = TextField()
    paused = IntegerField()
    settings_revision = IntegerField()
    listed_revision = IntegerField()
    last_outcome = TextField(null=True)
    last_error = TextField()
    last_details = TextField()
    last_run_at = IntegerField(null=True)
    last_success_at = IntegerField(null=True)
    next_run_at = IntegerField(null=True)
    failures = IntegerField()
    removed_at = IntegerField(null=True)


class Folder(Model):
    """A folder with its checkpoint; the counts are kept by triggers on ``location``."""

    id = AutoField()
    mailbox = ForeignKeyField(Mailbox, on_delete="CASCADE")
    path = TextField()
    wire_name = BlobField()
    delimiter = TextField(null=True)
    attributes = TextField()
    role = TextField()
    included = IntegerField()
    selectable = IntegerField()
    on_server = IntegerField()
    messages_on_server = IntegerField(null=True)
    uidvalidity = IntegerField(null=True)
    uidnext = IntegerField(null=True)
    highestmodseq = IntegerField(null=True)
    messages = IntegerField(null=True)
    unseen = IntegerField(null=True)
    surveyed = IntegerField()
    skipped_since = TextField(null=True)
    skipped = TextField()
    flags_swept_at = IntegerField(null=True)
    last_sync = IntegerField(null=True)
    saved_count = IntegerField()
    unread_count = IntegerField()
    pending_count = IntegerField()
    quarantined_count = IntegerField()
    live_count = IntegerField()


class Content(Model):
    """A raw message, stored once; ``digest_key`` is the first 64 bits of its SHA-256."""

    id = AutoField()
    digest_key = IntegerField(index=True)
    digest = BlobField()
    size = IntegerField()
    codec = IntegerField()
    data = BlobField()


class Message(Model):
    """What is derived from a raw message; ``rank`` is its number in the index of words.

    ``described`` is the version of the description (`imapdesk.store.indexing.renewing`), 0 before there is any.
    """

    id = ForeignKeyField(Content, primary_key=True, column_name="id", on_delete="CASCADE")
    described = IntegerField()
    subject = TextField()
    from_ = TextField()
    to_ = TextField()
    cc = TextField()
    sent_at = IntegerField(null=True)
    message_id = TextField()
    refs = TextField()
    has_attachments = IntegerField()
    preview = TextField()
    rank = IntegerField(null=True)
    own_key = IntegerField(null=True)
    conversation = IntegerField(null=True)


class Location(Model):
    """A message's place in a folder: ``state`` 0 pending, 1 saved, 2 quarantined.

    ``flags`` and ``keywords`` are the server's, ``shown`` is the flags with the person's wishes. ``identity`` tells
    that two places hold the same message, ``origin`` is the place that this one was relinked from.
    """

    id = AutoField()
    folder = ForeignKeyField(Folder, on_delete="CASCADE")
    uid = IntegerField()
    state = IntegerField()
    flags = IntegerField()
    keywords = TextField()
    shown = IntegerField()
    modseq = IntegerField()
    size = IntegerField(null=True)
    internal_date = IntegerField(null=True)
    sort_date = IntegerField()
    gone_at = IntegerField(null=True)
    content = ForeignKeyField(Content, null=True)
    identity = IntegerField(null=True)
    message_id = TextField(null=True)
    email_id = TextField(null=True)
    thread_id = TextField(null=True)
    labels = TextField(null=True)
    origin_id = IntegerField(null=True)


class SenderSum(Model):
    """What a sender's saved mail in a folder amounts to; kept by triggers."""

    folder = ForeignKeyField(Folder, on_delete="CASCADE")
    from_ = TextField()
    messages = IntegerField()
    octets = IntegerField()
    with_files = IntegerField()
    file_octets = IntegerField()

    class Meta:
        table_name = "sender_sum"
        primary_key = CompositeKey("folder", "from_")
        without_rowid = True


class Quarantine(Model):
    """Why a message can't be had, and when it is tried again."""

    location = ForeignKeyField(Location, primary_key=True, on_delete="CASCADE")
    reason = TextField()
    since = IntegerField()
    tries = IntegerField()
    retry_at = IntegerField(null=True)


class Wish(Model):
    """A flag change that the server has not confirmed."""

    id = AutoField()
    location = ForeignKeyField(Location, unique=True, on_delete="CASCADE")
    add_flags = TextField()
    remove_flags = TextField()


class Lease(Model):
    """Who runs a mailbox, and until when that is believed."""

    mailbox = ForeignKeyField(Mailbox, primary_key=True, on_delete="CASCADE")
    holder = TextField()
    expires_at = IntegerField()


class Run(Model):
    """What one run did, as JSON."""

    id = AutoField()
    mailbox = ForeignKeyField(Mailbox, on_delete="CASCADE")
    started_at = IntegerField()
    outcome = TextField()
    result = TextField()


class DeadRank(Model):
    """A rank whose message was deleted: the index can't forget it, so it is not used again."""

    rank = IntegerField(primary_key=True)

    class Meta:
        table_name = "dead_rank"


class Unsampled(Model):
    """A described message that is still to be put into the index of a sample (`imapdesk.store.indexing.sampled`)."""

    id = ForeignKeyField(Message, primary_key=True, column_name="id", on_delete="CASCADE")


class Word(Model):
    """A word of any message, and in how many of a sample it was: what a prefix or a part of a compound stands for."""

    id = AutoField()
    word = TextField(unique=True)
    hits = IntegerField()


class HeadWord(Model):
    """A word of subjects, people or names of files, by its column in ``heads``, and in how many messages it was."""

    field = IntegerField()
    word = TextField()
    hits = IntegerField()

    class Meta:
        table_name = "head_word"
        primary_key = CompositeKey("field", "word")
        without_rowid = True


class HeaderValue(Model):
    """A value of a header, and its name in front; both in lower case (`imapdesk.store.indexing.header_values`)."""

    id = AutoField()
    name = TextField()
    value = TextField()

    class Meta:
        table_name = "header_value"


class TallyPiece(Model):
    """What statistics need of 16,384 places, packed by `imapdesk.store.lists.tallying`."""

    piece = IntegerField(primary_key=True)
    data = BlobField()

    class Meta:
        table_name = "tally"


TABLES: tuple[type[Model], ...] = (
    Setting,
    Person,
    Role,
    RoleCapability,
    PersonRole,
    Mailbox,
    Folder,
    Content,
    Message,
    Location,
    SenderSum,
    Quarantine,
    Wish,
    Lease,
    Run,
    DeadRank,
    Unsampled,
    Word,
    HeadWord,
    HeaderValue,
    TallyPiece,
)
