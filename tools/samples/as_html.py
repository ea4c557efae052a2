"""Samples as HTML, which is also what PDFs are printed from."""

from __future__ import annotations

import html
from collections.abc import Sequence

from tools.samples.markdown import ITEM, Block, source_blocks, spans, title_of
from tools.samples.sources import Source

STYLE = """
@page { size: A4; margin: 24mm 22mm 22mm 22mm;
  @top-center { content: HEADER; font: italic 8.5pt "Noto Serif", serif; color: #333; }
  @bottom-center { content: counter(page); font: 9pt "Noto Serif", serif; } }
@page :first { @top-center { content: none; } }
html { font-variant-ligatures: LIGATURES; }
html { font: 10.5pt/1.42 "Noto Serif", "Noto Naskh Arabic", "Noto Serif CJK SC", serif; }
body { margin: 0; }
h1 { font-size: 14pt; text-align: center; margin: 0 0 12pt; }
h2 { font-size: 11.5pt; text-align: center; margin: 16pt 0 8pt; break-after: avoid; }
h3, h4, h5, h6 { font-size: 10.5pt; margin: 11pt 0 4pt; break-after: avoid; }
p { margin: 0 0 5pt; text-align: justify; orphans: 2; widows: 2; }
p.item { margin-inline-start: 8mm; }
blockquote { margin: 0 0 5pt; padding-inline-start: 8mm; text-align: justify; }
.center { text-align: center; } .right { text-align: end; } .left { text-align: start; }
table { border-collapse: collapse; width: 100%; margin: 8pt 0; font-size: 9.5pt; }
td, th { padding: 3pt 5pt; vertical-align: top; text-align: start; }
table.grid td, table.grid th { border: 0.6pt solid #222; }
table.layout td { text-align: center; font-size: 10.5pt; }
thead { display: table-header-group; } tr { break-inside: avoid; }
table.columns { font-size: 10pt; table-layout: fixed; }
table.columns > tbody > tr { break-inside: auto; }
table.columns > tbody > tr > td { width: 50%; padding: 0 4mm 3pt 0; }
table.columns > tbody > tr > td + td { padding: 0 0 3pt 4mm; }
hr { border: 0; border-top: 0.6pt solid #222; width: 30%; margin: 8pt auto; }
.pagebreak { break-before: page; }
"""


def css_string(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def inline_html(text: str) -> str:
    out = []
    for part, bold, italic in spans(text):
        piece = html.escape(part, quote=False).replace("\n", "<br>")
        piece = f"<i>{piece}</i>" if italic else piece
        out.append(f"<b>{piece}</b>" if bold else piece)
    return "".join(out)


def table_html(block: Block) -> str:
    def row(cells: Sequence[str], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{inline_html(c)}</{tag}>" for c in cells) + "</tr>"

    head = f"<thead>{row(block.rows[0], 'th')}</thead>" if block.header else ""
    body = "\n".join(row(r, "td") for r in block.rows[1 if block.header else 0 :])
    kind = "grid" if block.bordered else "layout"
    return f'<table class="{kind}">{head}<tbody>{body}</tbody></table>'


def block_html(block: Block) -> str:
    if block.kind == "table":
        return table_html(block)
    if block.kind == "rule":
        return "<hr>"
    if block.kind == "pagebreak":
        return '<div class="pagebreak"></div>'
    names = [block.align] if block.align else []
    if block.kind == "para" and ITEM.match(block.text):
        names.append("item")
    tags = {"para": "p", "quote": "blockquote"}
    tag = tags.get(block.kind) or f"h{block.level}"
    attribute = f' class="{" ".join(names)}"' if names else ""
    return f"<{tag}{attribute}>{inline_html(block.text)}</{tag}>"


def blocks_html(blocks: Sequence[Block]) -> str:
    return "\n".join(block_html(block) for block in blocks)


def page_html(source: Source, content: str, style: str, charset: str = "utf-8") -> str:
    direction = "rtl" if source.rtl else "ltr"
    title = html.escape(title_of(source))
    return (
        f'<!DOCTYPE html>\n<html lang="{source.language}" dir="{direction}">\n<head>\n'
        f'<meta charset="{charset}">\n<title>{title}</title>\n<style>{style}</style>\n'
        f"</head>\n<body>\n{content}\n</body>\n</html>\n"
    )


def render_html(source: Source) -> None:
    """A plain web page in the declared encoding."""
    content = blocks_html(source_blocks(source))
    page = page_html(source, content, "body { max-width: 50em }", source.encoding)
    source.output.write_bytes(page.encode(source.encoding))
