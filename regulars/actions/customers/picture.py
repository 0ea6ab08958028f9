"""Make of whatever picture somebody uploads a small square one that gives nothing away."""

from __future__ import annotations

import struct
from io import BytesIO
from typing import BinaryIO

import pillow_heif
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from regulars.kernel.refusal import Refused

MOST_BYTES = 10 * 1024 * 1024
# A picture of a few kilobytes can unfold to gigabytes: refused before it does.
MOST_PIXELS = 40_000_000
# Twice the largest avatar on the screen, with room for fine displays.
SIDE = 256
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "HEIF", "AVIF")
# What Pillow's readers raise on a file that is broken or only pretends to be a picture.
_BROKEN = (
    OSError,
    ValueError,
    TypeError,
    SyntaxError,
    EOFError,
    LookupError,
    ArithmeticError,
    RuntimeError,
    struct.error,
    Image.DecompressionBombError,
)
# Faces stand above the middle.
_CENTRE = (0.5, 0.4)

pillow_heif.register_heif_opener()


class NotAPicture(Refused):
    """The file cannot be read as a picture."""

    code = "not_a_picture"
    sentence = _(
        "This file is not a picture that can be read. Choose a JPEG, PNG, WebP or HEIC file."
    )


class PictureTooLarge(Refused):
    """The file is larger than anybody's picture needs to be."""

    code = "picture_too_large"
    sentence = _("This picture is too large. Choose one of at most 10 MB and 40 million pixels.")


def small_picture(file: BinaryIO) -> bytes:
    """The picture, upright, 256 pixels square, as WebP without camera data.

    Raises NotAPicture and PictureTooLarge.
    """
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise PictureTooLarge
    try:
        return _shrunk(data)
    except _BROKEN:
        raise NotAPicture from None


def _shrunk(data: bytes) -> bytes:
    with Image.open(BytesIO(data), formats=_FORMATS) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise PictureTooLarge
        picture.draft("RGB", (2 * SIDE, 2 * SIDE))  # reads a JPEG no finer than is needed
        ImageOps.exif_transpose(picture, in_place=True)
        # A palette cannot be shrunk; the other kinds become small before they become RGBA.
        whole = picture if picture.mode in ("RGB", "RGBA", "L", "LA") else picture.convert("RGBA")
        side = min(SIDE, *whole.size)
        square = ImageOps.fit(whole, (side, side), centering=_CENTRE).convert("RGBA")
    on_white = Image.new("RGB", square.size, "white")
    on_white.paste(square, mask=square.getchannel("A"))
    written = BytesIO()
    on_white.save(written, "WEBP", quality=82, method=4)
    return written.getvalue()
