"""The bargaining table in words: the room, the three equal offers, what the customer's walk-away hangs on, the plan
and the next move."""

from __future__ import annotations

from negotiation.claim.document.dossier import Dossier
from negotiation.claim.document.field_paths import field_at
from negotiation.claim.summary.bargaining_summary import Bargain
from negotiation.claim.summary.claim_summary import Summary
from negotiation.core.cashflow import CUSTOMER, US, present_value, sign_for
from negotiation.core.money import round_money
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_cents, format_day_after, format_share
from negotiation.model.terms import CashCompensation, CustomerShare, RepaymentOverOrders, Term
from negotiation.model.valuation.offer import Offer
from negotiation.presentation.common.labels import field_label, remedy_label, term_label
from negotiation.presentation.common.values import number_text


def offer_text(dossier: Dossier, offer: Offer, lang: str) -> str:
    """An offer that is not one of the claim's options: its remedy and all its terms as they stand, amounts to the
    cent."""
    parts = [term_label(term, lang) + _exactly(dossier, offer, term, lang) for term in offer.terms] or [
        say(lang, "option.nothing_in_return")
    ]
    return say(lang, "option.join").join([remedy_label(dossier, offer.remedy, lang), *parts])


def _exactly(dossier: Dossier, offer: Offer, term: Term, lang: str) -> str:
    """The exact amount of a share or of cash, which a label rounds: equal offers are equal only at these."""
    case = dossier.case
    remedy = next((each for each in dossier.remedies if each.code == offer.remedy), None)
    if isinstance(term, CustomerShare | RepaymentOverOrders) and remedy is not None:
        amount = float(term.share) * float(remedy.our_cost(case))
    elif isinstance(term, CashCompensation):
        amount = float(term.paid)
    else:
        return ""
    return say(lang, "negotiate.exactly", amount=amount, currency=case.currency)


def room_headline(summary: Summary, found: Bargain, lang: str) -> str:
    """Whether there is room, in money; and what to do about it."""
    room, money = found.room, {"currency": summary.dossier.case.currency}
    if room.gap:
        text = say(lang, "negotiate.no_room", gap=room.gap, **money)
        return text + (
            say(lang, "list.sentence") + say(lang, "negotiate.closer", term=say(lang, f"terms.{room.closer}.name"))
            if room.closer
            else ""
        )
    parts = [say(lang, "negotiate.room", least=max(room.least, 0.0), given=max(room.most_given, 0.0), **money)]
    parts.append(say(lang, f"negotiate.put_{len(found.menu)}" if found.menu else "negotiate.put_0"))
    if found.moves.forecast is not None and not found.moves.forecast.gap:
        parts.append(say(lang, "negotiate.expect", amount=found.moves.forecast.amount, **money))
    return say(lang, "list.sentence").join(parts)


def next_move(summary: Summary, found: Bargain, lang: str) -> str:
    """What to say next, in one sentence."""
    move = found.moves.next
    numbers = {"figure": move.figure, "bracket": move.bracket, "middle": move.middle}
    request = say(lang, f"negotiate.ask_{move.request}") if move.request else ""
    return say(lang, f"negotiate.next_{move.code}", request=request, currency=summary.dossier.case.currency, **numbers)


def room_lines(summary: Summary, found: Bargain, lang: str) -> list[str]:
    """The two ranges apart, how sure the room is, and the inputs that move their walk-away most."""
    room, dossier = found.room, summary.dossier
    money = {"currency": dossier.case.currency}
    lines = [
        say(lang, "negotiate.walk_away_us", most=room.most, **money),
        say(lang, "negotiate.walk_away_them", least=room.least, low=room.least_low, high=room.least_high, **money),
        say(lang, "negotiate.chance", chance=room.chance),
        say(lang, "negotiate.outer", most=room.most_with_relationship, **money),
    ]
    if room.legal is not None:
        lines.append(say(lang, "negotiate.legal", least=float(room.legal.least), most=float(room.legal.most), **money))
    for mover in room.movers:
        unit = field_at(dossier, mover.name).metadata["unit"]
        low, high = (number_text(end, unit, dossier.case.currency, lang) for end in (mover.low, mover.high))
        lines.append(
            say(
                lang,
                "negotiate.mover",
                field=field_label(mover.name, lang),
                low=low,
                high=high,
                width=mover.width,
                **money,
            )
        )
    return lines


def lead_text(dossier: Dossier, lead: str, lang: str) -> str:
    """The term that an offer leads with; or the remedy."""
    kind, _, code = lead.partition(":")
    return remedy_label(dossier, code, lang) if code else say(lang, f"terms.{kind}.name")


def equal_offer_rows(summary: Summary, found: Bargain, lang: str) -> list[dict[str, str]]:
    """The equal offers side by side: letter, lead, what is in it, cost to us (alike to the cent), worth to them, for
    whom it is best."""
    case = summary.dossier.case
    return [
        {
            "letter": "ABC"[place],
            "lead": lead_text(summary.dossier, item.lead, lang),
            "what": offer_text(summary.dossier, item.offer, lang),
            "cost": say(
                lang,
                f"negotiate.{'cost' if item.ours + found.late[0] <= 0.0 else 'ahead'}",
                cost=abs(round_money(item.ours + found.late[0], summary.digits)),
                currency=case.currency,
            ),
            "worth": say(lang, "negotiate.worth", worth=item.theirs - found.walk_away[1], currency=case.currency),
            "liked": say(lang, "negotiate.liked", share=item.liked)
            if item.liked >= 0.005
            else say(lang, "negotiate.liked_none"),
        }
        for place, item in enumerate(found.menu)
    ]


def plan_rows(summary: Summary, found: Bargain, lang: str) -> list[list[str]]:
    """Our concessions from here: figure, step, and what is asked for."""
    currency, before, rows = summary.dossier.case.currency, found.moves.start, []
    for number, step in enumerate(found.moves.plan, 1):
        moved = say(lang, "negotiate.step", step=step.figure - before, currency=currency)
        rows.append(
            [
                str(number),
                say(lang, "negotiate.figure", figure=step.figure, currency=currency),
                moved,
                say(lang, f"negotiate.ask_{step.request}"),
            ]
        )
        before = step.figure
    return rows


def map_message(summary: Summary, found: Bargain, lang: str) -> str:
    """What the map says."""
    if found.points.nash is None:
        return say(lang, "negotiate.map_no_room")
    place = found.points.nash
    return say(
        lang,
        "negotiate.map",
        ours=float(found.ours[place]),
        theirs=float(found.theirs[place]),
        currency=summary.dossier.case.currency,
    )


def how_bargaining(summary: Summary, found: Bargain, lang: str) -> list[str]:
    """How the figures of the table were computed: formulas with this claim's figures, as markdown."""
    case, talks = summary.dossier.case, summary.dossier.talks
    money = {"currency": case.currency}
    lines = [
        say(lang, "negotiate.how_range", staying=found.staying),
        say(lang, "negotiate.how_us", value=found.walk_away[0], rate=case.rates.us, most=found.room.most, **money),
        say(
            lang,
            "negotiate.how_them",
            value=found.walk_away[1],
            rate=case.rates.customer,
            harm=case.harm_suffered,
            least=found.room.least,
            **money,
        ),
        say(
            lang,
            "negotiate.how_packages",
            packages=float(found.ours.size),
            edge=float(found.edge.size),
            cap=talks.most_of_harm,
        ),
    ]
    place = found.points.nash
    if place is not None:
        ours, theirs = float(found.ours[place]), float(found.theirs[place])
        lines.append(say(lang, "negotiate.how_nash", ours=ours, theirs=theirs, power=talks.power, **money))
    if found.menu:
        lines.append(say(lang, "negotiate.how_menu", cost=-found.menu[0].ours - found.late[0], **money))
    lines.append(say(lang, "negotiate.how_chance", spread=talks.walk_away_spread, chance=found.room.chance))
    lines.append(
        say(
            lang,
            "negotiate.how_outer",
            most=max(found.room.most, found.room.most_given),
            outer=found.room.most_with_relationship,
            **money,
        )
    )
    lines.append(
        say(lang, "negotiate.how_plan", target=found.target, ask=found.moves.ask, start=found.moves.start, **money)
    )
    return lines


def no_deal_rows(summary: Summary, lang: str) -> list[list[str]]:
    """What no deal brings each side, by its own beliefs: every payment with its amount, chance and worth to that
    side."""
    case, rows = summary.dossier.case, []
    for party, rate in ((US, case.rates.us), (CUSTOMER, case.rates.customer)):
        for flow in summary.dossier.no_deal.flows(case, party):
            worth = sign_for(flow, party) * float(present_value(flow, rate))
            if worth:
                amount, day = (
                    format_cents(float(flow.amount), case.currency, lang),
                    format_day_after(case.settlement_date, float(flow.first_day), lang),
                )
                who, what = say(lang, f"party.{party}"), say(lang, f"flow.{flow.key}")
                rows.append(
                    [
                        who,
                        what,
                        amount,
                        format_share(float(flow.chance), lang),
                        day,
                        format_cents(worth, case.currency, lang),
                    ]
                )
    return rows


def bargaining_as_text(summary: Summary, found: Bargain, lang: str) -> str:
    """The table as plain text: the room, the next move, the equal offers, the walk-aways, the plan."""
    lines = [
        room_headline(summary, found, lang),
        say(lang, "list.sentence").join([say(lang, "negotiate.next"), next_move(summary, found, lang)]),
        "",
    ]
    for row in equal_offer_rows(summary, found, lang):
        lines += [
            f"{row['letter']} · {row['lead']}",
            *(f"    {row[name]}" for name in ("what", "cost", "worth", "liked")),
        ]
    lines += [
        "",
        say(lang, "negotiate.room_title"),
        *(f"  {line}" for line in room_lines(summary, found, lang)),
        "",
        map_message(summary, found, lang),
    ]
    rows = plan_rows(summary, found, lang)
    if rows:
        lines += ["", say(lang, "negotiate.plan"), *("  " + " · ".join(row) for row in rows)]
    return "\n".join(lines)


def bargaining_figures(summary: Summary, found: Bargain) -> dict[str, object]:
    """The table under stable keys, money to the minor unit: what the command line prints with `--json`."""

    def exact(value: float) -> float:
        return round_money(float(value), summary.digits)

    room, points = found.room, found.points
    names = ("nash", "kalai_smorodinsky", "egalitarian", "best_total")
    places = {name: getattr(points, name) for name in names}
    forecast = found.moves.forecast
    return {
        "currency": summary.dossier.case.currency,
        "s": found.staying,
        "walk_away_us": exact(found.walk_away[0]),
        "walk_away_customer": exact(found.walk_away[1]),
        "room": {
            "least": exact(room.least),
            "least_low": exact(room.least_low),
            "least_high": exact(room.least_high),
            "most_in_cash": exact(room.most),
            "most_given": exact(room.most_given),
            "most_with_relationship": exact(room.most_with_relationship),
            "chance": round(room.chance, 4),
            "gap": exact(room.gap),
            "closer": room.closer or None,
            "legal": None if room.legal is None else [exact(float(room.legal.least)), exact(float(room.legal.most))],
        },
        "packages": int(found.ours.size),
        "frontier": int(found.edge.size),
        "fair_points": {
            name: None
            if place is None
            else {"our_gain": exact(found.ours[place]), "their_gain": exact(found.theirs[place])}
            for name, place in places.items()
        },
        "equal_offers": [
            {
                "lead": item.lead,
                "remedy": item.offer.remedy,
                "terms": [term.key for term in item.offer.terms],
                "cost": exact(-item.ours - found.late[0]),
                "their_gain": exact(item.theirs - found.walk_away[1]),
                "liked": round(item.liked, 4),
            }
            for item in found.menu
        ],
        "target": exact(found.target),
        "plan": [{"figure": exact(step.figure), "request": step.request} for step in found.moves.plan],
        "next": {
            "code": found.moves.next.code,
            "figure": exact(found.moves.next.figure),
            "request": found.moves.next.request,
        },
        "forecast": None
        if forecast is None
        else {"amount": exact(forecast.amount), "day": round(forecast.day, 1), "gap": exact(forecast.gap)},
    }
