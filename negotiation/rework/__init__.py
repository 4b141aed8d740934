"""How the goods are put right: what it costs line by line, when it arrives, and how sure both are."""

from negotiation.rework.calendars import WorkCalendar, add_working_days, announced_until, work_calendar, working_days_in
from negotiation.rework.costs import COST_CATEGORIES, CREDITS, PAYERS, TO_CUSTOMER, CostLine, coded
from negotiation.rework.inspection import BadShare, bad_share
from negotiation.rework.lateness import cured_when_late, late_damages
from negotiation.rework.network import AIR, SEA, CriticalPath, Network, Step, critical_path, finishes, length, network, slacks, step_problems
from negotiation.rework.outlook import LEVELS, AirPoint, CostPart, Outlook, air_curve, cost_parts, outlook
from negotiation.rework.remedies import FREIGHT, REMEDIES, WITHOUT_GOODS, Grade, Remedy
from negotiation.rework.schedule import DAYS, Timing, calendar_for, cured_share, delayed, network_of, planned_done, planned_transits, spreads_of, timing
from negotiation.rework.transport import by_air, by_sea, departure, whole_day
from negotiation.rework.work import DRIVERS, Work, Yield, chargeable_kilograms, labour_hours, net_scrap, start_quantity

__all__ = [
    "AIR", "COST_CATEGORIES", "CREDITS", "DAYS", "DRIVERS", "FREIGHT", "LEVELS", "PAYERS", "REMEDIES", "SEA", "TO_CUSTOMER", "WITHOUT_GOODS",
    "AirPoint", "BadShare", "CostLine", "CostPart", "CriticalPath", "Grade", "Network", "Outlook", "Remedy", "Step", "Timing", "Work", "WorkCalendar",
    "Yield", "add_working_days", "air_curve", "announced_until", "bad_share", "by_air", "by_sea", "calendar_for", "chargeable_kilograms", "coded",
    "cost_parts", "critical_path", "cured_share", "cured_when_late", "delayed", "departure", "finishes", "labour_hours", "late_damages", "length", "net_scrap",
    "network", "network_of", "outlook", "planned_done", "planned_transits", "slacks", "spreads_of", "start_quantity", "step_problems", "timing",
    "whole_day", "work_calendar", "working_days_in",
]  # fmt: skip
