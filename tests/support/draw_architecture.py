"""Draws docs/architecture.svg from the imports: `python -m tests.support.draw_architecture`. Prints the counts:
packages, floors, arrows, circles."""

from __future__ import annotations

from html import escape

from tests.conftest import ROOT
from tests.support.imports import FLOORS, arrows, circles

PICTURE = ROOT / "docs" / "architecture.svg"
WIDTH, FLOOR_HEIGHT, BOX_WIDTH, BOX_HEIGHT, MARGIN = 920, 84, 160, 38, 26
LABELS = {name: f"{name}.py" for name in ("app", "cli", "figure_register", "__main__")}


def centres() -> dict[str, tuple[float, float]]:
    """Middle of each package's box: its floor from below, side by side; neighbouring floors are shifted so that
    arrows do not run through boxes."""
    found = {}
    for level, names in enumerate(FLOORS):
        y = MARGIN + BOX_HEIGHT / 2 + (len(FLOORS) - 1 - level) * FLOOR_HEIGHT
        shift = (60 if level % 2 else -60) if len(names) == 1 else 0
        for place, name in enumerate(sorted(names, key=lambda each: (each in LABELS, each))):
            found[name] = ((place + 1) * WIDTH / (len(names) + 1) + shift, y)
    return found


def picture() -> str:
    """The architecture as an SVG: a box a package, an arrow an import from a package above to one below."""
    where = centres()
    height = 2 * MARGIN + BOX_HEIGHT + (len(FLOORS) - 1) * FLOOR_HEIGHT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'font-family="sans-serif" font-size="14">',
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" orient="auto">'
        '<path d="M0 0L8 4L0 8z" fill="#7b8794"/></marker></defs>',
    ]
    for own, other in sorted(arrows()):
        if own in where and other in where:
            (x1, y1), (x2, y2) = where[own], where[other]
            start, end = y1 + BOX_HEIGHT / 2, y2 - BOX_HEIGHT / 2
            bend = (end - start) * 0.45
            path = f"M{x1:.0f} {start:.0f}C{x1:.0f} {start + bend:.0f} {x2:.0f} {end - bend:.0f} {x2:.0f} {end:.0f}"
            parts.append(f'<path d="{path}" fill="none" stroke="#7b8794" stroke-opacity=".55" marker-end="url(#tip)"/>')
    for name, (x, y) in sorted(where.items()):
        label = escape(LABELS.get(name, f"{name}/"))
        parts.append(
            f'<rect x="{x - BOX_WIDTH / 2:.0f}" y="{y - BOX_HEIGHT / 2:.0f}" width="{BOX_WIDTH}" '
            f'height="{BOX_HEIGHT}" rx="8" fill="#eef3fb" stroke="#3b6fb6"/>'
            f'<text x="{x:.0f}" y="{y + 5:.0f}" text-anchor="middle" font-weight="600" fill="#1f2933">{label}</text>'
        )
    return "\n".join([*parts, "</svg>", ""])


def counts() -> str:
    """Packages, floors, arrows between packages and circles of modules, in a line."""
    return (
        f"{len(set().union(*FLOORS))} packages, {len(FLOORS)} floors, {len(arrows())} arrows, {len(circles())} circles"
    )


if __name__ == "__main__":
    PICTURE.write_text(picture(), "utf-8")
    print(counts())
