"""What all claims may cost: the register, what is provided and why, who may promise what, what is promised, and how bad all of it may get."""

from negotiation.exposure.authority import (
    ANY,
    FIRST_ROLE,
    FORMS,
    HOUSE_POLICY,
    KEEPERS,
    LIMITS,
    NOTHING,
    ROLES,
    RULED,
    VERDICTS,
    AuthorityPolicy,
    Excess,
    Promised,
    Rule,
    Verdict,
    check_policy,
    covers,
    promised_since,
    verdict,
)
from negotiation.exposure.cells import Fault
from negotiation.exposure.dues import Calendar, Dues, calendar, dues, month_of
from negotiation.exposure.entry import AGREED_STAGES, CERTAINTIES, OPEN_STAGES, Entry
from negotiation.exposure.ledger import EARLIER, OUTCOMES, OWN, PROMISES, FollowUp, Ledger, Promise
from negotiation.exposure.matching import NEEDED, Columns, ColumnsMissing
from negotiation.exposure.movements import MOVES, Movements, movements
from negotiation.exposure.portfolio import CORRELATION, UNSURE, Loss, Quantile, total_loss, vasicek_loss
from negotiation.exposure.position import Position, from_expected, measured, position, reasons
from negotiation.exposure.provision import (
    ASC_450,
    CAS_13,
    DISCLOSURES,
    DISCOUNTINGS,
    IAS_37,
    IFRS_SMES,
    LIKELIHOODS,
    POLICIES,
    REASONS,
    RECOVERED,
    STANDARDS,
    Provision,
    ProvisionPolicy,
    expected_value,
    provided,
)
from negotiation.exposure.rates import ExchangeRates, RatesOn, exchange_rates, rates_on, read_rates
from negotiation.exposure.reading import Reading, read_register
from negotiation.exposure.register import FIELDS, Register, entries_of, half_up, register_of
from negotiation.exposure.revenue import CREDIT_FLAGS, CreditInPrice, CreditPosition, credit_in_price, credit_position
from negotiation.exposure.roll_forward import RollForward, roll_forward, unwinding
from negotiation.exposure.scoring import FEWEST, LEANINGS, PROMISE_STATES, SCORES, Band, Kept, Score, kept, score, score_of, state_of
from negotiation.exposure.splits import AGES, KEYS, LATENESS, Concentration, Split, ageing, by, concentrated, concentration, groups_of, lateness
from negotiation.exposure.team import DatedRate, Team
from negotiation.exposure.valued import Figures, Valued, totals, valued
from negotiation.exposure.worth import currency_of_rates, worth_in

__all__ = [
    "AGES", "AGREED_STAGES", "ANY", "ASC_450", "CAS_13", "CERTAINTIES", "CORRELATION", "CREDIT_FLAGS", "DISCLOSURES", "DISCOUNTINGS", "EARLIER", "FEWEST",
    "FIELDS", "FIRST_ROLE", "FORMS", "HOUSE_POLICY", "IAS_37", "IFRS_SMES", "KEEPERS", "KEYS", "LATENESS", "LEANINGS", "LIKELIHOODS", "LIMITS", "MOVES",
    "NEEDED", "NOTHING", "OPEN_STAGES", "OUTCOMES", "OWN", "POLICIES", "PROMISES", "PROMISE_STATES", "REASONS", "RECOVERED", "ROLES", "RULED", "SCORES",
    "STANDARDS", "UNSURE", "VERDICTS", "AuthorityPolicy", "Band", "Calendar", "Columns", "ColumnsMissing", "Concentration", "CreditInPrice",
    "CreditPosition", "DatedRate", "Dues", "Entry", "Excess", "ExchangeRates", "Fault", "Figures", "FollowUp", "Kept", "Ledger", "Loss", "Movements",
    "Position", "Promise", "Promised", "Provision", "ProvisionPolicy", "Quantile", "RatesOn", "Reading", "Register", "RollForward", "Rule", "Score",
    "Split", "Team", "Valued", "Verdict", "ageing", "by", "calendar", "check_policy", "concentrated", "concentration", "covers", "credit_in_price",
    "credit_position", "currency_of_rates", "dues", "entries_of", "exchange_rates", "expected_value", "from_expected", "groups_of", "half_up", "kept",
    "lateness", "measured", "month_of", "movements", "position", "promised_since", "provided", "rates_on", "read_rates", "read_register", "reasons",
    "register_of", "roll_forward", "score", "score_of", "state_of", "total_loss", "totals", "unwinding", "valued", "vasicek_loss", "verdict", "worth_in",
]  # fmt: skip
