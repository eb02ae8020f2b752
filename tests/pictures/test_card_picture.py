"""The card as a picture: readable, inside what a lock screen leaves free, the same on every machine."""

import re
import struct
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.pictures.card import _DARK, _LIGHT, CardPicture, card_picture, drawing
from bot.pictures.glyphs import BOLD, REGULAR, FontError, face
from bot.pictures.layout import HEIGHT, LEFT, RIGHT, SAFE_BOTTOM, SAFE_TOP, SMALLEST, WIDTH, Block, Piece, laid_out
from bot.pictures.render import PictureError, png

ROOT = Path(__file__).resolve().parents[2]
_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40"><text x="5" y="30" font-family="{}">Hm</text></svg>'
)


def card(ask: str = "I'd like 75k from May.", more: str = "") -> CardPicture:
    blocks = (
        Block("Your ask", ask, strong=True),
        Block("Because", "I took over Rotterdam and it renewed at 410k."),
        Block("If: “There's no budget till April”", "Since it's about the money, I'll step down from 75k to 68k."),
        Block("Not below", "64k"),
        Block("To close", "So it's 68k from May. I'll send you two lines today."),
        Block("More", more),
    )
    return CardPicture("Dana · the yearly raise", blocks)


THREE = replace(card(), blocks=[*card().blocks, *[card().blocks[2]] * 2])
CARDS = {
    "short": CardPicture("Dana", (Block("Your ask", "75k", strong=True),)),
    "usual": card(),
    "three constraints": THREE,
    "cyrillic": card("Я бы хотел 250 000 с мая."),
    "greek": card("Θα ήθελα 75 χιλιάδες από τον Μάιο."),
    "umlauts": card("Ich hätte gern 75.000 € für größere Übergänge."),
    "arabic": card("أريد 75 ألف من مايو."),
    "markup": card("<b>75k</b> & more </text><script>1</script>"),
    "zalgo": card("Z" + "\u0351" * 60 + "a\u0308" * 60),
    "one line of 200": card("I'd like " + "a little more of it " * 10),
    "a word of 256": card("W" * 256, "i" * 256),
    "far too much": card("word " * 120, "another " * 100),
    "nothing": CardPicture("", ()),
}


def texts(picture: CardPicture) -> str:
    return " ".join(piece.text for piece in laid_out(picture.title, picture.blocks))


def size_of(data: bytes) -> tuple[int, int]:
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">LL", data[16:24])
    return width, height


def assert_readable(pieces: tuple[Piece, ...]) -> None:
    bottom = float(SAFE_TOP)
    for piece in pieces:
        left, top, right, below = piece.box
        assert left >= LEFT
        assert right <= RIGHT + 0.1
        assert top >= bottom - 0.1
        assert piece.size >= SMALLEST / 1.2
        bottom = below
    assert bottom <= SAFE_BOTTOM + 0.1


@pytest.mark.parametrize("picture", CARDS.values(), ids=CARDS)
def test_every_line_stands_between_the_clock_and_the_buttons_and_on_no_other(picture: CardPicture) -> None:
    assert_readable(laid_out(picture.title, picture.blocks))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.lists(st.tuples(st.text(max_size=60), st.text(max_size=400)), max_size=9))
def test_whatever_is_written_stands_in_its_place(title: str, blocks: list[tuple[str, str]]) -> None:
    picture = CardPicture(title, tuple(Block(heading, text) for heading, text in blocks))
    assert_readable(laid_out(picture.title, picture.blocks))
    fromstring(drawing(picture))  # noqa: S314 (our own)


@pytest.mark.parametrize("picture", CARDS.values(), ids=CARDS)
def test_each_can_be_drawn_at_a_phones_width(picture: CardPicture) -> None:
    assert size_of(card_picture(picture, width=360)) == (360, 780)


def test_a_picture_has_the_size_of_a_lock_screen() -> None:
    assert size_of(card_picture(card())) == (WIDTH, HEIGHT) == (1080, 2340)


@pytest.mark.parametrize("dark", [False, True])
def test_the_same_words_give_the_same_bytes(dark: bool) -> None:  # noqa: FBT001 (a parameter of the table)
    picture = replace(card(), dark=dark)
    assert card_picture(picture, 360) == card_picture(replace(picture), 360)
    assert card_picture(picture, 360) != card_picture(replace(picture, dark=not dark), 360)


def test_few_words_are_large_and_many_small() -> None:
    sizes = [laid_out(one.title, one.blocks)[-1].size for one in (CARDS["short"], card(), CARDS["far too much"])]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1]


def test_all_words_of_a_usual_card_stand_on_it() -> None:
    said = " ".join([THREE.title, *(f"{block.heading} {block.text}" for block in THREE.blocks if block.text)])
    assert texts(THREE) == said


def test_what_is_too_long_ends_in_an_ellipsis_and_leaves_the_rest_its_room() -> None:
    shown = texts(CARDS["far too much"])
    assert "word…" in shown
    assert "64k" in shown


def test_the_last_blocks_go_where_not_even_a_line_each_fits() -> None:
    picture = CardPicture("Dana", tuple(Block(f"Heading {number}", "words " * 20) for number in range(40)))
    shown = texts(picture)
    assert "Heading 0" in shown
    assert "Heading 39" not in shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("75k 🚀🚀 from May 🙏🏽.", "75k from May."),
        ("I took over 鹿特丹 and it renewed", "I took over and it renewed"),
        ("two\nlines\tand\u200b a \u202etrick\u202c", "two lines and a trick"),
        ("a\x00b\ud800c", "abc"),
        ("A\u0308rger", "Ärger"),
        ("don't & <b>won't</b>", "don't & <b>won't</b>"),
    ],
)
def test_what_the_font_has_no_picture_for_closes_up(written: str, shown: str) -> None:
    assert texts(CardPicture("", (Block("", written, strong=True),))) == shown


def test_a_block_without_a_drawable_word_takes_its_heading_with_it() -> None:
    assert (
        texts(CardPicture("Dana", (Block("Because", "鹿特丹 🚀"), Block("Not below", "64k")))) == "Dana Not below 64k"
    )


def test_markup_stays_text() -> None:
    root = fromstring(drawing(CARDS["markup"]))  # noqa: S314 (our own)
    assert {element.tag.rpartition("}")[2] for element in root.iter()} == {"svg", "rect", "text"}
    assert "<b>75k</b> & more" in texts(CARDS["markup"])


def test_the_drawing_refers_to_nothing_outside_of_itself() -> None:
    for picture in CARDS.values():
        svg = drawing(picture)
        assert not re.search(r"href|url\(|<image|<style|<!", svg)


def test_a_font_that_is_only_on_the_machine_is_not_seen() -> None:
    nothing = png(_SVG.replace("Hm", " ").format("DejaVu Sans"), 90)
    assert png(_SVG.format("DejaVu Serif"), 90) == png(_SVG.format("Liberation Sans"), 90) == nothing
    assert png(_SVG.format("DejaVu Sans"), 90) != nothing


def test_what_is_no_drawing_is_told_in_our_own_words() -> None:
    with pytest.raises(PictureError, match="card as a message"):
        png("<svg", 90)


def test_a_font_that_cannot_be_read_is_told_in_our_own_words(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttf"
    for content in (b"", b"\x00\x01\x00\x00\x00\x01" + b"\x00" * 60, REGULAR.read_bytes()[:4000]):
        broken.write_bytes(content)
        face.cache_clear()
        with pytest.raises(FontError, match="broken"):
            face(broken)


def test_widths_are_those_of_the_fonts() -> None:
    assert face(REGULAR).width("mmm", 2048) == 3 * 1995
    assert face(BOLD).width("i", 2048) == 702


@pytest.mark.parametrize("colours", [_LIGHT, _DARK], ids=["light", "dark"])
def test_words_stand_out_from_the_ground(colours: dict[str, str]) -> None:
    ground = colours["ground"]
    assert min(contrast(colours[ink], ground) for ink in ("text", "heading", "title")) >= 4.5
    assert contrast(colours["text"], ground) >= 7


def contrast(one: str, other: str) -> float:
    """By WCAG 2.2."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_drawing_takes_little_memory() -> None:
    code = (
        "import resource; from bot.pictures.card import CardPicture, card_picture; from bot.pictures.layout import Block;"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss;"
        "[card_picture(CardPicture('Dana', [Block('Your ask', 'word ' * 80)])) for _ in range(5)];"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert int(done.stdout) < 80_000
