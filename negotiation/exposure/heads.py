"""What the heads and the words of a register's file are taken for, in English and Chinese."""

from __future__ import annotations

HEADS: dict[str, tuple[str, ...]] = {
    "code": ("claim_number", "code", "claim_no", "claim_no.", "claim_id", "reference", "number", "no", "no.", "id", "索赔编号", "编号", "案号", "案件编号"),
    "title": ("claim", "title", "subject", "what", "description", "索赔", "标题", "事由", "说明"),
    "customer": ("customer", "customer_name", "client", "buyer", "account", "客户", "客户名称", "买方"),
    "owner": ("in_charge", "owner", "person_in_charge", "responsible", "负责人", "经办人"),
    "team": ("team", "department", "unit", "团队", "部门"),
    "cause": ("cause", "reason", "root_cause", "kind", "category", "type", "原因", "索赔原因", "类别"),
    "currency": ("currency", "币种", "货币"),
    "stage": ("stage", "status", "state", "阶段", "状态"),
    "opened": ("opened_on", "opened", "date", "claim_date", "reported_on", "立案日", "立案日期", "日期", "索赔日期"),
    "next_deadline": ("next_deadline", "deadline", "answer_by", "最近期限", "期限", "截止日期"),
    "claimed": ("claimed", "amount", "amount_claimed", "gross", "value", "索赔金额", "金额"),
    "accepted": ("accepted", "amount_accepted", "已认可", "认可金额"),
    "paid": ("paid", "amount_paid", "paid_so_far", "已支付", "已付", "已付金额"),
    "chance": ("chance", "probability", "likelihood", "chance_%", "chance_(%)", "probability_%", "probability_(%)", "概率", "概率(%)", "可能性"),
    "low": ("low", "lowest", "minimum", "best_case", "best", "低", "最低"),
    "likely": ("likely", "most_likely", "best_estimate", "estimate", "最可能", "估计金额", "最佳估计"),
    "high": ("high", "highest", "maximum", "worst_case", "worst", "高", "最高"),
    "settles_on": ("expected_on", "settles_on", "expected_payment", "预计支付日", "预计结案日"),
    "receivable": ("they_owe_us", "receivable", "receivables", "unpaid", "unpaid_receivable", "应收账款", "未收货款", "应收"),
    "receivable_due": ("due_on", "receivable_due", "due", "due_date", "应收到期日", "货款到期日", "到期日"),
    "promised": ("credits_promised", "promised", "已承诺抵扣", "承诺抵扣"),
    "used": ("credits_used", "used", "已使用抵扣", "已用抵扣"),
    "expired": ("credits_expired", "expired", "已失效抵扣", "失效抵扣"),
    "recovery": ("recovery", "recoveries", "recoverable", "reimbursement", "可追偿", "追偿"),
    "certainty": ("how_sure", "certainty", "追偿把握", "把握"),
}
"""Heads in lower case, with _ for blanks and hyphens, by field."""

STAGE_WORDS = {
    "open": ("open", "new", "in progress", "处理中", "未结"),
    "offered": ("offered", "offer made", "已报方案"),
    "agreed": ("agreed", "已谈妥"),
    "settled": ("settled", "已了结", "已结案"),
    "closed": ("closed", "已关闭"),
}
CERTAINTY_WORDS = {
    "virtually_certain": ("virtually_certain", "virtually certain", "基本确定"),
    "probable": ("probable", "很可能"),
    "possible": ("possible", "可能"),
    "remote": ("remote", "极小可能"),
}
CAUSE_WORDS = {
    "wrong_goods": ("wrong_goods", "wrong goods", "货做错了"),
    "defect": ("defect", "质量问题"),
    "shortage": ("shortage", "短装"),
    "late": ("late", "late delivery", "交货延误"),
    "service_failure": ("service_failure", "service failure", "服务失误"),
    "other": ("other", "其他"),
}
CURRENCY_WORDS = {
    "CNY": ("rmb", "人民币", "元"),
    "USD": ("us$", "美元"),
    "EUR": ("€", "欧元"),
    "JPY": ("日元",),
    "GBP": ("£", "英镑"),
    "HKD": ("hk$", "港元", "港币"),
}
"""Words of a cell, in lower case, by the code that they are taken for."""


def codes_of(words: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """The code that each word stands for."""
    return {word: code for code, written in words.items() for word in written}
