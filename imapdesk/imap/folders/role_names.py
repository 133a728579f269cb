"""The names that mail programs and providers give to the folders of one role, in the languages of the world.

en, de, fr, es, pt, it, nl, sv, da, no, fi, pl, cs, sk, hu, ro, tr, el, ru, uk, bg, he, ar, ja, ko, zh.
"""

from __future__ import annotations

from imapdesk.mail import FolderRole

NAMES = {
    FolderRole.SENT: (
        "sent|sent items|sent messages|sent mail|sent-mail|gesendet|gesendete objekte|gesendete elemente|"
        "gesendete nachrichten|messages envoyés|éléments envoyés|envoyés|objets envoyés|enviados|"
        "elementos enviados|mensajes enviados|correo enviado|itens enviados|mensagens enviadas|"
        "e-mails enviados|inviata|posta inviata|elementi inviati|messaggi inviati|verzonden|"
        "verzonden items|verzonden berichten|skickat|skickade objekt|skickade|sendt|sendt post|"
        "sendte elementer|sendt e-post|lähetetyt|lähetetyt viestit|wysłane|elementy wysłane|odeslané|"
        "odeslaná pošta|odoslané|odoslaná pošta|elküldött|elküldött elemek|elküldött üzenetek|trimise|"
        "elemente trimise|gönderilmiş öğeler|gönderilenler|gönderilmiş|απεσταλμένα|отправленные|"
        "исходящие|надіслані|изпратени|נשלחו|פריטים שנשלחו|المرسلة|العناصر المرسلة|送信済み|"
        "送信済みアイテム|送信済みトレイ|보낸편지함|보낸 편지함|보낸 메일|已发送|已发送邮件|已发邮件|"
        "寄件備份|已傳送|寄件備份匣"
    ),
    FolderRole.DRAFTS: (
        "drafts|draft|entwürfe|entwurf|brouillons|borradores|rascunhos|bozze|concepten|utkast|kladder|"
        "udkast|luonnokset|wersje robocze|szkice|kopie robocze|koncepty|rozepsané|piszkozatok|ciorne|"
        "taslaklar|πρόχειρα|черновики|чернетки|чернови|טיוטות|مسودات|المسودات|下書き|임시보관함|"
        "임시 보관함|草稿|草稿箱|草稿匣"
    ),
    FolderRole.TRASH: (
        "trash|deleted|deleted items|deleted messages|bin|wastebasket|papierkorb|gelöscht|"
        "gelöschte objekte|gelöschte elemente|corbeille|éléments supprimés|messages supprimés|papelera|"
        "elementos eliminados|eliminados|lixeira|lixo|itens excluídos|itens eliminados|cestino|"
        "posta eliminata|elementi eliminati|prullenbak|prullenmand|verwijderde items|papperskorgen|"
        "borttagna objekt|papirkurv|slettet post|slettede elementer|søppel|roskakori|poistetut|"
        "poistetut viestit|kosz|elementy usunięte|koš|odstraněná pošta|kôš|odstránená pošta|kuka|lomtár|"
        "törölt elemek|coș de gunoi|elemente șterse|çöp kutusu|çöp|silinmiş öğeler|silinenler|κάδος|"
        "διαγραμμένα|корзина|удаленные|удалённые|кошик|видалені|кошче|изтрити|אשפה|פריטים שנמחקו|"
        "المهملات|سلة المهملات|العناصر المحذوفة|ゴミ箱|ごみ箱|削除済みアイテム|휴지통|지운 편지함|"
        "지운편지함|삭제된 메일|已删除|已删除邮件|垃圾桶|刪除的郵件|已刪除的郵件|回收站"
    ),
    FolderRole.SPAM: (
        "spam|junk|junk e-mail|junk email|junk mail|bulk mail|bulk|spamverdacht|unerwünscht|werbung|"
        "courrier indésirable|indésirables|pourriel|correo no deseado|no deseado|lixo eletrônico|"
        "lixo eletrónico|correio electrónico não solicitado|posta indesiderata|indesiderata|ongewenst|"
        "ongewenste e-mail|ongewenste mail|skräppost|søppelpost|uønsket e-post|uønsket mail|uønsket post|"
        "roskaposti|niechciane|wiadomości-śmieci|nevyžádaná pošta|nevyžiadaná pošta|levélszemét|"
        "e-mail nedorit|istenmeyen|istenmeyen e-posta|gereksiz|ανεπιθύμητα|спам|нежелательная почта|"
        "небажана пошта|нежелана поща|דואר זבל|ספאם|البريد المزعج|البريد العشوائي|迷惑メール|스팸|"
        "스팸메일함|스팸 편지함|스팸편지함|정크 메일|垃圾邮件|垃圾郵件|广告邮件"
    ),
    FolderRole.ARCHIVE: (
        "archive|archives|archiv|archivo|arquivo|arquivos|arquivo morto|archivio|archief|arkiv|arkisto|"
        "archiwum|archív|archívum|arhivă|arhiva|arşiv|αρχειοθήκη|архив|архів|ארכיון|الأرشيف|أرشيف|"
        "アーカイブ|보관함|보관 편지함|归档|存档|封存|存檔"
    ),
    FolderRole.TEMPLATES: ("templates|vorlagen|modèles|plantillas|modelos|modelli|sjablonen|mallar|шаблоны"),
}
