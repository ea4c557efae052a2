"""A small decree in seven languages, and changes to it: what tests of consolidation work on."""

from __future__ import annotations

from corpus.language.amendments.model import Deed, Modification, Unread
from corpus.language.citations.model import Naming, WorkMention
from corpus.law.consolidation import Consolidated, consolidate
from corpus.model import Provision
from ingest.document import Block, RawDocument
from ingest.structure import structure
from ingest.structure.fragment import fragment

WORK = WorkMention(Naming.NUMBER, "Decree 4/2030", "4/2030")

VI = """Điều 1. Phạm vi
Nghị định này áp dụng đối với cơ quan đại diện của Lam Hải.
Điều 2. Hồ sơ
1. Hồ sơ gồm:
a) Tờ khai theo mẫu;
b) Bản sao hộ chiếu, nộp bằng văn bản.
2. Thời hạn giải quyết là 05 ngày làm việc.
3. Kết quả được trả tại trụ sở.
Điều 3. Lệ phí
Lệ phí là 20 ĐVP. Lệ phí được nộp khi nhận kết quả.
Điều 4. Hiệu lực
Nghị định này có hiệu lực từ ngày ký."""
EN = """Article 1. Scope
This Decree applies to the missions of Norvale.
Article 2. Application
1. The applicant shall submit:
(a) a completed form;
(b) a copy of the passport.
2. The decision is taken within ten days.
Article 3. Fees
The fee is 20 crowns. The fee is paid in advance.
Article 4. Commencement
This Decree commences on 1 May 2030."""
ZH = """第一条 本办法适用于驻外机构。
第二条 申请人应当提交下列材料：
（一）申请表；
（二）护照复印件。
第三条 办理期限为五日。
费用为二十元。
第四条 本办法自公布之日起施行。"""
AR = """المادة الأولى
يسري هذا النظام على البعثات.
المادة الثانية
1- يقدم الطالب نموذجا.
2- يبت في الطلب خلال عشرة أيام.
المادة الثالثة
الرسم عشرون كرونا.
المادة الرابعة
يعمل بهذا النظام من تاريخ نشره."""
FR = """Article 1er. – Le présent décret s'applique aux missions.
Article 2. – La demande est accompagnée :
a) d'un formulaire ;
b) d'une copie du passeport.
Article 3. – La taxe est de vingt couronnes.
Elle est payée d'avance.
Article 4. – Le présent décret entre en vigueur le 1er mai 2030."""
ES = """Artículo 1. Ámbito
El presente decreto se aplica a las misiones.
Artículo 2. Solicitud
1. La solicitud incluirá un formulario.
2. La decisión se adopta en diez días.
Artículo 3. Tasas
La tasa es de veinte coronas.
Artículo 4. Vigencia
El presente decreto entra en vigor el 1 de mayo de 2030."""
RU = """Статья 1. Область применения
Настоящее положение применяется к представительствам.
Статья 2. Заявление
1. Заявитель представляет:
1) анкету;
2) копию паспорта.
2. Решение принимается в течение десяти дней.
Статья 3. Сбор
Сбор составляет двадцать крон.
Статья 4. Вступление в силу
Настоящее положение вступает в силу со дня подписания."""
TEXTS = {"vi": VI, "en": EN, "zh": ZH, "ar": AR, "fr": FR, "es": ES, "ru": RU}


def tree(language: str) -> tuple[Provision, ...]:
    blocks = []
    at = 0
    for line in TEXTS[language].split("\n"):
        blocks.append(Block(line, start=at))
        at += len(line) + 1
    return structure(RawDocument(blocks=tuple(blocks)), language).provisions


def change(deed: Deed, target: str | None, new: str = "", **values: object) -> Modification:
    return Modification(deed, "art_1", 0, 1, WORK, target, new=new, **values)  # type: ignore[arg-type]


def after(language: str, *changes: Modification | Unread) -> Consolidated:
    return consolidate(tree(language), changes, lambda lines, text: fragment(lines, text, language))


def texts(provisions: tuple[Provision, ...]) -> dict[str, str]:
    """What is printed of each provision, by eId."""
    return {
        node.eid: " ".join(part for part in (node.label, node.heading, node.text) if part)
        for top in provisions
        for node in top.walk()
    }


def differences(language: str, done: Consolidated) -> dict[str, str | None]:
    """What reads otherwise than before; None: it is gone."""
    before, now = texts(tree(language)), texts(done.provisions)
    return {eid: now.get(eid) for eid in before.keys() | now.keys() if before.get(eid) != now.get(eid)}
