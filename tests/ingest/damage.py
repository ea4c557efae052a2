"""A hundred files that are not what they should be, made from small sound ones with a fixed seed."""

# ruff: noqa: E501  (documents and tables read better unbroken)

from __future__ import annotations

import io
import json
import random
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pypdf

SEED = 20240517
MEBIBYTE = 1 << 20

ARTICLES = [
    ("Article 1", "The consular post shall be informed within two days when a national is detained."),
    ("Article 2", "Each Party shall keep a register of the documents that it has legalised."),
    ("Article 3", "This Agreement enters into force on the thirtieth day after the second note."),
]


def markdown() -> bytes:
    body = "\n\n".join(f"## {label}\n\n{text}" for label, text in ARTICLES * 5)
    return f"---\ntitle: Agreement on consular notes\n---\n\n# Agreement\n\n{body}\n".encode()


def text() -> bytes:
    return "\n\n".join(
        f"{label}\n{line} Điều khoản này có hiệu lực ngay." for label, line in ARTICLES * 8
    ).encode()


def html() -> bytes:
    body = "".join(f"<h2>{label}</h2><p>{line}</p>" for label, line in ARTICLES * 6)
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>Notes</title></head><body>{body}</body></html>".encode()
    )


def akn() -> bytes:
    articles = "".join(
        f'<article eId="art_{n}"><num>{label}</num><content><p>{line}</p></content></article>'
        for n, (label, line) in enumerate(ARTICLES, 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="agreement">'
        f"<meta/><body>{articles}</body></act></akomaNtoso>"
    ).encode()


def tree_json() -> bytes:
    articles = [{"number": n, "text": line * 3} for n, (_, line) in enumerate(ARTICLES, 1)]
    return json.dumps({"title": "Agreement on consular notes", "articles": articles}).encode()


def records() -> bytes:
    lines = [{"id": f"r{n}", "title": label, "text": line} for n, (label, line) in enumerate(ARTICLES)]
    return "\n".join(json.dumps(line) for line in lines).encode()


def rtf() -> bytes:
    body = "".join(f"\\b {label}\\b0\\par {line}\\par\n" for label, line in ARTICLES * 4)
    return f"{{\\rtf1\\ansi\\ansicpg1252{{\\fonttbl{{\\f0 Times;}}}}{body}}}".encode()


def word() -> bytes:
    document = docx.Document()
    for label, line in ARTICLES * 4:
        document.add_heading(label, level=2)
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    with zipfile.ZipFile(stream) as saved:
        return archive({name: saved.read(name) for name in saved.namelist()})


def pdf() -> bytes:
    """Two pages of Helvetica, written by hand."""
    lines = [line for label, text in ARTICLES * 3 for line in (label, text)]
    content = (
        b"BT /F1 11 Tf 72 760 Td 16 TL " + b" ".join(f"({line}) Tj T*".encode() for line in lines) + b" ET"
    )
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>",
        *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F1 6 0 R>>>>>>"]
        * 2,
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    return pdf_file(objects)


def pdf_file(objects: list[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1, the first its catalogue, with a true table of them."""
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)


def archive(members: dict[str, bytes]) -> bytes:
    """Made at no time, so that it is the same whenever it is made."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in members.items():
            target.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def bundle() -> bytes:
    return archive({"a/one.md": markdown(), "two.html": html(), "three.txt": text()})


SOUND: dict[str, Callable[[], bytes]] = {
    "agreement.md": markdown, "agreement.txt": text, "agreement.html": html, "agreement.xml": akn,
    "agreement.json": tree_json, "records.jsonl": records, "agreement.rtf": rtf, "agreement.docx": word,
    "agreement.pdf": pdf, "bundle.zip": bundle,
}  # fmt: skip


def truncated(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(1, len(data))]


def flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(max(3, len(data) // 100)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def zeroed(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] + bytes(min(500, len(data) - start)) + data[start + 500 :]


def noisy(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] + chance.randbytes(300) + data[start:]


def encrypted_pdf() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf()))
    writer.encrypt("secret", algorithm="AES-256")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def bomb(inner: int = 66 * MEBIBYTE) -> bytes:
    return archive({"bomb.txt": bytes(inner)})


def word_bomb() -> bytes:
    body = b"<w:p><w:r><w:t>" + b"a" * (66 * MEBIBYTE) + b"</w:t></w:r></w:p>"
    start = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    return archive({"word/document.xml": start + body + b"</w:body></w:document>"})


def lying_zip() -> bytes:
    """A member whose header says that it is small."""
    data = bytearray(archive({"small.txt": b"x" * (66 * MEBIBYTE)}))
    place = data.find(b"PK\x01\x02")
    data[place + 24 : place + 28] = (1000).to_bytes(4, "little")
    return bytes(data)


def entity_bomb() -> bytes:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    start = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e0 "ha">{levels}]>'
    return f"{start}{_around('&e8;')}".encode()


def outside_entity() -> bytes:
    start = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return f"{start}{_around('&x; and text')}".encode()


def _around(text: str) -> str:
    inner = f"<act><body><article><content><p>{text}</p></content></article></body></act>"
    return f"<akomaNtoso>{inner}</akomaNtoso>"


def special() -> Iterator[tuple[str, bytes]]:
    deep, line = 100_000, b"The Parties shall consult each other. " * (10 * MEBIBYTE // 38)
    yield "empty.md", b""
    yield "blank.txt", b" \n" * 200
    yield "zeros.txt", bytes(5000)
    yield "nested.html", b"<html><body>" + b"<div>" * deep + b"Article 1" + b"</div>" * deep
    yield "nested.xml", b"<akomaNtoso>" + b"<section>" * deep + b"x" + b"</section>" * deep + b"</akomaNtoso>"
    yield "nested-spans.html", b"<p>" + b"<b><i>" * deep + b"Article 1"
    yield "nested.json", b'{"articles":' * deep + b"1" + b"}" * deep
    yield "nested-list.json", b"[" * deep + b"]" * deep
    yield "nested.rtf", b"{\\rtf1 " + b"{" * deep + b"Article 1" + b"}" * deep
    yield "nested.md", b"> " * deep + b"Article 1\n"
    yield "nested-list.html", b"<ol><li>" * deep + b"x"
    yield "nested-table.html", b"<table><tr><td>" * 20_000 + b"x"
    yield "line.txt", line
    yield "line.md", line
    yield "line.html", b"<html><body><p>" + line
    yield "line.jsonl", json.dumps({"id": "a", "text": line.decode()}).encode()
    yield "line.json", json.dumps({"articles": [{"number": 1, "text": line.decode()}] * 2}).encode()
    yield "stars.md", b"*" * (4 * MEBIBYTE)
    yield "open-stars.md", b" *a" * MEBIBYTE
    yield "underscores.md", b"_a b" * MEBIBYTE
    yield "comments.md", b"<!-- " * MEBIBYTE
    yield "brackets.md", b"[" * (2 * MEBIBYTE)
    yield "pipes.md", b"|" * (2 * MEBIBYTE)
    yield "encrypted.pdf", encrypted_pdf()
    yield "no-pages.pdf", pdf_file([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"])
    yield (
        "many-pages.pdf",
        pdf_file([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 99999999>>"]),
    )
    yield "only-head.pdf", b"%PDF-1.7\n"
    yield "bomb.zip", bomb()
    yield "bomb.docx", word_bomb()
    yield "lying.zip", lying_zip()
    yield (
        "deep.zip",
        archive({"a.zip": archive({"b.zip": archive({"c.zip": archive({"d.md": markdown()})})})}),
    )
    yield "slip.zip", archive({"../../../../tmp/slip.md": markdown(), "/etc/slip.md": markdown()})
    yield "entities.xml", entity_bomb()
    yield "outside.xml", outside_entity()
    yield "unknown-root.xml", b"<invoice><total>12</total></invoice>"
    yield "word-97.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)
    yield "picture.txt", b"\x89PNG\r\n\x1a\n" + zlib.compress(bytes(3000))
    yield "surrogates.json", b'{"articles": [{"number": "1", "text": "\\ud800 lone"}, {"number": "2"}]}'
    yield "odd-utf16.txt", "Điều 1. Phạm vi\n".encode("utf-16") * 30 + b"\x00"
    yield "null-records.jsonl", b"null\n[]\n{}\n" * 50
    yield "half-record.jsonl", records() + b'\n{"id": "cut'


WRONG_NAMES = (("agreement.pdf", "really.md"), ("agreement.md", "really.pdf"), ("agreement.html", "really.json"),
               ("agreement.docx", "really.txt"), ("agreement.json", "really.docx"), ("bundle.zip", "really.html"),
               ("agreement.rtf", "really.xml"), ("records.jsonl", "really.zip"), ("agreement.xml", "really.rtf"),
               ("agreement.txt", "really.doc"))  # fmt: skip


def write_all(folder: Path) -> list[Path]:
    """Write the files and name them, always the same."""
    chance = random.Random(SEED)
    made = dict(special())
    made |= {name: SOUND[source]() for source, name in WRONG_NAMES}
    for damage in (truncated, flipped, zeroed, noisy, truncated, flipped):
        for name, make in SOUND.items():
            made[f"{damage.__name__}-{sum(key.endswith(name) for key in made)}-{name}"] = damage(
                make(), chance
            )
    for name, data in made.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in made]
