"""JSON, records, RTF, Markdown and plain text made to harm their reader; `chance` sets the sizes."""

# ruff: noqa: E501  (documents and tables read better unbroken)

from __future__ import annotations

import json
import random

from damage import records


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


def random_bytes(chance: random.Random) -> bytes:
    return chance.choice(
        [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"{\\rtf1", b"<?xml ", b"\xff\xd8\xff\xe0", b"\xef\xbb\xbf"]
    ) + chance.randbytes(chance.randint(0, 5000))
