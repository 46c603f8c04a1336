"""The confusion matrix as a picture: what was meant, by row, and what was heard, by column."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

INCHES_A_ROW = 0.24


def draw(confusion: Counter[tuple[str, str]], title: str, path: Path) -> Path:
    """Draw the shares of each intent into `path`, an SVG; the diagonal is what was right."""
    import matplotlib as mpl
    import numpy as np
    from matplotlib.figure import Figure

    mpl.rcParams["svg.hashsalt"] = "vivevoix"  # the same picture from the same figures
    meant = sorted({pair[0] for pair in confusion})
    heard = sorted({pair[1] for pair in confusion} | set(meant))
    counts = np.array([[confusion[row, column] for column in heard] for row in meant], dtype=float)
    shares = counts / counts.sum(axis=1, keepdims=True)
    side = INCHES_A_ROW * len(heard) + 2.5
    figure = Figure(figsize=(side, side))
    axes = figure.add_subplot()
    axes.imshow(shares, cmap="Blues", vmin=0.0, vmax=1.0)
    axes.set_xticks(range(len(heard)), heard, rotation=90, fontsize=7)
    axes.set_yticks(range(len(meant)), meant, fontsize=7)
    axes.set_xlabel("heard")
    axes.set_ylabel("meant")
    axes.set_title(title, fontsize=10)
    for row, column in np.argwhere(counts > 0):
        dark = shares[row, column] > 0.5
        axes.text(column, row, f"{counts[row, column]:.0f}", ha="center", va="center",
                  fontsize=6, color="white" if dark else "black")  # fmt: skip
    figure.savefig(path, format="svg", bbox_inches="tight", metadata={"Date": None})
    return path
