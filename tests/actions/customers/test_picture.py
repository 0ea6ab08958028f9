"""Any picture becomes a small one without secrets; anything else becomes a sentence."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from regulars.actions.customers import picture as module
from regulars.actions.customers.picture import NotAPicture, PictureTooLarge, small_picture


def file_of(image: Image.Image, kind: str, **more: object) -> BytesIO:
    written = BytesIO()
    image.save(written, kind, **more)  # type: ignore[arg-type]
    written.seek(0)
    return written


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "HEIF"])
@pytest.mark.parametrize("size", [(1200, 800), (300, 2000), (64, 40)])
def test_every_kind_of_picture_becomes_a_small_square(kind: str, size: tuple[int, int]) -> None:
    made = opened(small_picture(file_of(Image.new("RGB", size, "teal"), kind)))

    assert made.format == "WEBP"
    assert made.size == (min(256, *size),) * 2


def test_where_and_when_it_was_taken_is_not_kept() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera"
    exif[0x8825] = {1: "N", 2: (47.0, 22.0, 0.0)}
    data = small_picture(file_of(Image.new("RGB", (400, 400)), "JPEG", exif=exif))

    assert not opened(data).getexif()
    assert b"Camera" not in data


def test_a_picture_taken_with_a_turned_camera_stands_upright() -> None:
    image = Image.new("RGB", (400, 400), "red")
    image.paste("blue", (0, 0, 400, 200))  # blue above red
    exif = Image.Exif()
    exif[0x0112] = 3  # upside down
    made = opened(small_picture(file_of(image, "JPEG", exif=exif))).convert("RGB")

    red, _green, blue = made.getpixel((128, 20))
    assert red > blue


@pytest.mark.parametrize("mode", ["P", "L", "LA", "RGBA", "1", "CMYK", "I;16"])
def test_every_way_to_store_colours_is_read(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"

    small_picture(file_of(Image.new(mode, (300, 300)), kind))


@pytest.mark.parametrize(
    "data",
    [
        b"", b"not a picture", b"\xff\xd8\xff", b"GIF89a", b"RIFF\x00\x00\x00\x00WEBP",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.4", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50,
    ],
)  # fmt: skip
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(NotAPicture):
        small_picture(BytesIO(data))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "HEIF"])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_half_a_file_is_refused_or_read_but_never_a_fault(kind: str, part: float) -> None:
    noise = Image.effect_noise((200, 200), 80).convert("RGB")
    data = file_of(noise, kind).getvalue()

    try:
        small_picture(BytesIO(data[: int(len(data) * part)]))
    except NotAPicture as refusal:
        assert str(refusal)  # noqa: PT017


def test_a_small_file_that_unfolds_to_a_huge_picture_is_refused() -> None:
    header = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 0, 0, 0, 0)
    chunk = b"IHDR" + header
    png = (
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    )

    with pytest.raises((PictureTooLarge, NotAPicture)):
        small_picture(BytesIO(png + b"\x00" * 20))


def test_more_than_ten_megabytes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 100)

    with pytest.raises(PictureTooLarge):
        small_picture(file_of(Image.new("RGB", (900, 900), "red"), "JPEG"))
