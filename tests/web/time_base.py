"""Fictional instruments with several wordings: an Arabic law, a Chinese and a Vietnamese text, a treaty."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from web_base import TEXT, TODAY, source

from corpus.model import (
    OPEN,
    UNKNOWN,
    Access,
    Deposit,
    End,
    Expression,
    Force,
    ForceState,
    Holding,
    Interval,
    LegalDate,
    Making,
    Provision,
    ProvisionKind,
    Relation,
    RelationType,
    Source,
    Work,
    WorkKind,
)
from corpus.store.store import Store
from search_api.engine.embedded import EmbeddedEngine
from search_api.index.indexer import Indexer
from search_api.service import SearchService


def between(start: str | End, end: str | End) -> Interval:
    """An interval of two ISO dates, or ends."""
    return Interval(*(End.on(each) if isinstance(each, str) else each for each in (start, end)))


def article(number: int, label: str, heading: str, text: str, *paragraphs: str) -> Provision:
    """An article with a text of its own, or numbered paragraphs."""
    eid = f"art_{number}"
    below = tuple(
        Provision(f"{eid}__para_{place}", ProvisionKind.PARAGRAPH, f"{place}.", str(place), text=said)
        for place, said in enumerate(paragraphs, 1)
    )
    return Provision(eid, ProvisionKind.ARTICLE, label, str(number), heading, text, below)


def wording(
    slug: str, language: str, valid: Interval, title: str, *articles: Provision, **more: object
) -> Deposit:
    """A wording of a work."""
    path = f"{slug}.{language}.{valid.start}.txt"
    return Deposit(
        source(path),
        Work(slug, WorkKind.LAW, {language: title}),
        Expression(language, valid, title=title),
        articles,
        work_given=True,
        **more,  # type: ignore[arg-type]
    )


def ships() -> list[Deposit]:
    """Amended in 2019: article 1 changed, one put in before article 3, the old article 4 repealed."""
    title = "قانون سجل السفن الصغيرة"
    first = article(1, "المادة 1", "التعريفات", "السفينة الصغيرة كل سفينة لا تزيد حمولتها على 20 طنًا.")
    fees = "يُحصَّل عن تسجيل السفينة في سجل الميناء رسم قدره 1.500 دينار، ويُعفى منه صيادو الميناء."
    fines = "يعاقب بغرامة كل من خالف أحكام المادة 2 من هذا القانون أو امتنع عن التسجيل."
    consuls = "يمسك مكتب الميناء سجلًا بالقناصل المعتمدين لديه وينشره كل سنة."
    second = article(2, "المادة 2", "التسجيل", "", "يقدَّم الطلب خلال 48 ساعة.", "يبت المكتب في الطلب.")
    changed = article(1, "المادة 1", "التعريفات", "السفينة الصغيرة كل سفينة لا تزيد حمولتها على 35 طنًا.")
    before = (
        first,
        second,
        article(3, "المادة 3", "الرسوم", fees),
        article(4, "المادة 4", "الجزاءات", fines),
    )
    after = (
        changed,
        second,
        article(3, "المادة 3", "القناصل", consuls),
        article(4, "المادة 4", "الرسوم", fees),
    )
    since = between("2019-03-01", OPEN)

    def relation(kind: RelationType, here: str, there: str) -> Relation:
        return Relation(kind, "small-ships", TEXT, from_eid=here, target_eid=there, effective=since)

    act = wording(
        "small-ships-2019",
        "ar",
        since,
        "قانون بتعديل قانون سجل السفن",
        article(1, "المادة 1", "", "تُستبدل المادة 1."),
        article(2, "المادة 2", "", "تلغى المادة 4."),
        relations=(
            relation(RelationType.AMENDS, "art_1", "art_1"),
            relation(RelationType.REPEALS, "art_2", "art_4"),
        ),
    )
    secret = Deposit(
        Source("secret.txt", "e" * 64, 9, "text/plain", holding=Holding(access=Access.RESTRICTED)),
        Work("secret-act", WorkKind.DECISION, {"en": "Secret Decision"}),
        Expression("en"),
        (article(1, "Article 1", "", "It amends."),),
        True,
        relations=(relation(RelationType.AMENDS, "art_1", "art_2"),),
    )
    return [
        wording("small-ships", "ar", between("2014-06-01", "2019-03-01"), title, *before),
        wording("small-ships", "ar", since, title, *after),
        act,
        secret,
    ]


def lanterns() -> list[Deposit]:
    """A Chinese regulation: some characters changed, one article only in its marks, many not at all."""
    same = [article(n, f"第{n}条", "", f"第{n}号灯塔由港口主管机关管理。") for n in range(3, 9)]

    def made(hours: int, mark: str) -> list[Provision]:
        one = article(1, "第1条", "", f"发现灯塔损坏的，应当在{hours}小时内报告港口主管机关。")
        return [one, article(2, "第2条", "", f"灯塔管理人员应当记录天气{mark}水位。"), *same]

    return [
        wording(
            "lantern-rules", "zh-Hans", between("2010-01-01", "2018-05-01"), "灯塔管理条例", *made(48, "、")
        ),
        wording("lantern-rules", "zh-Hans", between("2018-05-01", OPEN), "灯塔管理条例", *made(24, "，")),
    ]


def fees() -> list[Deposit]:
    """A Vietnamese circular: a year without a wording, then one of unknown end; one undated."""
    title = "Thông tư về lệ phí cảng"
    return [
        wording("port-fees", "vi", valid, title, article(2, "Điều 2", "Mức thu", f"Lệ phí là {fee} đồng."))
        for fee, valid in (
            ("50.000", between("2015-05-01", "2017-01-01")),
            ("65.000", between("2018-01-01", UNKNOWN)),
            ("80.000", between("2020-01-01", OPEN)),
            ("20.000", between(UNKNOWN, UNKNOWN)),
        )
    ]


def treaty() -> Deposit:
    """Applied provisionally, in force, suspended for a time of which the end is not known."""
    forces = (
        Force(ForceState.PROVISIONAL, between("2012-01-01", "2013-07-02"), TEXT),
        Force(ForceState.IN_FORCE, between("2013-07-02", OPEN), TEXT, reason="final_clause", detail="art_9"),
        Force(ForceState.SUSPENDED, between("2020-03-20", UNKNOWN), TEXT),
    )
    work = Work("visa-treaty", WorkKind.TREATY, {"en": "Treaty on Visas"}, adopted=LegalDate.parse("2011-11"))
    valid = between("2012-01-01", OPEN)
    article_9 = article(9, "Article 9", "Entry into force", "It enters into force on 2 July 2013.")
    expression = Expression("en", valid, making=Making.ORIGINAL, title="Treaty on Visas")
    return Deposit(source("visas.txt"), work, expression, (article_9,), True, forces=forces)


@contextmanager
def time_service(folder: Path) -> Iterator[SearchService]:
    """A service over all of these."""
    store = Store.open(f"sqlite:///{folder / 'treatybase.db'}", create=True)
    engine = EmbeddedEngine(folder / "index")
    try:
        store.deposit([*ships(), *lanterns(), *fees(), treaty()])
        Indexer(store, engine, None).sync()
        yield SearchService(store, engine, None, lambda: TODAY)
    finally:
        engine.close()
        store.close()
