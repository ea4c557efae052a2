"""Footnotes in the tree: out of the running text, at the end of the unit that carries their mark."""

from __future__ import annotations

from ingest.document import Block, BlockKind, RawDocument
from ingest.readers.flow import rebase
from ingest.structure.lines import Line
from ingest.structure.text import structure

NOTE = BlockKind.FOOTNOTE


def _tree(*blocks: tuple[str, BlockKind] | str) -> dict[str, tuple[str, str]]:
    made = [Block(one) if isinstance(one, str) else Block(one[0], one[1]) for one in blocks]
    found = structure(RawDocument(rebase(made)), "en")
    return {provision.eid: (provision.label, provision.text) for provision in found.walk()}


ARTICLES = (
    "Article 1",
    "Each Party shall name an authority [1] that legalises documents.",
    "It may name more than one. [2]",
    "Article 2",
    "The fees are made public. [3]",
)


def test_notes_behind_the_text() -> None:
    tree = _tree(*ARTICLES, ("[1] See the list in the annex.", NOTE), ("[2] Up to three.", NOTE),
                 ("[3] In euros.", NOTE))  # fmt: skip
    assert tree["art_1__fn_1"] == ("[1]", "See the list in the annex.")
    assert tree["art_1__fn_2"] == ("[2]", "Up to three.")
    assert tree["art_2__fn_3"] == ("[3]", "In euros.")
    assert not any("annex" in text for eid, (_, text) in tree.items() if "fn" not in eid)


def test_numbers_that_begin_again_on_each_page() -> None:
    tree = _tree(
        "Article 1", "Consuls [1] may visit.", ("[1] Career consuls only.", NOTE),
        "Article 2", "Detention [1] is told.", ("[1] Of any kind.", NOTE), ("and for any time.", NOTE),
    )  # fmt: skip
    assert tree["art_1__fn_1"][1] == "Career consuls only."
    assert tree["art_2__fn_1"][1] == "Of any kind.\nand for any time."


def test_a_note_without_a_mark_goes_with_the_text_before_it() -> None:
    tree = _tree(*ARTICLES, ("* Adopted without a vote.", NOTE))
    assert tree["art_2__fn_1"] == ("[*]", "Adopted without a vote.")


def test_a_note_is_within_a_chapter_at_its_article() -> None:
    tree = _tree("Chapter I", "Visits", *ARTICLES, ("[1] See the list.", NOTE))
    assert "art_1__fn_1" in tree


def test_a_note_widens_no_place() -> None:
    blocks = [Block(text) for text in ARTICLES] + [Block("[1] See the list in the annex.", NOTE)]
    document = RawDocument(rebase(blocks))
    first = structure(document, "en").provisions[0]
    assert first.span is not None
    assert first.span.end <= document.text.index("Article 2")


def test_a_text_of_notes_alone_is_text() -> None:
    assert any("annex" in text for _, text in _tree(("[1] See the list in the annex.", NOTE)).values())


def test_pages_of_a_paragraph_that_runs_on() -> None:
    text = "1. The post is informed in two days. It may answer. 2. It keeps a register of all."
    block = Block(text, page=3, turns=((text.index("may"), 4),))
    blocks = (Block("Article 1", page=3), block, Block("3. It closes.", page=4))
    found = structure(RawDocument(rebase(blocks)), "en")
    pages = {node.eid: (node.span.page, node.page_to) for node in found.walk() if node.span}
    assert pages["art_1"] == (3, 4)
    assert pages["art_1__para_1"] == (3, 4)
    assert pages["art_1__para_3"] == (4, 4)


def test_a_part_of_a_line_knows_its_page() -> None:
    line = Line("one two three four", 10, page=3, turns=((4, 4), (14, 5)))
    assert [line.part(a, b).page for a, b in ((0, 3), (4, 7), (14, 18))] == [3, 4, 5]
    assert line.part(4, 18).turns == ((10, 5),)
    assert (line.page_to, line.part(0, 7).page_to) == (5, 4)
