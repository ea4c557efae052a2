"""The citation grammar in English: Acts and their sections, codes, regulations, resolutions, treaties."""

from __future__ import annotations

import pytest
from cited_forms import pairs

from corpus.language.citations import cite_tree
from corpus.model import Provision, ProvisionKind

CITED = [
    ("In section 4 of the Harbours Act 2004 (interpretation), in subsection (2)(a), for “it” substitute “a”.",
     [("art_4", "another"), ("art_4__para_2__point_a", "another")]),
    ("Section 9 of the Quays Act 1998 has effect subject to this section. Subsection (2) of that section",
     [("art_9", "another"), ("art_7", "this"), ("art_9__para_2", "another")]),
    ("by section 25 read with clause (c) of sub-section (1) of section 3 of the Guests Act, 1946,",
     [("art_25", "another"), ("art_3__para_1__point_c", "another")]),
    ("Paragraph 36(1)(b) and subsection 37(2) of the Harbour Act are repealed",
     [("art_36__para_1__point_b", "another"), ("art_37__para_2", "another")]),
    ("under subsection 501(3) or section 501BA of the Port Entry Act 1958",
     [("art_501__para_3", "another"), ("art_501ba", "another")]),
    ("This section applies", [("art_7", "this")]),
    ("the Ports Act 2001 is amended— (a) in section 2, by the insertion of the following definition: “quay”"
     " means a place; and (b) in section 4(1)(b), by the substitution of “quay” for “port”.",
     [("", "another"), ("art_2", "another"), ("art_4__para_1__point_b", "another")]),
    ("title II of the Quay Reform Act of 1996", [("title_2", "another")]),
    ("article 5, other than paragraph 3 thereof", [("art_5", "this"), ("art_5__para_3", "this")]),
    ("Section 5 of the Maritime Act (Chapter 170A of the 1997 Edition)", [("art_5", "170A")]),
    ("With the exception of the quays in paragraph 5 of Annex VII, paragraph 2 shall not apply",
     [("annex_7__para_5", "this"), ("art_7__para_2", "this")]),
    ("ratification1. the ports shall be open.2. they serve the states in article 14, paragraph 1.3. the end",
     [("art_14__para_1", "this")]),
    ("paragraph 1 of this Article, provided that Article 5 applies",
     [("art_7__para_1", "this"), ("art_5", "this")]),
    ("provided that section 12 of the Ports Act 1990 applies", [("art_12", "another")]),
    ("it is understood that Protocol 7 of the Varda Trade Agreement applies", [("protocol_7", "another")]),
    ("the foregoing paragraphs, the preceding Articles and the preceding paragraph",
     [("art_7__para_1..art_7__para_2", "this"), ("art_1..art_6", "this"), ("art_7__para_2", "this")]),
    ("its Schedule of Commitments", []),
    ("article 5, paragraph 1, point (a), and paragraph 2 of article 6",
     [("art_5__para_1__point_a", "this"), ("art_6__para_2", "this")]),
    ("The Refugees Act 1998 is amended by the substitution for section 22 of the following section: “22. (1) "
     "A permit. (2) The permit referred to in subsection (1) lapses.”",
     [("", "another"), ("art_22", "another"), ("art_22__para_1", "another")]),
    ("under Section 24(1) of the Ports and Quays Proclamation No. 378/2003",
     [("art_24__para_1", "378/2003")]),
    ("Article 18, paragraph 2, points (a) and (d); (c) the port", [("art_18__para_2__point_a", "this"),
     ("art_18__para_2__point_d", "this")]),
    ("articles 5 and 6 above and 11 and 12 below", [("art_5", "this"), ("art_6", "this"), ("art_11", "this"),
     ("art_12", "this")]),
    ("Section B of the Ministry may act", []),
    ("articles 4 and 5, article 6", [("art_4", "this"), ("art_5", "this"), ("art_6", "this")]),
    ("Section 7 of the Ports Act 1967, as amended by the Quays Act 1970, is amended as follows."
     " In subsection (2)",
     [("art_7", "another"), ("", "another"), ("art_7__para_2", "another")]),
    ("The Ports (Dues) Order is amended— (a) in clause 2 by deleting it",
     [("", "another"), ("art_2", "another")]),
    ("establishing a Community Code on Ports", []),
    ("section 1(1) and (4A)", [("art_1__para_1", "this"), ("art_1__para_4a", "this")]),
    ("Regulation 4 of the Port (Dues) Rules 2011 (S.I. No. 146 of 2011) is amended— (a) in paragraph (1)",
     [("art_4", "146 of 2011"), ("art_4__para_1", "146 of 2011")]),
    ("section 1 of the Consular Conventions Act (Chapter 149 of the 1985 Revised Edition)",
     [("art_1", "149")]),
    ("section 12(1)(b) of the Ports Act, Chapter 123 of the Laws of Marjana",
     [("art_12__para_1__point_b", "123")]),
    ("the Ports Decree 1969 (N.L.C.D. 155), save for its section 4.",
     [("", "another"), ("art_4", "another")]),
    ("Article 28 of the 1954 Convention relating to the Status of Ports", [("art_28", "another")]),
    ("the Ports Act, 1955 (57 of 1955), and section 7, in clause (b) thereof,",
     [("", "57 of 1955"), ("art_7", "this"), ("point_b", "57 of 1955")]),
    ("Article XVI of “the General Agreement on Ports 1994”", [("art_16", "another")]),
    ("Chapter 6, in particular the Article 199, of the Ostermere Convention",
     [("chp_6", "another"), ("art_199", "another")]),
    ("Article 5, in particular paragraph 2, of this Act", [("art_5__para_2", "this")]),
    ("as in articles 7, 13 to 17 inclusive, 21 and 25 to 30 inclusive, 32 apply",
     [("art_7", "this"), ("art_13..art_17", "this"), ("art_21", "this"), ("art_25..art_30", "this"),
      ("art_32", "this")]),
    ("In this Chapter: articles 4 and 5", [("chp_2", "this"), ("art_4", "this"), ("art_5", "this")]),
    ("referred to in this paragraph 5; in the first para graph of Article 6",
     [("art_7__para_5", "this"), ("art_6__para_1", "this")]),
    ("it shall be added to Annex 6", [("annex_6", "this")]),
    ("the first paragraph of a letter of request", []),
    ("In paragraph (1) “Registrar” means", [("art_7__para_1", "this")]),
    ("in paragraph (bc) of section 4", [("art_4__para_bc", "this")]),
    ("Section 12 of the Ports Act 1967 is amended by the deletion of subsection (3).",
     [("art_12", "another"), ("art_12__para_3", "another")]),
    ("Section 5 of the Ports Act 1967 is amended— (a) in subsection (2), by substituting it",
     [("art_5", "another"), ("art_5__para_2", "another")]),
    ("after section 14 of the principal Act insert— (1) the quay", [("art_14", "another")]),
    ("the following article is inserted after Article 6:", [("art_6", "another")]),
    ("Article 4(a) to (d) of this Treaty", [("art_4__point_a..art_4__point_d", "this")]),
    ("subparagraph 34(1)(b)(ii) of the Act", [("art_34__para_1__point_b__subpoint_ii", "another")]),
    ("the Ports Act, R.S.C. 1985, c. I-2", [("", "R.S.C. 1985, c. I-2")]),
    ("Statutory Instruments No. 34 of 1999", [("", "34 of 1999")]),
    ("paragraph 3 of article IX and paragraph 2 of Annex B",
     [("art_9__para_3", "this"), ("annex_b__para_2", "this")]),
    ("article 9 and of the last paragraph of article 10 of the General Agreement",
     [("art_9", "another"), ("art_10", "another")]),
    ("Article 3 common to the Geneva Conventions of 1949", [("art_3", "another")]),
    ("Additional Protocol II to the Geneva Conventions", [("", "another")]),
    ("the ILO Convention No. 182", [("", "182")]),
    ("Articles 2 (first paragraph), 3 and 15 of this Treaty",
     [("art_2__para_1", "this"), ("art_3", "this"), ("art_15", "this")]),
    ("section 7(2)(b) or regulation 14(1) of the Ports Regulations 1998",
     [("art_7__para_2__point_b", "this"), ("art_14__para_1", "another")]),
    ("the Ostermere Convention on Ports, articles 29, 30 (1) and 31 to 35, applies",
     [("art_29", "another"), ("art_30__para_1", "another"), ("art_31..art_35", "another")]),
    ("points (15) and (16), respectively, of Article 2 of Regulation (EU) 2016/399",
     [("art_2__point_15", "2016/399"), ("art_2__point_16", "2016/399")]),
    ("article 1, section A, paragraph 2, of the Ostermere Convention",
     [("art_1__sec_a__para_2", "another")]),
    ("recitals 40 to 42 of that Regulation", [("recital_40..recital_42", "another")]),
    ("22 U.S.C. 4215 and 22 CFR 92.18", [("art_4215", "22 U.S.C."), ("art_92.18", "22 CFR")]),
    ("s. 12(1)(a) or (c) of the Ports Act 1967",
     [("art_12__para_1__point_a", "another"), ("art_12__para_1__point_c", "another")]),
    ("Sch 1, Pt 2, para 6", [("annex_1__part_2__para_6", "this")]),
    ("the second section of the train", []),
    ("References in the Ostermere Free Trade Agreement to ports", [("", "another")]),
    ("Article VIII of the Articles of Agreement of the International Monetary Fund", [("art_8", "another")]),
    ("the Dublin III Regulation applies", [("", "another")]),
    ("the route is called International Agreement", []),
    ("paragraphs 276ADE(1) to 276DH of this Convention", [("para_276ade__point_1", "this")]),
    ("by means of Interim Agreements between Marjana and Cardena and the relevant Interim Agreement", []),
    ("the Understanding on the Interpretation of Article XXIV of GATT 1994", [("", "another")]),
    ("the Convention fixing the minimum age for admission of children, 1919", [("", "another")]),
    ("the Agreed Minute on Co-operation in Ports signed in Ostermere", [("", "another")]),
    ("the code annexed to the Rules of Procedure", [("", "another")]),
    ("document A/CONF.62/122 and INFCIRC/225/Rev.4", [("", "A/CONF.62/122"), ("", "INFCIRC/225/Rev.4")]),
    ("Article XXIV.12 of GATT 1994", [("art_24__para_12", "GATT 1994")]),
    ("Article XI:2(c)(i) of GATT 1994", [("art_11__para_2__point_c__subpoint_i", "GATT 1994")]),
    ("Articles I:1 and III:4 of the GATT 1994",
     [("art_1__para_1", "GATT 1994"), ("art_3__para_4", "GATT 1994")]),
    ("subject to the provisions of article xxi.2, the scope", [("art_21__para_2", "this")]),
    ("the Agreement of 22 September 1950 concerning ports between Marjana and the Gondolan Union shall cease",
     [("", "another")]),
    ("the Agreement on cultural, scientific and technical co-operation", [("", "another")]),
    ("Protocol B (hereinafter called “Protocol B”) of this Agreement", [("protocol_b", "this")]),
    ("See Protocol B of this Agreement", [("protocol_b", "this")]),
    ("the requirements of this part is met", []),
    ("section 5 of this part", [("art_5", "this")]),
    ("section 12 of the Marrow Act 1978 applies", [("art_12", "another")]),
    ("under section 12(3)(b) of the Marrow Act 1978", [("art_12__para_3__point_b", "another")]),
    ("sections 12 to 14 of the Ports and Harbours (Consolidation) Act 1964", [("art_12..art_14", "another")]),
    ("Schedule 2 to the Marrow Act 1978", [("annex_2", "another")]),
    ("paragraph 5 of Schedule 2 to the Marrow Act 1978", [("annex_2__para_5", "another")]),
    ("paragraph 5(1)(a) of Schedule 1 to that Act", [("annex_1__para_5__point_1__subpoint_a", "another")]),
    ("regulation 4 of the Consular Fees Regulations 2012", [("art_4", "another")]),
    ("regulation 4(2) of the Consular Fees (Amendment) Regulations 2012", [("art_4__para_2", "another")]),
    ("S.I. 2005/123", [("", "2005/123")]),
    ("S.I. 2005 No. 123", [("", "2005 No. 123")]),
    ("the Consular Fees Order 2012", [("", "another")]),
    ("rule 34 of the Harbour Rules 1999", [("art_34", "another")]),
    ("section 3 above", [("art_3", "this")]),
    ("subsection (2) above", [("art_7__para_2", "this")]),
    ("subsections (2) and (3) of section 5", [("art_5__para_2", "this"), ("art_5__para_3", "this")]),
    ("Part II of the Immigration Act 1971", [("part_2", "another")]),
    ("Part 3 of this Act", [("part_3", "this")]),
    ("by virtue of section 3ZA of the Marrow Act 1978", [("art_3za", "another")]),
    ("by section 65A(1) of the Marrow Act 1978", [("art_65a__para_1", "another")]),
    ("section 1 of the 1978 Act", [("art_1", "another")]),
    ("within the meaning of the 1978 Act", [("", "another")]),
    ("Chapter 2 of Part 3 of the Finance Act 2004", [("part_3__chp_2", "another")]),
    ("the Act of 1978", [("", "another")]),
    ("the Interpretation Act, Cap. 1,", [("", "1")]),
    ("the Marrow Act 1978 (c. 30)", [("", "another")]),
    ("15 U.S.C. 1601 et seq.", [("art_1601", "15 U.S.C.")]),
    ("42 U.S.C. § 1983", [("art_1983", "42 U.S.C.")]),
    ("5 U.S.C. 552(a)(1)", [("art_552__para_a__point_1", "5 U.S.C.")]),
    ("22 USC 254a", [("art_254a", "22 USC")]),
    ("8 CFR 214.2(h)(1)(ii)", [("art_214.2__para_h__point_1__subpoint_ii", "8 CFR")]),
    ("21 C.F.R. § 1306.04", [("art_1306.4", "21 C.F.R.")]),
    ("22 CFR part 51", [("part_51", "22 CFR")]),
    ("section 552 of title 5, United States Code", [("art_552", "another")]),
    ("section 101(a)(15)(H) of the Immigration and Nationality Act",
     [("art_101__para_a__point_15__subpoint_h", "another")]),
    ("Public Law 111-203, 124 Stat. 1376", [("", "111-203"), ("", "another")]),
    ("Pub. L. 99-603", [("", "99-603")]),
    ("Executive Order 12988", [("", "12988")]),
    ("E.O. 13563", [("", "13563")]),
    ("in § 1013.2(e)(1)", [("art_1013.2__para_e__point_1", "this")]),
    ("subpart B of this part", []),
    ("73 FR 12345", [("", "another")]),
    ("appendix A to this part", [("annex_a", "this")]),
    ("appendices A and B to this part", [("annex_a", "this"), ("annex_b", "this")]),
    ("paragraph 4(1)(c) of the Citizenship Act", [("art_4__para_1__point_c", "another")]),
    ("section 5 of the Privacy Act 1988 (Cth)", [("art_5", "another")]),
    ("section 7 of the Passports Act 2008 (No. 4 of 2008)", [("art_7", "4 of 2008")]),
    ("Act No. 61 of 1985", [("", "61 of 1985")]),
    ("Act 25 of 2012", [("", "25 of 2012")]),
    ("section 3 of Act 25 of 2012", [("art_3", "25 of 2012")]),
    ("Ordinance No. 12 of 1966", [("", "12 of 1966")]),
    ("clause (b) of sub-section (1) of section 4", [("art_4__para_1__point_b", "this")]),
    ("clause (b) of sub-section (1) of section 4 of the Passports Act, 1967 (15 of 1967)",
     [("art_4__para_1__point_b", "15 of 1967")]),
    ("proviso to section 6 of the Passports Act, 1967", [("art_6", "another")]),
    ("rule 5 of the Passports Rules, 1980", [("art_5", "another")]),
    ("Legal Notice 45 of 2010", [("", "45 of 2010")]),
    ("G.S.R. 314(E)", [("", "314(E)")]),
    ("Article 14 of the Constitution", [("art_14", "another")]),
    ("the Second Schedule", [("annex_2", "this")]),
    ("the First Schedule to the Passports Act, 1967", [("annex_1", "another")]),
    ("resolution 217 A (III)", [("", "217 A (III)")]),
    ("General Assembly resolution 217 A (III) of 10 December 1948", [("", "217 A (III)")]),
    ("General Assembly resolution 61/106", [("", "61/106")]),
    ("resolutions 2131 (XX) and 2625 (XXV)", [("", "2131 (XX)"), ("", "2625 (XXV)")]),
    ("Security Council resolution 1373 (2001)", [("", "1373 (2001)")]),
    ("A/RES/61/106", [("", "A/RES/61/106")]),
    ("document A/RES/70/1", [("", "A/RES/70/1")]),
    ("Article 51 of the Charter of the United Nations", [("art_51", "another")]),
    ("Chapter VII of the Charter of the United Nations", [("chp_7", "another")]),
    ("Article 31, paragraph 3(c), of the Vienna Convention on the Law of Treaties",
     [("art_31__para_3__point_c", "another")]),
    ("article 2 (1) (a) of the Covenant", [("art_2__para_1__point_a", "another")]),
    ("articles 19-21 of the International Covenant on Civil and Political Rights",
     [("art_19..art_21", "another")]),
    ("1155 UNTS 331", [("", "UNTS 1155:331")]),
    ("the Convention against Torture and Other Cruel, Inhuman or Degrading Treatment or Punishment",
     [("", "another")]),
    ("the Convention on the Privileges and Immunities of the United Nations", [("", "another")]),
    ("Protocol No. 1 to this Convention", [("protocol_1", "this")]),
    ("the Optional Protocol to the Convention on the Rights of the Child", [("", "another")]),
    ("the Vienna Convention on Diplomatic Relations of 18 April 1961", [("", "another")]),
    ("as defined in Article 1(a) thereof", [("art_1__point_a", "this")]),
    ("subparagraph (a) of paragraph 2 of Article 5", [("art_5__para_2__point_a", "this")]),
    ("sub-paragraphs (a) to (c) of paragraph 1",
     [("art_7__para_1__point_a..art_7__para_1__point_c", "this")]),
    ("paragraph 2 above", [("art_7__para_2", "this")]),
    ("Annexes I and II to this Convention", [("annex_1", "this"), ("annex_2", "this")]),
    ("Annex IV, regulation 5", [("annex_4__art_5", "this")]),
    ("regulation 13G of Annex VI of MARPOL", [("annex_6__art_13g", "another")]),
    ("Regulation 12 of the International Regulations for Preventing Collisions at Sea, 1972",
     [("art_12", "another")]),
    ("Articles 3, 4 and 5 of the Statute of the International Court of Justice",
     [("art_3", "another"), ("art_4", "another"), ("art_5", "another")]),
    ("Regulation (EC) No 1346/2000", [("", "1346/2000")]),
    ("Council Regulation (EC) No 1346/2000 of 29 May 2000 on insolvency proceedings", [("", "1346/2000")]),
    ("Regulation (EU) 2016/679 of the European Parliament and of the Council", [("", "2016/679")]),
    ("Article 6(1)(f) of Regulation (EU) 2016/679", [("art_6__para_1__point_f", "2016/679")]),
    ("point (b) of Article 4(1) of Directive 2009/65/EC", [("art_4__para_1__point_b", "2009/65/EC")]),
    ("the second subparagraph of Article 3(2)", [("art_3__para_2__subpara_2", "this")]),
    ("the first paragraph of Article 288 TFEU", [("art_288__para_1", "another")]),
    ("Article 16(2) of the Treaty on the Functioning of the European Union", [("art_16__para_2", "another")]),
    ("Article 5 TEU", [("art_5", "another")]),
    ("Article 8 of the ECHR", [("art_8", "another")]),
    ("COM(2006) 400 final", [("", "COM(2006) 400")]),
    ("Council Decision 2004/512/EC", [("", "2004/512/EC")]),
    ("Framework Decision 2002/584/JHA", [("", "2002/584/JHA")]),
    ("Directives 2004/38/EC and 2003/109/EC", [("", "2004/38/EC"), ("", "2003/109/EC")]),
    ("Commission Implementing Regulation (EU) No 447/2014", [("", "447/2014")]),
    ("Article XX of GATT 1994", [("art_20", "GATT 1994")]),
    ("Article XX of the GATT 1994", [("art_20", "GATT 1994")]),
    ("Article 11.2 of this Agreement", [("art_11.2", "this")]),
    ("Articles 11.2.3 and 11.4", [("art_11.2.3", "this"), ("art_11.4", "this")]),
    ("Section B of Chapter Four", [("chp_4__sec_b", "this")]),
    ("Annex 3-A", [("annex_3-A", "this")]),
    ("Annex 4.1", [("annex_4.1", "this")]),
    ("paragraph 3 of Annex 2-B", [("annex_2-B__para_3", "this")]),
    ("the Agreement between Marjana and Cardena on Air Services, signed at Ostermere on 3 May 1966",
     [("", "another")]),
    ("in accordance with Articles 5, 6 and 7 of the said Agreement",
     [("art_5", "another"), ("art_6", "another"), ("art_7", "another")]),
    ("the Marrakesh Agreement Establishing the World Trade Organization", [("", "another")]),
    ("the WTO Agreement", [("", "another")]),
    ("Article 6 of the Understanding on Rules and Procedures Governing the Settlement of Disputes",
     [("art_6", "another")]),
    ("the provisions of Chapter II and III", [("chp_2", "this"), ("chp_3", "this")]),
    ("Appendix 1", [("annex_1", "this")]),
    ("Law No. 5-FZ of 3 March 2004", [("", "5-FZ")]),
    ("Decree of the President of Cardena No. 15 of 3 May 1999", [("", "15")]),
    ("the Law of the Republic of Cardena \"On Ports\"", [("", "another")]),
    ("Royal Decree No. 15/99", [("", "15/99")]),
    ("Article 5 of the Criminal Code", [("art_5", "another")]),
    ("Art. 12 para. 3 of the Act on Ports", [("art_12__para_3", "another")]),
    ("the rule of law and international law in force", []),
    ("the law of the sea applies in part", []),
    ("in accordance with its laws and regulations", []),
    ("the order of 5 June", []),
    ("the Parties to the Agreement", []),
    ("in the Member States of the Convention", []),
    ("a section of the road and a chapter of the book", []),
]  # fmt: skip
"""A text, and what it cites: the provision, and `this` work, the number of `another` or that alone."""


@pytest.mark.parametrize(("text", "wanted"), CITED)
def test_what_is_cited(text: str, wanted: list[tuple[str, str]]) -> None:
    assert pairs(f"see {text}", "en") == wanted


def _told(*texts: tuple[str, str]) -> list[list[tuple[str | None, str | None]]]:
    """What each article of a text cites: the provision, and the text of the work, None for this one."""
    nodes = [Provision(eid, ProvisionKind.ARTICLE, number=eid[-1], text=text) for eid, text in texts]
    found = {node.eid: citations for node, citations in cite_tree(nodes, "en")}
    return [
        [
            (
                target.provision,
                None if target.work.is_this or not target.work.named else target.work.named.text,
            )
            for citation in found.get(eid, ())
            for target in citation.targets
        ]
        for eid, _ in texts
    ]


def test_a_noun_alone_is_the_work_of_that_name_cited_before() -> None:
    *_, last = _told(
        ("art_1", "This Protocol adds to the Marjana Covenant on Ports."),
        ("art_2", "It applies to every party to the Covenant, but to no other covenant or protocol."),
    )
    assert last == [(None, "Marjana Covenant on Ports")]


def test_a_noun_alone_is_no_work_where_the_text_calls_itself_so_or_none_was_cited() -> None:
    assert _told(("art_1", "This Covenant binds."), ("art_2", "Parties to the Covenant and the Pact.")) == [
        [],
        [],
    ]


def test_that_article_is_the_one_cited_last() -> None:
    ((first, second),) = _told(
        (
            "art_9",
            "Means are given in Article 33; where they fail under paragraph 2 of that Article, it ends.",
        )
    )
    assert (first, second) == (("art_33", None), ("art_33__para_2", None))


def test_its_annex_is_that_of_the_work_named_last() -> None:
    own, other = _told(
        ("art_1", "Having seen the Marjana Covenant on Ports, this Protocol and its Annex apply."),
        ("art_2", "This Protocol adds to the Marjana Covenant on Ports and its Annex."),
    )
    assert own[-1] == ("annex", None)
    assert other[-1] == ("annex", "Marjana Covenant on Ports")


def test_the_title_before_a_text_is_no_citation() -> None:
    front = Provision(
        "preamble", ProvisionKind.PREAMBLE, text="Marjana Convention on Ports\nThe Parties agree."
    )
    assert list(cite_tree([front], "en")) == []


def test_a_noun_alone_in_a_part_is_the_act_that_it_carries_out() -> None:
    told = _told(
        ("art_1", "This part carries out the Marrow Lending Act."),
        ("art_2", "A law inconsistent with the Act and this part is void."),
    )
    assert told[1] == [(None, "Marrow Lending Act")]


def test_a_noun_in_the_plural_is_the_conventions_cited_before() -> None:
    told = _told(
        ("art_1", "This Protocol adds to the Marjana Conventions of 12 August 1949."),
        ("art_2", "Parties to the Conventions are Parties to this Protocol."),
    )
    assert told[1] == [(None, "Marjana Conventions of 12 August 1949")]
