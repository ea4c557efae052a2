"""PDF files made to harm their reader; `chance` sets the sizes."""

from __future__ import annotations

import random
import zlib

from damage import pdf_file

PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
SHOWN = b"BT /F1 11 Tf 72 760 Td 16 TL (Article 1) Tj T* (The consular post is informed in two days.) Tj ET"


def stream(data: bytes, extra: bytes = b"", length: int | None = None) -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data) if length is None else length, extra, data)


def pages(
    page: bytes = PAGE, kids: bytes = b"[3 0 R]", count: bytes = b"1", shown: bytes = SHOWN, *more: bytes
) -> bytes:
    """A PDF of one page with what is odd about it."""
    tree = b"<</Type/Pages/Kids%s/Count %s>>" % (kids, count)
    return pdf_file([b"<</Type/Catalog/Pages 2 0 R>>", tree, page, stream(shown), FONT, *more])


def pdf_kids_in_a_circle(chance: random.Random) -> bytes:
    return pages(
        kids=b"[" + b"2 0 R 3 0 R " * chance.randint(1, 50) + b"]", count=b"%d" % chance.randint(-5, 9999)
    )


def pdf_tree_in_a_circle(chance: random.Random) -> bytes:
    depth = chance.randint(2, 400)
    nodes = [b"<</Type/Pages/Kids[%d 0 R]/Count 1/Parent %d 0 R>>" % (n + 3, n + 1) for n in range(depth)]
    return pdf_file([b"<</Type/Catalog/Pages 2 0 R>>", *nodes, b"<</Type/Pages/Kids[2 0 R]/Count 1>>"])


def pdf_count(chance: random.Random) -> bytes:
    return pages(count=chance.choice([b"99999999", b"-1", b"2147483647", b"1e9", b"(x)", b"3 0 R", b"6000"]))


def pdf_box(chance: random.Random) -> bytes:
    box = chance.choice(
        [b"[0 0 0 0]", b"[0 0 1e30 1e30]", b"[595 842 0 0]", b"[-1e9 -1e9 1e9 1e9]", b"[0 0]", b"(none)"]
    )
    return pages(PAGE.replace(b"[0 0 595 842]", box))


def pdf_form_in_itself(chance: random.Random) -> bytes:
    page = PAGE.replace(b"/Resources<<", b"/Resources<</XObject<</X 6 0 R>>")
    inner = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X 6 0 R>>>>"
    return pages(
        page,
        b"[3 0 R]",
        b"1",
        SHOWN + b" /X Do" * chance.randint(1, 20),
        stream(b"/X Do " * chance.randint(1, 9), inner),
    )


def pdf_length(chance: random.Random) -> bytes:
    odd = chance.choice([-1, 0, 10**9, 10**18])
    body = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        PAGE,
        stream(SHOWN, length=odd),
        FONT,
    ]
    return pdf_file(body)


def pdf_flate_bomb(chance: random.Random) -> bytes:
    data = zlib.compress(b" " * chance.randint(1, 64) * (1 << 20), 9)
    layers = chance.randint(1, 3)
    for _ in range(layers - 1):
        data = zlib.compress(data)
    filters = b"/Filter[" + b"/FlateDecode " * layers + b"]"
    return pdf_file(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            PAGE,
            stream(data, filters),
            FONT,
        ]
    )


def pdf_places(chance: random.Random) -> bytes:
    far = chance.choice([b"1e30 1e30", b"-99999999 5", b"nan inf", b"99999999999999999999 0"])
    return pages(shown=b"BT /F1 11 Tf %s Td (Article 1) Tj ET " % far + SHOWN)


def pdf_many_rules(chance: random.Random) -> bytes:
    count = chance.choice([100, 900, 30_000])
    return pages(shown=SHOWN + b"".join(b" %d 0 m %d 800 l S" % (n % 595, n % 595) for n in range(count)))


def pdf_grid(chance: random.Random) -> bytes:
    step = chance.randint(2, 40)
    lines = [b" %d 20 m %d 820 l S" % (x, x) for x in range(20, 580, step)]
    return pages(
        shown=SHOWN + b"".join(lines + [b" 20 %d m 580 %d l S" % (y, y) for y in range(20, 820, step)])
    )


def pdf_many_letters(chance: random.Random) -> bytes:
    count = chance.choice([500, 3000, 9000])
    return pages(
        shown=b"BT /F1 2 Tf "
        + b"".join(b"1 0 0 1 %d %d Tm (a1) Tj " % (n * 7 % 590, n * 11 % 840) for n in range(count))
        + b"ET"
    )


def pdf_previous(chance: random.Random) -> bytes:
    """A table of objects that names itself as the one before."""
    data = pages()
    start = data.rindex(b"xref\n0")
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % chance.choice([start, 0, -5, 10**12]))


def pdf_nested(chance: random.Random) -> bytes:
    depth = chance.choice([50, 5000, 200_000])
    return pages(PAGE[:-2] + b"/A" + chance.choice([b"[", b"<</B"]) * depth + b">>")


def pdf_reference(chance: random.Random) -> bytes:
    return pages(
        PAGE.replace(
            b"4 0 R", chance.choice([b"3 0 R", b"99 0 R", b"[4 0 R 4 0 R 3 0 R]", b"4 65535 R", b"null"])
        )
    )


def pdf_picture(chance: random.Random) -> bytes:
    side = chance.choice([1, 60_000, 2**31 - 1])
    page = PAGE.replace(b"/Resources<<", b"/Resources<</XObject<</I 6 0 R>>")
    picture = stream(
        b"\x00" * 64,
        b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 1/ColorSpace/DeviceGray"
        % (side, side),
    )
    return pages(page, b"[3 0 R]", b"1", b"q 595 0 0 842 0 0 cm /I Do Q", picture)


def pdf_map(chance: random.Random) -> bytes:
    """A character map that gives controls, halves of pairs, or very long texts."""
    target = chance.choice(
        [b"<0000>", b"<D800>", b"<DFFFDFFF>", b"<" + b"0041" * 5000 + b">", b"<E000>", b"<FFFFFFFF>"]
    )
    table = b"begincmap 1 beginbfrange <00> <FF> " + target + b" endbfrange endcmap"
    tree = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", PAGE, stream(SHOWN)]
    return pdf_file([*tree, FONT[:-2] + b"/ToUnicode 6 0 R>>", stream(table)])
