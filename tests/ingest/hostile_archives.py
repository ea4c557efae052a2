"""Archives, Word files and pictures made to harm their reader; `chance` sets the sizes."""

# ruff: noqa: E501  (documents and tables read better unbroken)

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib

from damage import archive, word


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
            target.writestr(zipfile.ZipInfo(f"{n}.txt"), b"")
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
