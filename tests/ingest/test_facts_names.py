"""Names of who acts end where their noun phrase ends, and name somebody."""

from __future__ import annotations

from typing import Final

import pytest
from facts_told import read

from corpus.model import Facts, ItemKind

_HEADINGS: Final = {"en": "Procedure", "fr": "Procédure", "ru": "Порядок", "ar": "الإجراءات"}
Told = list[tuple[str, str]]


def told(facts: Facts) -> Told:
    return [(one.modality, one.bearer) for one in facts.obligations]


def bodies(facts: Facts) -> list[str]:
    return [line.text for one in facts.procedures for line in one.items if line.kind is ItemKind.BODY]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "A seaman shall be assisted by the receiving State as its own national.",
         [("must", "the receiving State")]),
        ("en", "The post shall, on proof of identity, which may be shown by letter, issue a pass.",
         [("must", "The post")]),
        ("en", "The post contacts the harbour, informs relatives.", [("must", "The post")]),
        ("en", "All persons enjoying them shall respect the law.", [("must", "All persons")]),
        ("en", "If the competent authorities detain a seaman, they shall inform the post.",
         [("must", "the competent authorities")]),
        ("en", "Members who trade, and persons who are nationals of Norvale, shall not benefit from this.",
         [("must_not", "persons who are nationals of Norvale")]),
        ("en", "The consular commission shall specify the district.", [("must", "")]),
        ("en", "Norvale shall inform the post.", [("must", "Norvale")]),
        ("en", "If a seaman is arrested, that State shall inform the post.", [("must", "that State")]),
        ("fr", "Les copies sont délivrées gratuitement, dans un délai de dix jours, par le poste.",
         [("must", "le poste")]),
        ("fr", "La déclaration est faite au poste, par l’un des parents ou, à défaut, par un témoin.",
         [("must", "l’un des parents")]),
        ("es", "Las personas exentas de visado en virtud del Acuerdo entrarán, saldrán y transitarán.",
         [("must", "Las personas exentas de visado en virtud del Acuerdo")]),
        ("ru", "Справка выдаётся органом по месту жительства.", [("must", "")]),
        ("ru", "Курс устанавливается Министерством ежеквартально.", [("must", "Министерством")]),
        ("ru", "Консул назначается министром иностранных дел сроком до трёх лет.",
         [("must", "министром иностранных дел")]),
        ("ru", "Суд ограничивается проверкой условий, указанных в статье 3, и не пересматривает решение.",
         [("must_not", "Суд")]),
        ("ru", "При болезни глава консульского учреждения может сократить срок.",
         [("may", "глава консульского учреждения")]),
        ("ru", "Если запрашиваемое учреждение отказывает, оно уведомляет об этом Сторону.",
         [("must", "запрашиваемое учреждение")]),
        ("ar", "يخطر كل طرف الطرف الآخر بأي تغيير خلال ثلاثين يوماً.", [("must", "كل طرف")]),
        ("ar", "إذا مرض الوارث، جاز للموظف القنصلي، في حدود القانون، أن يحفظ المال.",
         [("may", "الموظف القنصلي")]),
        ("ar", "إذا اتخذت إجراءات ضد موظف قنصلي مسلكي، وجب عليه المثول أمام المحكمة.",
         [("must", "موظف قنصلي مسلكي")]),
        ("ar", "لا يجوز للقناصل الفخريين التصديق على الوثائق إلا بإذن.", [("must_not", "القناصل الفخريين")]),
        ("ar", "لا يجوز لأية جهة حكومية أن تقبل الوثيقة.", [("must_not", "أية جهة حكومية")]),
        ("ru", "Сборы устанавливаются Правительством Велории, органами местного самоуправления бесплатно.",
         [("must", "Правительством Велории, органами местного самоуправления")]),
        ("ru", "Дело передаётся судом заявителю.", [("must", "судом")]),
        ("ar", "يعين كل جانب عضواً خلال ستين يوماً.", [("must", "كل جانب")]),
        ("ar", "في حالة الكوارث، تيسر الدولة المضيفة تجمع المواطنين.", [("must", "الدولة المضيفة")]),
    ],
)  # fmt: skip
def test_a_name_is_whole(language: str, text: str, wanted: Told) -> None:
    assert told(read(language, text))[-1:] == wanted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Go to the post any way you can."),
        ("en", "A person who asks for news is told “we cannot confirm”."),
        ("en", "The Convention and this Protocol shall be read together."),
        ("es", "Interesado: la persona a cuya instancia se realiza el acto."),
        ("ru", "Для целей Устава используются следующие понятия."),
    ],
)
def test_nobody_is_named(language: str, text: str) -> None:
    assert told(read(language, text)) == []


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "The applicant shall notify the Secretariat of them and of any change within ten days.",
         ["the Secretariat"]),
        ("en", "A seaman may apply to the consular post for assistance.", ["the consular post"]),
        ("en", "A permit shall be issued by the Ministry for Foreign Affairs.",
         ["the Ministry for Foreign Affairs"]),
        ("fr", "Le dossier destiné au ministère lui est transmis.", ["ministère"]),
        ("ru", "Документы выдаются органом.", []),
        ("ru", "По заявлению документы выдаются компетентным органом.", ["компетентным органом"]),
        ("ar", "للبعثة القنصلية أن تصدر جوازات السفر.", ["البعثة القنصلية"]),
        ("ar", "يقدم الطلب إلى الجهة المنسوبة إليها.", []),
        ("ar", "يقدم الطلب إلى الوزارة بطلب إكمال نظره.", ["الوزارة"]),
    ],
)  # fmt: skip
def test_a_body_is_whole(language: str, text: str, wanted: list[str]) -> None:
    assert bodies(read(language, text, _HEADINGS[language])) == wanted


def test_a_deed_names_nobody() -> None:
    text, point = "يشترط لتصديق الوثيقة الصادرة في الخارج ما يلي:", "تصديق الجهة المختصة في البلد."
    assert told(read("ar", text, "", point)) == [("must", "الجهة المختصة")]
