"""Files made to harm their reader, one maker for each harm; `chance` sets the sizes."""

# ruff: noqa: E501  (documents and tables read better unbroken)

from __future__ import annotations

import io
import json
import random
import struct
import zipfile
import zlib
from collections.abc import Callable

from damage import ARTICLES, archive, pdf_file, records, word

Maker = Callable[[random.Random], bytes]

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


# --- markup --------------------------------------------------------------------------------------


def xml_laughs(chance: random.Random) -> bytes:
    levels, width = chance.randint(2, 12), chance.randint(2, 12)
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * width}">' for n in range(1, levels))
    return f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e0 "ha">{entities}]><akomaNtoso><act><body><article><content><p>&e{levels - 1};</p></content></article></body></act></akomaNtoso>'.encode()


def xml_quadratic(chance: random.Random) -> bytes:
    size = chance.randint(1000, 100_000)
    return f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e "{"x" * size}">]><akomaNtoso><act><body><p>{"&e;" * chance.randint(1, 5000)}</p></body></act></akomaNtoso>'.encode()


def xml_outside(chance: random.Random) -> bytes:
    place = chance.choice(
        ["file:///etc/passwd", "http://127.0.0.1:9/x.dtd", "file:///dev/zero", "ftp://127.0.0.1/x"]
    )
    kind = chance.choice(
        ['<!ENTITY x SYSTEM "{}">', '<!ENTITY % x SYSTEM "{}"> %x;', '<!ENTITY x PUBLIC "a" "{}">']
    )
    return f'<?xml version="1.0"?><!DOCTYPE a [{kind.format(place)}]><akomaNtoso xmlns:xi="http://www.w3.org/2001/XInclude"><act><body><xi:include href="{place}"/><article><content><p>&x; text</p></content></article></body></act></akomaNtoso>'.encode()


def xml_nested(chance: random.Random) -> bytes:
    depth, name = (
        chance.choice([150, 250, 5000, 100_000]),
        chance.choice(["section", "p", "article", "a:b", "list"]),
    )
    return b"<akomaNtoso><act><body>" + f"<{name}>".encode() * depth + b"Article 1"


def xml_declared(chance: random.Random) -> bytes:
    name = chance.choice(
        ["utf-16", "ebcdic-cp-us", "x-none", "utf-7", "", "hex", "undefined", "shift_jis", "\x00"]
    )
    return f'<?xml version="1.0" encoding="{name}"?><akomaNtoso><act><body><article><num>Điều 1</num><content><p>Phạm vi</p></content></article></body></act></akomaNtoso>'.encode()


def xml_attributes(chance: random.Random) -> bytes:
    many = " ".join(f'a{n}="{n}"' for n in range(chance.choice([10, 1000, 100_000])))
    return f'<akomaNtoso><act><body><article eId="art_1" {many}><num>1</num><content><p>text</p></content></article></body></act></akomaNtoso>'.encode()


def html_charset(chance: random.Random) -> bytes:
    name = chance.choice(
        [
            "undefined",
            "hex",
            "rot13",
            "idna",
            "punycode",
            "utf-7",
            "unicode_escape",
            "raw_unicode_escape",
            "x-user-defined",
            "utf-32",
            "mbcs",
            "..",
            "zip",
        ]
    )
    body = "".join(f"<h2>{label}</h2><p>{text} Điều khoản</p>" for label, text in ARTICLES)
    return f"<html><head><meta charset='{name}'></head><body>{body}".encode()


def html_nested(chance: random.Random) -> bytes:
    tag = chance.choice(
        [
            "div",
            "table><tr><td",
            "ol><li",
            "blockquote",
            "b><i",
            "form><fieldset",
            "svg><g",
            "select><option",
            "ruby><rt",
        ]
    )
    return f"<html><body>{f'<{tag}>' * chance.choice([300, 2500, 20_000])}Article 1".encode()


def html_spans(chance: random.Random) -> bytes:
    big = chance.choice(["99999999", "-1", "1e9", "9" * 400])
    return f"<html><body><table><tr><td colspan={big} rowspan={big}>Article 1</td><td>b</td></tr></table><ol start={big}><li value={big}>x</li></ol><h1>Article 1</h1><p>text".encode()


def html_open(chance: random.Random) -> bytes:
    opener = chance.choice(
        [
            "<!--",
            "<![CDATA[",
            "<script>",
            "<style>",
            "<textarea>",
            "<title>",
            '<p class="',
            "<" * 9999,
            "&" * 9999,
            "<plaintext>",
        ]
    )
    return f"<html><body><h1>Article 1</h1><p>The Parties consult.</p>{opener * chance.randint(1, 300)}rest".encode()


def html_styles(chance: random.Random) -> bytes:
    rules = "".join(f".c{n}{{vertical-align:super}}" for n in range(chance.choice([10, 3000])))
    return f"<html><head><style>{rules}{'{' * 5000}</style></head><body><p class='c1'>Article 1</p><p>text of the article".encode()


# --- others --------------------------------------------------------------------------------------


def json_nested(chance: random.Random) -> bytes:
    return chance.choice([b"[", b'{"articles":', b'[{"a":[']) * chance.choice([500, 5000, 100_000])


def json_numbers(chance: random.Random) -> bytes:
    number = chance.choice(
        [
            "1e999999",
            "-0",
            "NaN",
            "Infinity",
            "9" * 5000,
            "1" * 100_000,
            "0.0000001e-400",
            '"\\ud800"',
            "true",
        ]
    )
    return f'{{"title": "Agreement", "articles": [{{"number": {number}, "text": "The Parties consult."}}, {{"number": 2, "text": {number}}}]}}'.encode()


def json_keys(chance: random.Random) -> bytes:
    same = ",".join(f'"articles": [{{"number": {n}, "text": "text"}}]' for n in range(chance.randint(2, 500)))
    return f"{{{same}}}".encode()


def json_types(chance: random.Random) -> bytes:
    odd = [None, [], {}, 5, "x", [[]], {"text": None}, True, 1.5, "\x00", [None, {"text": ["a", {"b": 1}]}]]
    return json.dumps(
        {
            chance.choice(["title", "id", "articles", "text", "provisions", "language"]): chance.choice(odd)
            for _ in range(6)
        }
    ).encode()


def lines_of_records(chance: random.Random) -> bytes:
    odd = [
        b"null",
        b"{",
        b'{"id": 5}',
        b'{"id": "a", "text": null}',
        b"\xff\xfe",
        b'{"id": "\\ud800", "text": "x"}',
        b'{"id":"b","title":["x"],"text":"t"}',
        b"",
        b'"' * 900,
    ]
    return records() + b"\n" + b"\n".join(chance.choice(odd) for _ in range(chance.randint(1, 300)))


def rtf_words(chance: random.Random) -> bytes:
    odd = [
        b"\\bin99999999 ",
        b"\\u99999999999?",
        b"\\u-70000?",
        b"\\f99999999999999999999 ",
        b"\\'zz",
        b"\\uc-5 ",
        b"\\ansicpg0 ",
        b"\\ansicpg99999 ",
        b"{\\*",
        b"}",
        b"\\" * 99,
        b"\\cell\\row",
        b"\\u55357?",
        b"\\pict\\bin5 ab",
    ]
    return (
        b"{\\rtf1\\ansi Article 1\\par "
        + b"".join(chance.choice(odd) + b"The Parties consult. " for _ in range(chance.randint(1, 200)))
        + b"}"
    )


def markdown_signs(chance: random.Random) -> bytes:
    sign = chance.choice(
        [
            "[",
            "![](",
            "*a ",
            "_a_",
            "`",
            "<",
            "> ",
            "|a",
            "- " * 9,
            "# ",
            "[^1]: ",
            "<!-- ",
            "\\",
            "&#",
            "~~",
            "**",
            "[a](b" * 3,
        ]
    )
    return (
        "# Agreement\n\n## Article 1\n\nThe Parties consult.\n\n"
        + sign * chance.choice([100, 20_000, 300_000])
    ).encode()


def front_matter(chance: random.Random) -> bytes:
    odd = chance.choice(
        [
            "a: &a [*a]",
            "title: !!python/object/apply:os.system ['true']",
            "date: 99999-99-99",
            "- " * 9999,
            "title: " + "x" * 100_000,
            "? : :",
            "a: b: c",
            "\t\tx",
            "title: [",
            "date: 0000-00-00",
            "number: 1e999",
        ]
    )
    return f"---\n{odd}\n---\n\n# Agreement\n\n## Article 1\n\nThe Parties consult.\n".encode()


def text_lines(chance: random.Random) -> bytes:
    unit = chance.choice(
        [
            "Article 1 ",
            "a",
            "(a) ",
            "1. ",
            "第一条",
            "Điều 1. ",
            "المادة ",
            "\u0301",
            "é̂̂",
            "\u202e",
            "\ufdfa",
            "𝕬",
            "a-\n",
            "article iv",
            "“",
            "(",
            "[1] ",
            "X.1.",
        ]
    )
    return (unit * chance.choice([1000, 30_000, 200_000])).encode()


def mixed_encodings(chance: random.Random) -> bytes:
    text = "Điều 1. Phạm vi. Статья 1. المادة 1. 第一条 Article premier : État d’envoi. " * 5
    codecs = [
        "utf-8",
        "utf-16",
        "windows-1258",
        "windows-1251",
        "windows-1256",
        "gb18030",
        "utf-16-be",
        "koi8-r",
        "utf-32",
        "cp850",
    ]
    return b"\n".join(text.encode(chance.choice(codecs), "ignore") for _ in range(chance.randint(2, 30)))


def lone_surrogates(chance: random.Random) -> bytes:
    text = "Article 1. The Parties consult each other. " * 9
    cuts = sorted(chance.randrange(len(text)) for _ in range(chance.randint(1, 60)))
    joined = "".join(
        text[a:b] + chr(chance.randint(0xD800, 0xDFFF))
        for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)
    )
    return joined.encode(chance.choice(["utf-8", "utf-16", "utf-16-be"]), "surrogatepass")


def nulls(chance: random.Random) -> bytes:
    data = bytearray(b"Article 1. The Parties consult each other. " * 40)
    for _ in range(chance.randint(1, 1500)):
        data[chance.randrange(len(data))] = chance.choice([0, 0, 0, 1, 8, 27, 127, 255])
    return bytes(data)


# --- archives ------------------------------------------------------------------------------------


def zip_bomb(chance: random.Random) -> bytes:
    return archive(
        {
            chance.choice(["a.txt", "word/document.xml", "a.pdf", "a.json"]): bytes(
                chance.randint(20, 66) << 20
            )
        }
    )


def zip_many(chance: random.Random) -> bytes:
    count = chance.choice([100, 2000, 20_001])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for n in range(count):
            target.writestr(f"{n}.txt", b"")
    return out.getvalue()


def zip_names(chance: random.Random) -> bytes:
    name = chance.choice(
        [
            "../../x.md",
            "/etc/x.md",
            "a\x00b.md",
            "C:\\x.md",
            "a/" * 300 + "x.md",
            "\u202egpj.md",
            "con.md",
            "x" * 3000 + ".md",
            "",
        ]
    )
    return archive({name or " ": b"# Agreement\n\n## Article 1\n\nThe Parties consult.\n"})


def zip_nested(chance: random.Random) -> bytes:
    data = archive({"a.md": b"# Agreement\n\n## Article 1\n\nText of it.\n"})
    for _ in range(chance.randint(1, 12)):
        data = archive({"inner.zip": data})
    return data


def zip_header(chance: random.Random) -> bytes:
    """A directory that lies about sizes, flags, methods or places."""
    data = bytearray(archive({"a.md": b"# Agreement\n\n## Article 1\n\nText. " * 50}))
    place = data.find(b"PK\x01\x02") + chance.choice([8, 10, 16, 20, 24, 28, 42])
    data[place : place + 2] = struct.pack("<H", chance.choice([1, 9, 99, 0x800, 0xFFFF]))
    return bytes(data)


def word_part(chance: random.Random) -> bytes:
    """A Word document one part of which is damaged within a sound archive."""
    with zipfile.ZipFile(io.BytesIO(word())) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    name = chance.choice([name for name in parts if name.endswith(".xml")])
    at, data = chance.randrange(len(parts[name])), parts[name]
    parts[name] = chance.choice(
        [
            data[:at],
            data[:at] + chance.randbytes(50) + data[at:],
            b"",
            data * 2,
            data.replace(b"w:val", b"w:vaal"),
        ]
    )
    if chance.random() < 0.2:
        del parts[name]
    return archive(parts)


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word_body(chance: random.Random) -> bytes:
    inner = chance.choice([
        "<w:tbl><w:tr><w:tc>" * 3000, "<w:p><w:r><w:t>Article 1</w:t></w:r></w:p>" * 20_000, "<w:ins>" * 5000, "<w:sdt><w:sdtContent>" * 400,
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='99999'/><w:numId w:val='-1'/></w:numPr><w:outlineLvl w:val='x'/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>" * 50,
        "<w:p><w:r><w:footnoteReference w:id='77'/><w:t>Article 1</w:t><w:sym w:char='FFFFFFFF'/></w:r></w:p>" * 30,
        "<w:p>" + "<w:r><w:t> a </w:t></w:r>" * 50_000 + "</w:p>",
    ])  # fmt: skip
    closed = "" if chance.random() < 0.3 else "</w:body></w:document>"
    return archive({"word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{inner}{closed}'.encode()})


def word_styles(chance: random.Random) -> bytes:
    count = chance.randint(1, 2000)
    styles = "".join(
        f'<w:style w:styleId="s{n}"><w:basedOn w:val="s{(n + 1) % count}"/></w:style>' for n in range(count)
    )
    body = '<w:p><w:pPr><w:pStyle w:val="s0"/></w:pPr><w:r><w:t>Article 1</w:t></w:r></w:p>' * 9
    return archive({
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'.encode(),
        "word/styles.xml": f'<w:styles xmlns:w="{W}">{styles}</w:styles>'.encode(),
    })  # fmt: skip


def office(chance: random.Random) -> bytes:
    """A workbook, slides or an OpenDocument under another name."""
    part = chance.choice(["xl/workbook.xml", "ppt/presentation.xml", "content.xml", "Index/Document.iwa"])
    return archive(
        {
            "[Content_Types].xml": b"<Types/>",
            "mimetype": b"application/vnd.oasis",
            part: b"<a/>" * chance.randint(1, 99),
        }
    )


def picture(chance: random.Random) -> bytes:
    width, height = chance.choice([(1, 1), (30_000, 30_000), (2**31 - 1, 1), (0, 0)])
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = zlib.compress(bytes(min(width * height + height, 5000)))
    chunks = [(b"IHDR", head), (b"IDAT", body), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in chunks
    )


def tiff(chance: random.Random) -> bytes:
    """Directories of pages in a circle, or with sizes that no picture has."""
    entries = [
        (256, chance.choice([1, 2**31])),
        (257, chance.choice([1, 2**31])),
        (258, 1),
        (259, 1),
        (273, 8),
        (279, 2**31),
    ]
    body = struct.pack("<H", len(entries)) + b"".join(
        struct.pack("<HHII", tag, 4, 1, value) for tag, value in entries
    )
    return b"II*\x00" + struct.pack("<I", 8) + body + struct.pack("<I", chance.choice([8, 0, 2**31]))


def compound(chance: random.Random) -> bytes:
    """The head of a binary Word file with sectors that lead anywhere."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    return head + bytes(10) + chance.randbytes(chance.choice([50, 478, 4000, 20_000]))


def random_bytes(chance: random.Random) -> bytes:
    return chance.choice(
        [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"{\\rtf1", b"<?xml ", b"\xff\xd8\xff\xe0", b"\xef\xbb\xbf"]
    ) + chance.randbytes(chance.randint(0, 5000))


FORMS: dict[str, tuple[Maker, ...]] = {
    ".pdf": (
        pdf_kids_in_a_circle, pdf_tree_in_a_circle, pdf_count, pdf_box, pdf_form_in_itself, pdf_length, pdf_flate_bomb, pdf_places,
        pdf_many_rules, pdf_grid, pdf_many_letters, pdf_previous, pdf_nested, pdf_reference, pdf_picture, pdf_map,
    ),
    ".xml": (xml_laughs, xml_quadratic, xml_outside, xml_nested, xml_declared, xml_attributes),
    ".html": (html_charset, html_nested, html_spans, html_open, html_styles),
    ".json": (json_nested, json_numbers, json_keys, json_types),
    ".jsonl": (lines_of_records,),
    ".rtf": (rtf_words,),
    ".md": (markdown_signs, front_matter),
    ".txt": (text_lines, mixed_encodings, lone_surrogates, nulls, random_bytes),
    ".zip": (zip_bomb, zip_many, zip_names, zip_nested, zip_header),
    ".docx": (word_part, word_body, word_styles, office),
    ".png": (picture,),
    ".tif": (tiff,),
    ".doc": (compound,),
}  # fmt: skip
