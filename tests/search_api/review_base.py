"""A small base for the legal review: fictional circulars, decrees and a treaty, each with what it cites."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from corpus.model import (
    OPEN,
    UNKNOWN,
    Access,
    Assertion,
    ClauseKind,
    Deposit,
    End,
    Expression,
    Facts,
    Force,
    ForceState,
    Holding,
    Identifier,
    IdentifierScheme,
    Interval,
    LegalDate,
    Modality,
    Obligation,
    Origin,
    OriginKind,
    Provision,
    ProvisionKind,
    Relation,
    RelationType,
    Source,
    Span,
    Term,
    Work,
    WorkKind,
)
from corpus.store.store import Store
from ingest.references import read_references

TEXT = Origin(OriginKind.TEXT)
FORMAT = Origin(OriginKind.FORMAT, "lifecycle")


def deposit(
    slug: str,
    number: str,
    texts: Mapping[str, str],
    *,
    language: str = "vi",
    kind: WorkKind = WorkKind.CIRCULAR,
    title: str = "",
    adopted: str = "2019-07-12",
    force: tuple[str, str] | None = ("2019-09-01", "open"),
    valid: tuple[str, str] = ("unknown", "unknown"),
    relations: Sequence[Relation] = (),
    facts: Facts | None = None,
    due: tuple[str, str] | None = None,
    clauses: Mapping[str, ClauseKind] | None = None,
    access: Access = Access.PUBLIC,
) -> Deposit:
    """A text with its articles by eId (`preamble` too), and what it is read to cite."""
    label = {"vi": "Điều {}", "en": "Article {}", "fr": "Article {}"}[language]
    tree = tuple(
        Provision(
            eid,
            ProvisionKind.PREAMBLE if eid == "preamble" else ProvisionKind.ARTICLE,
            "" if eid == "preamble" else label.format(eid.removeprefix("art_")),
            None if eid == "preamble" else eid.removeprefix("art_"),
            text=words,
            clause=(clauses or {}).get(eid),
        )
        for eid, words in texts.items()
    )
    identifiers = (Identifier(IdentifierScheme.NUMBER, number),) if number else ()
    work = Work(
        slug=slug,
        kind=kind,
        titles={language: title or f"Văn bản {slug}"},
        identifiers=identifiers,
        adopted=LegalDate.parse(adopted),
    )
    interval = Interval(_end(force[0]), _end(force[1])) if force else None
    path = f"{slug}.{valid[0]}.txt"
    return Deposit(
        source=Source(path, hashlib.sha256(path.encode()).hexdigest(), 1, "text/plain",
                      holding=Holding(access=access)),
        work=work,
        expression=Expression(language, valid=Interval(_end(valid[0]), _end(valid[1]))),
        provisions=tree,
        work_given=True,
        forces=(Force(ForceState.IN_FORCE, interval, FORMAT),) if interval else (),
        relations=(*read_references(tree, language, work), *relations),
        facts=facts or Facts(),
        assertions=(Assertion("review.due", due[1], _said(due[0])),) if due else (),
    )  # fmt: skip


def _said(eid: str) -> Origin:
    return Origin(OriginKind.TEXT, eid) if eid else Origin(OriginKind.MANIFEST)


def _end(text: str) -> End:
    return {"open": OPEN, "unknown": UNKNOWN}.get(text) or End.on(text)


def relation(
    kind: RelationType, target: str, day: str, eid: str | None = None, by: str = "art_1"
) -> Relation:
    """What a text does to another from a day on."""
    return Relation(kind, target, TEXT, by, target_eid=eid, effective=Interval(End.on(day), UNKNOWN))


def term(eid: str, text: str) -> Term:
    """A definition as `Người dịch là …` has it."""
    name, _, definition = text.partition(" là ")
    return Term(eid, name, definition, Span(0, len(name)))


def store_of(folder: Path, deposits: Sequence[Deposit]) -> Store:
    """A store that holds these."""
    store = Store.open(f"sqlite:///{folder / 'treatybase.db'}", create=True)
    store.deposit(deposits)
    return store


OLD = "10/2015/TT-BNG"
NEW = "20/2021/TT-BNG"
GONE = "22/2016/NĐ-CP"
CHANGED = "05/2018/TT-BNG"
CITING = "11/2019/TT-BNG"


def circulars(access: Mapping[str, Access] | None = None) -> list[Deposit]:
    """Circulars of which one ended, one was replaced and one amended, and one that cites them all."""

    def held(slug: str) -> Access:
        return (access or {}).get(slug, Access.PUBLIC)

    return [
        deposit(
            "old", OLD, {"art_1": "Phạm vi.", "art_7": "Hồ sơ gồm hai ảnh."}, adopted="2015-03-27",
            force=("2015-05-01", "2021-11-15"), access=held("old"),
        ),
        deposit(
            "new", NEW, {"art_1": "Thông tư này thay thế văn bản trước.", "art_8": "Hồ sơ gồm hai ảnh."},
            adopted="2021-09-30", force=("2021-11-15", "open"), access=held("new"),
            relations=[relation(RelationType.REPLACES, OLD, "2021-11-15")],
        ),
        deposit(
            "gone", GONE, {"art_1": "Phạm vi.", "art_5": "Hội lập sổ hội viên."}, kind=WorkKind.DECREE,
            adopted="2016-05-04", force=("2016-07-01", "2021-08-01"), access=held("gone"),
        ),
        deposit(
            "changed", CHANGED,
            {"art_1": "Phạm vi.", "art_2": "Đối tượng.", "art_3": "Bản dịch được trả trong 10 ngày."},
            adopted="2018-05-10", force=("2018-07-01", "open"), access=held("changed"),
        ),
        deposit(
            "changer", "14/2021/TT-BNG", {"art_1": "Sửa đổi một số điều."}, adopted="2021-09-20",
            force=("2021-11-15", "open"), access=held("changer"),
            relations=[relation(RelationType.REPLACES, CHANGED, "2021-11-15", "art_3")],
        ),
        deposit(
            "citing", CITING,
            {
                "preamble": f"Căn cứ Nghị định số {GONE} ngày 04 tháng 5 năm 2016;",
                "art_1": f"Hồ sơ theo Điều 7 của Thông tư số {OLD}.",
                "art_2": f"Sổ hội viên theo Điều 5 của Nghị định số {GONE}.",
                "art_3": f"Bản dịch được trả theo Điều 3 của Thông tư số {CHANGED}.",
                "art_4": f"Bản dịch theo Điều 3 của Thông tư số {CHANGED} và văn bản sửa đổi, bổ sung.",
                "art_5": f"Việc khác theo Thông tư số {CHANGED}.",
                "art_6": f"Hồ sơ nộp trước ngày Thông tư này có hiệu lực giải quyết theo Thông tư số {OLD}.",
                "art_7": "Lệ phí theo Thông tư số 33/2016/TT-BNA.",
                "art_8": f"Sao lục theo Điều 12 của Thông tư số {CHANGED}.",
                "art_9": f"Hồ sơ đang giải quyết thực hiện theo Nghị định số {GONE}.",
            },
            access=held("citing"),
            clauses={"art_9": ClauseKind.TRANSITION},
        ),
    ]  # fmt: skip


def glossary() -> list[Deposit]:
    """Texts that define terms, alike and otherwise, and set limits and fees."""
    first, other = "Người dịch là người có tên trong danh sách.", "Người dịch là người có bằng đại học."
    alike = "Người dịch là người có tên, trong danh sách;"
    limit = "Trung tâm Phiên dịch trả bản dịch có xác nhận trong {} ngày làm việc kể từ ngày nhận đủ hồ sơ."
    passive = (
        "Bản dịch có xác nhận được Trung tâm Phiên dịch trả trong 08 ngày làm việc kể từ ngày nhận đủ hồ sơ."
    )
    fee = "Phí xác nhận bản dịch tại Trung tâm Phiên dịch {}là {} đồng một bản."
    lines = [
        ("one", "2018-01-01", first, limit.format("05"), fee.format("", "60.000")),
        ("two", "2019-01-01", alike, limit.format("05"), fee.format("đối với sinh viên ", "30.000")),
        ("three", "2020-01-01", other, passive, fee.format("", "90.000")),
    ]
    return [
        deposit(
            slug, f"0{place}/2018/TT-BNG", {"art_1": words, "art_2": time, "art_3": price},
            adopted=day, force=(day, "open"), facts=Facts(terms=(term("art_1", words),)),
            relations=[Relation(RelationType.CITES, "01/2018/TT-BNG", TEXT, "art_1")],
        )
        for place, (slug, day, words, time, price) in enumerate(lines, 1)
    ]  # fmt: skip


TREATY = "Hiệp định giữa nước Cộng hòa Lam Hải và Vương quốc Norvale về chuyển giao hồ sơ"


def treaty() -> list[Deposit]:
    """A treaty with three duties; a decree that carries out one and cites an article that is not there."""
    duty = "Mỗi Bên lập danh sách và gửi cho Bên kia."
    articles = {f"art_{number}": duty for number in range(1, 4)} | {"art_4": "Mỗi Bên có thể từ chối."}
    told = tuple(
        Obligation(eid, Modality.MUST, "lập danh sách", "Mỗi Bên") for eid in ("art_1", "art_2", "art_3")
    )
    return [
        deposit(
            "treaty", "", articles, kind=WorkKind.TREATY, title=TREATY, adopted="2018-03-14",
            force=("2018-10-01", "open"), facts=Facts(obligations=told),
        ),
        deposit(
            "decree", "27/2020/NĐ-CP",
            {
                "art_1": f"Nghị định này quy định việc thi hành {TREATY}.",
                "art_2": f"Danh sách theo Điều 2 của {TREATY}.",
                "art_3": f"Hồ sơ theo Điều 21 của {TREATY}.",
            },
            kind=WorkKind.DECREE, adopted="2020-02-18", force=("2020-04-01", "open"),
        ),
        deposit(
            "idle", "96/2022/NĐ-CP", {"art_1": f"Nghị định này quy định chi tiết việc thi hành {TREATY}."},
            kind=WorkKind.DECREE, adopted="2022-02-18", force=("2022-04-01", "open"),
        ),
    ]  # fmt: skip


def reviews() -> list[Deposit]:
    """Texts that order a review of themselves: overdue, not yet due, and done."""
    clause = {"art_1": "Bộ rà soát Thông tư này trong thời hạn 03 năm kể từ ngày có hiệu lực."}
    return [
        deposit("late", "01/2019/TT-BNG", clause, due=("art_1", "entry + 3 years after")),
        deposit("early", "02/2025/TT-BNG", clause, adopted="2025-01-01", force=("2025-01-01", "open"),
                due=("art_1", "entry + 3 years after")),
        deposit("done", "03/2019/TT-BNG", clause, due=("art_1", "2021-12-31")),
        deposit("doer", "04/2021/TT-BNG", {"art_1": "Sửa đổi."}, adopted="2021-10-01",
                force=("2021-11-01", "open"),
                relations=[relation(RelationType.AMENDS, "03/2019/TT-BNG", "2021-11-01")]),
        deposit("given", "05/2019/TT-BNG", {"art_1": "Phạm vi."}, due=("", "2023-01-01")),
        deposit("unclear", "06/2019/TT-BNG", clause, force=None, due=("art_1", "2020-01-01")),
    ]  # fmt: skip
