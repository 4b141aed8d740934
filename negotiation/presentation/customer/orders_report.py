"""A file of orders in words and figures: what was read, on which rung it stands, what each account is expected to
bring."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from negotiation.i18n.catalogue import say
from negotiation.importers.order_lines import Orders
from negotiation.model.lifetime.evidence_level import AccountForecasts, Holdout

LISTED = 20
"""Accounts that the text lists, those with the largest expected turnover."""


def lifetime_text(orders: Orders, found: AccountForecasts, check: Holdout | None, lang: str) -> str:
    """Lines read and left out, the rung with its warning, parameters, the check on orders kept back, and the largest
    accounts."""
    first, last = (date.fromisoformat(str(each)) for each in (orders.day.min(), orders.day.max()))
    count = {"accounts": len(found.accounts)}
    lines = [
        say(lang, "lifetime.read", count=len(orders), currency=orders.currency or "–", first=first, last=last, **count)
    ]
    if orders.refused:
        reasons = say(lang, "list.join").join(
            f"{say(lang, f'refused_row.{code}')} {number}" for code, number in orders.refused.items()
        )
        lines.append(say(lang, "lifetime.left_out", reasons=reasons))
    rung = found.rung if found.rung != "one_by_one" or found.why_not == "too_few_accounts" else "one_by_one_other"
    lines.append(say(lang, f"lifetime.{rung}", **count))
    if found.fit is not None:
        fit, errors = found.fit, found.fit.standard_errors
        numbers = {"r": fit.r, "alpha": fit.alpha, "a": fit.a, "b": fit.b} | {
            f"e{name}": error for name, error in errors.items()
        }
        lines.append(
            say(
                lang,
                "lifetime.parameters",
                height=fit.log_likelihood,
                **{name: float(f"{each:.5g}") for name, each in numbers.items()},
            )
        )
    turnover = found.turnover
    kind = "total" if orders.currency else "total_plain"
    lines.append(
        say(
            lang,
            f"lifetime.{kind}",
            orders=float(found.next_year.sum()),
            value=float(np.nansum(turnover)),
            currency=orders.currency,
        )
    )
    if check is not None:
        lines.append(
            say(
                lang,
                "lifetime.check",
                months=check.months,
                predicted=float(check.predicted.sum()),
                actual=float(check.actual.sum()),
            )
        )
    for place in np.argsort(-np.nan_to_num(turnover))[:LISTED]:
        low, high = found.turnover_band(int(place))
        numbers = {
            "orders": found.next_year[place],
            "alive": found.alive[place],
            "value": _plain(found.order_value[place]) or 0.0,
        }
        lines.append(
            "  "
            + say(lang, "lifetime.account", name=str(found.accounts.name[place]) or "–", low=low, high=high, **numbers)
        )
    return "\n".join(lines)


def lifetime_figures(orders: Orders, found: AccountForecasts, check: Holdout | None) -> dict[str, Any]:
    """Every figure under stable keys; accounts in the order of the file."""
    fit = found.fit
    return {
        "currency": orders.currency,
        "lines": len(orders),
        "refused": orders.refused,
        "refused_rows": [{"row": each.row, "why": each.code, "what": each.value} for each in orders.refusals],
        "accounts": len(found.accounts),
        "rung": found.rung,
        "why_not": found.why_not,
        "fit": None
        if fit is None
        else {
            "r": fit.r,
            "alpha": fit.alpha,
            "a": fit.a,
            "b": fit.b,
            "log_likelihood": fit.log_likelihood,
            "standard_errors": {name: _plain(error) for name, error in fit.standard_errors.items()},
        },
        "holdout": None
        if check is None
        else {"months": check.months, "predicted": float(check.predicted.sum()), "actual": float(check.actual.sum())},
        "by_account": [
            {
                "name": str(name),
                "orders_next_year": _plain(orders_),
                "alive": _plain(alive),
                "order_value": _plain(value),
            }
            for name, orders_, alive, value in zip(
                found.accounts.name, found.next_year, found.alive, found.order_value, strict=True
            )
        ],
    }


def _plain(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
