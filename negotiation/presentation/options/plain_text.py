"""The verdict with its table and sources as plain text, for the command line."""

from __future__ import annotations

from negotiation.claim.summary.claim_summary import Summary
from negotiation.i18n.catalogue import say
from negotiation.presentation.common.figure_text import figure_name
from negotiation.presentation.options.sources import input_sources
from negotiation.presentation.options.table import COLUMNS, rows_as_text
from negotiation.presentation.options.text import notices, verdict_headline, verdict_reasons


def verdict_as_text(summary: Summary, lang: str) -> str:
    """Verdict, reasons, table, sources and assumptions as plain text."""
    heads = {"option": say(lang, "head.option")} | {column.key: figure_name(column.key, lang) for column in COLUMNS}
    colon = say(lang, "list.colon")
    lines = [
        verdict_headline(summary, lang),
        *(f"  {reason}" for reason in verdict_reasons(summary, lang)),
        *notices(summary, lang),
        "",
    ]
    for row in rows_as_text(summary, lang):
        lines.append(row["option"])
        lines += [f"    {heads[key]}{colon}{cell}" for key, cell in row.items() if key != "option"]
    lines += ["", say(lang, "cli.assumptions")]
    lines += [_source(source, colon) for source in input_sources(summary, lang)]
    return "\n".join(lines)


def _source(source: dict[str, str], colon: str) -> str:
    value = f" = {source['value']}" if source["value"] else ""
    return f"  {source['field']}{value} – {source['origin']}" + (colon + source["what"] if source["what"] else "")
