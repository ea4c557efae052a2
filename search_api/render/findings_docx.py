"""Findings as a Word document: a report to hand on, with links to both texts."""

from __future__ import annotations

import re
from datetime import datetime, time
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from corpus.language.directions import direction, runs_right_to_left
from search_api.findings import Evidence, Finding, Findings, Place
from search_api.render.findings import url_of

if TYPE_CHECKING:
    # The words stand with the sentences of the API, which gives findings out itself.
    from docx.document import Document
    from docx.text.paragraph import Paragraph

    from search_api.http.messages.findings import FindingWords

FONT = "Times New Roman"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINK = RGBColor(0x1A, 0x4F, 0x8A)
_LONGEST = 1200
"""Characters of a text that is quoted: the rest is behind its link."""


def findings_docx(found: Findings, words: FindingWords, title: str, address: str = "") -> bytes:
    """The report: what was asked, how many of each kind, then each finding under its kind."""
    return _Report(words, address).made(found, title)


class _Report:
    """One document in the making; paragraphs run as the language of the words does."""

    def __init__(self, words: FindingWords, address: str) -> None:
        self._words, self._address = words, address
        self._rtl = direction(words.language) == "rtl"
        self._document: Document = docx.Document()

    def made(self, found: Findings, title: str) -> bytes:
        self._set_up(found, title)
        self._paragraph(title, "Title")
        self._paragraph(self._words.report("as_of", day=self._words.day(found.on)))
        for asked in found.subject:
            self._paragraph(asked, "List Bullet")
        self._overview(found)
        for kind, of_kind in groupby(found.findings, key=lambda one: one.kind):
            self._paragraph(self._words.kind(kind), "Heading 1")
            for finding in of_kind:
                self._finding(finding)
        if found.told:
            self._paragraph(self._words.report("told"), "Heading 1")
            for finding in found.told:
                self._finding(finding)
        made = BytesIO()
        self._document.save(made)
        return made.getvalue()

    def _set_up(self, found: Findings, title: str) -> None:
        for name in ("Normal", "Title", "Heading 1", "Heading 2", "List Bullet"):
            fonts = self._document.styles[name].element.get_or_add_rPr().get_or_add_rFonts()
            for key in [key for key in fonts.attrib if key.endswith("Theme")]:
                del fonts.attrib[key]
            for key in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
                fonts.set(qn(key), FONT)
        self._document.styles["Normal"].font.size = Pt(11)
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        properties = self._document.core_properties
        properties.title, properties.language = _clean(title)[:250], self._words.language
        properties.author, properties.comments = "Treatybase", ""
        properties.created = properties.modified = datetime.combine(found.on, time())

    def _overview(self, found: Findings) -> None:
        say = self._words
        rows = [(say.kind(kind), str(number)) for kind, number in found.counts.items()]
        self._table([(say.report("kind"), say.report("number")), *rows])
        if not rows:
            self._paragraph(say.report("none"))
        if found.unjudged:
            self._paragraph(say.report("unjudged"), "Heading 2")
            self._table([(say.unjudged(reason), str(number)) for reason, number in found.unjudged.items()])

    def _table(self, rows: list[tuple[str, str]]) -> None:
        table = self._document.add_table(rows=0, cols=2, style="Table Grid")
        if self._rtl:
            table._tblPr.append(OxmlElement("w:bidiVisual"))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                self._fill(cell.paragraphs[0], text)

    def _finding(self, finding: Finding) -> None:
        head = self._paragraph("", "Heading 2")
        self._place(head, finding.place)
        self._paragraph(self._words.says(finding))
        if finding.words:
            self._quotation(finding.words, finding.place.language)
        for each in finding.evidence:
            self._evidence(each)

    def _evidence(self, evidence: Evidence) -> None:
        line = self._paragraph(f"{self._words.role(evidence.role)}: ", "List Bullet")
        self._place(line, evidence.place)
        if evidence.day:
            self._fill(line, f" ({self._words.day(evidence.day)})")
        if evidence.words:
            self._quotation(evidence.words, evidence.place.language)

    def _place(self, paragraph: Paragraph, place: Place) -> None:
        text, url = self._words.named(place), url_of(place, self._address)
        page = f" ({self._words.report('page', page=place.page)})" if place.page else ""
        if not url or not self._address:  # a path alone opens nothing from a file
            self._fill(paragraph, text + page)
            return
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        paragraph._p.append(link)
        run = paragraph.add_run(_clean(text))
        run.font.color.rgb, run.font.underline = _LINK, True
        self._direct(run, text)
        link.append(run._r)
        self._fill(paragraph, page)

    def _quotation(self, text: str, language: str) -> None:
        short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        paragraph = self._paragraph("", "Normal", rtl=direction(language) == "rtl")
        paragraph.paragraph_format.left_indent = Mm(8)
        self._fill(paragraph, short, italic=True)

    def _paragraph(self, text: str, style: str = "Normal", *, rtl: bool | None = None) -> Paragraph:
        paragraph = self._document.add_paragraph(style=style)
        if self._rtl if rtl is None else rtl:
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        self._fill(paragraph, text)
        return paragraph

    def _fill(self, paragraph: Paragraph, text: str, *, italic: bool = False) -> None:
        if text:
            run = paragraph.add_run(_clean(text))
            run.italic = italic or None
            self._direct(run, text)

    def _direct(self, run: Any, text: str) -> None:
        """Word sets a run from right to left only where it is told so."""
        if runs_right_to_left(text):
            run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))


def _clean(text: str) -> str:
    """Without what XML refuses: a draft may hold anything."""
    return _NOT_XML.sub("", text)
