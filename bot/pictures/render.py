"""An SVG into a PNG. The only module that imports resvg_py (docs/decisions/0012-pictures-by-resvg.md)."""

import resvg_py

from bot.errors import StepdownError
from bot.pictures.glyphs import BOLD, FAMILY, REGULAR


class PictureError(StepdownError):
    code = "picture_not_drawn"


def png(svg: str, width: int) -> bytes:
    """`width` in pixels; the height follows. Only the shipped fonts are seen, so that the same words give the same bytes on every machine."""
    try:
        return resvg_py.svg_to_bytes(
            svg_string=svg,
            width=width,
            skip_system_fonts=True,
            font_files=[str(REGULAR), str(BOLD)],
            font_family=FAMILY,
            sans_serif_family=FAMILY,
        )
    except ValueError as error:
        raise PictureError("The picture could not be drawn. The card as a message says the same.") from error
