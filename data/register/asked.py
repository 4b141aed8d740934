"""What people of the sample team ask for: offers on open claims that exceed their own limits, in English and
Chinese."""

from __future__ import annotations

from dataclasses import dataclass

Pair = tuple[str, str]


@dataclass(frozen=True)
class Asked:
    """One question: the claim, who asks in which role and how many days before the sample's day, the offer, what it
    promises by form, and why."""

    claim: str
    who: Pair
    role: str
    days_ago: int
    offer: Pair
    amounts: dict[str, float]
    reason: Pair


ASKED: tuple[Asked, ...] = (
    Asked(
        "CL-26-369",
        ("Zhou Min", "周敏"),
        "sales",
        9,
        ("Credit and free inspection of the next two orders", "后续订单抵扣，另免费检验下两单"),
        {"credit": 2_400.0, "service": 900.0},
        (
            "We left them without an answer for two weeks, and they plan their spring range with us this month. "
            "An inspector at our factory costs us two days and shows them that it will not happen again.",
            "我方两周未回复，而对方本月正与我们商定春季新品。派人驻厂验货只花两天，却能让对方放心。",
        ),
    ),
    Asked(
        "CL-26-453",
        ("Chen Hao", "陈浩"),
        "sales_manager",
        8,
        ("Credit on the next order", "下一单抵扣"),
        {"credit": 260.0},
        (
            "Two cartons were missing and the warehouse confirms it. The amount is small, but "
            "this customer has had a good deal from us this year.",
            "确实少发两箱，仓库已核实。金额不大，但今年给该客户的优惠已经不少。",
        ),
    ),
    Asked(
        "CL-26-449",
        ("Liu Yan", "刘燕"),
        "sales",
        7,
        ("Refund of the missing goods", "退还短装货款"),
        {"cash": 1_850.0},
        (
            "They counted with our forwarder present, so there is nothing left to dispute. They "
            "close their books in November and want money, no credit.",
            "对方是在我方货代在场时点的数，没有争议余地。对方 11 月结账，只要退款，不要抵扣。",
        ),
    ),
    Asked(
        "CL-26-438",
        ("Chen Hao", "陈浩"),
        "sales_manager",
        6,
        ("Remake of half, credit for the rest", "一半重做，其余抵扣"),
        {"remedy": 30_000.0, "credit": 9_000.0},
        (
            "We made the wrong style against a signed proforma invoice. They can sell half of the "
            "mailers as they are if the other half is here by Christmas.",
            "形式发票已会签，款式是我们做错的。只要另一半圣诞节前补到，现有的一半对方可以照卖。",
        ),
    ),
    Asked(
        "CL-26-425",
        ("Xu Jing", "徐静"),
        "sales",
        5,
        ("Credit over the next two orders", "分两单抵扣"),
        {"credit": 1_600.0},
        (
            "Three weeks late, and they paid for air freight themselves to keep their launch. "
            "Spread over two orders, the credit brings us both orders.",
            "我方晚发三周，对方自费空运才赶上新品发布。分两单抵扣，也就锁定了这两单。",
        ),
    ),
    Asked(
        "CL-26-477",
        ("Xu Jing", "徐静"),
        "sales",
        4,
        ("Price cut in cash, goods stay", "现金补偿，货物留用"),
        {"cash": 16_000.0},
        (
            "They accept the wrong style at a lower price, which saves us a remake at more than twice the cost. "
            "They withhold the invoice until the money is agreed.",
            "对方愿意降价接收做错的款式，重做的成本是这笔钱的两倍多。谈妥之前对方不付货款。",
        ),
    ),
    Asked(
        "CL-26-481",
        ("Grace Lam", "林嘉慧"),
        "sales",
        3,
        ("Glue again here, credit for their work", "就地重新上胶，人工以抵扣补偿"),
        {"remedy": 1_150.0, "credit": 600.0},
        (
            "Their own people can glue the boxes again if we send the glue and pay for three days. "
            "Sending 1,900 boxes back would cost more and take six weeks.",
            "我方寄胶水并承担三天人工，对方就能自己补胶。1,900 个盒子退回来更贵，还要六周。",
        ),
    ),
    Asked(
        "CL-26-495",
        ("He Ping", "何平"),
        "sales",
        2,
        ("Credit on the next order", "下一单抵扣"),
        {"credit": 640.0},
        (
            "Their shops open the season on 1 December and one display in six comes apart. They "
            "mend these themselves if we take the cost off the next order.",
            "对方门店 12 月 1 日开季，六个陈列架里有一个开胶。从下一单里扣掉费用，对方就自己修好。",
        ),
    ),
)
"""In the order in which they were asked."""
