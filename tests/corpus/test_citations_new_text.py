"""New text for another work: whose it is, and where in that work it stands. All works are fictional."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from corpus.language.citations import cite_tree
from corpus.model import Provision, ProvisionKind

_KINDS = {"para": ProvisionKind.PARAGRAPH, "point": ProvisionKind.POINT, "qtext": ProvisionKind.QUOTATION}


@dataclass(frozen=True, slots=True)
class Line:
    """A provision of an amending article: the end of its eId, its text, and what stands below it."""

    step: str
    text: str
    below: tuple[Line, ...] = field(default=())

    def node(self, above: str) -> Provision:
        """The provision, within the one with the eId `above`."""
        eid = f"{above}__{self.step}"
        level, _, number = self.step.partition("_")
        label = "" if level == "qtext" else f"{number}."
        return Provision(
            eid,
            _KINDS[level],
            label,
            number,
            text=self.text,
            children=tuple(one.node(eid) for one in self.below),
        )


def _told(
    language: str, title: str, heading: str, text: str, lines: tuple[Line, ...]
) -> list[tuple[str, str]]:
    """Each provision that the second article of a text with this title names, and its work."""
    preamble = Provision("preamble", ProvisionKind.PREAMBLE, text=title)
    children = tuple(line.node("art_2") for line in lines)
    article = Provision(
        "art_2", ProvisionKind.ARTICLE, "2", "2", heading=heading, text=text, children=children
    )
    told = []
    for node, citations in cite_tree([preamble, article], language):
        for target in (target for citation in citations for target in citation.targets):
            named = target.work.named
            work = "this" if target.work.is_this else (named.number or "titled") if named else "another"
            told += [(target.provision or "", work)] if node.eid != "preamble" else []
    return told


DECREE = "NGHỊ ĐỊNH\nSửa đổi, bổ sung một số điều của Nghị định số 5/2030/NĐ-CP về bến cảng"
LAW = "LUẬT\nSửa đổi, bổ sung một số điều của Luật Bến cảng, Luật Hàng hải"
DECISION = "北海国会关于修改《中华人民共和国港口法》的决定"
ROYAL = "قانون رقم 7 لسنة 2010 بتعديل بعض أحكام القانون رقم 5 لسنة 2001"

AMENDMENTS = [
    # The title names the work, the heading the article, the lines its parts.
    ("vi", DECREE, "Sửa đổi, bổ sung một số điểm, khoản của Điều 31", "", (
        Line("para_1", "Sửa đổi, bổ sung điểm b và điểm c khoản 3 như sau:", (
            Line("qtext_1", "“b) Bến theo điểm a khoản này;\nc) Bến theo Điều 4 và khoản 2 Điều này.”."),)),
        Line("para_2", "Sửa đổi, bổ sung điểm b, điểm đ khoản 4", (
            Line("point_a", "Sửa đổi điểm b như sau:", (Line("qtext_1", "“b) Theo điểm a khoản này.”."),)),)),
        Line("para_3", "Bổ sung khoản 5a vào sau khoản 5:", (
            Line("qtext_1", "“5a. Theo khoản này.”."),))),
     [("art_31__para_3__point_b", "5/2030/NĐ-CP"), ("art_31__para_3__point_c", "5/2030/NĐ-CP"),
      ("art_31__para_3__point_a", "5/2030/NĐ-CP"), ("art_4", "5/2030/NĐ-CP"),
      ("art_31__para_2", "5/2030/NĐ-CP"),
      ("art_31__para_4__point_b", "5/2030/NĐ-CP"), ("art_31__para_4__point_đ", "5/2030/NĐ-CP"),
      ("art_31__para_4__point_b", "5/2030/NĐ-CP"), ("art_31__para_4__point_a", "5/2030/NĐ-CP"),
      ("art_31__para_5a", "5/2030/NĐ-CP"), ("art_31__para_5", "5/2030/NĐ-CP"),
      ("art_31__para_5a", "5/2030/NĐ-CP")]),
    # A whole article: the labels of its lines tell which paragraph is this one.
    ("vi", DECREE, "", "Sửa đổi, bổ sung Điều 21", (
        Line("qtext_1", "“Điều 21. Bến\n1. Phạt:\na) Theo điểm b khoản này;\n2. Theo khoản 1 Điều này.”"),),
     [("art_21", "5/2030/NĐ-CP"), ("art_21__para_1__point_b", "5/2030/NĐ-CP"),
      ("art_21__para_1", "5/2030/NĐ-CP")]),
    # Misread verbs, and a quotation that no colon leads to.
    ("vi", DECREE, "", "Sửa đi, bễ sung điểm b khoản 3 Điều 14 “b) Bến theo khoản này.”", (),
     [("art_14__para_3__point_b", "5/2030/NĐ-CP"), ("art_14__para_3", "5/2030/NĐ-CP")]),
    # Words that are replaced, and where.
    ("vi", DECREE, "", "", (
        Line("para_1", "Thay thế cụm từ “bến. Cảng” bằng cụm từ “cảng: biển” tại khoản 2 Điều 26, Điều 27."),
        Line("para_2", "Bãi bỏ Điều 15 và khoản 3 Điều 22."),
        Line("para_3", "Bỏ cụm từ “Điều 12” tại khoản 3 Điều 13.")),
     [("art_26__para_2", "5/2030/NĐ-CP"), ("art_27", "5/2030/NĐ-CP"), ("art_15", "5/2030/NĐ-CP"),
      ("art_22__para_3", "5/2030/NĐ-CP"), ("art_12", "5/2030/NĐ-CP"), ("art_13__para_3", "5/2030/NĐ-CP")]),
    # What is inserted stands in the article that the clause names last.
    ("vi", DECREE, "", "", (
        Line("para_1", "Bổ sung khoản 28a vào sau khoản 28 Điều 4"),
        Line("para_2", "Bổ sung điểm a khoản 2, khoản 7 vào sau khoản 6 Điều 11")),
     [("art_4__para_28a", "5/2030/NĐ-CP"), ("art_4__para_28", "5/2030/NĐ-CP"),
      ("art_11__para_2__point_a", "5/2030/NĐ-CP"), ("art_11__para_7", "5/2030/NĐ-CP"),
      ("art_11__para_6", "5/2030/NĐ-CP")]),
    # A heading may name another work than the title; a title with several works none.
    ("vi", DECREE, "Bãi bỏ một số quy định của Nghị định số 9/2031/NĐ-CP", "Bãi bỏ khoản 2 Điều 5.", (),
     [("art_5__para_2", "9/2031/NĐ-CP")]),
    ("vi", LAW, "", "Bãi bỏ khoản 2 Điều 5.", (), [("art_5__para_2", "another")]),
    # Final clauses of an amending decree are its own.
    ("vi", DECREE, "Hiệu lực thi hành", "Nghị định này có hiệu lực, trừ khoản 3 Điều 1 và Điều này.", (),
     [("art_1__para_3", "this"), ("art_2", "this")]),
    ("zh", DECISION, "", "", (
        Line("para_1", "将第三条修改为：“违反本法第五条第二款的，依照本条处罚。”"),
        Line("para_2", "增加一条，作为第四条：“港口应当安全。”"),
        Line("para_3", "第七条增加一款，作为第二款：“前款规定的期限为三十日。”"),
        Line("para_4", "删去第八条第三款。"),
        Line("para_5", "将第九条、第十条中的“交通部门”修改为“主管部门”。"),
        Line("para_6", "第五条改为第六条，第二款修改为：“依照第十二条。”")),
     [("art_3", "titled"), ("art_5__para_2", "titled"), ("art_3", "titled"), ("art_4", "titled"),
      ("art_7", "titled"), ("art_7__para_2", "titled"), ("art_7__para_1", "titled"),
      ("art_8__para_3", "titled"), ("art_9", "titled"), ("art_10", "titled"),
      ("art_5", "titled"), ("art_6__para_2", "titled"), ("art_12", "titled")]),
    ("ar", ROYAL, "", "", (
        Line("para_1", "يستبدل بنص المادة (5) النص الآتي: \"لا تسري الفقرة (أ) من هذه المادة.\""),
        Line("para_2", "تلغى المادة (7)."),
        Line("para_3", "تضاف مادة جديدة برقم (8 مكرراً) نصها الآتي: \"تسري المادة (9).\"")),
     [("art_5", "5"), ("art_5__para_أ", "5"), ("art_7", "5"), ("art_8bis", "5"), ("art_9", "5")]),
    # A note below an article tells how it was amended: it is of the same law.
    ("ar", "نظام الموانئ", "", "تم تعديل المادة (2) بموجب المرسوم الملكي رقم (م/9)، بحذف الفقرة (3).", (),
     [("art_2", "this"), ("", "م/9"), ("art_2__para_3", "this")]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "title", "heading", "text", "lines", "wanted"), AMENDMENTS)
def test_what_amendments_and_their_new_text_name(
    language: str,
    title: str,
    heading: str,
    text: str,
    lines: tuple[Line, ...],
    wanted: list[tuple[str, str]],
) -> None:
    assert _told(language, title, heading, text, lines) == wanted
