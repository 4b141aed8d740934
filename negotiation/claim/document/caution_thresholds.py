"""From where a figure is worth a warning: thresholds of the house, editable, all assumptions or trade advice."""

from __future__ import annotations

from dataclasses import dataclass

from negotiation.core.fields import COUNT, DAYS, NUMBER, SHARE, Num, number_field


@dataclass(frozen=True, eq=False)
class Limits:
    """Habit: their other claims of a year over `turnover_share` of turnover or `margin_share` of margin, or the n-th
    claim in six months.

    Concentration: more than `our_margin_share` of all our margin with one customer. Late payer: more than
    `late_days` overdue. Precedent: the cost × `nearest_customers`. An offer over `yearly_margins` times a year's
    margin, or one that makes good more than `harm_share` of the harm. Sources: trade advice; 150 % of the harm is
    from Haesevoets 2017 (loyalty stops rising there).
    """

    turnover_share: Num = number_field(SHARE, 0.03)
    margin_share: Num = number_field(SHARE, 0.30)
    claims_in_six_months: Num = number_field(COUNT.within(low=1, high=100), 2.0)
    our_margin_share: Num = number_field(SHARE, 0.25)
    late_days: Num = number_field(DAYS, 30.0)
    nearest_customers: Num = number_field(COUNT.within(high=1000), 10.0)
    yearly_margins: Num = number_field(NUMBER.within(low=0.0, high=100.0), 1.0)
    harm_share: Num = number_field(NUMBER.within(low=0.0, high=100.0), 1.5)
