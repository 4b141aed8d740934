"""Going to court if nothing is agreed, as each side sees it. Not legal advice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from negotiation.core.cashflow import CUSTOMER, OUTSIDE, US, YEAR, Flow, Party
from negotiation.core.fields import MONEY, SHARE, YEARS, Num, number_field
from negotiation.model.facts.case import Case


@dataclass(frozen=True, eq=False)
class Law:
    """With the chance `sued` the customer goes to court: `damages` (default: the harm), each side's view of our
    liability, costs, years.

    The loser bears the share `shifted` of the other side's costs. As the customer sees it, only the share `enforced` of
    a judgment is ever paid. `sued` 0: nobody goes to court.

        we see   −δᵗ[pₛ(D + φC_b) − (1 − pₛ)φCₛ] − Cₛ;   they see   δᵗ[e·p_b(D + φC_b) − (1 − p_b)φCₛ] − C_b
    """

    sued: Num = number_field(SHARE, 0.0)
    damages: Num | None = number_field(MONEY, None, optional=True)
    liable_as_we_see: Num = number_field(SHARE, 0.5)
    liable_as_they_see: Num = number_field(SHARE, 0.5)
    our_costs: Num = number_field(MONEY, 0.0)
    their_costs: Num = number_field(MONEY, 0.0)
    shifted: Num = number_field(SHARE, 0.0)
    enforced: Num = number_field(SHARE, 0.9)
    years: Num = number_field(YEARS.within(high=20.0), 1.0)

    def flows(self, case: Case, seen_by: Party) -> Iterator[Flow]:
        """Flows that litigation adds to no deal, as one side sees it; none if nobody goes to court."""
        if not np.any(np.asarray(self.sued) > 0.0):
            return
        ours = seen_by == US
        liable, paid = (self.liable_as_we_see, 1.0) if ours else (self.liable_as_they_see, self.enforced)
        harm = case.harm_suffered if self.damages is None else self.damages
        day = self.years * YEAR
        yield Flow(
            "judgment",
            US,
            CUSTOMER,
            paid * (harm + self.shifted * self.their_costs),
            first_day=day,
            chance=self.sued * liable,
        )
        yield Flow(
            "costs_shifted",
            CUSTOMER,
            US,
            self.shifted * self.our_costs,
            first_day=day,
            chance=self.sued * (1.0 - liable),
        )
        yield Flow("our_law_costs", US, OUTSIDE, self.our_costs, chance=self.sued)
        yield Flow("their_law_costs", CUSTOMER, OUTSIDE, self.their_costs, chance=self.sued)
