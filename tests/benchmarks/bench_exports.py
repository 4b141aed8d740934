"""What the files cost that leave the app: our workbook against bare XlsxWriter, which writes the same cells without
knowing what they mean."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import negotiation
from negotiation.handouts.xlsx.workbook import OPTIONS, workbook
from tests.support.timing import median_time, twelve_options

DAY = date(2026, 11, 23)
WRITES = ("write_string", "write_number", "write_formula", "write_boolean", "write_blank", "merge_range")
Write = tuple[str, str, tuple[Any, ...]]


def written(summary: negotiation.Summary, lang: str) -> list[Write]:
    """Every write of our workbook once: sheet, method, arguments; formats as what they are made of."""
    import xlsxwriter
    from xlsxwriter.format import Format

    found: list[Write] = []
    depth = [0]

    def recorded(name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        def write(sheet: Any, *args: Any) -> Any:
            depth[0] += 1
            if depth[0] == 1:
                found.append(
                    (
                        sheet.name,
                        name,
                        tuple(("format", id(each)) if isinstance(each, Format) else each for each in args),
                    )
                )
            try:
                return method(sheet, *args)
            finally:
                depth[0] -= 1

        return write

    sheet_class: Any = xlsxwriter.worksheet.Worksheet
    kept = {name: getattr(sheet_class, name) for name in WRITES}
    try:
        for name, method in kept.items():
            setattr(sheet_class, name, recorded(name, method))
        workbook(summary, DAY, lang)
    finally:
        for name, method in kept.items():
            setattr(sheet_class, name, method)
    return found


def bare(writes: list[Write]) -> bytes:
    """The same writes by XlsxWriter alone, each format bold or not at all: what looks cost is ours."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, OPTIONS)
    sheets: dict[str, Any] = {}
    formats: dict[int, Any] = {}
    for name, method, args in writes:
        sheet = sheets.get(name) or sheets.setdefault(name, book.add_worksheet(name))
        given = []
        for each in args:
            if isinstance(each, tuple):
                given.append(
                    formats.get(each[1])
                    or formats.setdefault(each[1], book.add_format({"num_format": f"0.{'0' * (len(formats) % 30)}"}))
                )
            else:
                given.append(each)
        getattr(sheet, method)(*given)
    book.close()
    return buffer.getvalue()


@pytest.mark.benchmark(group="workbook")
@pytest.mark.parametrize("name", ["eight", "twelve"])
def test_our_workbook_against_bare_xlsxwriter(benchmark: Any, gift_boxes: negotiation.Dossier, name: str) -> None:
    summary = negotiation.summarise(gift_boxes if name == "eight" else twelve_options(gift_boxes))
    data, writes = workbook(summary, DAY, "en"), written(summary, "en")
    benchmark.pedantic(workbook, (summary, DAY, "en"), rounds=5, warmup_rounds=1)
    pairs = [
        (median_time(lambda: workbook(summary, DAY, "en"), 1), median_time(lambda: bare(writes), 1)) for _ in range(7)
    ]
    ours, floor = (sorted(pair[side] for pair in pairs)[3] for side in (0, 1))
    print(
        f"\nworkbook of {name} options, {len(writes):,} cells, {len(data):,} bytes: "
        f"{1e3 * ours:.0f} ms, bare XlsxWriter {1e3 * floor:.0f} ms, "
        f"ratio {ours / floor:.2f} (wanted: at most 2)"
    )
