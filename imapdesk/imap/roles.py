"""What a folder is for: the server's word (RFC 6154, XLIST), else its name in one of the world's languages."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from imapdesk.mail import FolderRole, ListedFolder

_ATTRIBUTES = {
    "\\inbox": FolderRole.INBOX,
    "\\sent": FolderRole.SENT,
    "\\drafts": FolderRole.DRAFTS,
    "\\archive": FolderRole.ARCHIVE,
    "\\junk": FolderRole.SPAM,
    "\\spam": FolderRole.SPAM,
    "\\trash": FolderRole.TRASH,
    "\\all": FolderRole.ALL,
    "\\allmail": FolderRole.ALL,
    "\\flagged": FolderRole.FLAGGED,
    "\\starred": FolderRole.FLAGGED,
    "\\important": FolderRole.IMPORTANT,
    "\\templates": FolderRole.TEMPLATES,
}

# en, de, fr, es, pt, it, nl, sv, da, no, fi, pl, cs, sk, hu, ro, tr, el, ru, uk, bg, he, ar, ja, ko, zh
_NAMES = {
    FolderRole.SENT: """sent|sent items|sent messages|sent mail|sent-mail|gesendet|gesendete objekte|
        gesendete elemente|gesendete nachrichten|messages envoyés|éléments envoyés|envoyés|objets envoyés|enviados|
        elementos enviados|mensajes enviados|correo enviado|itens enviados|mensagens enviadas|e-mails enviados|inviata|posta inviata|
        elementi inviati|messaggi inviati|verzonden|verzonden items|verzonden berichten|skickat|skickade objekt|skickade|sendt|sendt post|
        sendte elementer|sendt e-post|lähetetyt|lähetetyt viestit|wysłane|elementy wysłane|odeslané|odeslaná pošta|odoslané|
        odoslaná pošta|elküldött|elküldött elemek|elküldött üzenetek|trimise|elemente trimise|gönderilmiş öğeler|gönderilenler|gönderilmiş|
        απεσταλμένα|отправленные|исходящие|надіслані|изпратени|נשלחו|פריטים שנשלחו|المرسلة|العناصر المرسلة|
        送信済み|送信済みアイテム|送信済みトレイ|보낸편지함|보낸 편지함|보낸 메일|已发送|已发送邮件|已发邮件|寄件備份|已傳送|寄件備份匣""",
    FolderRole.DRAFTS: """drafts|draft|entwürfe|entwurf|brouillons|borradores|rascunhos|bozze|concepten|utkast|kladder|udkast|
        luonnokset|wersje robocze|szkice|kopie robocze|koncepty|rozepsané|piszkozatok|ciorne|taslaklar|πρόχειρα|черновики|чернетки|чернови|טיוטות|
        مسودات|المسودات|下書き|임시보관함|임시 보관함|草稿|草稿箱|草稿匣""",
    FolderRole.TRASH: """trash|deleted|deleted items|deleted messages|bin|wastebasket|papierkorb|gelöscht|gelöschte objekte|
        gelöschte elemente|corbeille|éléments supprimés|messages supprimés|papelera|elementos eliminados|eliminados|lixeira|lixo|
        itens excluídos|itens eliminados|cestino|posta eliminata|elementi eliminati|prullenbak|prullenmand|verwijderde items|papperskorgen|
        borttagna objekt|papirkurv|slettet post|slettede elementer|søppel|roskakori|poistetut|poistetut viestit|kosz|elementy usunięte|koš|
        odstraněná pošta|kôš|odstránená pošta|kuka|lomtár|törölt elemek|coș de gunoi|elemente șterse|çöp kutusu|çöp|silinmiş öğeler|silinenler|
        κάδος|διαγραμμένα|корзина|удаленные|удалённые|кошик|видалені|кошче|изтрити|אשפה|פריטים שנמחקו|المهملات|سلة المهملات|
        العناصر المحذوفة|ゴミ箱|ごみ箱|削除済みアイテム|휴지통|지운 편지함|지운편지함|삭제된 메일|已删除|已删除邮件|垃圾桶|刪除的郵件|已刪除的郵件|回收站""",
    FolderRole.SPAM: """spam|junk|junk e-mail|junk email|junk mail|bulk mail|bulk|spamverdacht|unerwünscht|werbung|
        courrier indésirable|indésirables|pourriel|correo no deseado|no deseado|lixo eletrônico|lixo eletrónico|correio electrónico não solicitado|
        posta indesiderata|indesiderata|ongewenst|ongewenste e-mail|ongewenste mail|skräppost|søppelpost|uønsket e-post|uønsket mail|uønsket post|
        roskaposti|niechciane|wiadomości-śmieci|nevyžádaná pošta|nevyžiadaná pošta|levélszemét|e-mail nedorit|istenmeyen|istenmeyen e-posta|
        gereksiz|ανεπιθύμητα|спам|нежелательная почта|спам|небажана пошта|нежелана поща|דואר זבל|ספאם|البريد المزعج|
        البريد العشوائي|迷惑メール|스팸|스팸메일함|스팸 편지함|스팸편지함|정크 메일|垃圾邮件|垃圾郵件|广告邮件""",
    FolderRole.ARCHIVE: """archive|archives|archiv|archivo|arquivo|arquivos|arquivo morto|archivio|archief|arkiv|arkisto|archiwum|
        archív|archívum|arhivă|arhiva|arşiv|αρχειοθήκη|архив|архів|ארכיון|الأرشيف|أرشيف|アーカイブ|보관함|보관 편지함|归档|存档|封存|存檔""",
    FolderRole.TEMPLATES: "templates|vorlagen|modèles|plantillas|modelos|modelli|sjablonen|mallar|шаблоны",
}


def _fold(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold().strip()


_ROLE_OF_NAME = {
    _fold(name): role for role, names in _NAMES.items() for name in (part.strip() for part in names.split("|"))
}


def assign_roles(folders: Sequence[ListedFolder]) -> tuple[ListedFolder, ...]:
    """The same folders with their roles. A role that the server gave is never given to another folder by its name.

    Names are looked at on the top level, and below INBOX or another single root (Courier's ``INBOX.``, Gmail's own).
    """
    marked = [replace(folder, role=_role_by_attribute(folder)) for folder in folders]
    taken = {folder.role for folder in marked if folder.role is not FolderRole.OTHER}
    by_name: dict[FolderRole, ListedFolder] = {}
    for folder in sorted(marked, key=lambda one: (_depth(one), len(one.path), one.path)):
        role = _role_by_name(folder)
        if folder.role is FolderRole.OTHER and role is not FolderRole.OTHER and role not in taken:
            by_name.setdefault(role, folder)
    chosen = {folder.path: role for role, folder in by_name.items()}
    return tuple(replace(folder, role=chosen.get(folder.path, folder.role)) for folder in marked)


def _role_by_attribute(folder: ListedFolder) -> FolderRole:
    if folder.path.upper() == "INBOX":
        return FolderRole.INBOX
    roles = (_ATTRIBUTES.get(attribute) for attribute in sorted(folder.attributes))
    return next((role for role in roles if role and role is not FolderRole.INBOX), FolderRole.OTHER)


def _depth(folder: ListedFolder) -> int:
    return folder.path.count(folder.delimiter) if folder.delimiter else 0


def _role_by_name(folder: ListedFolder) -> FolderRole:
    levels = folder.path.split(folder.delimiter) if folder.delimiter else [folder.path]
    below_a_root = len(levels) == 2 and _fold(levels[0]) in ("inbox", "[gmail]", "[google mail]")
    if not folder.selectable or not (len(levels) == 1 or below_a_root):
        return FolderRole.OTHER
    return _ROLE_OF_NAME.get(_fold(levels[-1]), FolderRole.OTHER)
