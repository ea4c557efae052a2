"""A small base for the tests of the pages: fictional instruments, stored and indexed for real."""

from __future__ import annotations

import ctypes
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from random import Random

import pypdfium2 as pdfium

from corpus.model import (
    OPEN,
    UNKNOWN,
    ActionType,
    Assertion,
    Authority,
    ClauseKind,
    Deposit,
    End,
    Expression,
    Facts,
    Force,
    ForceState,
    Identifier,
    IdentifierScheme,
    Interval,
    ItemKind,
    LegalDate,
    Making,
    Modality,
    Obligation,
    Origin,
    OriginKind,
    PartyAction,
    Procedure,
    ProcedureItem,
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
from corpus.originals import Originals
from corpus.store.files import FileOutcome, FileRecord
from corpus.store.store import Store
from ingest.page_images import RenderedPages
from search_api.engine.embedded import EmbeddedEngine
from search_api.index.indexer import Indexer
from search_api.service import SearchService

TODAY = date(2024, 6, 1)
PHONE = {"width": 390, "height": 844}
WIDE = {"width": 1280, "height": 900}
TEXT = Origin(OriginKind.TEXT, "title rule", Span(0, 10, 1))
NUMBER = IdentifierScheme.NUMBER
IN_FORCE = Interval(End.on("2011-03-01"), OPEN)

# language: title, chapter, article 7 (label, heading, paragraph, points (label, text)), article 8
ANCHORAGE = {
    "en": (
        "Anchorage Convention on Seafarers",
        "CHAPTER II",
        ("Article 7", "Seafarers in custody", "Where a seafarer is arrested, the port authority shall:"),
        (("(a)", "inform the consul within one day;"), ("(b)", "let the consul visit the seafarer.")),
        ("Article 8", "Wages", "Wages shall be paid before the ship sails."),
    ),
    "vi": (
        "Công ước Anchorage về thuyền viên",
        "CHƯƠNG II",
        ("Điều 7", "Thuyền viên bị giam giữ", "Khi thuyền viên bị bắt, cảng vụ phải:"),
        (("a)", "báo cho lãnh sự trong một ngày;"), ("b)", "để lãnh sự thăm thuyền viên.")),
        ("Điều 8", "Tiền lương", "Tiền lương phải được trả trước khi tàu rời cảng."),
    ),
    "ar": (
        "اتفاقية أنكوراج بشأن البحارة",
        "الفصل الثاني",
        ("المادة ٧", "البحارة المحتجزون", "إذا قُبض على بحار وجب على سلطة الميناء:"),
        (("(أ)", "إبلاغ القنصل خلال يوم واحد؛"), ("(ب)", "تمكين القنصل من زيارة البحار.")),
        ("المادة ٨", "الأجور", "تُدفع الأجور قبل إبحار السفينة."),
    ),
    "zh": (
        "安克雷奇海员公约",
        "第二章",
        ("第七条", "被羁押的海员", "海员被逮捕时，港口主管机关应当："),
        (("（一）", "在一日内通知领事；"), ("（二）", "准许领事探视该海员。")),
        ("第八条", "工资", "工资应当在船舶起航前支付。"),
    ),
}

PASSPORT = "Cấp hộ chiếu thuyền viên"

FACTS = {
    "en": Facts(
        terms=(Term("art_8", "Wages", "all that a seafarer is paid for work on board"),),
        obligations=(
            Obligation(
                "art_7__para_1",
                Modality.MUST,
                "inform the consul",
                "the port authority",
                "the seafarer",
                "within one day",
                "where a seafarer is arrested",
            ),
            Obligation("art_7__para_1__point_b", Modality.MAY, "visit the seafarer", "the consul"),
            Obligation("art_8", Modality.MUST, "be paid before the ship sails", span=Span(0, 42)),
        ),
    ),
    "vi": Facts(terms=(Term("art_8", "Tiền lương", "mọi khoản trả cho thuyền viên làm việc trên tàu"),)),
    "ar": Facts(terms=(Term("art_8", "الأجور", "كل ما يُدفع للبحار مقابل عمله على السفينة"),)),
    "zh": Facts(terms=(Term("art_8", "工资", "船员在船上工作所得的全部报酬"),)),
}

PROCEDURES = Facts(
    procedures=(
        Procedure(
            "art_9",
            PASSPORT,
            (
                ProcedureItem("art_9", ItemKind.PAPER, "Tờ khai theo mẫu"),
                ProcedureItem("art_9", ItemKind.PAPER, "02 ảnh 4 x 6 cm"),
                ProcedureItem("art_9", ItemKind.STEP, "Nộp hồ sơ tại cảng vụ"),
                ProcedureItem(
                    "art_9",
                    ItemKind.DEADLINE,
                    "trong thời hạn 05 ngày làm việc",
                    {"count": "5", "unit": "day", "days": "working"},
                ),
                ProcedureItem("table_1", ItemKind.FEE, "70 đô la Mỹ", {"amount": "70", "currency": "USD"}),
                ProcedureItem("art_9", ItemKind.BASIS, "Công ước Anchorage về thuyền viên"),
            ),
            "Cảng vụ",
        ),
    )
)

QUESTIONS = {
    "en": "seafarer arrested",
    "vi": "thuyền viên bị bắt",
    "ar": "القبض على بحار",
    "zh": "海员被逮捕",
}


def digest(data: bytes) -> str:
    """The checksum of some bytes."""
    return hashlib.sha256(data).hexdigest()


def source(path: str) -> Source:
    """A text source."""
    return Source(path, digest(path.encode()), len(path), "text/plain", licence="CC0-1.0")


def anchorage() -> list[Deposit]:
    """A treaty in four languages, in force, with points lettered by four alphabets."""
    found = []
    for language, (title, chapter, seven, points, eight) in ANCHORAGE.items():
        children = tuple(
            Provision(f"art_7__para_1__point_{label.strip('()（）')}", ProvisionKind.POINT, label, text=text)
            for label, text in points
        )
        paragraph = Provision(
            "art_7__para_1", ProvisionKind.PARAGRAPH, "1.", "1", text=seven[2], children=children
        )
        articles = (
            Provision("art_7", ProvisionKind.ARTICLE, seven[0], "7", seven[1], children=(paragraph,)),
            Provision("art_8", ProvisionKind.ARTICLE, eight[0], "8", eight[1], text=eight[2]),
        )
        work = Work(
            "anchorage-convention",
            WorkKind.TREATY,
            {language: title},
            parties=("Lam Hai", "Norvale"),
            adopted=LegalDate.parse("2009-05-14"),
        )
        actions = (
            PartyAction("Norvale", ActionType.RATIFICATION, TEXT, LegalDate.parse("2009-11-02")),
            PartyAction("Marjana", ActionType.RESERVATION, TEXT, text="not article 7", articles=("7",)),
        )
        found.append(
            Deposit(
                source(f"anchorage.{language}.txt"),
                work,
                Expression(language, IN_FORCE, Authority.AUTHENTIC, title=title),
                (Provision("chp_2", ProvisionKind.CHAPTER, chapter, "2", children=articles),),
                work_given=True,
                forces=(Force(ForceState.IN_FORCE, IN_FORCE, TEXT),),
                party_actions=actions if language == "en" else (),
                assertions=(Assertion(f"title.{language}", title, TEXT),),
                facts=FACTS.get(language, Facts()),
            )
        )
    return found


def circulars() -> list[Deposit]:
    """A circular replaced by another, which has an official consolidation."""
    old = _circular("03/2015/TT-BĐN", Interval(End.on("2015-05-15"), End.on("2021-11-15")), "bằng tiền mặt")
    relation = Relation(
        RelationType.REPLACES,
        "03/2015/TT-BĐN",
        TEXT,
        from_eid="art_9",
        effective=Interval(End.on("2021-11-15"), OPEN),
    )
    since = Interval(End.on("2021-11-15"), UNKNOWN)
    new = _circular("06/2021/TT-BĐN", since, "qua ngân hàng", (relation,), (TRANSITION,))
    merged = Deposit(
        source("vbhn.txt"),
        Work("", WorkKind.CIRCULAR, identifiers=(Identifier(NUMBER, "06/2021/TT-BĐN"),)),
        Expression(
            "vi",
            Interval(End.on("2023-10-05"), UNKNOWN),
            Authority.OFFICIAL,
            Making.CONSOLIDATED_OFFICIAL,
            number="02/VBHN-BĐN",
        ),
        (Provision("art_9", ProvisionKind.ARTICLE, "Điều 9", "9", "Phí", "Phí nộp trực tuyến."),),
    )
    return [old, new, merged]


TRANSITION = Provision(
    "art_10", ProvisionKind.ARTICLE, "Điều 10", "10", "Điều khoản chuyển tiếp",
    "Hồ sơ đã nộp trước ngày Thông tư này có hiệu lực thì tiếp tục được giải quyết.",
    clause=ClauseKind.TRANSITION,
)  # fmt: skip


def _circular(
    number: str,
    valid: Interval,
    how: str,
    relations: tuple[Relation, ...] = (),
    more: tuple[Provision, ...] = (),
) -> Deposit:
    title = f"Thông tư {number} về lệ phí thuyền viên"
    work = Work(
        "", WorkKind.CIRCULAR, {"vi": title}, (Identifier(NUMBER, number),), ("Bộ Đối ngoại",),
        adopted=LegalDate.parse(f"{number[3:7]}-03"),
    )  # fmt: skip
    article = Provision("art_9", ProvisionKind.ARTICLE, "Điều 9", "9", "Lệ phí", f"Lệ phí được nộp {how}.")
    table = Provision("table_1", ProvisionKind.TABLE, text="Việc | Mức thu\nHộ chiếu | 70\nThị thực | 25")
    return Deposit(
        source(f"{number.replace('/', '-')}.txt"),
        work,
        Expression("vi", valid, Authority.OFFICIAL, title=title),
        (article, *more, table),
        forces=(Force(ForceState.IN_FORCE, valid, TEXT),),
        relations=relations,
        facts=PROCEDURES,
    )


def decree() -> Deposit:
    """A decree of which one article has ended and another was repealed on a day nobody recorded."""
    articles = tuple(
        Provision(f"art_{n}", ProvisionKind.ARTICLE, f"Article {n}", str(n), heading, f"{heading} are kept.")
        for n, heading in enumerate(("Buoys", "Beacons", "Foghorns"), 1)
    )
    manifest = Origin(OriginKind.MANIFEST)
    since = Interval(End.on("2014-07-01"), OPEN)
    return Deposit(
        source("decree.txt"),
        Work("signals-decree", WorkKind.DECREE, {"en": "Decree on Signals"}),
        Expression("en"),
        (Provision("chp_1", ProvisionKind.CHAPTER, "CHAPTER I", "1", children=articles),),
        work_given=True,
        forces=(
            Force(ForceState.IN_FORCE, since, TEXT, reason="stated_in_text", detail="art_1"),
            Force(ForceState.IN_FORCE, Interval(UNKNOWN, End.on("2022-05-01")), manifest, "art_2"),
            Force(
                ForceState.IN_FORCE, Interval(UNKNOWN, UNKNOWN), TEXT, "art_3", reason="repealed_by_undated"
            ),
        ),
    )


def long_work(articles: int = 130, words: int = 480) -> Deposit:
    """A code of several parts, in Arabic (the heaviest script to send), of words that repeat as words do."""
    random = Random(7)
    letters = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
    vocabulary = ["".join(random.choices(letters, k=random.randint(2, 8))) for _ in range(3000)]
    made = tuple(
        Provision(
            f"art_{number}",
            ProvisionKind.ARTICLE,
            f"المادة {number}",
            str(number),
            f"أحكام {number}",
            " ".join(vocabulary[int(random.paretovariate(0.5)) % 3000] for _ in range(words)),
        )
        for number in range(1, articles + 1)
    )
    chapters = tuple(
        Provision(
            f"chp_{place}", ProvisionKind.CHAPTER, f"الفصل {place}", str(place), children=made[at : at + 10]
        )
        for place, at in enumerate(range(0, articles, 10), 1)
    )
    work = Work("harbour-code", WorkKind.LAW, {"ar": "مدونة الموانئ"})
    return Deposit(source("code.ar.txt"), work, Expression("ar"), chapters, work_given=True)


def scanned(folder: Path) -> tuple[Deposit, Path]:
    """A PDF of two pages with text read from the first only."""
    document = pdfium.PdfDocument.new()
    first, _ = document.new_page(400, 600), document.new_page(400, 600)
    _print(document, first, "Every boat shall carry a lamp.", 60, 450)
    path = folder / "rules.pdf"
    document.save(path)
    data = path.read_bytes()
    file = Source("in/rules.pdf", digest(data), len(data), "application/pdf", pages=2)
    article = Provision(
        "art_1",
        ProvisionKind.ARTICLE,
        "Rule 1",
        "1",
        "Lamps",
        "Every boat shall carry a lamp.",
        span=Span(0, 40, 1),
        clause=ClauseKind.IMPLEMENTATION,
        confidence=0.62,
    )
    eli = Identifier(
        IdentifierScheme.ELI, "https://laws.example/eli/state/leg/regulation/1962/03/18/lamp-rules/n1/jo"
    )
    work = Work("lamp-rules", WorkKind.REGULATION, {"en": "Lamp <b>Rules</b> & Signals"}, (eli,))
    return Deposit(file, work, Expression("en"), (article,), True, first_page=1, last_page=2), path


def _print(document: pdfium.PdfDocument, page: pdfium.PdfPage, text: str, left: int, bottom: int) -> None:
    words = pdfium.raw.FPDFPageObj_NewTextObj(document, b"Helvetica", 12.0)
    letters = ctypes.create_string_buffer(f"{text}\0".encode("utf-16-le"))
    pdfium.raw.FPDFText_SetText(words, ctypes.cast(letters, ctypes.POINTER(ctypes.c_ushort)))
    pdfium.raw.FPDFPageObj_Transform(words, 1, 0, 0, 1, left, bottom)
    pdfium.raw.FPDFPage_InsertObject(page, words)
    page.gen_content()


def quarantined(folder: Path) -> tuple[FileRecord, Path]:
    """A PDF from which nothing could be read."""
    document = pdfium.PdfDocument.new()
    document.new_page(300, 400)
    path = folder / "faded scan.pdf"
    document.save(path)
    data = path.read_bytes()
    reason = "page 1 of 1: no text, and character recognition is not installed"
    record = FileRecord(
        "in/faded scan.pdf",
        digest(data),
        len(data),
        1,
        "reader 1",
        FileOutcome.QUARANTINED,
        "no_usable_text",
        reason,
    )
    return record, path


@contextmanager
def small_service(folder: Path) -> Iterator[SearchService]:
    """A service over all of these."""
    store = Store.open(f"sqlite:///{folder / 'treatybase.db'}", create=True)
    engine = EmbeddedEngine(folder / "index")
    originals = Originals(folder / "originals")
    scan, path = scanned(folder)
    faded, faded_path = quarantined(folder)
    try:
        originals.put(path)
        originals.put(faded_path)
        store.record_file(faded)
        store.deposit([*anchorage(), *circulars(), decree(), long_work(), scan])
        Indexer(store, engine, None).sync()
        yield SearchService(store, engine, None, lambda: TODAY, originals=originals, pages=RenderedPages())
    finally:
        engine.close()
        store.close()
