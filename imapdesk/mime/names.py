"""Attachment names made safe for any file system, and the kinds of files that can do harm when opened."""

from __future__ import annotations

import mimetypes
import re
import unicodedata

from imapdesk.mime.message import Attachment
from imapdesk.mime.text import neutralise

_LONGEST_STEM = 80  # characters of a subject in a file's name
MAX_NAME_BYTES = 200  # file systems allow 255; a number for doubles must still fit
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
# Devices of Windows, also with blanks behind them, and files that tell it what to do with the folder they are in.
_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(?:\.|\Z)|(?:desktop\.ini|autorun\.inf)\Z",
    re.IGNORECASE,
)
_BLANKS = re.compile("[\\s\u2800\u3164\u115f\u1160\uffa0]+")  # with those that are letters to Unicode alone
_UNSEEN = re.compile("[\u00ad\u034f\u180b-\u180f]")
_CLASS = re.compile(r"\{[0-9A-Fa-f-]{32,40}\}\Z")  # an ending that Windows hides, and opens as what it stands for
_TURNED = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SHOWN_ENDINGS = "pdf doc docx xls xlsx ppt pptx odt ods txt rtf csv jpg jpeg png gif zip mp3 mp4 html htm"
_SHOWN_KINDS = frozenset(_SHOWN_ENDINGS.split())
_DANGEROUS_ENDINGS = """
    accda accdb accde accdr action ade adp apk app appcontent-ms appimage applescript application appref-ms appx
    appxbundle asp aspx asx bas bash bat bgi bin cab cer chm chq cmd cnt com command cpl crt csh deb der
    deskthemepack desktop diagcab dll dmg docm dotm dqy elf exe fileloc fish flatpakref flatpakrepo fxp gadget grp
    hlp hpj hta htc hxs img inetloc inf ins ipa iqy iso isp its iwp jar jnlp js jse ksh lib library-ms lnk mad maf
    mag mam maq mar mas mat mau mav maw mcf mda mdb mde mdt mdw mdz mht mhtml mobileconfig mpkg msc msh msh1 msh2
    mshxml msi msix msp mst msu mui ocx one onepkg ops oqy osax osd out pcd phar php pif pkg pl plg potm ppa ppam
    ppsm pptm prefpane prf prg printerexport ps1 ps1xml ps2 ps2xml psc1 psc2 psd1 psdm1 pst py pyc pyo pyw pyz pyzw
    rb rdp reg rpm rqy run saver scf scpt scr sct search-ms searchconnector-ms service settingcontent-ms sh shb shs
    sldm slk snap sql svg svgz swf sys terminal theme themepack tmp tool udl url vb vbe vbp vbs vhd vhdx vsmacros
    vsw vxd webloc webpnp website wim wiz wll workflow ws wsb wsc wsf wsh xbap xla xlam xll xlm xlsb xlsm xltm xlw
    xnk xps xsl xslt zsh
"""
DANGEROUS = frozenset(_DANGEROUS_ENDINGS.split())
_DANGEROUS_TYPES = re.compile(
    r"(?:application/(?:x-(?:msdownload|msdos-program|dosexec|executable|sharedlib|sh|shellscript|csh|perl|python|ruby|"
    r"php|bat|ms-shortcut|desktop|java-archive|elf|mach-binary|msi|iso9660-image)|java-archive|javascript|hta|"
    r"vnd\.microsoft\.portable-executable)|text/(?:javascript|x-(?:sh|shellscript|python|perl|script)|vbscript))\Z"
)


def safe_name(name: str, type_: str = "") -> str:
    """A file name without paths, tricks and forbidden characters; never empty. ``type_`` gives a missing ending.

    The ending that decides what opens the file is always the visible one: invisible characters that turn the
    direction are gone, and blanks that push it out of sight are one blank.
    """
    name = unicodedata.normalize("NFC", _UNSEEN.sub("", neutralise(name))).encode("utf-8", "replace").decode("utf-8")
    name = re.split(r"[/\\]", name)[-1] if re.search(r"[^/\\]\Z", name) else re.sub(r"[/\\]+\Z", "", name)
    name = _BLANKS.sub(" ", _FORBIDDEN.sub("_", name)).strip(" .~")
    if not name:
        name = "attachment"
    if "." not in name and type_:
        name += mimetypes.guess_extension(type_) or ""
    if _RESERVED.match(name):
        name = f"_{name}"
    if name.startswith("-"):
        name = f"_{name}"  # a name that a command line would take for an option
    return _shorten(name)


def _shorten(name: str) -> str:
    if len(name.encode("utf-8", "replace")) <= MAX_NAME_BYTES:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 20:
        stem, dot, ending = name, "", ""
    room = MAX_NAME_BYTES - len((dot + ending).encode("utf-8", "replace"))
    return stem.encode("utf-8", "replace")[:room].decode("utf-8", "ignore").rstrip(" .") + dot + ending


def name_message(subject: str, extension: str, day: str = "") -> str:
    """A file name for a message, made of its subject, with a ``day`` in front of it."""
    stem = subject.replace("/", "_").replace("\\", "_").strip(" .")[:_LONGEST_STEM].rstrip(" .")
    return safe_name(f"{day} {stem or 'message'}".strip() + extension)


def endings(name: str) -> list[str]:
    """The endings of a name in lower case, outermost last: "a.pdf.exe" has "pdf" and "exe"."""
    return [ending.strip() for ending in safe_name(name).lower().split(".")[1:]]


def is_dangerous_type(name: str, type_: str = "") -> bool:
    """Whether opening such a file can run something: programs, scripts, shortcuts, disk images, macros."""
    last = endings(name)[-1:]
    harmful = bool(last) and (last[0] in DANGEROUS or _CLASS.match(last[0]) is not None)
    return harmful or _DANGEROUS_TYPES.match(type_.lower()) is not None


def hides_its_kind(name: str) -> bool:
    """Whether a name shows one kind and is another: "invoice.pdf.exe", or letters turned around."""
    found = endings(name)
    runs = found[-1:] and (found[-1] in DANGEROUS or _CLASS.match(found[-1]))
    doubled = len(found) > 1 and runs and any(ending in _SHOWN_KINDS for ending in found[:-1])
    return bool(doubled) or _TURNED.search(name) is not None or re.search(r"\s{6,}\S*\.\w+\s*\Z", name) is not None


def suggest_name(attachment: Attachment, number: int = 1) -> str:
    """The file name to offer when an attachment is saved; one without a name is called by its kind."""
    if attachment.name:
        return safe_name(attachment.name, attachment.type)
    if attachment.type == "message/rfc822":
        nested = attachment.message()
        return safe_name(f"{nested.subject or 'message' if nested else 'message'}.eml".replace("/", "_"))
    if attachment.type == "text/calendar":
        return "invitation.ics"
    if attachment.type == "message/delivery-status":
        return "delivery-report.txt"
    return safe_name(f"{attachment.type.partition('/')[0] or 'attachment'}-{number}", attachment.type)
