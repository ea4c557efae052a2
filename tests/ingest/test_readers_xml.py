"""XML by root element: Akoma Ntoso and its dialects, Formex, agreement XML, the Universal Declaration."""

# ruff: noqa: E501  (documents and tables read better unbroken)

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.model import ForceState, IdentifierScheme, Provision, RelationType, WorkKind
from corpus.model import ProvisionKind as Kind
from ingest.document import RawDocument
from ingest.errors import NotADocument, TooLarge, UnknownFormat, UnreadableFile
from ingest.readers import read_file

AKN = 'xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"'


def read_all(tmp_path: Path, text: str) -> list[RawDocument]:
    path = tmp_path / "law.xml"
    path.write_text(text, encoding="utf-8")
    return list(read_file(path))


def read(tmp_path: Path, text: str) -> RawDocument:
    (document,) = read_all(tmp_path, text)
    return document


def nodes(document: RawDocument) -> dict[str, Provision]:
    assert document.tree is not None
    found = [node for top in document.tree for node in top.walk()]
    assert len({node.eid for node in found}) == len(found), "eIds are unique"
    return {node.eid: node for node in found}


PROTOCOL = f"""<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso {AKN}><act name="protocol" contains="originalVersion">
<meta><identification source="#mfa"><FRBRWork>
<FRBRthis value="/akn/xn/act/2017-10-09/protocol/!main"/><FRBRuri value="/akn/xn/act/2017-10-09/protocol"/>
<FRBRdate date="2019-01-01" name="markup"/><FRBRdate date="2017-10-09" name="signature"/>
<FRBRauthor href="#meeting"/><FRBRcountry value="xn"/><FRBRsubtype value="protocol"/></FRBRWork>
<FRBRExpression><FRBRlanguage language="eng"/></FRBRExpression></identification>
<publication date="2019-06-03" name="Series" number="7" showAs="Treaty Series No. 7"/>
<lifecycle source="#mfa"><eventRef eId="e1" date="2019-06-01" type="generation"/>
<eventRef eId="e2" date="2021-01-10" type="repeal"/></lifecycle>
<analysis source="#mfa"><activeModifications><textualMod type="insertion" eId="m1">
<source href="#art_2"/><destination href="/akn/xn/act/2009/convention/~art_22" pos="after"/><force period="#t1"/>
</textualMod></activeModifications></analysis>
<temporalData source="#mfa"><temporalGroup eId="t1"><timeInterval refersTo="#inforce" start="#e1"/></temporalGroup>
<temporalGroup eId="t2"><timeInterval refersTo="#inforce" start="#e1" end="#e2"/></temporalGroup></temporalData>
<references source="#mfa"><TLCOrganization eId="meeting" href="/o/m" showAs="Meeting of the Parties"/></references></meta>
<preface><p><docTitle>Protocol on <i>notices</i></docTitle></p></preface>
<preamble eId="pre"><p>The Parties,</p><recitals><recital eId="rec_1"><p>Noting the Convention,</p></recital></recitals></preamble>
<body>
<chapter eId="chp_1"><num>CHAPTER I</num><heading>Changes</heading>
<article eId="art_1" wId="art_9"><num>Article 1</num><heading>Notice</heading>
<paragraph eId="art_1__para_1"><num>1.</num><content><p>Notice is given:</p></content></paragraph>
<paragraph eId="art_1__para_2"><num>2.</num><list><intro><p>It names</p></intro>
<point eId="art_1__para_2__point_a"><num>(a)</num><content><p>the person<authorialNote marker="1"><p>Any age.</p></authorialNote>;</p></content></point>
<wrapUp><p>and the place.</p></wrapUp></list></paragraph></article>
<article eId="art_2" period="#t2"><num>Article 2</num><content><p>After article 22 insert: <mod>as follows
<quotedStructure startQuote="“"><article eId="q"><num>Article 22 bis</num><content><p>By electronic means.</p></content></article></quotedStructure></mod>.</p>
<table><tr><th>Act</th><th>Fee</th></tr><tr><td>Visa</td><td>60</td></tr></table></content></article></chapter>
</body>
<conclusions><p>Done at Ostermere.</p></conclusions>
<attachments><attachment><doc name="annex"><meta/><preface><p><docTitle>Annex 1 Forms</docTitle></p></preface>
<mainBody><article eId="art_1"><num>Article 1</num><content><p>The form is blue.</p></content></article></mainBody></doc></attachment></attachments>
</act></akomaNtoso>"""


def test_akoma_ntoso_tree(tmp_path: Path) -> None:
    found = nodes(read(tmp_path, PROTOCOL))
    article = found["art_1__para_2"]
    assert article.text == "It names\nand the place."
    assert found["art_1__para_2__point_a"].text == "the person [1: Any age.];"
    assert found["art_1__para_2__point_a"].number == "a"
    assert found["chp_1"].kind is Kind.CHAPTER
    assert found["chp_1"].number == "1"
    assert found["rec_1"].kind is Kind.RECITAL
    assert found["art_2"].text == "After article 22 insert: as follows"
    assert [child.kind for child in found["art_2"].children] == [Kind.QUOTATION, Kind.TABLE]
    assert found["art_2"].children[0].text == "Article 22 bis\nBy electronic means.."
    assert found["art_2"].children[1].text == "Act | Fee\nVisa | 60"
    annex = next(node for node in found.values() if node.kind is Kind.ANNEX)
    assert annex.heading == "Annex 1 Forms"
    assert annex.children[-1].text == "The form is blue."


def test_akoma_ntoso_metadata(tmp_path: Path) -> None:
    hints = read(tmp_path, PROTOCOL).hints
    assert hints.titles == {"en": "Protocol on notices"}
    assert hints.kind is WorkKind.PROTOCOL
    assert hints.adopted is not None
    assert hints.adopted.isoformat() == "2017-10-09"
    assert hints.issuers == ("Meeting of the Parties",)
    assert [(one.scheme, one.value) for one in hints.identifiers] == [
        (IdentifierScheme.AKN, "/akn/xn/act/2017-10-09/protocol")
    ]
    (force,) = hints.forces
    assert (force.state, force.eid, str(force.interval.start), str(force.interval.end)) == (
        ForceState.IN_FORCE, "art_2", "2019-06-01", "2021-01-10",
    )  # fmt: skip
    (relation,) = hints.relations
    assert (relation.type, relation.target, relation.target_eid, relation.from_eid) == (
        RelationType.INSERTS, "/akn/xn/act/2009/convention", None, "art_2",
    )  # fmt: skip
    assert str(relation.effective.start) == "2019-06-01"


@pytest.mark.parametrize("date", ["2999-01-01", "0001-01-01", "", "soon", "2017-99-01"])
def test_a_date_that_an_editor_filled_in_is_unknown(tmp_path: Path, date: str) -> None:
    text = PROTOCOL.replace('date="2017-10-09" name="signature"', f'date="{date}" name="signature"')
    assert read(tmp_path, text).hints.adopted is None


def test_older_versions_get_eids_of_our_own(tmp_path: Path) -> None:
    text = """<akomaNtoso xmlns="http://www.akomantoso.org/2.0"><act><meta/><body>
    <section id="sec1"><num>1.</num><heading>Name</heading>
    <subsection id="sec1-sub1"><num>(1)</num><content id="c"><p>This is the Act.</p></content></subsection>
    <subsection id="sec1-sub2"><num>(2)</num><content><p>It binds.</p><blockList><listIntroduction>Persons</listIntroduction>
    <item><num>(a)</num><p>here</p></item><item><num>(b)</num><p>there</p></item></blockList></content></subsection></section>
    </body></act></akomaNtoso>"""
    found = nodes(read(tmp_path, text))
    assert list(found) == [
        "sec_1", "sec_1__para_1", "sec_1__para_2", "sec_1__para_2__point_a", "sec_1__para_2__point_b",
    ]  # fmt: skip
    assert found["sec_1__para_2"].text == "It binds.\nPersons"


def test_documents_in_a_collection_are_read_apart(tmp_path: Path) -> None:
    one = "<component><doc><meta/><mainBody><paragraph><num>1.</num><content><p>{}</p></content></paragraph></mainBody></doc></component>"
    text = f"<akomaNtoso {AKN}><documentCollection><meta/><collectionBody>{one.format('first')}{one.format('second')}</collectionBody></documentCollection></akomaNtoso>"
    documents = read_all(tmp_path, text)
    assert [[node.text for node in nodes(document).values()] for document in documents] == [
        ["first"],
        ["second"],
    ]


@pytest.mark.parametrize(
    ("element", "kind"),
    [
        ("bill", WorkKind.OTHER),
        ("act", None),
        ('doc name="memorandum"', WorkKind.OTHER),
        ('doc name="annex"', None),
    ],
)
def test_a_bill_is_no_instrument(tmp_path: Path, element: str, kind: WorkKind | None) -> None:
    text = (
        f"<akomaNtoso {AKN}><{element}><meta><identification><FRBRWork/></identification></meta>"
        "<preface><p><docTitle>The Constitution of Norvale (Amendment) Bill</docTitle></p></preface>"
        f"<body><section><num>1.</num><content><p>Text.</p></content></section></body></{element.split()[0]}></akomaNtoso>"
    )
    assert read(tmp_path, text).hints.kind is kind


def test_a_prefix_without_declaration_is_forgiven(tmp_path: Path) -> None:
    text = f"<akomaNtoso {AKN}><act><meta><my:tag/></meta><body><article><num>1.</num><content><p>x y z</p></content></article></body></act></akomaNtoso>"
    assert nodes(read(tmp_path, text))["art_1"].text == "x y z"


UDHR = """<udhr xml:lang='vi' key='vie' xmlns="x"><title>Tuyên ngôn</title><note><para>Bản dịch.</para></note>
<preamble><title>Lời nói đầu</title><para>Xét rằng,</para><para>Nay tuyên bố:</para></preamble>
<article number="1"><title>Điều 1</title><para>Một câu.</para></article>
<article number="2"><title>Điều 2</title><orderedlist><listitem><para>Mục một.</para></listitem>
<listitem tag="b)"><para>Mục hai.</para></listitem></orderedlist></article></udhr>"""


def test_universal_declaration(tmp_path: Path) -> None:
    document = read(tmp_path, UDHR)
    assert document.hints.language == "vi"
    found = nodes(document)
    assert [node.text for node in found["preamble"].children] == ["Xét rằng,", "Nay tuyên bố:"]
    assert found["art_1"].label == "Điều 1"
    assert [(node.label, node.text) for node in found["art_2"].children] == [
        ("1.", "Mục một."),
        ("b)", "Mục hai."),
    ]


AGREEMENT = """<treaty><meta><name>Norvale - Lam Hai</name><wto_rta_id>901</wto_rta_id><date_signed>2011-03-02</date_signed>
<date_into_force>2012-01-01</date_into_force><date_inactive/><parties_original><partyisocode n="1">NVL</partyisocode></parties_original>
<parties><partyisocode n="1">NVL</partyisocode><partyisocode n="2">LMH</partyisocode></parties><language>en</language>
<source lang="en">https://example.org/a</source></meta><body>
<chapter name="Preamble"><article>The Parties, desiring to trade,
  have agreed:</article></chapter>
<chapter number="CHAPTER 1" name="Goods"><article number="ARTICLE 1.1" name="Scope">1. This Chapter covers goods.
2. It covers:
(a) raw goods; and
(b) made goods.</article><article number="ARTICLE 1.2">No duty is laid.</article></chapter>
<chapter><article>IN WITNESS WHEREOF they have signed.</article></chapter>
<chapter number="Annex 1" name="Lists"><article number="Article 1">The lists follow.</article></chapter></body></treaty>"""


def test_agreement_xml(tmp_path: Path) -> None:
    document = read(tmp_path, AGREEMENT)
    hints = document.hints
    assert hints.parties == ("NVL", "LMH")
    assert (hints.adopted and hints.adopted.isoformat(), hints.in_force and hints.in_force.isoformat()) == (
        "2011-03-02", "2012-01-01",
    )  # fmt: skip
    assert hints.ended is None
    found = nodes(document)
    assert found["art_1.1"].heading == "Scope"
    assert found["art_1.1__para_2__point_b"].text == "made goods."
    assert next(node.eid for node in found.values() if node.text.startswith("IN WITNESS")).endswith("p_1")
    assert found["annex_1__art_1"].text == "The lists follow."
    assert found["preamble"].children[0].text == "The Parties, desiring to trade,"


def test_agreement_that_has_ended(tmp_path: Path) -> None:
    text = AGREEMENT.replace("<date_inactive/>", "<date_inactive>2020-05-01</date_inactive>")
    assert read(tmp_path, text).hints.ended == "2020-05-01"


FORMEX = """<ACT><BIB.INSTANCE><DOCUMENT.REF FILE="x"><COLL>L</COLL><NO.OJ>334</NO.OJ><YEAR>2031</YEAR><PAGE.FIRST>25</PAGE.FIRST></DOCUMENT.REF>
<DATE ISO="20311215">20311215</DATE><LG.DOC>EN</LG.DOC></BIB.INSTANCE><TITLE><TI><P>Regulation on samples</P></TI></TITLE>
<PREAMBLE><PREAMBLE.INIT>THE COUNCIL,</PREAMBLE.INIT><GR.VISA><VISA>Having regard to the Treaty<NOTE><P>OJ 1.</P></NOTE>,</VISA></GR.VISA>
<GR.CONSID><CONSID><NP><NO.P>(1)</NO.P><TXT>Samples are needed.</TXT></NP></CONSID></GR.CONSID></PREAMBLE>
<ENACTING.TERMS><DIVISION><TITLE><TI><P>CHAPTER I</P></TI><STI><P>Aims</P></STI></TITLE>
<ARTICLE IDENTIFIER="001"><TI.ART>Article 1</TI.ART><STI.ART>Aim</STI.ART><PARAG IDENTIFIER="001.001"><NO.PARAG>1.</NO.PARAG>
<ALINEA><P>It sets out:</P><LIST TYPE="alpha"><ITEM><NP><NO.P>(a)</NO.P><TXT>rules;</TXT></NP></ITEM></LIST></ALINEA></PARAG></ARTICLE></DIVISION>
<ARTICLE IDENTIFIER="002"><TI.ART>Article 2</TI.ART><ALINEA>One.</ALINEA><ALINEA>Two.</ALINEA></ARTICLE></ENACTING.TERMS>
<FINAL><SIGNATURE><PL.DATE><P>Done at B.</P></PL.DATE></SIGNATURE></FINAL></ACT>"""


def test_formex(tmp_path: Path) -> None:
    document = read(tmp_path, FORMEX)
    assert document.hints.titles == {"en": "Regulation on samples"}
    assert document.hints.adopted is not None
    assert document.hints.adopted.isoformat() == "2031-12-15"
    assert document.hints.identifiers[0].value == "OJ L 334, 2031, p. 25"
    found = nodes(document)
    assert found["art_1__para_1"].text == "It sets out:"
    assert found["art_1__para_1__point_a"].text == "rules;"
    assert [node.text for node in found["art_2"].children] == ["One.", "Two."]
    assert found["chp_1"].heading == "Aims"
    assert [node.text for node in found["preamble"].children] == [
        "Having regard to the Treaty [OJ 1.],", "Samples are needed.",
    ]  # fmt: skip
    with pytest.raises(NotADocument):
        read(tmp_path, "<DOC><BIB.DOC/></DOC>")


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("<invoice><a/></invoice>", UnknownFormat),
        ("<akomaNtoso><act></akomaNtoso>", UnreadableFile),
        ("<akomaNtoso/>", NotADocument),
        ("<akomaNtoso>" + "<list>" * 250 + "</list>" * 250 + "</akomaNtoso>", TooLarge),
    ],
)
def test_faults_are_named(tmp_path: Path, text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        read(tmp_path, text)
