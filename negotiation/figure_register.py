"""Every figure that a user sees: its key, unit, sign, formula, function, source, and where it is shown.

The names and meanings stand under `figure.<key>` in the word files. From this register come the documentation of the
`--json` keys (docs/figures.md), the help over table columns and the page Figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

UNITS = (
    "money",
    "chance",
    "share",
    "ratio",
    "days",
    "day",
    "date",
    "month",
    "years",
    "orders",
    "count",
    "code",
    "flag",
    "rate",
)
"""What a figure is measured in. Money is in the claim's or the report's currency; chances and shares are 0 to 1; a
`day` counts from the settlement date."""

SIGNS = ("", "cost", "value_us", "value_customer")
"""What a positive figure means: nothing more than its size, a cost to us, a value to us, a value to the customer."""

PLACES = ("claim", "customer", "rework", "options", "negotiate", "share", "playbook", "causes", "exposure")
"""Pages on which a figure may be shown; the page Figures shows them all."""

COMMANDS = ("evaluate", "bargain", "rework", "lifetime", "exposure")
"""Commands that print figures with `--json`."""


@dataclass(frozen=True)
class Figure:
    """One figure that a user sees.

    `formula` is one line in the names of the code and of other figures; empty where the figure is an input or a
    choice. `function` names what computes it as `module:name`, below `negotiation`. `json` lists `command path` of
    the command line's answer; a `*` stands for any code or place in a list. `pages` are where it is shown.
    """

    key: str
    unit: str
    sign: str
    formula: str
    function: str
    source: str = ""
    json: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """File of the function, below `negotiation/`."""
        return self.function.partition(":")[0].replace(".", "/") + ".py"

    @property
    def name(self) -> str:
        """Name of the function in its file."""
        return self.function.partition(":")[2]


def function_of(figure: Figure) -> Callable[..., Any]:
    """The function, method or property that computes a figure."""
    module, _, name = figure.function.partition(":")
    found: Any = import_module(f"negotiation.{module}")
    for part in name.split("."):
        found = getattr(found, part)
    return found  # type: ignore[no-any-return]


def figure(key: str) -> Figure:
    """A figure by its key; an unknown one raises KeyError."""
    return _by_key()[key]


def figures_of_command(command: str) -> dict[str, Figure]:
    """The figures that a command prints with `--json`, by their path in its answer."""
    return {path.partition(" ")[2]: each for each in FIGURES for path in each.json if path.partition(" ")[0] == command}


@cache
def _by_key() -> dict[str, Figure]:
    return {each.key: each for each in FIGURES}


def _register(
    names: Iterable[tuple[str, str, str, str, str, str]], prefix: str, pages: tuple[str, ...]
) -> list[Figure]:
    """Figures of a register of claims: the same for all claims, the open ones, and each group of a split."""
    return [
        Figure(
            key,
            unit,
            sign,
            formula,
            function,
            source,
            tuple(f"exposure {at}.{key.removeprefix(prefix)}" for at in REGISTER_GROUPS),
            pages,
        )
        for key, unit, sign, formula, function, source in names
    ]


REGISTER_GROUPS = ("totals", "open_claims", "by.*.*", "ageing.*", "lateness.*")
"""Where the command `exposure` prints the figures of a register."""

ON_OPTIONS = ("options", "share")
OUTCOMES = "model.valuation.outcomes"
LIFETIME, FORECAST = "model.lifetime.lifetime_value", "model.rework.remedy_forecast"
ROOM, BARGAIN = "claim.summary.bargaining_room", "claim.summary.bargaining_summary"
REGISTER, CONVERTED, BREAKDOWN = (
    "finance.register.entry",
    "finance.register.valued_register",
    "finance.register.breakdown",
)
PROVISION, LOSS = "finance.provision.provision", "finance.loss.loss_distribution"
READER, DUE = "finance.register_file.register_reader", "finance.register.due_calendar"

# fmt: off
FIGURES: tuple[Figure, ...] = (
    # the facts of a claim
    Figure("currency", "code", "", "", "model.facts.case:Case",
           json=("evaluate currency", "bargain currency", "rework currency", "lifetime currency",
               "exposure currency")),
    Figure("claimed", "money", "", "Σ claim lines", "model.facts.case:Case.claimed", pages=("claim",)),
    Figure("harm", "money", "", "typed, else claimed / claimed_to_harm", "model.facts.case:Case.harm_suffered",
           source="DECISION: 1.2 is an assumption", pages=("claim",)),
    Figure("affected_value", "money", "", "affected · unit_price", "model.facts.case:Order.affected_value",
           pages=("claim",)),
    Figure("yearly_margin", "money", "value_us", "usual_order · margin_rate · orders_per_year",
           "model.facts.case:Case.yearly_margin", pages=("claim", "customer")),
    # what the customer is worth
    Figure("order_margin", "money", "value_us", "usual_order · (margin_rate − claims − service) − cost of waiting",
           f"{LIFETIME}:net_margin", pages=("customer",)),
    Figure("lifetime_value", "money", "value_us",
           "Σ_{k≥1} margin · (1 + growth)^k · keep^k · (1 + rate)^(−k · gap / 365)", f"{LIFETIME}:lifetime_value",
           source="Gupta & Lehmann 2005; Fader & Hardie 2007", json=("evaluate lifetime_value",),
           pages=("customer", *ON_OPTIONS)),
    Figure("lifetime_value_over_horizon", "money", "value_us", "the same sum, orders up to horizon_years",
           f"{LIFETIME}:lifetime_value", json=("evaluate lifetime_value_over_horizon",),
           pages=("customer", "options")),
    Figure("horizon_years", "years", "", "", "model.facts.customer:Customer", json=("evaluate horizon_years",),
           pages=("customer",)),
    Figure("lifetime_value_has_no_end", "flag", "", "keep · (1 + growth) · discount ≥ 1",
           "core.cashflow:geometric_sum", json=("evaluate lifetime_value_has_no_end",), pages=("options",)),
    Figure("value_interval", "money", "value_us",
           "5 % and 95 % of lifetime_value over draws of retention, rate and value of orders",
           "model.lifetime.value_interval:value_interval", pages=("customer",)),
    Figure("lines", "count", "", "", "importers.order_lines:read_orders", json=("lifetime lines",),
           pages=("customer",)),
    Figure("orders_refused", "count", "", "", "importers.order_lines:read_orders",
           json=("lifetime refused", "lifetime refused_rows"), pages=("customer",)),
    Figure("accounts", "count", "", "orders of one account on one day are one", "importers.order_lines:accounts_of",
           json=("lifetime accounts",), pages=("customer",)),
    Figure("evidence_level", "code", "", "by the number of accounts",
           "model.lifetime.evidence_level:forecast_accounts", json=("lifetime rung", "lifetime why_not"),
           pages=("customer",)),
    Figure("bg_nbd_fit", "rate", "", "max Σ ln L(r, α, a, b; x, t_x, T)", "model.lifetime.bg_nbd:fit_bg_nbd",
           source="Fader, Hardie & Lee 2005",
           json=("lifetime fit.r", "lifetime fit.alpha", "lifetime fit.a", "lifetime fit.b",
               "lifetime fit.log_likelihood", "lifetime fit.standard_errors.*"), pages=("customer",)),
    Figure("holdout_predicted", "orders", "", "Σ expected orders in the last 30 % of the time",
           "model.lifetime.evidence_level:holdout", json=("lifetime holdout.predicted", "lifetime holdout.months"),
           pages=("customer",)),
    Figure("holdout_actual", "orders", "", "orders that came in that time", "model.lifetime.evidence_level:holdout",
           json=("lifetime holdout.actual",), pages=("customer",)),
    Figure("orders_next_year", "orders", "", "E[orders in 12 months | x, t_x, T]",
           "model.lifetime.bg_nbd:BgNbd.expected_orders_of", source="Fader, Hardie & Lee 2005, eq. 10",
           json=("lifetime by_account.*.orders_next_year", "lifetime by_account.*.name"), pages=("customer",)),
    Figure("chance_alive", "chance", "", "1 / (1 + [x > 0] · a / (b + x − 1) · ((α + T) / (α + t_x))^(r + x))",
           "model.lifetime.bg_nbd:chance_alive", source="Fader, Hardie & Lee 2005",
           json=("lifetime by_account.*.alive",), pages=("customer",)),
    Figure("order_value", "money", "value_us", "its own mean, drawn towards that of all accounts",
           "model.lifetime.gamma_gamma:GammaGamma.expected_value", source="Fader & Hardie 2013",
           json=("lifetime by_account.*.order_value",), pages=("customer",)),
    # putting it right
    Figure("seed", "code", "", "", "claim.document.dossier:Dossier", json=("rework seed",), pages=("rework",)),
    Figure("draws", "count", "", "", "core.sampling:sample", json=("rework draws",), pages=("rework",)),
    Figure("remedy_cost", "money", "cost", "Σ lines: quantity · rate, as they count for us, at planned days",
           f"{FORECAST}:cost_parts",
           json=("rework remedies.*.cost", "rework remedies.*.lines.*.line", "rework remedies.*.lines.*.amount",
               "rework remedies.*.lines.*.ours"), pages=("rework",)),
    Figure("remedy_cost_by_chance", "money", "cost", "P50, P80, P95 of the cost over the draws",
           f"{FORECAST}:RemedyForecast.cost_by", json=("rework remedies.*.cost_p50_p80_p95.*",), pages=("rework",)),
    Figure("ready_on", "date", "", "end of the critical path on working days", "model.rework.schedule:timing",
           json=("rework remedies.*.ready_on",), pages=("rework",)),
    Figure("planned_arrival", "date", "", "ready_on, next sailing or flight, transit", "model.rework.schedule:timing",
           json=("rework remedies.*.planned_arrival",), pages=("rework",)),
    Figure("first_arrival_by_chance", "date", "", "P50, P80, P95 of the day on which the goods that fly are there",
           f"{FORECAST}:RemedyForecast.first_by", json=("rework remedies.*.first_by_p50_p80_p95.*",),
           pages=("rework",)),
    Figure("last_arrival_by_chance", "date", "", "P50, P80, P95 of the day on which the last goods are there",
           f"{FORECAST}:RemedyForecast.last_by", json=("rework remedies.*.all_by_p50_p80_p95.*",), pages=("rework",)),
    Figure("chance_of_the_date", "chance", "", "draws with the last goods there when needed / draws",
           "core.sampling:chance_by", json=("rework remedies.*.chance_of_the_date",), pages=("rework",)),
    Figure("chance_of_the_date_classical", "chance", "", "Φ((days left − length) / √Σ variances)",
           "model.rework.critical_path:CriticalPath.chance", source="Malcolm et al. 1959 (PERT)",
           json=("rework remedies.*.chance_of_the_date_classical",), pages=("rework",)),
    Figure("critical_path", "code", "", "steps without slack", "model.rework.critical_path:critical_path",
           source="Kelley & Walker 1959", json=("rework remedies.*.critical_path.*",), pages=("rework",)),
    Figure("working_days", "days", "", "Σ (optimistic + 4 · likely + pessimistic) / 6 along the critical path",
           "model.rework.critical_path:critical_path", json=("rework remedies.*.working_days",), pages=("rework",)),
    Figure("cured_share", "share", "", "mean over the draws of the share of the harm made good",
           "model.rework.schedule:cured_share", json=("rework remedies.*.cures",), pages=("rework",)),
    # options
    Figure("s", "chance", "",
           "judgement, else floor + (ceiling − floor) · logistic((ratio − midpoint) / width) − penalty · earlier",
           "model.lifetime.chance_of_staying:chance_of_staying",
           source="shape: Gelbrich et al. 2015; levels are an assumption", json=("evaluate options.*.s", "bargain s"),
           pages=ON_OPTIONS),
    Figure("compensation_ratio", "ratio", "", "max(0, value_to_customer at s = 1 + harm) / harm",
           "model.lifetime.chance_of_staying:compensation_ratio", pages=("options",)),
    Figure("claim_cost", "money", "cost", "−(A + s · B), present value of all flows but promised margin",
           f"{OUTCOMES}:claim_cost", json=("evaluate options.*.claim_cost",), pages=ON_OPTIONS),
    Figure("of_it_immediate", "money", "cost", "the part of claim_cost dated before the first next order",
           f"{OUTCOMES}:immediate_cost", json=("evaluate options.*.of_it_immediate",), pages=ON_OPTIONS),
    Figure("promised_margin", "money", "value_us",
           "present value of the margin on promised orders that are truly additional", f"{OUTCOMES}:promised_margin",
           json=("evaluate options.*.promised_margin",), pages=ON_OPTIONS),
    Figure("value_to_customer", "money", "value_customer", "A′ + s · B′ at the customer's own rate, harm included",
           f"{OUTCOMES}:value_to_customer", json=("evaluate options.*.value_to_customer",), pages=ON_OPTIONS),
    Figure("better_for_them_than_no_deal", "money", "value_customer",
           "value_to_customer − value_to_customer of no deal", f"{OUTCOMES}:better_than_no_deal",
           json=("evaluate options.*.better_for_them_than_no_deal",), pages=ON_OPTIONS),
    Figure("lifetime_value_kept", "money", "value_us", "lifetime_value · s", f"{OUTCOMES}:lifetime_value_kept",
           json=("evaluate options.*.lifetime_value_kept",), pages=ON_OPTIONS),
    Figure("net_to_us", "money", "value_us", "lifetime_value_kept + promised_margin − claim_cost",
           f"{OUTCOMES}:net_to_us", json=("evaluate options.*.net_to_us",), pages=ON_OPTIONS),
    Figure("s_against_no_deal", "chance", "", "s* = (net of no deal − A) / (L + B)",
           "model.valuation.break_even:break_even_chance",
           json=("evaluate options.*.s_against_no_deal", "evaluate options.*.s_against_no_deal_verdict"),
           pages=ON_OPTIONS),
    Figure("s_against_the_next_cheaper_they_would_take", "chance", "", "s* = (net of the next cheaper − A) / (L + B)",
           "model.valuation.break_even:break_even_chance",
           json=("evaluate options.*.s_against_the_next_cheaper_they_would_take",
               "evaluate options.*.s_against_the_next_cheaper_they_would_take_verdict"), pages=ON_OPTIONS),
    Figure("cash_out_30_days", "money", "cost", "Σ what leaves us in the first 30 days, undiscounted",
           f"{OUTCOMES}:cash_out", json=("evaluate options.*.cash_out_30_days",), pages=ON_OPTIONS),
    Figure("payback_month", "month", "", "⌈12 · day / 365⌉ of the day on which the running balance recovers for good",
           "core.dated_cashflow:payback_months", json=("evaluate options.*.payback_month",), pages=ON_OPTIONS),
    Figure("largest_exposure", "money", "cost", "max over a year of unpaid invoices + laid out − paid for it",
           "model.valuation.credit_exposure:largest_exposures", json=("evaluate options.*.largest_exposure",),
           pages=ON_OPTIONS),
    Figure("largest_exposure_day", "day", "", "first day of largest_exposure",
           "model.valuation.credit_exposure:largest_exposures", json=("evaluate options.*.largest_exposure_day",),
           pages=ON_OPTIONS),
    Figure("customer_would_accept", "flag", "", "better_for_them_than_no_deal ≥ −½ smallest unit",
           f"{OUTCOMES}:customer_would_accept", json=("evaluate options.*.customer_would_accept",), pages=ON_OPTIONS),
    Figure("recommended", "code", "", "max net_to_us among what customer_would_accept", f"{OUTCOMES}:compare_options",
           json=("evaluate recommended", "evaluate options.*.recommended"), pages=ON_OPTIONS),
    Figure("ties", "code", "", "net_to_us within 1 % of the recommended", f"{OUTCOMES}:compare_options",
           json=("evaluate ties.*", "evaluate options.*.tied_with_recommended"), pages=ON_OPTIONS),
    Figure("switch_point", "chance", "", "s at which another option becomes the recommended one",
           "claim.checks.switch_points:turning_points", pages=("options",)),
    Figure("tornado_swing", "money", "value_us", "|net_to_us at the high end − at the low end| of one figure alone",
           "claim.checks.tornado:tornado", pages=("options",)),
    Figure("completeness", "count", "", "figures that matter and are known / figures that matter",
           "claim.checks.completeness:completeness", pages=("claim",)),
    # bargaining
    Figure("walk_away_us", "money", "value_us", "present value of no deal to us, claim money only, on our beliefs",
           "model.bargaining.offer_packages:walk_aways", source="Raiffa 1982", json=("bargain walk_away_us",),
           pages=("negotiate",)),
    Figure("walk_away_customer", "money", "value_customer",
           "present value of no deal to them, claim money only, on their beliefs",
           "model.bargaining.offer_packages:walk_aways", source="Raiffa 1982", json=("bargain walk_away_customer",),
           pages=("negotiate",)),
    Figure("least_they_take", "money", "cost", "their walk-away against what the remedy leaves them, with its band",
           f"{ROOM}:room_of", json=("bargain room.least", "bargain room.least_low", "bargain room.least_high"),
           pages=("negotiate",)),
    Figure("most_we_pay", "money", "cost", "our walk-away in cash", f"{ROOM}:room_of",
           json=("bargain room.most_in_cash",), pages=("negotiate",)),
    Figure("most_given", "money", "value_customer",
           "the most that packages no worse for us than no deal are worth to them", f"{ROOM}:room_of",
           json=("bargain room.most_given",), pages=("negotiate",)),
    Figure("most_with_relationship", "money", "cost", "most_we_pay with the lifetime value that staying keeps",
           f"{ROOM}:room_of", json=("bargain room.most_with_relationship",), pages=("negotiate",)),
    Figure("chance_of_room", "chance", "", "P(least they take ≤ most we give)", f"{ROOM}:room_of",
           json=("bargain room.chance",), pages=("negotiate",)),
    Figure("gap", "money", "cost", "max(0, least_they_take − most_given)", f"{ROOM}:room_of",
           json=("bargain room.gap", "bargain room.closer"), pages=("negotiate",)),
    Figure("legal_range", "money", "cost", "chance to lose · damages, each side's costs and beliefs",
           "model.bargaining.zopa:legal_range", source="Shavell 1982",
           json=("bargain room.legal.*",), pages=("negotiate",)),
    Figure("packages", "count", "", "rows of all grids", "model.bargaining.offer_packages:package_grids",
           json=("bargain packages",), pages=("negotiate",)),
    Figure("pareto_frontier", "count", "", "packages that are not weakly dominated",
           "model.bargaining.pareto_frontier:pareto_frontier", json=("bargain frontier",), pages=("negotiate",)),
    Figure("nash_point", "money", "", "max (ours − d_us)^w · (theirs − d_customer)^(1 − w)",
           "model.bargaining.nash_point:fair_points", source="Nash 1950",
           json=("bargain fair_points.nash.our_gain",
               "bargain fair_points.nash.their_gain"), pages=("negotiate",)),
    Figure("kalai_smorodinsky_point", "money", "", "equal shares of each side's largest gain",
           "model.bargaining.nash_point:fair_points", source="Kalai & Smorodinsky 1975",
           json=("bargain fair_points.kalai_smorodinsky.our_gain",
               "bargain fair_points.kalai_smorodinsky.their_gain"), pages=("negotiate",)),
    Figure("egalitarian_point", "money", "", "max min(our gain, their gain)",
           "model.bargaining.nash_point:fair_points", source="Kalai 1977",
           json=("bargain fair_points.egalitarian.our_gain",
               "bargain fair_points.egalitarian.their_gain"), pages=("negotiate",)),
    Figure("best_total_point", "money", "", "max our gain + their gain", "model.bargaining.nash_point:fair_points",
           json=("bargain fair_points.best_total.our_gain",
               "bargain fair_points.best_total.their_gain"), pages=("negotiate",)),
    Figure("equal_offer_cost", "money", "cost", "claim_cost − promised_margin, the same for all three to the cent",
           "model.bargaining.equal_offers:equal_offers", source="Medvec & Galinsky 2005 (MESO)",
           json=("bargain equal_offers.*.cost", "bargain equal_offers.*.lead", "bargain equal_offers.*.remedy",
               "bargain equal_offers.*.terms.*"), pages=("negotiate", "share")),
    Figure("equal_offer_gain", "money", "value_customer", "their value − walk_away_customer",
           "model.bargaining.equal_offers:equal_offers", json=("bargain equal_offers.*.their_gain",),
           pages=("negotiate",)),
    Figure("equal_offer_liked", "share", "", "kinds of customer who value it most / kinds",
           "model.bargaining.equal_offers:equal_offers", json=("bargain equal_offers.*.liked",),
           pages=("negotiate",)),
    Figure("target", "money", "cost", "what we aim to give, at the fair point", f"{BARGAIN}:bargain",
           json=("bargain target",), pages=("negotiate",)),
    Figure("concession_plan", "money", "cost", "opening + Σ decreasing steps = target",
           "model.bargaining.concession:decreasing_steps", json=("bargain plan.*.figure", "bargain plan.*.request"),
           pages=("negotiate",)),
    Figure("next_move", "money", "cost", "by the log of the talks and the plan",
           "claim.summary.negotiation_moves:moves_of",
           json=("bargain next.code", "bargain next.figure", "bargain next.request"), pages=("negotiate",)),
    Figure("expected_meeting", "money", "cost", "where both fitted concession curves cross",
           "model.bargaining.concession:expected_meeting", source="Faratin et al. 1998",
           json=("bargain forecast.amount", "bargain forecast.day", "bargain forecast.gap"),
           pages=("negotiate",)),
    # the playbook
    Figure("evidence_balance", "share", "", "ours / (ours + theirs), each 1 − Π(1 − strength)",
           "model.playbook.evidence:strength", pages=("playbook",)),
    Figure("goodwill_left", "money", "value_us", "budget − spent elsewhere − granted here beyond the contract",
           "model.playbook.extra_requests:goodwill_budget", pages=("playbook",)),
    Figure("incidents_counted", "count", "", "this incident and the listed ones within the window",
           "model.playbook.repeat_incidents:count_incidents", pages=("playbook",)),
    # all claims together
    *_register(
        (
            ("register_count", "count", "", "rows", f"{CONVERTED}:register_totals", ""),
            ("register_open_count", "count", "", "rows in which something may still have to be paid",
             f"{REGISTER}:Entry.is_open", ""),
            ("register_claimed", "money", "", "Σ claimed", f"{CONVERTED}:register_totals", ""),
            ("register_accepted", "money", "", "Σ accepted", f"{CONVERTED}:register_totals", ""),
            ("register_disputed", "money", "", "Σ max(claimed − accepted, 0)", f"{REGISTER}:Entry.disputed", ""),
            ("register_paid", "money", "cost", "Σ paid so far", f"{CONVERTED}:register_totals", ""),
            ("register_low", "money", "cost", "Σ low of open claims", f"{CONVERTED}:register_totals", ""),
            ("register_likely", "money", "cost", "Σ most likely of open claims", f"{CONVERTED}:register_totals", ""),
            ("register_high", "money", "cost", "Σ high of open claims", f"{CONVERTED}:register_totals", ""),
            ("register_expected", "money", "cost", "Σ chance · (low + 4 · likely + high) / 6",
             f"{CONVERTED}:convert_register", "PERT mean"),
            ("register_receivable", "money", "value_us", "Σ unpaid invoices", f"{CONVERTED}:register_totals", ""),
            ("register_overdue", "money", "value_us", "Σ unpaid invoices due before the day",
             f"{CONVERTED}:convert_register", ""),
            ("register_promised", "money", "cost", "Σ credits promised on later orders",
             f"{CONVERTED}:register_totals", ""),
            ("register_used", "money", "cost", "Σ credits used", f"{CONVERTED}:register_totals", ""),
            ("register_expired", "money", "", "Σ credits expired", f"{CONVERTED}:register_totals", ""),
            ("register_credits", "money", "cost", "promised − used − expired", f"{CONVERTED}:convert_register", ""),
            ("register_recovery", "money", "value_us", "Σ what others are to give back",
             f"{CONVERTED}:register_totals", ""),
            ("register_assured", "money", "value_us",
             "chance · recovery where virtually certain, at most what is exposed", f"{CONVERTED}:convert_register",
             "IAS 37.53"),
            ("register_net", "money", "cost", "expected + credits − assured", f"{CONVERTED}:convert_register", ""),
        ),
        "register_", ("exposure",),
    ),
    Figure("report_day", "date", "", "", "cli:main", json=("exposure today",), pages=("exposure",)),
    Figure("rate_of_currency", "rate", "", "latest rate on or before the day",
           "finance.register.exchange_rates:rates_on_day", source="IAS 21.23", json=("exposure rates.*",),
           pages=("exposure",)),
    Figure("group_name", "code", "", "", f"{BREAKDOWN}:split_by",
           json=("exposure by.*.*.name", "exposure ageing.*.name", "exposure lateness.*.name"), pages=("exposure",)),
    Figure("concentration_share", "share", "", "net of the five largest customers / net",
           f"{BREAKDOWN}:concentration", json=("exposure concentration.share", "exposure concentration.customers.*"),
           pages=("exposure",)),
    Figure("herfindahl_index", "share", "", "Σ (net of a customer / net)²", f"{BREAKDOWN}:concentrated",
           source="Hirschman 1964", json=("exposure concentration.herfindahl",), pages=("exposure",)),
    Figure("like_equal_customers", "count", "", "1 / herfindahl_index", f"{BREAKDOWN}:concentrated",
           json=("exposure concentration.like",), pages=("exposure",)),
    Figure("provision", "money", "cost", "by the standard: most likely outcome, expected value or low end",
           f"{PROVISION}:provision_for", source="IAS 37.39–40; IFRS for SMEs 21.7; ASC 450-20-30; CAS 13",
           json=("exposure provision.provided", "exposure provision.standard", "exposure provision.by_reason.*"),
           pages=("exposure",)),
    Figure("provision_discount", "money", "value_us", "provision · (1 − (1 + rate)^(−days / 365)) where material",
           f"{PROVISION}:provision_for", source="IAS 37.45", json=("exposure provision.discount",),
           pages=("exposure",)),
    Figure("reimbursement_assets", "money", "value_us", "min(virtually certain recovery, provision)",
           f"{PROVISION}:provision_for", source="IAS 37.53", json=("exposure provision.assets",),
           pages=("exposure",)),
    Figure("contingent_liability", "money", "cost", "possible, neither provided for nor remote",
           f"{PROVISION}:provision_for", source="IAS 37.86", json=("exposure provision.contingent",),
           pages=("exposure",)),
    Figure("loss_mean", "money", "cost", "mean over the draws of the total cost under one common factor",
           f"{LOSS}:total_loss", source="Vasicek 2002",
           json=("exposure loss.mean", "exposure loss.correlation", "exposure loss.draws", "exposure loss.seed"),
           pages=("exposure",)),
    Figure("loss_expected", "money", "cost", "Σ chance · mean size, in closed form", f"{LOSS}:total_loss",
           json=("exposure loss.expected",), pages=("exposure",)),
    Figure("loss_quantiles", "money", "cost", "smallest total that is not exceeded with 50 % and 95 %",
           f"{LOSS}:Loss.quantile", json=("exposure loss.p50", "exposure loss.p95"), pages=("exposure",)),
    Figure("due_deadlines", "money", "cost", "net exposure of claims whose deadline falls in the period",
           f"{DUE}:due_items",
           json=("exposure late.deadline.count", "exposure late.deadline.amount",
               "exposure due_this_month.deadline.count", "exposure due_this_month.deadline.amount"),
           pages=("exposure",)),
    Figure("due_receivables", "money", "value_us", "unpaid invoices due in the period", f"{DUE}:due_items",
           json=("exposure late.receivable.count", "exposure late.receivable.amount",
               "exposure due_this_month.receivable.count", "exposure due_this_month.receivable.amount",
               "exposure undated.receivable.count", "exposure undated.receivable.amount"), pages=("exposure",)),
    Figure("due_settlements", "money", "cost", "agreed, else most likely, of payments due in the period",
           f"{DUE}:due_items",
           json=("exposure late.settlement.count", "exposure late.settlement.amount",
               "exposure due_this_month.settlement.count", "exposure due_this_month.settlement.amount",
               "exposure undated.settlement.count", "exposure undated.settlement.amount"), pages=("exposure",)),
    Figure("due_settlements_weighted", "money", "cost", "Σ chance · mean of these payments", f"{DUE}:due_items",
           json=("exposure late.settlement.weighted", "exposure due_this_month.settlement.weighted",
               "exposure undated.settlement.weighted"), pages=("exposure",)),
    Figure("register_rows", "count", "", "claims read + refused", f"{READER}:read_register", json=("exposure rows",),
           pages=("exposure",)),
    Figure("register_refused", "count", "", "", f"{READER}:read_register",
           json=("exposure refused", "exposure refused_rows"), pages=("exposure",)),
    Figure("register_notes", "count", "", "", f"{READER}:read_register",
           json=("exposure rounded", "exposure unestimated", "exposure ignored"), pages=("exposure",)),
    Figure("roll_forward", "money", "cost",
           "opened + exchange + policy + rerated + unwound + added − used − reversed = closed",
           "finance.provision.roll_forward:roll_forward", source="IAS 37.84", pages=("exposure",)),
    Figure("approval_limit", "money", "", "limit of a role for a form, a claim and a year",
           "finance.authority.approval_limits:check_limits", pages=("exposure", "share")),
    Figure("committed_amount", "money", "cost", "max(agreed, listed) + by hand + earlier, by form",
           "claim.commitments.committed_amounts:committed_amounts", pages=("playbook", "exposure")),
    Figure("brier_score", "share", "", "mean (guess − outcome)²", "finance.promises.promise_scores:calibration_score",
           source="Brier 1950", pages=("exposure",)),
)
# fmt: on
"""All figures, by subject. A table: laid out by hand, so that a figure is a few lines."""
