"""The proposal as one page for a browser: no script, no picture, nothing fetched; it reads on a phone and prints on
a sheet."""

from __future__ import annotations

import html
from collections.abc import Sequence
from pathlib import Path

from negotiation.handouts.offer_letter.letter_content import letter_content
from negotiation.handouts.offer_letter.offer_letter import Proposal

STYLE = "\n" + (Path(__file__).parent / "customer_page.css").read_text("utf-8")


def customer_page(found: Proposal, tongue: str, mark: str) -> bytes:
    """The proposal as HTML; everything that was typed is escaped, and the page may load nothing."""
    sheet = letter_content(found, tongue, mark)
    language = {"en": "en", "zh": "zh-Hans", "zh_hant": "zh-Hant-HK"}[tongue]
    choices = "".join(
        f"<section>{_letter(each['letter'])}{_list([text for _, text in each['items']])}</section>"
        for each in sheet["offers"]["choices"]
    )
    paid = sheet["payments"]
    table = f"<h2>{_text(paid['title'])}</h2>{_table(paid['heads'], paid['rows'])}" if paid["rows"] else ""
    blocks = [
        f"<header><span>{'<br>'.join(map(_text, sheet['signature']))}</span>"
        f"<span>{_text(sheet['dated'])}</span></header>",
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
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><meta '
        f'name="viewport" content="width=device-width, initial-scale=1">'
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
