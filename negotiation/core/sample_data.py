"""Where the sample data is: in the checkout, or in the installed package."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parents[1]


def sample_folder(name: str) -> Path:
    """Folder of samples of one kind: `claims`, `complaints`, `orders` or `register`.

    A wheel has the samples inside the package. A checkout, even one installed in place, has them in its top-level
    `data`.

    >>> (sample_folder("claims") / "gift_boxes.json").is_file()
    True
    """
    inside = PACKAGE / "data" / name
    return inside if inside.is_dir() else PACKAGE.parent / "data" / name
