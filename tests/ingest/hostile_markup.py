"""XML and HTML made to harm its reader; `chance` sets the sizes."""

# ruff: noqa: E501  (documents and tables read better unbroken)

from __future__ import annotations

import random

from damage import ARTICLES


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
