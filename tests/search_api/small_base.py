"""A small base for tests: fictional instruments in seven languages, in a real store with a real index."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from corpus.model import (
    OPEN,
    UNKNOWN,
    Access,
    ActionType,
    Assertion,
    Authority,
    Deposit,
    End,
    Expression,
    Force,
    ForceState,
    Holding,
    Identifier,
    IdentifierScheme,
    Interval,
    LegalDate,
    Origin,
    OriginKind,
    PartyAction,
    Provision,
    ProvisionKind,
    Relation,
    RelationType,
    Scope,
    Source,
    Work,
    WorkKind,
)
from corpus.originals import Originals
from corpus.store.store import Store
from ingest.page_images import RenderedPages
from search_api.embedding.port import Embedder
from search_api.engine.embedded import EmbeddedEngine
from search_api.index.indexer import Indexer
from search_api.service import SearchService

TODAY = date(2024, 6, 1)
PUBLIC = Scope("reader", frozenset({Access.PUBLIC}))
TEXT = Origin(OriginKind.TEXT)

# (label of article 22, heading, paragraphs), (label of article 30, heading, text) by language
CONVENTION: dict[str, tuple[str, tuple[str, str, tuple[str, ...]], tuple[str, str, str]]] = {
    "en": (
        "Lagoon Convention on Consular Help",
        (
            "Article 22",
            "Nationals in custody",
            (
                "When a national of the sending State is arrested, the authorities shall tell the consular "
                "post within two days if the person so asks.",
                "Letters from the person in custody shall be forwarded without delay.",
            ),
        ),
        ("Article 30", "Fees", "The consular post may charge fees for issuing passports and visas."),
    ),
    "vi": (
        "Công ước Lagoon về trợ giúp lãnh sự",
        (
            "Điều 22",
            "Công dân bị giam giữ",
            (
                "Khi công dân của nước cử bị bắt, nhà chức trách phải báo cho cơ quan lãnh sự trong hai ngày "
                "nếu người đó yêu cầu.",
                "Thư từ của người bị giam giữ phải được chuyển đi không chậm trễ.",
            ),
        ),
        ("Điều 30", "Phí", "Cơ quan lãnh sự được thu phí cấp hộ chiếu và thị thực."),
    ),
    "ar": (
        "اتفاقية لاغون بشأن المساعدة القنصلية",
        (
            "المادة 22",
            "المواطنون المحتجزون",
            (
                "إذا قُبض على أحد مواطني الدولة الموفدة وجب على السلطات "
                "إبلاغ المركز القنصلي خلال يومين متى طلب ذلك.",
                "تُحال رسائل المحتجز دون تأخير.",
            ),
        ),
        ("المادة 30", "الرسوم", "يجوز للمركز القنصلي تحصيل رسوم عن إصدار جوازات السفر والتأشيرات."),
    ),
    "fr": (
        "Convention de Lagoon sur l'aide consulaire",
        (
            "Article 22",
            "Ressortissants détenus",
            (
                "Lorsqu'un ressortissant de l'État d'envoi est arrêté, les autorités avertissent le poste "
                "consulaire dans les deux jours si l'intéressé le demande.",
                "Les lettres de la personne détenue sont transmises sans retard.",
            ),
        ),
        (
            "Article 30",
            "Droits",
            "Le poste consulaire peut percevoir des droits pour les passeports et visas.",
        ),
    ),
    "es": (
        "Convención de Lagoon sobre ayuda consular",
        (
            "Artículo 22",
            "Nacionales detenidos",
            (
                "Cuando un nacional del Estado que envía sea arrestado, las autoridades avisarán a la "
                "oficina consular en dos días si el interesado lo pide.",
                "Las cartas de la persona detenida se remitirán sin demora.",
            ),
        ),
        ("Artículo 30", "Aranceles", "La oficina consular podrá cobrar aranceles por pasaportes y visados."),
    ),
    "ru": (
        "Лагунская конвенция о консульской помощи",
        (
            "Статья 22",
            "Задержанные граждане",
            (
                "Если гражданин представляемого государства арестован, власти сообщают консульскому "
                "учреждению в течение двух дней по его просьбе.",
                "Письма задержанного пересылаются без промедления.",
            ),
        ),
        ("Статья 30", "Сборы", "Консульское учреждение может взимать сборы за выдачу паспортов и виз."),
    ),
    "zh-Hans": (
        "泻湖领事协助公约",
        (
            "第二十二条",
            "被羁押的国民",
            (
                "派遣国国民被逮捕时，经本人请求，主管当局应在两日内通知领事馆。",
                "被羁押人的信件应不加拖延地转交。",
            ),
        ),
        ("第三十条", "规费", "领事馆可就签发护照和签证收取规费。"),
    ),
}

QUESTIONS: dict[str, str] = {
    "en": "what must the authorities do when a foreign national is arrested",
    "vi": "công dân bị bắt thì nhà chức trách phải báo cho ai",
    "ar": "ماذا تفعل السلطات إذا قبض على مواطن",
    "fr": "que font les autorités quand un ressortissant est arrêté",
    "es": "qué hacen las autoridades cuando un nacional es arrestado",
    "ru": "что делают власти, если гражданин арестован",
    "zh-Hans": "国民被逮捕时当局应当做什么",
}


def article(number: int, label: str, heading: str, text: str | tuple[str, ...], **values: str) -> Provision:
    """An article with one text, or with numbered paragraphs."""
    eid = f"art_{number}"
    if isinstance(text, str):
        return Provision(eid, ProvisionKind.ARTICLE, label, str(number), heading, text, **values)
    children = tuple(
        Provision(f"{eid}__para_{place}", ProvisionKind.PARAGRAPH, f"{place}.", str(place), text=each)
        for place, each in enumerate(text, 1)
    )
    return Provision(eid, ProvisionKind.ARTICLE, label, str(number), heading, children=children)


def source(path: str, access: Access = Access.PUBLIC, body: bytes | None = None) -> Source:
    """A source with a checksum of its own."""
    data = body if body is not None else path.encode()
    return Source(
        path, hashlib.sha256(data).hexdigest(), len(data), "text/plain", holding=Holding(access=access)
    )


def deposits() -> list[Deposit]:
    """Everything in the small base."""
    return [*_convention(), *_harbour(), *_circulars(), *_restricted()]


def _convention() -> list[Deposit]:
    """An instrument in seven languages, in force since 2011."""
    found = []
    for language, (title, arrested, fees) in CONVENTION.items():
        work = Work(
            "lagoon-convention",
            WorkKind.TREATY,
            {language: title},
            parties=("Lam Hai", "Norvale"),
            adopted=LegalDate.parse("2009-05-14"),
        )
        found.append(
            Deposit(
                source(f"lagoon.{language}.txt"),
                work,
                Expression(language, Interval(End.on("2011-03-01"), OPEN), Authority.AUTHENTIC, title=title),
                (article(22, *arrested), article(30, *fees)),
                work_given=True,
                forces=(Force(ForceState.IN_FORCE, Interval(End.on("2011-03-01"), OPEN), TEXT),),
                party_actions=(
                    PartyAction("Norvale", ActionType.RATIFICATION, TEXT, LegalDate.parse("2009-11-02")),
                ),
                assertions=(Assertion(f"title.{language}", title, TEXT),),
            )
        )
    return found


def _harbour() -> list[Deposit]:
    """Another treaty with an article 22, of which nobody knows whether it is in force."""
    title = "Harbour Agreement on Pilots"
    work = Work("harbour-agreement", WorkKind.TREATY, {"en": title}, adopted=LegalDate.parse("1998"))
    text = "A pilot shall board every ship of more than five hundred tons before it enters the harbour."
    return [
        Deposit(
            source("harbour.en.txt"),
            work,
            Expression("en", title=title),
            (article(22, "Article 22", "Pilots", text),),
            work_given=True,
        )
    ]


def _circulars() -> list[Deposit]:
    """A circular that ended when another took its place, and that other."""
    new = _circular(
        "06/2021/TT-BĐN",
        2021,
        Interval(End.on("2021-11-15"), UNKNOWN),
        "Công dân nộp hồ sơ trực tuyến; lệ phí được nộp qua ngân hàng.",
        (Relation(RelationType.REPLACES, "03/2015/TT-BĐN", TEXT, from_eid="art_9"),),
    )
    old = _circular(
        "03/2015/TT-BĐN",
        2015,
        Interval(End.on("2015-05-15"), End.on("2021-11-15")),
        "Công dân nộp hồ sơ trực tiếp; lệ phí được nộp bằng tiền mặt.",
    )
    return [new, old]


def _circular(
    number: str, year: int, valid: Interval, text: str, relations: tuple[Relation, ...] = ()
) -> Deposit:
    title = f"Thông tư số {number} hướng dẫn thủ tục lãnh sự"
    work = Work(
        "",
        WorkKind.CIRCULAR,
        {"vi": title},
        (Identifier(IdentifierScheme.NUMBER, number),),
        ("Bộ Đối ngoại",),
        adopted=LegalDate.parse(f"{year}-03-27"),
    )
    return Deposit(
        source(f"{number.replace('/', '-')}.txt"),
        work,
        Expression("vi", valid, Authority.OFFICIAL, title=title),
        (article(9, "Điều 9", "Hồ sơ và lệ phí", text),),
        forces=(Force(ForceState.IN_FORCE, valid, TEXT),),
        relations=relations,
    )


def _restricted() -> list[Deposit]:
    """A text that only some may see."""
    title = "Instruction on emergency codes"
    work = Work("emergency-codes", WorkKind.GUIDELINE, {"en": title})
    return [
        Deposit(
            source("codes.en.txt", Access.RESTRICTED),
            work,
            Expression("en", title=title),
            (article(1, "1", "Codes", "The duty officer keeps the zanzibar envelope in the safe."),),
            work_given=True,
        )
    ]


@contextmanager
def small_service(
    folder: Path, more: list[Deposit] | None = None, embedder: Embedder | None = None
) -> Iterator[SearchService]:
    """A service over the small base (and more), indexed for real."""
    store = Store.open(f"sqlite:///{folder / 'treatybase.db'}", create=True)
    engine = EmbeddedEngine(folder / "index")
    try:
        store.deposit([*deposits(), *(more or [])])
        Indexer(store, engine, embedder).sync()
        originals = Originals(folder / "originals")
        yield SearchService(
            store, engine, embedder, lambda: TODAY, originals=originals, pages=RenderedPages()
        )
    finally:
        engine.close()
        store.close()


def amended() -> list[Deposit]:
    """A work whose article 5 was worded anew on 1 July 2020."""
    wordings = {
        "The notary seals every deed with wax.": Interval(End.on("2010-01-01"), End.on("2020-07-01")),
        "The notary signs every deed with a key.": Interval(End.on("2020-07-01"), OPEN),
    }
    return [
        Deposit(
            source(f"notary-{valid.start}.txt"),
            Work("notary-law", WorkKind.LAW, {"en": "Notary Law"}),
            Expression("en", valid, Authority.OFFICIAL, title="Notary Law"),
            (article(5, "Article 5", "Deeds", text),),
            work_given=True,
        )
        for text, valid in wordings.items()
    ]
