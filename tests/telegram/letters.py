"""Letters and cards as a telephone photographs them: turned, and with noise."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

LETTER = """Cabinet médical des Lilas
12 rue des Lilas, 75020 Paris

Le 3 novembre 2026

Chère Madame Lefèvre,

Je vous ai vue ce jour pour le contrôle de votre tension.
Votre tension est bonne et le traitement ne change pas.
Je vous propose de continuer la metformine, un comprimé
le matin et un comprimé le soir, pendant six mois.
Pensez à faire une prise de sang avant notre rendez-vous.
La pharmacie du Port peut vous préparer le pilulier.

Nous nous reverrons le 4 mai 2027 à dix heures.

Bien cordialement,
Docteur Bernard Petit, médecin généraliste
"""

CARD = """carte d'assurance maladie
VITALE
Jeanne LEFEVRE
2 79 03 51 215 189 89
émise le 01/03/2019
"""

PRESCRIPTION = """Docteur Bernard Petit, médecin généraliste
12 rue des Lilas, 75020 Paris

Ordonnance du 3 novembre 2026

Madame Jeanne Lefèvre
Numéro de sécurité sociale : 2 79 03 51 215 189 89

Metformine, un comprimé matin et soir, pendant six mois.
"""

PAGE = 1240, 1754  # points: A4 at 150 dots an inch
MARGIN, LINE, SIZE = 110, 46, 30  # points
GREY = 235  # of the paper
SEED = 7  # the same noise on every run


def photographed(
    text: str, *, degrees: float = 0.0, noise: float = 0.0, exif: bytes | None = None
) -> bytes:
    """JPEG of `text` on a page turned by `degrees`; `noise` is the deviation, of 255 levels."""
    import matplotlib
    import numpy
    from PIL import Image, ImageDraw, ImageFont

    path = Path(matplotlib.get_data_path()) / "fonts/ttf/DejaVuSans.ttf"
    font = ImageFont.truetype(str(path), SIZE)
    page = Image.new("L", PAGE, GREY)
    draw = ImageDraw.Draw(page)
    for number, line in enumerate(text.splitlines()):
        draw.text((MARGIN, MARGIN + number * LINE), line, font=font, fill=30)
    turned = page.rotate(degrees, expand=True, fillcolor=GREY, resample=Image.Resampling.BICUBIC)
    grains = numpy.random.default_rng(SEED).normal(0, noise, (turned.height, turned.width))
    points = numpy.clip(numpy.asarray(turned, dtype=float) + grains, 0, 255)
    made = io.BytesIO()
    about: dict[str, Any] = {"exif": exif} if exif else {}
    Image.fromarray(points.astype("uint8")).save(made, "JPEG", quality=80, **about)
    return made.getvalue()


def words_right(wanted: str, read: str) -> float:
    """The share of the words of `wanted` that were read, in their order."""
    from difflib import SequenceMatcher

    one, two = wanted.lower().split(), read.lower().split()
    blocks = SequenceMatcher(None, one, two, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(one)
