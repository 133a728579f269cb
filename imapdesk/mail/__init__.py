"""Every value that crosses a room: frozen, slotted, typed, without I/O.

Words (one per thing, the RFC's if it has one): *mailbox* is a configured login, *folder* what RFC 9051 calls a
mailbox, *included* means ticked, *gone* is our mark for what the server no longer holds, *raw* is the whole RFC 5322
message as the server gave it, ``sent_at`` the Date header, ``internal_date`` the server's date of arrival.
"""

from imapdesk.mail.certificates import ServerCertificate
from imapdesk.mail.folders import Folder, FolderListing, FolderRole, FolderState, KnownFolder, ListedFolder
from imapdesk.mail.header_mark import HeaderMark, mark_header
from imapdesk.mail.mailboxes import (
    Mailbox,
    MailboxSettings,
    NewFolders,
    Period,
    PeriodKind,
    Person,
    RunResult,
    Security,
)
from imapdesk.mail.messages import (
    Address,
    Conversations,
    ExportItem,
    Fetched,
    FlagWish,
    QuarantinedMessage,
    Scope,
    SortBy,
    StoreChange,
    Summary,
    Window,
    WindowDone,
)
from imapdesk.mail.numbers import FolderId, MailboxId, MessageId, Uid, keep_showable, utc_now
from imapdesk.mail.planning import (
    Checkpoint,
    HeaderRequest,
    KnownMessage,
    Listed,
    LocationState,
    Observed,
    Plan,
    Relink,
    Survey,
    SurveyKind,
    SurveyRequest,
)

__all__ = [
    "Address",
    "Checkpoint",
    "Conversations",
    "ExportItem",
    "Fetched",
    "FlagWish",
    "Folder",
    "FolderId",
    "FolderListing",
    "FolderRole",
    "FolderState",
    "HeaderMark",
    "HeaderRequest",
    "KnownFolder",
    "KnownMessage",
    "Listed",
    "ListedFolder",
    "LocationState",
    "Mailbox",
    "MailboxId",
    "MailboxSettings",
    "MessageId",
    "NewFolders",
    "Observed",
    "Period",
    "PeriodKind",
    "Person",
    "Plan",
    "QuarantinedMessage",
    "Relink",
    "RunResult",
    "Scope",
    "Security",
    "ServerCertificate",
    "SortBy",
    "StoreChange",
    "Summary",
    "Survey",
    "SurveyKind",
    "SurveyRequest",
    "Uid",
    "Window",
    "WindowDone",
    "keep_showable",
    "mark_header",
    "utc_now",
]
