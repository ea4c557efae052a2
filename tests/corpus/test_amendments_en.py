"""Amendments in English: each line a clause, its new text if it stands below, and what is told of it."""

from __future__ import annotations

import pytest

from tests.corpus.amending import told_of

TITLE = "Protocol amending the Convention on Consular Relations of 3 May 2010"

FORMS: list[tuple[str, str, list[str]]] = [
    (
        "Article 22, paragraph 1, of the Convention is replaced by the following:",
        "“1. Consular officers shall be informed within one day.”",
        ["replaces art_22__para_1 | 1. Consular officers sha"],
    ),
    (
        "Article 5 shall be amended to read as follows:",
        "“Article 5\n1. Fees are payable in advance.\n2. No fee is refunded.”",
        ["replaces art_5 | Article 5"],
    ),
    (
        ("Paragraph 2 of Article 6 is replaced by the following: “2. The card is valid for three years.”"),
        "",
        ["replaces art_6__para_2 | 2. The card is valid for"],
    ),
    (
        "Paragraphs 1 and 3 of Article 7 are replaced by the following:",
        "“1. The register is public.\n3. The register is kept for ten years.”",
        [
            "replaces art_7__para_1 | 1. The register is publi",
            "replaces art_7__para_3 | 3. The register is kept ",
        ],
    ),
    (
        "The title of Article 8 is replaced by the following: “Time-limits”.",
        "",
        ["replaces art_8 (heading) | Time-limits"],
    ),
    (
        (
            "The introductory words of Article 9, paragraph 1, are replaced by the "
            "following: “1. The applicant shall submit:”."
        ),
        "",
        ["replaces art_9__para_1 (opening) | 1. The applicant shall s"],
    ),
    (
        (
            "The second sentence of Article 10, paragraph 2, shall be replaced by the "
            "following: “It is free of charge.”"
        ),
        "",
        ["replaces art_10__para_2 (other) | It is free of charge."],
    ),
    (
        "After article 22 of the Convention, the following article is inserted:",
        "“Article 22 bis\n1. Notices may be given by electronic means.”",
        ["inserts after art_22 | Article 22 bis"],
    ),
    (
        "A new Article 12A is inserted after Article 12:",
        "“Article 12A\nThe fee is waived.”",
        ["inserts after art_12: art_12a | Article 12A"],
    ),
    (
        "In Article 13, the following paragraph is added: “4. Copies are free.”",
        "",
        ["inserts last art_13 | 4. Copies are free."],
    ),
    (
        ("At the end of Article 14, paragraph 1, the following point is added: “(d) service passports.”"),
        "",
        ["inserts last art_14__para_1 | (d) service passports."],
    ),
    (
        (
            "The following paragraph is inserted before Article 15, paragraph 1: “1a. This "
            "Article applies to nationals.”"
        ),
        "",
        ["inserts before art_15__para_1 | 1a. This Article applies"],
    ),
    ("Article 16 is deleted.", "", ["repeals art_16"]),
    ("Articles 17 to 19 are repealed.", "", ["repeals art_17", "repeals art_18", "repeals art_19"]),
    (
        "Paragraph 3 of Article 20 and paragraph 2 of Article 21 are deleted.",
        "",
        ["repeals art_20__para_3", "repeals art_21__para_2"],
    ),
    (
        "In Article 23, the words “thirty days” are replaced by the words “ten days”.",
        "",
        ["replaces_words art_23 «thirty days» instead «ten days»"],
    ),
    (
        "In Article 24, paragraph 2, the words “in writing” are deleted.",
        "",
        ["replaces_words art_24__para_2 «in writing» instead «»"],
    ),
    (
        "In Article 25, the word “ship”, wherever it occurs, is replaced by the word “vessel”.",
        "",
        ["replaces_words art_25 «ship» instead «vessel» every"],
    ),
    ("In Article 26, for “300” substitute “41”.", "", ["replaces_words art_26 «300» instead «41»"]),
    (
        "In Article 27, after the words “diplomatic passport” insert “or service passport”.",
        "",
        ["replaces_words art_27 «diplomatic passport» after «or service passport»"],
    ),
    (
        "The words “or agent” are inserted after the word “officer” in Article 28.",
        "",
        ["replaces_words art_28 «officer» after «or agent»"],
    ),
    (
        "Paragraphs 3 and 4 of Article 29 shall be renumbered as paragraphs 4 and 5.",
        "",
        ["renumbers art_29__para_3: art_29__para_4", "renumbers art_29__para_4: art_29__para_5"],
    ),
    (
        "Article 31 is amended as follows: 1. paragraph 2 is deleted.",
        "",
        ["unread deed art_31", "unread target work"],
    ),
    ("The Consular Fees Act, 1990, is repealed.", "", ["repeals work"]),
    ("This Protocol supersedes the Agreement on Consular Fees of 3 May 1999.", "", ["replaces work"]),
    (
        "The Harbour Dues Order No. 12 of 2004 is hereby repealed and replaced by this Order.",
        "",
        ["replaces work"],
    ),
    (
        "Article 32 of the Convention is amended by deleting the words “and safe”.",
        "",
        ["replaces_words art_32 «and safe» instead «»"],
    ),
    (
        "For Article 33 substitute: “33. Disputes are settled by negotiation.”",
        "",
        ["replaces art_33 | 33. Disputes are settled"],
    ),
    ("Annex II is replaced by the Annex to this Protocol.", "", ["unread new_text annex_2"]),
    ("Article 34 is deleted, except as regards officers appointed before 2010.", "", ["unread deed art_34"]),
]


@pytest.mark.parametrize(("clause", "below", "told"), FORMS, ids=[clause[:60] for clause, _, _ in FORMS])
def test_the_changes_of_a_clause(clause: str, below: str, told: list[str]) -> None:
    assert told_of(TITLE, clause, below, "en") == told
