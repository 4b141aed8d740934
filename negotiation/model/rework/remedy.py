"""A remedy: how the goods are put right, what it costs, when it is paid and done, and how much of the harm it cures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from negotiation.core.cashflow import CUSTOMER, OUTSIDE, US, Flow, sign_for
from negotiation.core.fields import (
    DAYS,
    PIECES,
    SHARE,
    Num,
    Text,
    choice_field,
    number_field,
    records_field,
    text_field,
)
from negotiation.model.facts.case import Case
from negotiation.model.rework.cost_lines import TO_CUSTOMER, CostLine
from negotiation.model.rework.critical_path import Step
from negotiation.model.rework.late_delivery import contract_damages
from negotiation.model.rework.quantities import Work

REMEDIES = (
    "remake",
    "rework",
    "remake_part_by_air",
    "sort_and_replace",
    "accept_as_is",
    "replace_with_next_order",
    "credit_note",
    "return_and_refund",
    "redeliver",
    "another_supplier",
    "expedite",
    "other",
)
WITHOUT_GOODS = ("accept_as_is", "credit_note", "return_and_refund")
"""Kinds that supply no goods. Nothing can come late, and nothing is cured."""

FREIGHT = ("none", "shipped")
"""Whether goods travel after they are ready, by kind. Goods repaired on the spot or credited do not."""


@dataclass(frozen=True, eq=False)
class Grade:
    """Goods that the customer keeps as they are: a number of pieces and the share off their price."""

    name: Text = text_field(longest=100)
    pieces: Num = number_field(PIECES, 0.0)
    off: Num = number_field(SHARE, 0.0)


@dataclass(frozen=True, eq=False)
class Remedy:
    """Cost lines paid on `paid_day`. Goods are ready on `done_day`, arrive `transit_days` later, and cure a share of
    the harm.

    `by_air` is the share of the good pieces that fly; they arrive `air_days` after being ready. With `steps` the days
    follow the schedule unless they are typed. `grades` are goods kept as they are. Accepting the goods as they are is a
    remedy too: it costs the price reduction and cures nothing.
    """

    code: str = text_field(longest=60)
    kind: str = choice_field(REMEDIES, "remake")
    name: Text = text_field(longest=200)
    lines: tuple[CostLine, ...] = records_field(100)
    paid_day: Num = number_field(DAYS, 0.0)
    done_day: Num = number_field(DAYS, 0.0)
    transit_days: Num = number_field(DAYS, 0.0)
    cures: Num = number_field(SHARE, 0.0)
    work: Work = Work()
    grades: tuple[Grade, ...] = records_field(20)
    steps: tuple[Step, ...] = records_field(40)
    freight: str = choice_field(FREIGHT, "none")
    by_air: Num = number_field(SHARE, 0.0)
    air_days: Num = number_field(DAYS, 0.0)

    @property
    def flies(self) -> Num:
        """Share of the good pieces that fly: `by_air` if goods travel at all."""
        return self.by_air if self.freight == "shipped" else 0.0

    @property
    def arrival_day(self) -> Num:
        """Day on which the last good goods arrive: the later of sea and air, of the ways that are used."""
        flies = np.asarray(self.flies)
        slower = np.maximum(np.where(flies < 1.0, self.transit_days, 0.0), np.where(flies > 0.0, self.air_days, 0.0))
        return self.done_day + slower[()]

    def cost_flows(self, case: Case) -> list[Flow]:
        """Costs of the remedy, line by line: the cost lines, the price reduction for goods kept, and damages for
        lateness.

        Damages: goods by sea and by air are each as late as their own way makes them.
        """
        counts = self.work.counts(case, self.flies)
        flows = [line.flow(case, counts, self.paid_day) for line in self.lines]
        if self.grades:
            off: Num = sum((grade.pieces * grade.off for grade in self.grades), 0.0)
            flows.append(Flow("grade_allowance", US, CUSTOMER, off * case.order.unit_price))
        flows += self._damages(case)
        return flows

    def _damages(self, case: Case) -> list[Flow]:
        needed = case.days_until_needed
        if needed is None or self.kind in WITHOUT_GOODS or not np.any(np.asarray(case.late_delivery.rate) > 0.0):
            return []
        flows = []
        for share, days in ((1.0 - self.flies, self.transit_days), (self.flies, self.air_days)):
            arrives = self.done_day + days
            if np.any(np.asarray(share) > 0.0):
                due = contract_damages(case.late_delivery, arrives - needed, share * case.late_value)
                flows.append(Flow("late_damages", US, CUSTOMER, due, first_day=arrives))
        return flows

    def cost(self, case: Case) -> Num:
        """Cost of the remedy to us, money: all that we pay less all that comes back to us. Undiscounted; negative if
        more comes back."""
        return sum((-sign_for(flow, US) * flow.amount for flow in self.cost_flows(case)), 0.0)

    def lines_cost(self, case: Case) -> Num:
        """Sum of the cost lines, whoever pays them, less what comes back to us. Money."""
        counts = self.work.counts(case, self.flies)
        return sum(((-1.0 if line.comes_back else 1.0) * line.amount(case, counts) for line in self.lines), 0.0)

    def our_cost(self, case: Case) -> Num:
        """The cost that can be shared: our lines paid to others than the customer, less what comes back to us. Money,
        at least 0."""
        counts = self.work.counts(case, self.flies)
        shared: Num = 0.0
        for line in self.lines:
            if line.comes_back:
                shared = shared - line.amount(case, counts)
            elif line.payer == US and line.category not in TO_CUSTOMER:
                shared = shared + line.amount(case, counts)
        return np.maximum(shared, 0.0)[()]

    def flows(self, case: Case) -> list[Flow]:
        """The costs, and the part of the customer's harm that the goods by sea and by air cure in kind."""
        cured = self.cures * case.harm_suffered
        flows = self.cost_flows(case)
        flies = self.flies
        if not (isinstance(flies, float | int) and flies >= 1.0):
            flows.append(
                Flow(
                    "harm_cured", OUTSIDE, CUSTOMER, (1.0 - flies) * cured, first_day=self.done_day + self.transit_days
                )
            )
        if np.any(np.asarray(flies) > 0.0):
            flows.append(Flow("harm_cured", OUTSIDE, CUSTOMER, flies * cured, first_day=self.done_day + self.air_days))
        return flows
