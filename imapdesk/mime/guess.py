"""Which legacy charset are these bytes in? An own guess, made for the few words of a subject or a name.

General detectors want kilobytes; a raw header has twenty bytes. Each candidate decodes strictly, then its characters
are weighed by how often the language written in that charset uses them. Reasons for the weights: in East Asian text
one character in two is among the hundred commonest; Cyrillic read in the wrong charset swaps the case of every letter;
in Western text an accented letter stands among plain ones.
"""

from __future__ import annotations

import re
from functools import lru_cache

_FOREIGN = re.compile(rb"[\x80-\xff]")
_SAMPLE = 4_096  # bytes looked at: more changes no verdict
_COMMON = 3.0
_USUAL = 1.6
_RARE = 0.4
_ODD = -2.0

_SIMPLIFIED = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成"
    "方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工"
    "使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表"
    "化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结"
    "反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难"
    "且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运您好请谢件邮附测试报价单票查收账户网址申订货产"
    # what mail is about: offers, orders, money, work, accounts, travel, school, holidays
    "询购销售市场财源招聘培训简历薪酬福考勤假审批汇季终奖绩效纪邀函参席视频音图片照档录材支持故障维修升级版本软硬统络库安密码登验证注册激余额充值"
    "转款银卡信贷率险基股券投优惠促折免费积员礼抽恭喜祝贺节快乐春圣诞秋庆旦酒店票旅游护签递仓存退换检健康医院校习考绩论课书阅读写影戏载传链详警醒欢"
    "迎急诉议馈卷闻广荐阅复联系电敬启尊客务限经秘助采购项进划流退付败错误号料"
)
_TRADITIONAL = (
    "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成"
    "方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長把機十民第公此已工"
    "使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西斯月話合回特代內信表"
    "化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活爾更別打女變四神總何電數安少報才結"
    "台灣灣請謝郵件測試您資料網路檔案公告通知會議"
    "報價詢訂單約付款票箱回覆轉寄聯絡繫址期敬啟尊客戶服限門經總裁秘書助採購銷售市場財源招募聘訓練履歷薪福利請假審核專案"
    "畫結匯週季終紀錄邀函參席視訊語音圖片照表格材技支援故障維修升級版本軟硬體系統伺器庫安密碼登驗證註冊啟用帳號戶餘額儲值"
    "轉銀卡信貸率險基股券投優惠促折免費積點員禮抽獎恭喜祝賀節快樂春聖誕秋酒店旅遊護照簽遞流輸倉存退換檢健康醫院校試績論課"
    "書閱讀寫影戲載傳連擊詳情消認敗錯誤警醒歡迎注緊急訴饋調查卷聞廣推薦客服晚早週末約午詢申付料號"
)
_HANGUL = (
    "가각간갈감갑값강개객거건검것게격견결경계고곡공과관광교구국군권귀규그근글금급기길김까나난날남내너년노녹논농누느는능니다단"
    "달담답당대더데도독돈동되된될두둘뒤드득든들듯등디따때떠또라락란람랑래러럼럽렇레려력련령로록론료루류르른를름리린림마막만많"
    "말맞매머먼메며면명모목몬못무문물미민및바박반받발밝방배백버번법벤변별병보복본볼부북분불브비빌빛사산살삼상새색생서석선설성"
    "세센셔소속손송수순술스습승시식신실심십싶쓰씨아안않알았암야약양어언얼업없었에여역연열영예오온올와완왔외요욕용우운울움원월"
    "위유육으은을음응의이익인일읽임입있자작잔잘잠장재저적전절점접정젝제져조족존졸종좋주준줄중즈증지직진질집째차착찬참창찾채책"
    "처천철첨청체초총최추축출충취치친침카케코크큰타탄태터테텐템토통트특티팀파판패팩퍼페편평포폴표품프피픽필하학한할함합항해했"
    "행향허험현형호혹홍화확환활황회획효후훈휴히힘녕메긴쿠폰꺼엔께됩습뉴켓컴퓨웹앱홈괜찮왜꼭뵙쁘"
)
_KANA = (
    "のにはをたがでてとしれさいるなもかっらりくこすそうあまけせど"
    "きんだおよじえわみろばつちやめぐげごべほびねへむひょゃゅぬふぶ"
)
_KATAKANA = (
    "ンールスイトアラリックドレプロシメジタマコテグフサムカニサビ"
    "チィパデハォキダバネミモツォケセソヨュャッァボガノゴズヘホワ"
)
_JAPANESE = (
    "日本人年大月会国出中社時上事自分行生見場者気同地内的今間手何下方部話新高長小前家言東名金学業理物田電力先度作円年最定件"
    "確認送信受返転連絡願致様株式山川野村藤佐鈴木高橋語知議請求書通回答"
    "案積添付資料報告注文発重要緊急招待予約程休暇申承契広写真新着情登録完了変更面接採職給与細領収納品在庫配達届荷商価格割引"
    "無特典抽選当員殿御弊課係担営経総務技支援障害復旧保守点検工停止再開始終締切期限提類稿図表覧参照欠席遅刻早退病院健康診断"
    "険税銀振込座残払返解手続住号携帯郵便局宅旅宿泊飛機切符駅空港観光地天先試験績論講義授卒就音楽映雑誌聞編集投感質相談依頼"
)
# Alphabets by frequency; a bar parts the common third, the usual and the rare.
_CYRILLIC = "оеаинтсрвл|кмдпуяыьгзбч|йхжшюцщэфъёіїєґ"
_GREEK = "αοιετσνηυρπκμλς|ωάίόέήύώδγ|χθφβξζψϊϋΐΰ"
_HEBREW = "יוהלאתרבם|נמשקדחעפןת|סצכטגזךץף"
_ARABIC = "المينورتبعدسة|فهكقحجشطصخأ|ءإآىئؤضثظغذزپچگکی"
_THAI = "านรอกเงมยลวดทสต่้ัิี|ะปบคหแจพชขใไืึุูำโ|ผถศธซณฟษภญฐฉ็๊๋์"
_WESTERN = "éèêëàâäáãåæçíìîïñóòôöõøúùûüýßœÉÈÊÀÂÄÁÃÅÆÇÍÑÓÔÖÕØÚÜŒ"
_WESTERN_MARKS = "’‘“”–—…«»€£§°·•´¡¿ªº®©™\xa0"
_CENTRAL = "ąćęłńóśźżěščřžýáíéúůďťňőűâîșțăľĺŕôäöüßĄĆĘŁŚŹŻŠČŘŽÁÉŐŰÚÝÍÖÜÓ"
_TURKISH = "ışğçöüİŞĞÇÖÜâî"
_GREEK_ACCENTS = frozenset("άέήίόύώΆΈΉΊΌΎΏ")
_HEBREW_FINALS = frozenset("םןץףך")


def _weigh(common: str, *, usual: str = "", rare: str = "") -> dict[str, float]:
    weights = dict.fromkeys(rare, _RARE)
    weights.update(dict.fromkeys(usual, _USUAL))
    weights.update(dict.fromkeys(common, _COMMON))
    return weights


def _alphabet(letters: str, *, marks: str = "«»№–—…“”’\xa0·") -> dict[str, float]:
    weights = dict.fromkeys(marks, _RARE)
    for third, weight in zip(letters.split("|"), (3.0, 2.0, 1.0), strict=True):
        weights.update(dict.fromkeys(third.upper(), weight - 0.8))
        weights.update(dict.fromkeys(third, weight))
    return weights


_CJK_MARKS = "，。、！？：；（）【】《》「」『』“”‘…—～・ー　"
_PROFILES: dict[str, dict[str, float]] = {
    "gb18030": _weigh(_SIMPLIFIED + _TRADITIONAL, usual=_CJK_MARKS),
    "cp950": _weigh(_TRADITIONAL, usual=_CJK_MARKS),
    "cp949": _weigh(_HANGUL, usual="·ㆍ"),
    "euc_jp": _weigh(_KANA + _KATAKANA, usual=_JAPANESE + _CJK_MARKS),
    "cp932": _weigh(_KANA + _KATAKANA, usual=_JAPANESE + _CJK_MARKS),
    "koi8_r": _alphabet(_CYRILLIC, marks=""),
    "cp1251": _alphabet(_CYRILLIC),
    "iso8859_5": _alphabet(_CYRILLIC, marks=""),
    "cp1253": _alphabet(_GREEK),
    "cp1255": _alphabet(_HEBREW),
    "cp1256": _alphabet(_ARABIC, marks="،؛؟«»"),
    "cp874": _alphabet(_THAI),
    "cp1252": {**_weigh("", usual=_WESTERN, rare=_WESTERN_MARKS), **dict.fromkeys("ðþÐÞ", 0.8)},
    "cp1250": _weigh("", usual=_CENTRAL),
    "iso8859_2": _weigh("", usual=_CENTRAL),
    "cp1254": _weigh("", usual=_TURKISH),
}
SIMPLIFIED = frozenset(_SIMPLIFIED)
_MULTIBYTE = frozenset({"gb18030", "cp950", "cp949", "euc_jp", "cp932"})
_LATIN = frozenset({"cp1252", "cp1250", "cp1254", "iso8859_2"})
CYRILLIC_CODECS = frozenset({"koi8_r", "cp1251", "iso8859_5"})
_MUTE_WORD = re.compile(r"\b(?=[\u0400-\u04ff]{4})[^\Wаеёиоуыэюяіїєў]+\b", re.IGNORECASE)
# A word of Western capitals, and nothing else.
_CAPITALS = re.compile(r"[\s!-@]*[ÀÂÄÁÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÕÖØÚÙÛÜ]{3,8}[\s!-@]*")
_HINT_BONUS = 0.6
_EVERYDAY_BONUS = 1.5  # a few bytes are everyday East Asian characters one and all: no accident
_EVERYDAY = 2  # characters
_ORDER_BONUS = {"cp1252": 0.35, "gb18030": 0.05, "cp1251": 0.05}


def guess_charset(data: bytes, hint: str = "") -> str:
    """The Python codec that these non-UTF-8 bytes are most likely in; ``hint`` is a codec seen in the same message."""
    first = _FOREIGN.search(data)
    if not hint and first and not _FOREIGN.search(data, first.end()):
        return "cp1252"  # one byte among ASCII is an accent or a sign
    start = max(0, first.start() - 16) if first else 0
    return _guess(data[start : start + _SAMPLE], hint)


def guess_cyrillic(data: bytes, hint: str) -> str:
    """Which Cyrillic codec these bytes are in; ``hint``, one of them, unless another reads far better."""
    sample = data[:_SAMPLE]
    scores = {name: _score(sample, name, _PROFILES[name]) or 0.0 for name in CYRILLIC_CODECS}
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] > scores[hint] + _HINT_BONUS else hint


@lru_cache(maxsize=256)
def _guess(data: bytes, hint: str) -> str:
    best, best_score = "cp1252", -1.0
    for name, weights in _PROFILES.items():
        score = _score(data, name, weights)
        if score is None:
            continue
        score += _ORDER_BONUS.get(name, 0.0) + (_HINT_BONUS if name == hint else 0.0)
        if score > best_score:
            best, best_score = name, score
    return best


def _score(data: bytes, name: str, weights: dict[str, float]) -> float | None:
    text = _decode_whole(data, name)
    if text is None:
        return None
    if text.upper() == text and name not in _MULTIBYTE and name not in _LATIN:
        text = text.lower()  # all capitals is a manner of writing, and says nothing against the charset
    total = 0.0
    count = 0
    previous = " "
    for character, following in zip(text, text[1:] + " ", strict=True):
        if character >= "\x80":
            count += 1
            total += _weight_of(character, previous, following, name, weights)
        previous = character
    if not count:
        return None
    if name in _MULTIBYTE and count >= _EVERYDAY and all(each < "\x80" or each in weights for each in text):
        total += _EVERYDAY_BONUS * count
    if count < 3 and name not in _MULTIBYTE and name not in _LATIN:
        total -= 2.0 * count  # one letter among ASCII is an accent or a sign
    if name == "cp1252" and _CAPITALS.fullmatch(text):
        total = _USUAL * count
    if name in CYRILLIC_CODECS and _MUTE_WORD.search(text):
        total -= count  # no word of that length goes without a vowel
    if name == "cp1253" and count > 3 and _GREEK_ACCENTS.isdisjoint(text):
        total -= count  # Greek words carry accents; without one this is another alphabet
    return total / count


def _weight_of(character: str, previous: str, following: str, name: str, weights: dict[str, float]) -> float:
    weight = weights.get(character)
    if name in _MULTIBYTE:
        if _is_plain_letter(previous) and _is_plain_letter(following) and character.encode(name)[-1] < 0x80:
            return _ODD  # a Western accent and the letter behind it, in the middle of a word
        return _weight_of_stranger(character, name) if weight is None else weight
    if following in "\\|{}[]^`":
        return _ODD  # no writing puts these after a letter, but they are second bytes in East Asian charsets
    if name in _LATIN:
        return _weight_in_latin(character, previous, following, weight)
    if weight is None or _is_plain_letter(previous) or _is_plain_letter(following):
        return _ODD  # two alphabets in one word
    if character.isupper() and previous.islower():
        return _ODD  # an upper-case letter after a lower-case one: the case is swapped, so the charset is wrong
    if character in _HEBREW_FINALS and following.isalpha():
        return _ODD
    return weight


def _weight_in_latin(character: str, previous: str, following: str, weight: float | None) -> float:
    """Western text has its accents among plain letters; a row of them is another alphabet read wrongly."""
    if not character.isalpha():
        inside = _is_plain_letter(previous) and _is_plain_letter(following) and character not in "’·´\xa0"
        return _ODD if weight is None or inside else weight
    if previous.islower() and character.isupper():
        return _ODD
    return (-0.5 if weight is None else weight) - (0.0 if previous < "\x80" else 1.2)


def _is_plain_letter(character: str) -> bool:
    return character < "\x80" and character.isalpha()


def _weight_of_stranger(character: str, name: str) -> float:
    if name == "cp949":
        return _hangul_weight(character)
    if "\uff61" <= character <= "\uff9f":
        return -0.3  # half-width katakana: real in Shift_JIS, but any byte from A1 to DF reads as one
    if "一" <= character <= "鿿":
        return _hanzi_weight(character, name)
    return -0.6


def _hangul_weight(character: str) -> float:
    """The 2,350 syllables of KS X 1001 are used; the rest of the unified code hardly ever."""
    if not "가" <= character <= "힣":
        return -0.8
    encoded = character.encode("cp949")
    return 0.5 if encoded[0] >= 0xB0 and encoded[1] >= 0xA1 else _ODD


def _hanzi_weight(character: str, name: str) -> float:
    """The first level of a national set holds the usual characters, the second the rare ones."""
    try:
        lead, trail = character.encode(name)[:2]
    except (UnicodeEncodeError, ValueError):
        return -0.6
    if name == "gb18030":
        return _ODD if trail < 0xA1 else 0.8 if 0xB0 <= lead <= 0xD7 else -0.4
    if name == "cp950":
        return 0.8 if 0xA4 <= lead <= 0xC6 else -0.6
    if name == "euc_jp":
        return 0.7 if 0xB0 <= lead <= 0xCF else -0.6
    return 0.6 if 0x88 <= lead <= 0x97 else -0.6


def _decode_whole(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        # A sample cut inside its last character is still that charset.
        if name in _MULTIBYTE and len(data) > 8 and error.start >= len(data) - 3:
            return data[: error.start].decode(name, "ignore")
        return None
