"""Exposure over all claims in words: the verdict for finance, why what is provided, names of groups, and how it is all computed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from negotiation.charts.register import group_label
from negotiation.charts.texts import for_markdown
from negotiation.exposure import AGES, Position, concentrated, credit_position, from_expected, lateness, reasons, totals
from negotiation.review import CHANCE
from negotiation.words import say
from negotiation.words.formats import cents, money, share

BAD_YEAR, HALF = 0.95, 0.5
COLUMNS = (
    "customer", "net", "next_deadline", "provided", "stage", "code", "title", "owner", "claimed", "accepted", "likely", "chance", "class", "why", "receivable",
    "receivable_due", "credits", "recovery", "team", "cause", "opened",
)  # fmt: skip
"""Columns of the table of claims: by which one decides stand first, where a phone shows them."""

FEW, NAMED = 3, 3
OLD = ("to_180", "over_180")
"""Ages over 90 days."""

SHOWN_KEYS = ("customer", "team", "cause", "owner", "age", "stage", "lateness")
"""By what the page splits the open claims."""


def major(found: Position, minor: float) -> float:
    """Minor units of the reporting currency as money."""
    return float(minor) / 10.0**found.found.digits


def exposure_headline(found: Position, waiting: int, lang: str) -> str:
    """What could this cost us, what is provided, how bad a bad year is, and what waits for an approval; in one sentence."""
    every, bad = totals(found.found), found.loss.quantile(BAD_YEAR)
    values = {"open": int(every.open_count), "claimed": major(found, _open_claimed(found)), "expected": major(found, every.expected),
              "provided": major(found, found.total("provided")), "currency": found.found.currency}  # fmt: skip
    line = say(lang, "exposure.headline", **values)
    if bad.value is not None and every.open_count:
        line += say(lang, "exposure.headline_bad", bad=bad.value, currency=found.found.currency)
    return line + (say(lang, "exposure.headline_waiting", waiting=waiting) if waiting else say(lang, "exposure.headline_end"))


def _open_claimed(found: Position) -> int:
    return int(found.found.lines.claimed[found.found.register.is_open].sum())


def exposure_reason(found: Position, lang: str) -> str:
    """What is not provided but may come, what others give back, and what customers owe."""
    every = totals(found.found)
    return say(lang, "exposure.reason", contingent=major(found, found.total("contingent")), credits=major(found, every.credits),
               assets=major(found, found.total("assets")), receivable=major(found, every.receivable), overdue=major(found, every.overdue),
               currency=found.found.currency)  # fmt: skip


def split_rows(found: Position, key: str, lang: str) -> list[tuple[str, float, float]]:
    """Name, provided, and what more it may cost, money; the ages in their order, else the greatest first.

    By `lateness` it is what customers owe us: nothing overdue first, then the overdue by band.
    """
    if key == "lateness":
        owed = lateness(found.found)
        due = zip(owed.names, owed.figures.overdue, owed.figures.receivable, strict=True)
        return [(group_label(key, str(name), lang), major(found, late), major(found, every - late)) for name, late, every in due if every]
    rows = found.split(key)
    if key == "age":
        rows.sort(key=lambda row: (*AGES, row[0]).index(row[0]))
    return [(group_label(key, name, lang), major(found, provided), major(found, more)) for name, provided, more in rows]


def split_message(found: Position, key: str, lang: str) -> str:
    """What the split shows: how much of the provision the few greatest hold, and how many equal ones that is like; by age, how much of it is old."""
    if key == "lateness":
        every = totals(found.found)
        return say(lang, "exposure.owed", receivable=major(found, every.receivable), overdue=major(found, every.overdue), currency=found.found.currency)
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
    return say(lang, "exposure.concentration", names=say(lang, "list.join").join(names), number=len(few.top), part=few.share, like=round(few.like, 1))


OWN = ("claimed", "accepted", "likely", "receivable", "recovery")
"""Amounts that the table shows in the claim's own currency; what is worked out stands in that of the reports."""


def claim_rows(found: Position, where: Sequence[int], lang: str) -> list[dict[str, object]]:
    """Rows of the table of claims, in the words of a language; money with its currency."""
    register, lines, scale = found.found.register, found.found.lines, found.found.register.scale
    rows: list[dict[str, object]] = []
    why, likelihood = (np.asarray(each).reshape(-1) for each in (found.provision.why, found.provision.likelihood))
    worked_out = {"provided": found.provided, "net": lines.net, "credits": lines.credits}
    for place in where:
        own = str(register.currency[place])
        rows.append({
            **{name: str(getattr(register, name)[place]) for name in ("code", "title", "customer", "owner", "team")},
            **{name: group_label(name, str(getattr(register, name)[place]), lang) for name in ("cause", "stage")},
            **{name: getattr(register, name)[place].item() for name in ("opened", "next_deadline", "receivable_due")},
            **{name: money(float(getattr(register, name)[place] / scale[place]), own, lang, cents=True) for name in OWN},
            **{name: money(major(found, values[place]), found.found.currency, lang, cents=True) for name, values in worked_out.items()},
            "chance": share(float(register.chance[place]), lang),
            "class": say(lang, f"likelihood.{likelihood[place]}"),
            "why": say(lang, f"provision_why.{why[place]}"),
        })  # fmt: skip
    return rows


def claim_why(found: Position, place: int, lang: str) -> list[str]:
    """Why one claim is provided for as it is: basis, discounting, what is only disclosed, what others give back, its credits; with its own figures."""
    measured = found.provision
    parts = {
        "provision_why": (measured.why, found.provided), "discount_why": (measured.discount_why, found.discount),
        "disclosure": (measured.disclosed_why, found.contingent), "recovery_why": (measured.recovery_why, found.assets),
    }  # fmt: skip
    codes = {group: str(np.asarray(why).reshape(-1)[place]) for group, (why, _) in parts.items()}
    lines = [
        _why_line(found, group, codes[group], major(found, amounts[place]), lang)
        for group, (_, amounts) in parts.items()
        if codes[group] != "none" or amounts[place]
    ]
    promised, used, expired = (major(found, getattr(found.found.lines, name)[place]) for name in ("promised", "used", "expired"))
    if promised:
        where = credit_position(promised, used, expired, delivered=np.inf)
        lines.append(_why_line(found, "credit_flag", str(where.flag), float(np.asarray(where.refund_liability)), lang))
    return lines


def _why_line(found: Position, group: str, code: str, amount: float, lang: str) -> str:
    shown = money(amount, found.found.currency, lang, cents=True)
    return say(lang, "exposure.why_line", what=say(lang, f"exposure.why_{group}"), amount=shown, reason=say(lang, f"{group}.{code}"))


def reason_rows(found: Position, lang: str) -> list[tuple[str, int, str]]:
    """For which reason how many open claims are provided, and how much."""
    currency = found.found.currency
    return [(say(lang, f"provision_why.{code}"), count, cents(major(found, amount), currency, lang)) for code, (count, amount) in reasons(found).items()]


def how_exposure(found: Position, lang: str) -> list[str]:
    """How every figure of the page is computed, with this register's figures put in, and the sources."""
    every, policy, loss = totals(found.found), found.policy, found.loss
    currency = found.found.currency
    half, bad = loss.quantile(HALF), loss.quantile(BAD_YEAR)
    measured = "discounted" if found.total("discount") else "undiscounted"
    lines = [
        say(lang, "exposure_how.rates", currency=currency),
        say(lang, f"exposure_how.standard_{policy.standard}", **{name: float(getattr(policy, name)) for name in ("probable", "remote", "population")}),
        say(lang, f"exposure_how.provided_{measured}", amount=major(found, found.total("provided")), discount=major(found, found.total("discount")),
            rate=float(policy.rate), currency=currency),
        say(lang, "exposure_how.expected", amount=major(found, every.expected), currency=currency),
        say(lang, "exposure_how.net", expected=major(found, every.expected), credits=major(found, every.credits), assured=major(found, every.assured),
            net=major(found, every.net), currency=currency),
        say(lang, "exposure_how.loss", draws=len(loss.totals), correlation=loss.correlation, seed=loss.seed, mean=loss.mean, expected=loss.expected,
            currency=currency),
    ]  # fmt: skip
    lines += [*filter(None, [why_provided(found, lang)]), say(lang, "exposure_how.recoveries"), say(lang, "exposure_how.chance", chance=CHANCE)]
    for each, key in ((half, "half"), (bad, "bad")):
        if each.value is not None and each.low is not None and each.high is not None:
            lines.append(say(lang, f"exposure_how.{key}", value=each.value, low=each.low, high=each.high, currency=currency))
        else:
            lines.append(say(lang, "exposure_how.unsure", chance=each.chance))
    return lines


def net_provided(found: Position) -> float:
    """What is provided less the recoveries that are assets of their own: what the loss is to be compared with, since they are taken off it."""
    return major(found, found.total("provided") - found.total("assets"))


def why_provided(found: Position, lang: str) -> str:
    """Why what is provided is not what the open claims are expected to cost; empty where it is."""
    steps = from_expected(found)
    if steps["provided"] == steps["expected"]:
        return ""
    parts = [name for name in ("in_full", "in_part", "not_provided", "discount") if _step(steps, name) > 0]
    said = [say(lang, f"exposure.from_{name}", amount=major(found, _step(steps, name)), currency=found.found.currency) for name in parts]
    more = "more" if steps["provided"] > steps["expected"] else "less"
    standard = say(lang, f"standard.{found.policy.standard}")
    return say(lang, f"exposure.provided_{more}", standard=standard, steps=say(lang, "list.semicolon").join(said), currency=found.found.currency,
               amount=abs(major(found, steps["provided"] - steps["expected"])))  # fmt: skip


def _step(steps: Mapping[str, int], name: str) -> int:
    return -steps["in_full"] if name == "in_part" else steps[name]


def loss_message(found: Position, lang: str) -> str:
    """What the chart of the losses shows: how likely it is that the open claims cost more than is provided."""
    provided, key = net_provided(found), "exposure.loss_message_net" if found.total("assets") else "exposure.loss_message"
    return say(lang, key, part=round(found.loss.above(provided), 2), provided=money(provided, found.found.currency, lang))


def position_lines(found: Position, lang: str) -> list[str]:
    """What is provided and what a bad year costs, for the command line."""
    currency, bad, half = found.found.currency, found.loss.quantile(BAD_YEAR), found.loss.quantile(HALF)
    lines = [
        say(lang, "exposure.cli_provided", standard=say(lang, f"standard.{found.policy.standard}"), provided=major(found, found.total("provided")),
            contingent=major(found, found.total("contingent")), assets=major(found, found.total("assets")), currency=currency)
    ]  # fmt: skip
    lines += [f"  {why}{say(lang, 'list.colon')}{count} · {currency} {amount}" for why, count, amount in reason_rows(found, lang)]
    if half.value is not None and bad.value is not None:
        lines.append(say(lang, "exposure.cli_loss", half=half.value, bad=bad.value, correlation=found.loss.correlation, draws=len(found.loss.totals),
                         seed=found.loss.seed, currency=currency))  # fmt: skip
    return lines


def position_figures(found: Position) -> dict[str, object]:
    """The same under stable keys; money of the reporting currency to the minor unit, None where the draws cannot carry a quantile."""
    every = {name: round(major(found, found.total(name)), found.found.digits) for name in ("provided", "discount", "assets", "contingent")}
    loss = {"mean": found.loss.mean, "expected": found.loss.expected} | {
        f"p{round(100 * chance)}": found.loss.quantile(chance).value for chance in (HALF, BAD_YEAR)
    }
    by_reason = {code: round(major(found, amount), found.found.digits) for code, (_, amount) in reasons(found).items()}
    return {
        "provision": {"standard": found.policy.standard, **every, "by_reason": by_reason},
        "loss": loss | {"correlation": found.loss.correlation, "draws": len(found.loss.totals), "seed": found.loss.seed},
    }
