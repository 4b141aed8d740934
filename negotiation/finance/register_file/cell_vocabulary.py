"""Words in a register's cells, in English and Chinese, by the code that they mean."""

from __future__ import annotations

import re
import unicodedata

STAGE_WORDS = {
    "open": (
        "open",
        "new",
        "in progress",
        "pending",
        "received",
        "registered",
        "under review",
        "in review",
        "investigating",
        "under investigation",
        "disputed",
        "on hold",
        "in negotiation",
        "under negotiation",
        "negotiating",
        "negotiation",
        "处理中",
        "未结",
        "未结案",
        "待处理",
        "新建",
        "已受理",
        "受理中",
        "审核中",
        "调查中",
        "待审核",
        "待审批",
        "审批中",
        "协商中",
        "谈判中",
        "争议中",
        "跟进中",
        "进行中",
    ),
    "offered": (
        "offered",
        "offer made",
        "offer sent",
        "quoted",
        "awaiting reply",
        "waiting for customer",
        "已报方案",
        "已报价",
        "方案已发",
        "待客户确认",
        "待客户答复",
        "待客户回复",
    ),
    "agreed": (
        "agreed",
        "accepted",
        "approved",
        "to be paid",
        "已谈妥",
        "已达成",
        "已达成一致",
        "达成一致",
        "已同意",
        "已认可",
        "待付款",
        "待赔付",
    ),
    "settled": (
        "settled",
        "paid",
        "settled and paid",
        "paid out",
        "resolved",
        "completed",
        "done",
        "已了结",
        "已结案",
        "结案",
        "已赔付",
        "已付款",
        "已支付",
        "已解决",
        "已完成",
    ),
    "closed": (
        "closed",
        "rejected",
        "declined",
        "refused",
        "denied",
        "withdrawn",
        "cancelled",
        "canceled",
        "dropped",
        "void",
        "已关闭",
        "关闭",
        "已撤销",
        "撤销",
        "已撤回",
        "已撤诉",
        "已拒赔",
        "拒赔",
        "已拒绝",
        "已驳回",
        "已取消",
        "已作废",
        "作废",
    ),
}
CERTAINTY_WORDS = {
    "virtually_certain": ("virtually certain", "certain", "confirmed", "基本确定", "确定", "已确认"),
    "probable": ("probable", "likely", "很可能"),
    "possible": ("possible", "可能"),
    "remote": ("remote", "unlikely", "极小可能", "不太可能"),
}
CAUSE_WORDS = {
    "wrong_goods": ("wrong goods", "货做错了"),
    "defect": ("defect", "质量问题"),
    "shortage": ("shortage", "短装"),
    "late": ("late", "late delivery", "交货延误"),
    "service_failure": ("service failure", "服务失误"),
    "other": ("other", "其他"),
}


def plain_word(text: str) -> str:
    """A word normalised for comparison: lower case, with one blank for blanks, hyphens and underlines.

    >>> plain_word(" In-Progress"), plain_word("virtually_certain")
    ('in progress', 'virtually certain')
    """
    return re.sub(r"[\s_\-]+", " ", unicodedata.normalize("NFKC", text)).strip().casefold()


def codes_of(words: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """The code that each word means."""
    return {plain_word(word): code for code, written in words.items() for word in written}
