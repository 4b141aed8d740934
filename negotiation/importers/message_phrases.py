"""Words that say what a figure in a message is about, in English and Chinese, and patterns of numbers that are no
figures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any

DOLLARS = ("USD", "HKD", "AUD", "CAD", "SGD", "NZD", "TWD")
YUAN = ("CNY", "JPY", "TWD")

CURRENCIES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    **{code.lower(): (code, ()) for code in ("USD", "EUR", "GBP", "CNY", "HKD", "JPY", "AUD", "CAD", "SGD", "CHF")},
    "us$": ("USD", ()),
    "hk$": ("HKD", ()),
    "$": ("USD", DOLLARS),
    "dollars": ("USD", DOLLARS),
    "dollar": ("USD", DOLLARS),
    "usd$": ("USD", ()),
    "€": ("EUR", ()),
    "euros": ("EUR", ()),
    "euro": ("EUR", ()),
    "£": ("GBP", ()),
    "pounds": ("GBP", ()),
    "rmb": ("CNY", ()),
    "yuan": ("CNY", ()),
    "¥": ("CNY", YUAN),
    "元": ("CNY", YUAN),
    "块": ("CNY", ()),
    "块钱": ("CNY", ()),
    "人民币": ("CNY", ()),
    "美元": ("USD", ()),
    "美金": ("USD", ()),
    "欧元": ("EUR", ()),
    "港币": ("HKD", ()),
    "港元": ("HKD", ()),
    "英镑": ("GBP", ()),
    "日元": ("JPY", ()),
    "刀": ("USD", ()),
}
"""The currency that a sign or word means, and the currencies it may mean if the claim is in one of them."""

NOT_FIGURES = (
    r"[\w.+-]+@[\w-]+\.[\w.-]+|(?:https?://|www\.)\S+"
    r"|(?:tel|phone|mobile|call|fax|whatsapp|wechat|电话|手机|微信|传真)\w*\s*(?:me |us )"
    r"?(?:at |on |no\.?|号|[:.])?\s*\+?[\d(][\d ()./-]{5,}\d"
    r"|\+\d[\d ()./-]{6,}\d|(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)"
    r"|(?:\bp\.?o\.?|\bpi|\border|\binvoice|\bitems?|\bsku|\bart(?:icle)?|\bcontract|\bref(?:erence)?|\bb/l|\bmodel|\bbatch|\blot|\btracking|\bcontainer)"
    r"(?:\s?(?:no|nr|number|code)\b)?[\s.:#]*(?=[\w/-]*\d)(?!\d{1,3}(?:,\d{3})+|\d+\s?(?:pcs|pieces|units|boxes|sets|percent|%))[a-z]{0,6}[-/#]?\d[a-z0-9_/-]*(?![a-z0-9])"
    r"|(?:订单|合同|发票|货|款|批|单|提单|型|箱|柜|运单|物料|编)号[:：\s#]*[a-z0-9_/-]*\d[a-z0-9_/-]*|#\s?[\w-]*\d[\w-]*"
    r"|(?<![a-z0-9])(?=[a-z-]*\d)(?!\d+k\b)(?!(?:usd|eur|gbp|cny|rmb|hkd|jpy)\d)(?:[a-z]{1,6}-?\d{2,}[a-z0-9_-]*|\d{2,}-?[a-z]{2,4}\d+[a-z0-9]*)(?![a-z0-9])"
    r"|(?<![\d.,$€£¥])\d{9,}(?![\d.,]|\s?(?:元|usd|eur|rmb))|\b(?:iso|cisg|incoterms)\s?\d+|\d{1,2}:\d{2}"
)
"""Addresses, links, phone numbers, numbers of orders, items and documents, and times of day."""

SENTENCE = r"[!?;。！？；\n]+|\.(?=\s|$)"

DEADLINE = (
    r"(?:\bby|\bbefore|\buntil|\bno later than|\bnot later than|\bat the latest"
    r"|\blatest|最晚|最迟|截止|务必在|必须在|请在|限)\W*(?:the\s)?$",
    r"\s?(?:之前|以前|前|内|为止|下班)",
)
"""Words before a deadline, and words after it."""

DATES_NEAR = {
    "case.order.needed_on": r"deliver\w*|ship\w*|arriv\w*|need (?:the|them|it|goods|good)\b"
    r"|replacement\w*|in our warehouse|交货|发货|到货|补货|送到|出货",
    "case.incident.found_on": r"discover\w*|found|noticed|received|opened|发现|收到|开箱|验收",
    "case.receivable_due": r"\bdue\b|payable|到期|应付",
    "case.answer_by": r"answer\w*|repl(?:y|ies)|respon\w*|confirm\w*|solution"
    r"|feedback|proposal|答复|回复|回覆|确认|方案|说法|解决",
}
"""Field of a date, by words in its sentence."""

MONEY_NEAR = {
    "case.claims": r"refund\w*|compensat\w+|claim\w*|los[st]\b|loss(?:es)?|damages?|penalt\w+"
    r"|credit\w*|charge\w*|cost us|赔|损失|退|罚|扣|费用",
    "case.receivable": r"unpaid|outstanding|owe|invoice|balance|payment|尾款|货款|余款|欠|发票|付款",
    "case.order.unit_price": r"each\b|per (?:piece|pc|unit|box|set)|a piece"
    r"|/\s?pcs?\b|unit price|单价|每个|每套|每件|每只",
}
"""Field of an amount, by words in its sentence."""

BARE_MONEY = (
    r"(?:refund\w*(?: of)?|compensat\w+(?: of)?|credit(?: note)?(?: of| for)?|claim\w*(?: of)?|penalty of"
    r"|赔偿?|赔付|退款?|退回|补偿|扣款?|索赔|损失)\s?(?:我们|us|金额|约|about|at least|至少)?"
)
"""A number directly after such words is money, even without a currency."""

PIECES = (
    r"(?:pcs|pieces?|units?|boxes|box|cartons?|ctns?|sets?|items|bottles|bags|pallets|samples)\b"
    r"|(?:个(?!月|点|工作|小时|星期|人)|件|只|套|箱|盒|台|条|瓶|包|托)(?!号)"
)
PIECES_NEAR = {
    "case.order.affected": r"wrong|defect\w*|damaged?|broken|faulty|scratch\w*|bad|useless"
    r"|unusable|crack\w*|坏|不良|破损|错|次品|瑕疵|不合格|压扁|划伤|裂",
    "case.order.quantity": r"\border\w*|quantity|shipment|delivered|订|下单|数量|共",
}
"""Field of a number of pieces, by words in its sentence."""

DAY_WORDS = (
    r"the |this |next |end |tomorrow|today|\d|mon|tue|wed|thu|fri|sat|sun"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
)
DEMANDED = {
    "refund": r"refund\w*|money back|pay us back|退款|退钱|退货款|退还",
    "remake": r"remak\w+|re-?make|replace\w*|redo\b|produce (?:them|it|the goods) again|new (?:goods|production)|resend"
    r"|重做|重新(?:做|生产|制作)|换货|补发|返工|重印",
    "discount": r"discount\w*|price reduction|reduce the price|lower the price"
    r"|% off|降价|打折|减价|折扣|便宜|[1-9一二三四五六七八九]折|减免",
    "free_goods": r"free of charge|for free|free (?:goods|samples|replacement|service"
    r"|training|shipping)|at no (?:cost|charge)|免费|赠送|白送",
    "compensation": r"compensat\w+|make good (?:our|the) loss\w*|cover (?:our|the) (?:loss\w*|cost\w*)|credit note"
    r"|赔偿|赔付|补偿|赔(?!礼)|承担(?:全部|所有|一切)?(?:损失|费用)|索赔",
    "deadline": rf"(?:\bby|\bbefore|\bno later than|\bat the latest|\blatest)(?= (?:{DAY_WORDS})"
    rf")|\bwithin (?:\d|a |one|two|three|the next)"
    r"|最晚|最迟|截止|(?<=[天日号月底五四三二一六])(?:之前|以前|前(?!天|面|期))|(?<=[天时日周月])(?:之内|以内|内)",
}
"""Demands by the words for them; the codes are those of the playbook."""

ULTIMATUM = (
    r"last chance|final (?:warning|notice)|legal (?:action|steps)|lawyer|attorney|\bsue\b"
    r"|\bin court\b|cancel (?:all|every|our|the remaining)"
    r"|\bstop (?:all )?(?:cooperation|working with)|never (?:order|buy|work)|go public"
    r"|(?:look for|switch to|find) (?:another|a new) supplier"
    r"|end (?:the|our) (?:relationship|cooperation)|\botherwise we\b|or else"
    r"|律师|起诉|法院|仲裁|终止合作|停止合作|解除合同|取消(?:所有|全部|后续)|不再合作|最后(?:一次|通牒|期限)|曝光|换供应商|另找|否则"
)
NOT_WANTED = (
    r"(?:do not|don'?t|does not|not|no|never|without|instead of|rather than)\s+(?:\w+\s+){0,3}$"
    r"|(?:不要|不想|不用|无需|不接受|不是|别|拒绝|而不是|不需要)[^,，。;；]{0,4}$"
)
"""Words that reject what follows them."""

KEPT = set("，。；：！？（）、")
"""Full-width signs that are kept: a comma in Chinese text is no thousands separator."""


@cache
def _simplified() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


def normalised(message: str) -> str:
    """The message with full-width characters made plain and traditional characters simplified; every character keeps
    its place."""
    text = "".join(
        each if each in KEPT or len(other := unicodedata.normalize("NFKC", each)) != 1 else other for each in message
    )
    simplified: str = _simplified().convert(text)
    return simplified if len(simplified) == len(text) else text


def nearest_field(near: Mapping[str, str], sentence: str, start: int, end: int) -> str:
    """The field whose words are nearest to a place in its sentence; empty if none occurs.

    Args:
        near: patterns of words by field path.
        sentence: the sentence around the figure.
        start: first character of the figure in the sentence.
        end: character after the figure in the sentence.
    """
    found = [
        (min(abs(each.start() - end), abs(start - each.end())), field)
        for field, pattern in near.items()
        for each in re.finditer(pattern, sentence, re.IGNORECASE)
        if each.end() <= start or each.start() >= end
    ]
    return min(found, default=(0, ""))[1]
