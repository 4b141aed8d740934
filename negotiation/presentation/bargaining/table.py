"""No deal payment by payment, and the plan of concessions, as tables."""

from __future__ import annotations

from negotiation.claim.summary.bargaining_summary import Bargain
from negotiation.claim.summary.claim_summary import Summary
from negotiation.i18n.catalogue import say
from negotiation.presentation.bargaining.text import no_deal_rows, plan_rows
from negotiation.presentation.common.keyed_table import Table, numbered_table


def no_deal_table(summary: Summary, lang: str) -> Table:
    """What no deal brings each side, payment by payment."""
    return numbered_table(
        [say(lang, f"negotiate.flow_{name}") for name in ("side", "what", "amount", "chance", "day", "worth")],
        no_deal_rows(summary, lang),
    )


def plan_table(summary: Summary, found: Bargain, lang: str) -> Table:
    """Our concessions from here, and what is asked for each."""
    return numbered_table(
        [say(lang, f"negotiate.plan_{name}") for name in ("number", "figure", "step", "ask")],
        plan_rows(summary, found, lang),
    )
