"""Arabic obligations: words taken apart, clauses parted, who is bound; made-up provisions of Marjana."""

from __future__ import annotations

import pytest
from facts_told import read

from ingest.facts.morphology import SHAPE, morphology
from ingest.facts.rules import norm


@pytest.mark.parametrize(
    ("word", "kind", "linked", "feminine", "pronoun"),
    [
        ("يلتزم", "agentive", "", False, ""),
        ("وتتولى", "agentive", "و", True, ""),
        ("تتولاها", "agentive", "", True, "ها"),
        ("فيصدر", "transitive", "ف", False, ""),
        ("ستنشر", "transitive", "", True, ""),
        ("ويديره", "transitive", "و", False, "ه"),
        ("تُشكَّل", "appointing", "", True, ""),
        ("يعاقب", "penal", "", False, ""),
        ("يسري", "stative", "", False, ""),
        ("يستقصي", SHAPE, "", False, ""),
    ],
)
def test_verb(word: str, kind: str, linked: str, feminine: bool, pronoun: str) -> None:
    words = morphology("ar")
    assert words
    verb = words.verb(norm(word, "ar"))
    assert verb
    assert (verb.kind, verb.linked, verb.feminine, verb.pronoun) == (kind, linked, feminine, pronoun)


@pytest.mark.parametrize("word", ["تنفيذ", "تسوية", "تأشيرة", "يوم", "وزير", "فترة", "تعاون", "القلعة"])
def test_no_verb(word: str) -> None:
    words = morphology("ar")
    assert words
    assert words.verb(norm(word, "ar")) is None


@pytest.mark.parametrize(
    ("word", "linked", "preposition", "definite", "feminine"),
    [
        ("الوزير", "", "", True, False),
        ("وللوزارة", "و", "ل", True, True),
        ("ولمجلس", "و", "ل", False, False),
        ("لدول", "", "ل", False, True),
        ("وكيل", "", "", False, False),
        ("لأي", "", "ل", False, None),
    ],
)
def test_noun(word: str, linked: str, preposition: str, definite: bool, feminine: bool | None) -> None:
    words = morphology("ar")
    assert words
    noun = words.folded_noun(word)
    assert (noun.linked, noun.preposition, noun.definite) == (linked, preposition, definite)
    assert noun.feminine is feminine


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("تتولى قلعة البحر ترميم الأسوار.", [("must", "قلعة البحر")]),
        ("يصدر الحاكم قرارا، ويبلغه إلى القلعة، وتنشر القرارات في اللوح.",
         [("must", "الحاكم"), ("must", "الحاكم"), ("must", "")]),
        ("تصدر الرخصة بقرار من الوزير.", [("must", "الوزير")]),
        ("تعتمد الخرائط من قبل اللجنة.", [("must", "اللجنة")]),
        ("تشكل لجنة للخرائط.", [("must", "")]),
        ("لا تقبل الخرائط الممزقة.", [("must_not", "")]),
        ("ليس للحارس أن يبيع المفاتيح.", [("must_not", "الحارس")]),
        ("يلتزم الحارس بعدم بيع المفاتيح.", [("must_not", "الحارس")]),
        ("على كل حارس أن يقفل الباب.", [("must", "كل حارس")]),
        ("لا يجوز لأي طرف نشر الخرائط.", [("must_not", "أي طرف")]),
        ("ولمجلس القلعة دعوة الخبراء.", [("may", "مجلس القلعة")]),
        ("للوزير، إذا اقتضت الحاجة، أن يغلق القلعة.", [("may", "الوزير")]),
        ("ولرئيس القلعة دعوته للاجتماع.", [("may", "رئيس القلعة")]),
        ("يكون للوزير حق تفسير اللائحة.", [("may", "الوزير")]),
        ("إذا فقد المفتاح فعلى الحارس إبلاغ الوزير.", [("must", "الحارس")]),
        ("إذا ظهر للمحكمة أن الخريطة مزورة وجب عليها رفضها.", [("must", "المحكمة")]),
        ("في حالة ضياع المفتاح تقوم الوزارة بصنع غيره.", [("must", "الوزارة")]),
        ("يلزم حفظ الخرائط في القلعة.", [("must", "")]),
        ("يلزم الحارس بدفع ثمن المفتاح.", [("must", "الحارس")]),
        ("اتفق الطرفان على تبادل الخرائط.", [("must", "الطرفان")]),
        ("يتفق الطرفان على ألا تنشر الخرائط.", [("must_not", "الطرفان")]),
        ("ينظم المركز المعرض، وله الاستعانة بالخبراء.", [("must", "المركز"), ("may", "المركز")]),
        ("يتولى الأمين حفظ الخرائط. ولها أن ترمم القلعة.", [("must", "الأمين")]),
        ("يشترط فيمن يحرس القلعة أن يعرف أبوابها.", [("must", "من يحرس القلعة")]),
        ("على الوزارة مسؤولية ترميم القلعة.", [("must", "الوزارة")]),
        ("على المتاحف والقلاع القديمة ألا تبيع الخرائط.", [("must_not", "المتاحف")]),
        ("يمنح الموظف علاوة كل عام.", [("must", "")]),
        ("لا ترفع الدعوى إلا عن طريق الوزير.", [("must_not", "")]),
        ("على الطرفين حفظ الخرائط، وإذا رغبا في نشرها فيحددان طريقة النشر.",
         [("must", "الطرفين"), ("must", "الطرفين")]),
        ("لوزارة الآثار – في سبيل تحقيق أهدافها – اتخاذ الوسائل المناسبة.", [("may", "وزارة الآثار")]),
    ],
)  # fmt: skip
def test_who_is_bound(text: str, wanted: list[tuple[str, str]]) -> None:
    assert [(one.modality, one.bearer) for one in read("ar", text).obligations] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "القلعة التي تتولى الوزارة حراستها قديمة.",
        "القرار الذي يصدره الوزير نهائي.",
        "كل قرار يصدره الوزير نهائي.",
        "تحدد اللائحة ألوان الأعلام، وتسري على القلاع.",
        "يعاقب الحارس بغرامة.",
        "تتمتع القلعة بشخصية اعتبارية.",
        "يشمل التعاون ما يتفق عليه الطرفان.",
        "يسمى الباب الكبير باب الحرس.",
        "إذا كان الحارس لا يستطيع الحضور.",
        "تصدر القرارات بأغلبية الأصوات.",
        "لا يحول هذا الحكم دون حق الحارس.",
        "يمكن أن يكون الحارس أجنبيا.",
    ],
)
def test_nobody_acts(text: str) -> None:
    assert read("ar", text).obligations == ()


@pytest.mark.parametrize(
    ("text", "points", "wanted"),
    [
        ("يتولى المركز المهام الآتية:", ("رسم الخرائط.", "إعداد التقارير."),
         [("المركز", "إعداد التقارير")]),
        ("يقدم الحارس الآتي:", ("نسخة من المفتاح.",), [("الحارس", "نسخة من المفتاح")]),
        ("يشترط فيمن يحرس القلعة أن يكون:", ("بالغا رشيدا، ويجوز الاستثناء من ذلك.",),
         [("من يحرس القلعة", "بالغا رشيدا"), ("", "الاستثناء من ذلك")]),
        ("يجوز للوزير إغلاق القلعة في الحالات الآتية:", ("إعداد معرض.",),
         [("الوزير", "إغلاق القلعة في الحالات الآتية")]),
        ("وللمركز على وجه الخصوص ما يلي:", ("تنظيم المعارض. ويشمل ذلك الصور.",),
         [("المركز", "تنظيم المعارض")]),
        ("يهدف المركز إلى حفظ الخرائط، وله في سبيل ذلك الآتي:", ("إعداد المعارض.",),
         [("المركز", "إعداد المعارض")]),
        ("يتولى الأمين إبلاغ دول الجوار كلها بما يلي:", ("الدول التي انضمت.",),
         [("الأمين", "إبلاغ دول الجوار كلها بما يلي")]),
    ],
)  # fmt: skip
def test_lists(text: str, points: tuple[str, ...], wanted: list[tuple[str, str]]) -> None:
    assert [(one.bearer, one.deed) for one in read("ar", text, "", *points).obligations] == wanted
