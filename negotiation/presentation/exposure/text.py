"""Exposure over all claims in words: the verdict for finance, why what is provided, names of groups, and how it is
all computed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from negotiation.claim.commitments.register_entry import CHANCE
from negotiation.finance.position import Position, expected_to_provision, provision_reasons
from negotiation.finance.provision.revenue_credits import credit_position
from negotiation.finance.register.breakdown import AGES, concentrated, lateness
from negotiation.finance.register.valued_register import register_totals
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_cents, format_money, format_share
from negotiation.presentation.common.escaping import for_markdown
from negotiation.presentation.exposure.register_text import group_label

BAD_YEAR, HALF = 0.95, 0.5
COLUMNS = (
    "customer",
    "net",
    "next_deadline",
    "provided",
    "stage",
    "code",
    "title",
    "owner",
    "claimed",
    "accepted",
    "likely",
    "chance",
    "class",
    "why",
    "receivable",
    "receivable_due",
    "credits",
    "recovery",
    "team",
    "cause",
    "opened",
)
"""Columns of the table of claims: by which one decides stand first, where a phone shows them."""

FEW, NAMED = 3, 3
OLD = ("to_180", "over_180")
"""Ages over 90 days."""

SHOWN_KEYS = ("customer", "team", "cause", "owner", "age", "stage", "lateness")
"""By what the page splits the open claims."""


def major_units(found: Position, minor: float) -> float:
    """Minor units of the reporting currency as money."""
    return float(minor) / 10.0**found.converted.digits


def exposure_headline(found: Position, waiting: int, lang: str) -> str:
    """What could this cost us, what is provided, how bad a bad year is, and what waits for an approval; in one
    sentence."""
    every, bad = register_totals(found.converted), found.loss.quantile(BAD_YEAR)
    values = {
        "open": int(every.open_count),
        "claimed": major_units(found, _open_claimed(found)),
        "expected": major_units(found, every.expected),
        "provided": major_units(found, found.total("provided")),
        "currency": found.converted.currency,
    }
    line = say(lang, "exposure.headline", **values)
    if bad.value is not None and every.open_count:
        line += say(lang, "exposure.headline_bad", bad=bad.value, currency=found.converted.currency)
    return line + (
        say(lang, "exposure.headline_waiting", waiting=waiting) if waiting else say(lang, "exposure.headline_end")
    )


def _open_claimed(found: Position) -> int:
    return int(found.converted.lines.claimed[found.converted.register.is_open].sum())


def exposure_reason(found: Position, lang: str) -> str:
    """What is not provided but may come, what others give back, and what customers owe."""
    every = register_totals(found.converted)
    return say(
        lang,
        "exposure.reason",
        contingent=major_units(found, found.total("contingent")),
        credits=major_units(found, every.credits),
        assets=major_units(found, found.total("assets")),
        receivable=major_units(found, every.receivable),
        overdue=major_units(found, every.overdue),
        currency=found.converted.currency,
    )


def split_rows(found: Position, key: str, lang: str) -> list[tuple[str, float, float]]:
    """Name, provided, and what more it may cost, money; the ages in their order, else the greatest first.

    By `lateness` it is what customers owe us: nothing overdue first, then the overdue by band.
    """
    if key == "lateness":
        owed = lateness(found.converted)
        due = zip(owed.names, owed.figures.overdue, owed.figures.receivable, strict=True)
        return [
            (group_label(key, str(name), lang), major_units(found, late), major_units(found, every - late))
            for name, late, every in due
            if every
        ]
    rows = found.split(key)
    if key == "age":
        rows.sort(key=lambda row: (*AGES, row[0]).index(row[0]))
    return [
        (group_label(key, name, lang), major_units(found, provided), major_units(found, more))
        for name, provided, more in rows
    ]


def split_message(found: Position, key: str, lang: str) -> str:
    """What the split shows: how much of the provision the few greatest hold, and how many equal ones that is like;
    by age, how much of it is old."""
    if key == "lateness":
        every = register_totals(found.converted)
        return say(
            lang,
            "exposure.owed",
            receivable=major_units(found, every.receivable),
            overdue=major_units(found, every.overdue),
            currency=found.converted.currency,
        )
    rows = found.split(key)
    amounts = [row[1] for row in rows]
    if not sum(amounts):
        return say(lang, "exposure.nothing_provided" if rows else "exposure.nothing_open")
    if key == "age":
        old = sum(amount for (name, amount, _) in rows if name in OLD)
        return say(lang, "exposure.old", part=old / sum(amounts))
    few = concentrated(key, [row[0] for row in rows], amounts, FEW)
    names = [for_markdown(group_label(key, name, lang)) for name in few.top[:NAMED]]
    if len(few.top) == 1:
        return say(lang, "exposure.one", name=names[0])
    return say(
        lang,
        "exposure.concentration",
        names=say(lang, "list.join").join(names),
        number=len(few.top),
        part=few.share,
        like=round(few.like, 1),
    )


OWN = ("claimed", "accepted", "likely", "receivable", "recovery")
"""Amounts that the table shows in the claim's own currency; what is worked out stands in that of the reports."""


def claim_rows(found: Position, where: Sequence[int], lang: str) -> list[dict[str, object]]:
    """Rows of the table of claims, in the words of a language; money with its currency."""
    register, lines, scale = found.converted.register, found.converted.lines, found.converted.register.scale
    rows: list[dict[str, object]] = []
    why, likelihood = (np.asarray(each).reshape(-1) for each in (found.provision.why, found.provision.likelihood))
    worked_out = {"provided": found.provided, "net": lines.net, "credits": lines.credits}
    for place in where:
        own = str(register.currency[place])
        rows.append(
            {
                **{
                    name: str(getattr(register, name)[place]) for name in ("code", "title", "customer", "owner", "team")
                },
                **{name: group_label(name, str(getattr(register, name)[place]), lang) for name in ("cause", "stage")},
                **{
                    name: getattr(register, name)[place].item()
                    for name in ("opened", "next_deadline", "receivable_due")
                },
                **{
                    name: format_money(float(getattr(register, name)[place] / scale[place]), own, lang, cents=True)
                    for name in OWN
                },
                **{
                    name: format_money(major_units(found, values[place]), found.converted.currency, lang, cents=True)
                    for name, values in worked_out.items()
                },
                "chance": format_share(float(register.chance[place]), lang),
                "class": say(lang, f"likelihood.{likelihood[place]}"),
                "why": say(lang, f"provision_why.{why[place]}"),
            }
        )
    return rows


def claim_why(found: Position, place: int, lang: str) -> list[str]:
    """Why one claim is provided for as it is: basis, discounting, what is only disclosed, what others give back, its
    credits; with its own figures."""
    measured = found.provision
    parts = {
        "provision_why": (measured.why, found.provided),
        "discount_why": (measured.discount_why, found.discount),
        "disclosure": (measured.disclosed_why, found.contingent),
        "recovery_why": (measured.recovery_why, found.assets),
    }
    codes = {group: str(np.asarray(why).reshape(-1)[place]) for group, (why, _) in parts.items()}
    lines = [
        _why_line(found, group, codes[group], major_units(found, amounts[place]), lang)
        for group, (_, amounts) in parts.items()
        if codes[group] != "none" or amounts[place]
    ]
    promised, used, expired = (
        major_units(found, getattr(found.converted.lines, name)[place]) for name in ("promised", "used", "expired")
    )
    if promised:
        where = credit_position(promised, used, expired, delivered=np.inf)
        lines.append(_why_line(found, "credit_flag", str(where.flag), float(np.asarray(where.refund_liability)), lang))
    return lines


def _why_line(found: Position, group: str, code: str, amount: float, lang: str) -> str:
    shown = format_money(amount, found.converted.currency, lang, cents=True)
    return say(
        lang,
        "exposure.why_line",
        what=say(lang, f"exposure.why_{group}"),
        amount=shown,
        reason=say(lang, f"{group}.{code}"),
    )


def reason_rows(found: Position, lang: str) -> list[tuple[str, int, str]]:
    """For which reason how many open claims are provided, and how much."""
    currency = found.converted.currency
    return [
        (say(lang, f"provision_why.{code}"), count, format_cents(major_units(found, amount), currency, lang))
        for code, (count, amount) in provision_reasons(found).items()
    ]


def how_exposure(found: Position, lang: str) -> list[str]:
    """How every figure of the page is computed, with this register's figures put in, and the sources."""
    every, policy, loss = register_totals(found.converted), found.policy, found.loss
    currency = found.converted.currency
    half, bad = loss.quantile(HALF), loss.quantile(BAD_YEAR)
    measured = "discounted" if found.total("discount") else "undiscounted"
    lines = [
        say(lang, "exposure_how.rates", currency=currency),
        say(
            lang,
            f"exposure_how.standard_{policy.standard}",
            **{name: float(getattr(policy, name)) for name in ("probable", "remote", "population")},
        ),
        say(
            lang,
            f"exposure_how.provided_{measured}",
            amount=major_units(found, found.total("provided")),
            discount=major_units(found, found.total("discount")),
            rate=float(policy.rate),
            currency=currency,
        ),
        say(lang, "exposure_how.expected", amount=major_units(found, every.expected), currency=currency),
        say(
            lang,
            "exposure_how.net",
            expected=major_units(found, every.expected),
            credits=major_units(found, every.credits),
            assured=major_units(found, every.assured),
            net=major_units(found, every.net),
            currency=currency,
        ),
        say(
            lang,
            "exposure_how.loss",
            draws=len(loss.totals),
            correlation=loss.correlation,
            seed=loss.seed,
            mean=loss.mean,
            expected=loss.expected,
            currency=currency,
        ),
    ]
    lines += [
        *filter(None, [why_provided(found, lang)]),
        say(lang, "exposure_how.recoveries"),
        say(lang, "exposure_how.chance", chance=CHANCE),
    ]
    for each, key in ((half, "half"), (bad, "bad")):
        if each.value is not None and each.low is not None and each.high is not None:
            lines.append(
                say(lang, f"exposure_how.{key}", value=each.value, low=each.low, high=each.high, currency=currency)
            )
        else:
            lines.append(say(lang, "exposure_how.unsure", chance=each.chance))
    return lines


def net_provided(found: Position) -> float:
    """What is provided less the recoveries that are assets of their own: what the loss is to be compared with, since
    they are taken off it."""
    return major_units(found, found.total("provided") - found.total("assets"))


def why_provided(found: Position, lang: str) -> str:
    """Why what is provided is not what the open claims are expected to cost; empty where it is."""
    steps = expected_to_provision(found)
    if steps["provided"] == steps["expected"]:
        return ""
    parts = [name for name in ("in_full", "in_part", "not_provided", "discount") if _step(steps, name) > 0]
    said = [
        say(
            lang,
            f"exposure.from_{name}",
            amount=major_units(found, _step(steps, name)),
            currency=found.converted.currency,
        )
        for name in parts
    ]
    more = "more" if steps["provided"] > steps["expected"] else "less"
    standard = say(lang, f"standard.{found.policy.standard}")
    return say(
        lang,
        f"exposure.provided_{more}",
        standard=standard,
        steps=say(lang, "list.semicolon").join(said),
        currency=found.converted.currency,
        amount=abs(major_units(found, steps["provided"] - steps["expected"])),
    )


def _step(steps: Mapping[str, int], name: str) -> int:
    return -steps["in_full"] if name == "in_part" else steps[name]


def loss_message(found: Position, lang: str) -> str:
    """What the chart of the losses shows: how likely it is that the open claims cost more than is provided."""
    provided, key = (
        net_provided(found),
        "exposure.loss_message_net" if found.total("assets") else "exposure.loss_message",
    )
    return say(
        lang,
        key,
        part=round(found.loss.above(provided), 2),
        provided=format_money(provided, found.converted.currency, lang),
    )


def position_lines(found: Position, lang: str) -> list[str]:
    """What is provided and what a bad year costs, for the command line."""
    currency, bad, half = found.converted.currency, found.loss.quantile(BAD_YEAR), found.loss.quantile(HALF)
    lines = [
        say(
            lang,
            "exposure.cli_provided",
            standard=say(lang, f"standard.{found.policy.standard}"),
            provided=major_units(found, found.total("provided")),
            contingent=major_units(found, found.total("contingent")),
            assets=major_units(found, found.total("assets")),
            currency=currency,
        )
    ]
    lines += [
        f"  {why}{say(lang, 'list.colon')}{count} · {currency} {amount}"
        for why, count, amount in reason_rows(found, lang)
    ]
    if half.value is not None and bad.value is not None:
        lines.append(
            say(
                lang,
                "exposure.cli_loss",
                half=half.value,
                bad=bad.value,
                correlation=found.loss.correlation,
                draws=len(found.loss.totals),
                seed=found.loss.seed,
                currency=currency,
            )
        )
    return lines


def position_figures(found: Position) -> dict[str, object]:
    """The same under stable keys; money of the reporting currency to the minor unit, None where the draws cannot
    carry a quantile."""
    every = {
        name: round(major_units(found, found.total(name)), found.converted.digits)
        for name in ("provided", "discount", "assets", "contingent")
    }
    loss = {"mean": found.loss.mean, "expected": found.loss.expected} | {
        f"p{round(100 * chance)}": found.loss.quantile(chance).value for chance in (HALF, BAD_YEAR)
    }
    by_reason = {
        code: round(major_units(found, amount), found.converted.digits)
        for code, (_, amount) in provision_reasons(found).items()
    }
    return {
        "provision": {"standard": found.policy.standard, **every, "by_reason": by_reason},
        "loss": loss
        | {"correlation": found.loss.correlation, "draws": len(found.loss.totals), "seed": found.loss.seed},
    }
