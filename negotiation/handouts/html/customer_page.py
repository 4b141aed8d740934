"""The proposal as one page for a browser: no script, no picture, nothing fetched; it reads on a phone and prints on a sheet."""

from __future__ import annotations

import html
from collections.abc import Sequence

from negotiation.handouts.offer_letter.letter_content import letter_content
from negotiation.handouts.offer_letter.offer_letter import Proposal

STYLE = """
:root { color-scheme: light dark; --ink: #1f2a37; --soft: #5b6673; --line: #d5dae0; --tint: #f3f6f9; --blue: #0072b2; --paper: #fff }
@media (prefers-color-scheme: dark) { :root { --ink: #e6eaee; --soft: #a3adb8; --line: #3a444f; --tint: #1d252e; --blue: #5db4e8; --paper: #12181f } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 60rem; padding: 2rem 1.2rem; background: var(--paper); color: var(--ink);
  font: 16px/1.55 "Source Sans 3", "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 1rem 0 .8rem } h2 { font-size: 1rem; color: var(--blue); margin: 1.6rem 0 .5rem }
header { display: flex; justify-content: space-between; gap: 1rem; flex-wrap: wrap } header, footer, .soft { color: var(--soft) }
ol { margin: 0; padding-left: 1.4rem } li { margin: .25rem 0; overflow-wrap: anywhere }
.choices { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)) }
.choices section { background: var(--tint); border-top: 3px solid var(--blue); padding: .8rem 1rem }
.letter { font-size: 1.4rem; color: var(--blue); font-weight: 600 }
.wide { overflow-x: auto } table { border-collapse: collapse; width: 100% } th { text-align: left; font-weight: 400; color: var(--soft) }
th, td { padding: .35rem .6rem .35rem 0; border-bottom: 1px solid var(--line); white-space: nowrap }
td:last-child, th:last-child { text-align: right; padding-right: 0 }
footer { margin-top: 2rem; font-size: .85rem } @media print { body { padding: 0; font-size: 12px } .choices section { break-inside: avoid } }
"""


def customer_page(found: Proposal, tongue: str, mark: str) -> bytes:
    """The proposal as HTML; everything that was typed is escaped, and the page may load nothing."""
    sheet = letter_content(found, tongue, mark)
    language = {"en": "en", "zh": "zh-Hans", "zh_hant": "zh-Hant-HK"}[tongue]
    choices = "".join(f"<section>{_letter(each['letter'])}{_list([text for _, text in each['items']])}</section>" for each in sheet["offers"]["choices"])
    paid = sheet["payments"]
    table = f"<h2>{_text(paid['title'])}</h2>{_table(paid['heads'], paid['rows'])}" if paid["rows"] else ""
    blocks = [
        f"<header><span>{'<br>'.join(map(_text, sheet['signature']))}</span><span>{_text(sheet['dated'])}</span></header>",
        f"<p class=soft>{'<br>'.join(map(_text, sheet['addressee']))}</p>",
        f"<h1>{_text(sheet['title'])}</h1>",
        *(f"<p>{_text(paragraph)}</p>" for paragraph in sheet["opening"]),
        f"<h2>{_text(sheet['facts']['title'])}</h2>{_list([text for _, text in sheet['facts']['items']])}",
        f"<h2>{_text(sheet['offers']['title'])}</h2><div class=choices>{choices}</div>",
        table,
        f"<h2>{_text(sheet['recap']['title'])}</h2>{_list([text for _, text in sheet['recap']['items']])}",
        f"<footer>{_text(sheet['closing'])}<br>{_text(sheet['stamp'])}</footer>",
    ]
    head = (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{_text(sheet['title'])}</title><style>{STYLE}</style></head><body>"
    )
    return f"{head}{''.join(blocks)}</body></html>\n".encode()


def _text(words: str) -> str:
    return html.escape(words)


def _letter(letter: str) -> str:
    return f"<div class=letter>{_text(letter)}</div>" if letter else ""


def _list(items: Sequence[str]) -> str:
    return f"<ol>{''.join(f'<li>{_text(item)}</li>' for item in items)}</ol>"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    top = "".join(f"<th>{_text(head)}</th>" for head in heads)
    body = "".join(f"<tr>{''.join(f'<td>{_text(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<div class=wide><table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"
