"""Kinds of files that a person asks for, by the ends of their names, pure: ``has:pdf``, ``has:image``."""

from __future__ import annotations

from dataclasses import replace

from imapdesk.store.search.query import Words

_ENDS = {
    "pdf": "pdf",
    "document": "doc docx odt rtf pdf",
    "spreadsheet": "xls xlsx ods csv",
    "presentation": "ppt pptx odp",
    "image": "jpg jpeg png gif webp heic tif tiff bmp svg",
    "video": "mp4 mov avi mkv webm m4v mpg wmv",
    "audio": "mp3 m4a wav ogg opus flac aac wma",
    "archive": "zip 7z rar tar gz tgz",
    "calendar": "ics",
    "contact": "vcf",
}
_ALSO = {"picture": "image", "photo": "image", "doc": "document", "table": "spreadsheet", "slide": "presentation"}
_ALSO |= {"music": "audio", "sound": "audio", "movie": "video", "invitation": "calendar", "invite": "calendar"}


def choose_kind(name: str) -> Words | None:
    """Attachments of a kind, by any of its ends, or of one of these ends; None for what is no kind of file."""
    singular = name.lower().removesuffix("s")
    ends = _ENDS.get(_ALSO.get(singular, singular), "").split()
    if not ends and any(name.lower() in each.split() for each in _ENDS.values()):
        ends = [name.lower()]
    found = [Words(f".{end}", "filename", phrase=True) for end in ends]
    return replace(found[0], also=tuple(found[1:])) if found else None
