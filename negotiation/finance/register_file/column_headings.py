"""What the heads of a register's file are taken for, in English and Chinese, however they are written."""

from __future__ import annotations

import re
import unicodedata

from negotiation.core.money import CURRENCY_WORDS, parse_currency

HEADS: dict[str, tuple[str, ...]] = {
    "code": ("claim number", "code", "claim no", "claim nr", "claim id", "claim ref", "claim reference", "case number", "case no", "case id", "file no",
             "file number", "complaint number", "complaint no", "ticket", "our ref", "our reference", "reference number", "reference no", "reference",
             "ref", "ref no", "number", "no", "nr", "id", "索赔编号", "索赔单号", "索赔号", "编号", "案号", "案件编号", "案件号", "投诉编号",
             "投诉单号", "客诉编号", "客诉单号", "单据编号", "单据号", "单号", "序号"),
    "title": ("claim", "claim title", "title", "subject", "what", "description", "claim description", "details", "goods", "product", "索赔", "标题",
              "主题", "事由", "说明", "描述", "索赔内容", "索赔说明", "案情", "案情摘要", "案件名称", "摘要", "产品", "品名"),
    "customer": ("customer", "customer name", "client", "client name", "claimant", "buyer", "account name", "account", "debtor", "客户", "客户名称",
                 "客户名", "买方", "买家", "索赔方", "索赔客户", "客户简称", "客户全称", "往来单位"),
    "owner": ("owner", "in charge", "person in charge", "claim owner", "case owner", "handler", "claim handler", "handled by", "account manager",
              "sales manager", "sales rep", "sales", "salesperson", "assigned to", "assignee", "contact", "responsible", "responsible person", "负责人",
              "经办人", "业务员", "跟单员", "跟单", "销售", "销售员", "客户经理", "处理人", "责任人", "承办人"),
    "team": ("team", "department", "dept", "unit", "business unit", "division", "group", "sales team", "团队", "部门", "事业部", "业务部", "所属部门",
             "组别"),
    "cause": ("cause", "reason", "claim reason", "reason for claim", "root cause", "claim cause", "claim type", "type of claim", "issue", "issue type",
              "kind", "category", "type", "原因", "索赔原因", "索赔事由", "索赔类型", "索赔类别", "问题类型", "投诉原因", "问题原因", "类别", "类型"),
    "currency": ("currency", "currency code", "claim currency", "curr", "curr code", "cur", "ccy", "币种", "币别", "货币", "货币种类", "货币代码",
                 "索赔币种", "原币"),
    "stage": ("stage", "status", "claim status", "case status", "current status", "state", "phase", "阶段", "状态", "案件状态", "索赔状态", "处理状态",
              "当前状态", "进度", "处理进度", "案件进度"),
    "opened": ("opened on", "opened", "date opened", "open date", "opening date", "date received", "received", "received on", "date of receipt",
               "claim date", "date of claim", "reported on", "reported", "date reported", "registered", "registered on", "date registered",
               "date logged", "logged on", "created", "created on", "date created", "raised on", "date raised", "date", "立案日", "立案日期",
               "立案时间", "登记日期", "登记日", "登记时间", "索赔日期", "索赔提出日", "收到日期", "接收日期", "受理日期", "投诉日期", "提出日期",
               "发生日期", "创建日期", "日期"),
    "next_deadline": ("next deadline", "deadline", "answer by", "answer due", "reply by", "reply due", "reply due date", "response due", "response by",
                      "respond by", "response deadline", "next action date", "next step by", "最近期限", "期限", "截止日期", "截止日", "答复截止日",
                      "答复截止日期", "答复期限", "回复截止日", "回复截止日期", "回复期限", "最迟答复日", "最晚回复日"),
    "claimed": ("claimed", "amount claimed", "claimed amount", "claim amount", "claim value", "gross claim", "total claimed", "claim total",
                "claimed by customer", "amount demanded", "demanded", "demand", "customer claim", "claim gross", "amount", "gross", "value", "total",
                "索赔金额", "索赔额", "索赔总额",
                "客户索赔金额", "申请金额", "要求金额", "涉及金额", "金额"),
    "accepted": ("accepted", "amount accepted", "accepted amount", "approved", "approved amount", "amount approved", "our offer", "offer", "offered",
                 "offered amount", "amount offered", "amount agreed", "agreed amount", "已认可", "认可金额", "我方认可金额", "我方认可", "认赔金额",
                 "核定金额", "确认金额", "我方报价", "我方方案金额"),
    "paid": ("paid", "amount paid", "paid amount", "paid so far", "paid to date", "settled amount", "已支付", "已付", "已付金额", "已支付金额",
             "已赔付", "已赔金额", "已赔付金额", "累计已付"),
    "chance": ("chance", "probability", "likelihood", "probability of payment", "chance of payment", "likelihood of payment", "prob", "概率",
               "可能性", "赔付概率", "支付概率",
               "赔付可能性", "发生概率"),
    "low": ("low", "lowest", "low estimate", "minimum", "min", "best case", "best", "lower estimate", "min cost", "minimum cost", "min cost to us",
            "低", "最低", "最低赔付", "最低赔付额", "最低金额", "最低估计",
            "最小", "乐观估计", "最好情况"),
    "likely": ("most likely", "likely", "best estimate", "expected", "expected cost", "expected amount", "expected loss", "expected payout", "estimate",
               "estimated cost", "estimated amount", "likely cost", "most likely cost", "likely cost to us", "mid", "最可能", "估计金额", "最佳估计",
               "预计赔付", "预计赔付金额", "预计金额", "预计损失",
               "预估金额", "预估赔付", "最可能赔付", "最可能赔付额", "最可能赔付金额", "最可能金额"),
    "high": ("high", "highest", "high estimate", "maximum", "max", "worst case", "worst", "upper estimate", "max cost", "maximum cost",
             "max cost to us", "高", "最高", "最高赔付", "最高赔付额", "最高金额",
             "最高估计", "最大", "悲观估计", "最坏情况"),
    "settles_on": ("expected payment", "expected payment date", "expected on", "settles on", "settlement date", "expected settlement",
                   "expected settlement date", "payment date", "payment due", "pay by", "预计支付日", "预计支付日期", "约定付款日", "约定付款日期",
                   "付款日", "付款日期", "预计付款日", "预计付款日期",
                   "预计赔付日", "预计赔付日期", "预计结案日", "预计结案日期"),
    "receivable": ("receivable", "receivables", "they owe us", "open invoice", "open invoices", "open invoice amount", "open balance", "outstanding",
                   "outstanding balance", "amount outstanding", "balance due", "accounts receivable", "ar", "ar balance", "unpaid", "unpaid receivable",
                   "unpaid invoices", "unpaid invoice", "invoice unpaid", "invoice still unpaid", "应收货款余额", "应收账款", "应收账款余额",
                   "应收余额", "未收货款", "应收货款", "应收", "欠款", "欠款余额", "未收款"),
    "receivable_due": ("receivable due", "due on", "invoice due", "invoice due date", "receivable due date", "due", "due date", "应收到期日",
                       "货款到期日", "应收账款到期日", "发票到期日", "付款到期日", "到期日", "到期日期"),
    "promised": ("credits promised", "credit promised", "promised", "credit notes promised", "已承诺抵扣", "承诺抵扣", "承诺抵扣金额"),
    "used": ("credits used", "credit used", "used", "已使用抵扣", "已用抵扣", "已抵扣金额"),
    "expired": ("credits expired", "credit expired", "expired", "已失效抵扣", "失效抵扣"),
    "recovery": ("recovery", "recoveries", "recoverable", "expected recovery", "insurance recovery", "supplier recovery", "factory recovery",
                 "recovery from supplier", "recovery from factory", "recoverable from factory", "recoverable from supplier", "reimbursement", "可追偿",
                 "追偿", "可追偿金额", "追偿金额", "可向工厂追回", "可向供应商追回", "可追回金额", "可追回", "保险追偿", "保险赔款", "工厂承担"),
    "certainty": ("certainty", "how sure", "certainty of recovery", "recovery certainty", "追偿把握", "把握", "追回把握", "追偿可能性"),
}  # fmt: skip
"""Heads by field, the surest first; compared as `plain_head` makes them."""

BRACKETS = r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|<[^<>]*>"


def plain_head(head: object) -> str:
    """A head as heads are compared: without case, signs, blanks, what stands in brackets, and a currency at its end.

    >>> [plain_head(each) for each in ("Claim No.", "claim_no", "Claimed (USD)", "索赔金额（元）", "Amount in EUR", "Claim #", "(no)")]
    ['claimno', 'claimno', 'claimed', '索赔金额', 'amount', 'claimno', 'no']
    """
    text = unicodedata.normalize("NFKC", str(head)).strip().replace("#", " no ")
    bare = re.sub(BRACKETS, " ", text).strip() or text
    parts = re.split(r"[\s/,:_\-]+", bare)
    if len(parts) > 1 and _currency(parts[-1]):
        parts = parts[: -2 if len(parts) > 2 and parts[-2].lower() == "in" else -1]
    return re.sub(r"[\W_]+", "", "".join(parts).casefold())


def currency_in(head: object) -> str:
    """The currency that a head names in brackets or at its end; empty where it names none.

    >>> [currency_in(each) for each in ("Claimed (USD)", "索赔金额（元）", "Amount in EUR", "Chance (%)", "Currency")]
    ['USD', 'CNY', 'EUR', '', '']
    """
    text = unicodedata.normalize("NFKC", str(head)).strip()
    parts = re.split(r"[\s/,:_\-()\[\]【】<>]+", text.strip("()[]【】<> "))
    return _currency(parts[-1]) if len(parts) > 1 else ""


def _currency(part: str) -> str:
    """The currency that a part of a head names. Small letters only where the code is a usual one: "all" and "top" are words, ALL and TOP are currencies."""
    code = parse_currency(part)
    return code if part.isupper() or code in CURRENCY_WORDS else ""


def fields_of(heads: list[str]) -> dict[str, int]:
    """The place of each field that is known by its head; no column is taken twice, and the surest head of a field wins."""
    plain = [plain_head(head) for head in heads]
    found: dict[str, int] = {}
    for name, written in HEADS.items():
        place = next((plain.index(each) for each in map(plain_head, written) if each in plain), None)
        if place is not None and place not in found.values():
            found[name] = place
    return found
