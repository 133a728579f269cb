"""The charset that mail means by a label.

Labels mean what the mail that carries them means: "iso-8859-1" is windows-1252, "gb2312" is GB18030,
"ks_c_5601-1987" is the unified Hangul code (WHATWG Encoding Standard, and thirty years of mail).
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

from imapdesk.mime.charsets.euctw import find_euc_tw

GUESS = ""  # the codec name of a label that says nothing

_ALIASES = {
    "": GUESS, "ascii": GUESS, "usascii": GUESS, "ansix341968": GUESS, "iso646us": GUESS, "646": GUESS, "us": GUESS,
    "unknown": GUESS, "xunknown": GUESS, "unknown8bit": GUESS, "8bit": GUESS, "7bit": GUESS, "binary": GUESS,
    "default": GUESS, "xuserdefined": GUESS, "none": GUESS, "charset": GUESS, "autodetect": GUESS, "text": GUESS,
    "iso88591": "cp1252", "latin1": "cp1252", "l1": "cp1252", "iso88591windows31latin1": "cp1252", "88591": "cp1252",
    "isoir100": "cp1252", "iso885911987": "cp1252", "csisolatin1": "cp1252", "ansi": "cp1252", "xansi": "cp1252",
    "windows": "cp1252", "win": "cp1252", "western": "cp1252", "ibm819": "cp1252", "cp819": "cp1252",
    "iso88599": "cp1254", "latin5": "cp1254", "88599": "cp1254", "iso885911": "cp874", "tis620": "cp874",
    "iso88598i": "iso8859_8", "iso88598e": "iso8859_8", "iso88596i": "iso8859_6", "iso88596e": "iso8859_6",
    "logical": "iso8859_8", "visual": "iso8859_8", "hebrew": "iso8859_8",
    "gb2312": "gb18030", "gbk": "gb18030", "xgbk": "gb18030", "gb231280": "gb18030", "csgb2312": "gb18030",
    "euccn": "gb18030", "chinese": "gb18030", "cngb": "gb18030", "cp936": "gb18030", "windows936": "gb18030",
    "ms936": "gb18030", "gb": "gb18030", "xgb2312": "gb18030", "isoir58": "gb18030", "gb18030": "gb18030",
    "hzgb2312": "hz", "hz": "hz",
    "ksc56011987": "cp949", "ksc5601": "cp949", "ksc56011989": "cp949", "ksx1001": "cp949", "euckr": "cp949",
    "korean": "cp949", "windows949": "cp949", "cseuckr": "cp949", "isoir149": "cp949", "ks": "cp949", "uhc": "cp949",
    "xwindows949": "cp949", "ms949": "cp949",
    "shiftjis": "cp932", "sjis": "cp932", "xsjis": "cp932", "xshiftjis": "cp932", "mskanji": "cp932",
    "windows31j": "cp932", "csshiftjis": "cp932", "cswindows31j": "cp932", "ms932": "cp932", "xmscp932": "cp932",
    "windows932": "cp932", "cp943c": "cp932", "ibm943": "cp932", "cp943": "cp932",
    "big5": "cp950", "xbig5": "cp950", "cnbig5": "cp950", "csbig5": "cp950", "xxbig5": "cp950", "windows950": "cp950",
    "big5eten": "cp950", "ms950": "cp950", "big5hkscs": "big5hkscs",
    "xeuctw": "euc_tw", "cseuctw": "euc_tw", "cns11643": "euc_tw", "xcns11643": "euc_tw",
    "eucjp": "euc_jp", "xeuc": "euc_jp", "xeucjp": "euc_jp", "cp51932": "euc_jp", "eucjpms": "euc_jp",
    "eucjpwin": "euc_jp", "ujis": "euc_jp", "extendedunixcodepackedformatforjapanese": "euc_jp",
    "iso2022jp": "iso2022_jp", "csiso2022jp": "iso2022_jp", "iso2022jpms": "iso2022_jp", "cp50220": "iso2022_jp",
    "cp50221": "iso2022_jp", "cp50222": "iso2022_jp", "iso2022jp1": "iso2022_jp_ext", "jis": "iso2022_jp",
    "iso2022jpext": "iso2022_jp_ext",
    "iso2022cn": "iso2022_cn", "iso2022cnext": "iso2022_cn", "iso2022kr": "iso2022_kr", "csiso2022kr": "iso2022_kr",
    "utf8": "utf_8", "xutf8": "utf_8", "unicode11utf8": "utf_8", "cp65001": "utf_8", "utf8mb4": "utf_8",
    "unicode20utf8": "utf_8", "xunicode20utf8": "utf_8", "utf": "utf_8", "utf8n": "utf_8", "65001": "utf_8",
    "utf7": "utf_7", "unicode11utf7": "utf_7", "xunicode20utf7": "utf_7", "unicode20utf7": "utf_7",
    "csunicode11utf7": "utf_7", "xutf7": "utf_7",
    "unicode": "utf_16", "ucs2": "utf_16", "iso10646ucs2": "utf_16", "csunicode": "utf_16", "utf16": "utf_16",
    "utf16le": "utf_16_le", "utf16be": "utf_16_be", "unicodelittle": "utf_16_le", "unicodebig": "utf_16_be",
    "ucs4": "utf_32", "utf32": "utf_32",
    "macintosh": "mac_roman", "mac": "mac_roman", "xmacroman": "mac_roman", "xmac": "mac_roman",
    "xmaccyrillic": "mac_cyrillic", "xmacukrainian": "mac_cyrillic", "xmacce": "mac_latin2",
    "xmaccentraleurroman": "mac_latin2", "xmacgreek": "mac_greek", "xmacturkish": "mac_turkish",
    "koi8": "koi8_r", "koi": "koi8_r", "koi8ru": "koi8_u", "koi8u": "koi8_u", "cskoi8r": "koi8_r", "xkoi8r": "koi8_r",
    "koi8r": "koi8_r",
    "baltic": "cp1257", "turkish": "cp1254", "isolatin1": "cp1252", "latin0": "iso8859_15", "tis6202533": "cp874",
    "xmacicelandic": "mac_iceland", "xmacchinesesimp": "gb18030", "xmacchinesetrad": "cp950",
    "cyrillic": "iso8859_5", "greek": "iso8859_7", "arabic": "iso8859_6", "thai": "cp874", "windows874": "cp874",
    "dos874": "cp874",
    "csmacintosh": "mac_roman", "cskoi8u": "koi8_u", "ibmeuccn": "gb18030", "ibmeucjp": "euc_jp", "ibmeuckr": "cp949",
    # A database's names of its charsets, which its own mails carry:
    "we8mswin1252": "cp1252", "we8iso8859p1": "cp1252", "we8iso8859p15": "iso8859_15", "ee8mswin1250": "cp1250",
    "ee8iso8859p2": "iso8859_2", "cl8mswin1251": "cp1251", "cl8koi8r": "koi8_r", "al32utf8": "utf_8",
    "zhs16gbk": "gb18030", "zht16mswin950": "cp950", "ja16sjis": "cp932", "ja16euc": "euc_jp", "ko16mswin949": "cp949",
}  # fmt: skip
_FORBIDDEN = frozenset({
    "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem", "rot_13", "base64",
    "quopri", "uu", "bz2", "zlib", "hex", "unicode_internal", "charmap",
})  # fmt: skip
_KNOWN_INSIDE = re.compile(  # for labels such as "iso-utf-8", "3Dutf-8", "utf-8//ignore", "windows-1252http-equiv"
    r"utf-?8|8859-\d\d?|(?:windows|cp)-?125\d|gb(?:2312|k|18030)|big5|s(?:hift_)?jis|euc-(?:jp|kr)|iso-2022-(?:jp|kr|cn)"
    r"|koi8-[ru]"
)


@lru_cache(maxsize=512)
def find_codec(label: str) -> str | None:
    """The Python codec that mail means by ``label``; ``GUESS`` when it says nothing, None when it is unknown."""
    cleaned = label.strip().strip("\"'").lower().partition(";")[0].partition("*")[0].strip()
    if cleaned.startswith("charset="):
        cleaned = cleaned[8:].strip("\"' ")
    key = re.sub(r"[^a-z0-9]", "", cleaned)
    if key in _ALIASES:
        return _ALIASES[key]
    match = re.fullmatch(r"(?:x)?(?:cp|win|windows|ibm|dos|microsoftcp|cs?windows|mswin|oem|pc)0*(\d{3,5})", key)
    if match and (codec := _lookup(f"cp{match[1]}")) is not None:
        return codec
    match = re.fullmatch(r"(?:x|cs)?(?:iso)?8859(\d{1,2})(?:\d{4})?(?:[a-z].*)?", key)
    if match and 1 <= int(match[1]) <= 16:
        return _ALIASES.get(f"iso8859{int(match[1])}") or _lookup(f"iso8859_{int(match[1])}")  # there is no part 12
    codec = _lookup(cleaned) or _lookup(key) or _lookup(cleaned.removeprefix("x-"))
    if codec is None and (known := _KNOWN_INSIDE.search(cleaned)) is not None and known[0] != cleaned:
        return find_codec(known[0])
    return codec


def _lookup(name: str) -> str | None:
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError, UnicodeError):
        return None
    codec = info.name.replace("-", "_")
    if codec in _FORBIDDEN or not getattr(info, "_is_text_encoding", True):
        return None
    return "cp1252" if codec == "iso8859_1" else GUESS if codec == "ascii" else codec


codecs.register(find_euc_tw)
