"""The lines of the sheet of options: their formulas, what all options share, and where each stands."""

from __future__ import annotations

from dataclasses import dataclass

from negotiation.handouts.xlsx.sheet_writer import letter
from negotiation.presentation.options.table import COLUMNS

FIRST, TOP = 2, 5
"""The column of the first option, and the row of the options' names."""


def _sum(column: str, *conditions: str) -> str:
    return (
        f"=ROUND(SUMIFS({{p_{column}}},{{p_number}},{{number}}"
        + "".join(f",{each}" for each in conditions)
        + "),{g_digits}+6)"
    )


FIXED, STAYING = "{p_if_stays},0", "{p_if_stays},1"
CLAIM, PROMISED = "{p_promised},0", "{p_promised},1"
PAYS_FROM = (
    "=IF({slope}>0,IF(({net}-{fixed})/{slope}<=0,{always},IF(({net}-{fixed})/{slope}>1,{never},({net}-{fixed})/{slope})),"
    "IF({fixed}+{s}*{slope}>={net},{always},{never}))"
)

LINES: tuple[tuple[str, str, str], ...] = (
    ("part_staying", "", ""),
    ("harm", _sum("amount", '{p_key},"harm"'), "money"),
    ("customer_fixed", _sum("to_customer", FIXED), "money"),
    ("customer_if_stays", _sum("to_customer", STAYING), "money"),
    ("owed_anyway", _sum("to_customer", "{p_owed_anyway},1"), "money"),
    ("ratio", "=IF({harm}>0,MAX(0,{customer_fixed}+{customer_if_stays}-{owed_anyway}+{harm})/{harm},1)", "share"),
    (
        "curve",
        "=MAX(0,MIN(1,{g_floor}+({g_ceiling}-{g_floor})/(1+EXP(-MAX(-500,MIN(500,({ratio}-{g_midpoint})/{g_width}))))-{g_penalty}*{g_earlier}))",
        "fine",
    ),
    ("judged", "", "fine"),
    ("s", "=IF(ISNUMBER({judged}),{judged},{curve})", "fine"),
    ("part_us", "", ""),
    ("us_fixed", _sum("to_us", FIXED, CLAIM), "money"),
    ("us_if_stays", _sum("to_us", STAYING, CLAIM), "money"),
    ("claim_cost", "=-({us_fixed}+{s}*{us_if_stays})", "money"),
    ("early_fixed", _sum("early", FIXED, CLAIM), "money"),
    ("early_if_stays", _sum("early", STAYING, CLAIM), "money"),
    ("of_it_immediate", "=-({early_fixed}+{s}*{early_if_stays})", "money"),
    ("later", "=ROUND({claim_cost}-{of_it_immediate},{g_digits}+6)", "money"),
    ("promised_fixed", _sum("to_us", FIXED, PROMISED), "money"),
    ("promised_if_stays", _sum("to_us", STAYING, PROMISED), "money"),
    ("promised_margin", "={promised_fixed}+{s}*{promised_if_stays}", "money"),
    ("lifetime_value_kept", "={s}*{g_lifetime_value}", "money"),
    ("net_to_us", "={lifetime_value_kept}+{promised_margin}-{claim_cost}", "money"),
    ("part_customer", "", ""),
    ("value_to_customer", "={customer_fixed}+{s}*{customer_if_stays}", "money"),
    ("better_for_them_than_no_deal", "={value_to_customer}-{first_value_to_customer}", "money"),
    ("accepted", "=IF({better_for_them_than_no_deal}>=-{g_unit}/2,{yes},{no})", "right"),
    ("part_choice", "", ""),
    ("in_the_running", "=IF({accepted}={yes},{net_to_us},{none})", "money"),
    ("recommended", "=IF(MATCH(MAX({all_in_the_running}),{all_in_the_running},0)={number}+1,{best},{empty})", "right"),
    ("part_break_even", "", ""),
    ("fixed", "={us_fixed}+{promised_fixed}", "money"),
    ("slope", "={g_lifetime_value}+{us_if_stays}+{promised_if_stays}", "money"),
    ("s_against_no_deal", PAYS_FROM.replace("{net}", "{first_net_to_us}"), "fine"),
    ("reference", "", "whole"),
    (
        "reference_net",
        "=IF(ISNUMBER({reference}),INDEX({all_net_to_us},MATCH({reference},{all_number},0)),{none})",
        "money",
    ),
    (
        "s_against_the_next_cheaper_they_would_take",
        "=IF(ISNUMBER({reference})," + PAYS_FROM[1:].replace("{net}", "{reference_net}") + ",{none})",
        "fine",
    ),
    ("part_cash", "", ""),
    ("cash_fixed", _sum("cash_out", FIXED), "money"),
    ("cash_if_stays", _sum("cash_out", STAYING), "money"),
    ("cash_out_30_days", "={cash_fixed}+{s}*{cash_if_stays}", "money"),
    ("payback_month", "", "whole"),
    ("largest_exposure", "", "money"),
    ("largest_exposure_day", "", "date"),
    ("part_check", "", ""),
    ("calendar_us", "=SUMIFS({c_present_us},{c_number},{number})", "money"),
    ("difference_us", "=ROUND({calendar_us}-({promised_margin}-{claim_cost}),{g_digits})", "money"),
    ("calendar_customer", "=SUMIFS({c_present_customer},{c_number},{number})", "money"),
    ("difference_customer", "=ROUND({calendar_customer}-{value_to_customer},{g_digits})", "money"),
    ("part_all", "", ""),
)
"""Key, formula and kind of number of each row; names in braces are cells of the same column, g_ cells for all, p_
and c_ columns of other sheets."""

SHARED: tuple[tuple[str, str, str], ...] = (
    ("rate_us", "case.rates.us", "fine"),
    ("rate_customer", "case.rates.customer", "fine"),
    ("floor", "staying.floor", "fine"),
    ("ceiling", "staying.ceiling", "fine"),
    ("midpoint", "staying.midpoint", "number"),
    ("width", "staying.width", "number"),
    ("penalty", "staying.penalty", "fine"),
    ("earlier", "case.incident.earlier_similar", "whole"),
    ("gap", "", "days"),
    ("unit", "", "number"),
    ("digits", "", "whole"),
    ("lifetime_number", "", "whole"),
    ("lifetime_value", "", "money"),
    ("lifetime_difference", "", "money"),
    ("recommended_number", "", "whole"),
    ("largest_difference", "", "money"),
)
"""What all options use: key, the field on the sheet of inputs that it is linked to (none: a figure of its own), kind
of number."""

HEADS = tuple(column.key for column in COLUMNS)
"""Lines that the table of options shows too, under the same names."""

STRONG = ("claim_cost", "net_to_us", "s", "value_to_customer", "recommended")
APP = ("payback_month", "largest_exposure", "largest_exposure_day", "gap", "unit", "digits", "lifetime_number")
DIFFERENCES = ("difference_us", "difference_customer")


@dataclass(frozen=True)
class Grid:
    """Where the sheet of options has its rows and columns."""

    sheet: str
    options: int

    def row(self, key: str) -> int:
        """The row of a line."""
        return ROWS[key]

    def cell(self, key: str, option: int) -> str:
        """A figure of an option, as formulas on other sheets name it."""
        return f"'{self.sheet}'!${letter(FIRST + option)}${ROWS[key]}"

    def shared(self, key: str) -> str:
        """A figure that all options use."""
        return f"'{self.sheet}'!${letter(FIRST)}${ROWS[f'g_{key}']}"

    def all(self, key: str) -> str:
        """A line over all options."""
        return f"'{self.sheet}'!${letter(FIRST)}${ROWS[key]}:${letter(FIRST + self.options - 1)}${ROWS[key]}"


ROWS = {"number": TOP + 1, "code": TOP + 2} | {
    key: TOP + 3 + place
    for place, key in enumerate([*(key for key, _, _ in LINES), *(f"g_{key}" for key, _, _ in SHARED)])
}
