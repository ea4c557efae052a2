"""Which articles tell of a procedure, and which of their lines."""

from __future__ import annotations

import pytest

from corpus.model import ItemKind
from tests.ingest.facts_told import read


def told(language: str, text: str, heading: str = "") -> dict[str, list[str]]:
    lines = [line for one in read(language, text, heading).procedures for line in one.items]
    kinds = dict.fromkeys(line.kind for line in lines)
    return {kind.value: [line.text for line in lines if line.kind is kind] for kind in kinds}


@pytest.mark.parametrize(
    ("language", "text", "steps", "bodies"),
    [
        ("en", "The applicant shall apply to the Harbour Office for a permit. The Office shall decide.",
         2, 1),
        ("fr", "Le demandeur adresse sa demande de permis au ministre. Le ministre se prononce dans le mois.",
         2, 1),
        ("es", "El interesado presentará la solicitud al Ministerio. El Ministerio la resolverá en un mes.",
         2, 1),
        ("ru", "Заявитель подает заявление о визе в консульское учреждение. Консул рассматривает заявление.",
         2, 2),
        ("vi", "Người đề nghị cấp giấy phép nộp hồ sơ tại Sở Hải đảo. Sở Hải đảo cấp giấy phép trong 5 ngày.",
         2, 1),
        ("zh", "申请人应当向登记局提交申请书。登记局应当自受理申请之日起十日内作出决定。", 2, 1),
        ("ar", "يقدم صاحب الشأن طلب الترخيص إلى الوزارة. وتبت الوزارة في الطلب خلال شهر.", 2, 1),
    ],
)  # fmt: skip
def test_a_request_and_who_decides(language: str, text: str, steps: int, bodies: int) -> None:
    lines = told(language, text)
    assert (len(lines["step"]), len(lines["body"])) == (steps, bodies)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Each Party shall submit to the Secretariat a report on its measures every two years."),
        ("en", "The Committee shall examine the annual report and shall adopt its rules."),
        ("en", "States Parties undertake to present reports to the Committee at the request of the Council."),
        ("fr", "Le conseil examine le budget et approuve le règlement intérieur."),
        ("es", "La Comisión aprobará su reglamento y presentará informes a los Gobiernos."),
        ("ru", "Комитет рассматривает доклады и утверждает правила процедуры."),
        ("vi", "Ủy ban xem xét báo cáo và quyết định chương trình."),
        ("zh", "委员会应当审查报告，并公布规划。"),
        ("ar", "تدرس اللجنة التقارير وتقرر برنامجها."),
    ],
)
def test_the_work_of_an_organ_is_no_procedure(language: str, text: str) -> None:
    lines = told(language, text)
    assert not lines.keys() & {ItemKind.STEP.value, ItemKind.BODY.value}


def test_a_state_that_is_asked_does_a_step() -> None:
    text = "The requested Party shall forward the request for extradition to its courts."
    assert told("en", text, "Requests for extradition")["step"] == [text.rstrip(".")]


def test_marks_of_footnotes_are_not_shown() -> None:
    lines = told("en", "The applicant shall submit the application form[4] to the Harbour Office [5].")
    assert lines["paper"] == ["the application form"]
    assert lines["step"] == ["The applicant shall submit the application form to the Harbour Office"]


def test_a_body_named_again_is_told_once() -> None:
    assert told("ru", "Заявление подается консулу. Консул рассматривает заявление.")["body"] == ["консулу"]
    text = "يقدم صاحب العمل طلب التأشيرة إلى مديرية الإقامة. وتحيل المديرية الطلب إلى الوزارة."
    assert told("ar", text)["body"] == ["مديرية الإقامة", "الوزارة"]


def test_what_an_authority_issues_is_no_paper() -> None:
    text = "The applicant shall present his passport. The consul shall produce a certificate."
    assert told("en", text, "Issue of certificates")["paper"] == ["his passport"]


@pytest.mark.parametrize(
    ("language", "text", "data"),
    [
        ("ru", "Орган рассматривает заявление в десятидневный срок.", {"count": "10", "unit": "day"}),
        ("ru", "Суд выносит решение в 3-дневный срок.", {"count": "3", "unit": "day"}),
        ("fr", "Le ministre statue dans la quinzaine.", {"count": "15", "unit": "day"}),
        ("es", "El Director lo resolverá en tres días laborables.",
         {"count": "3", "unit": "day", "days": "working"}),
        ("vi", "Người được cấp phải nộp đơn trước khi giấy phép hết hạn 05 ngày.",
         {"count": "5", "unit": "day"}),
        ("vi", "Cơ quan phải báo cáo trước ngày 20 tháng 4.", {}),
        ("zh", "申请人应当在停留期限届满七日前向登记局提出申请。", {"count": "7", "unit": "day"}),
    ],
)  # fmt: skip
def test_the_length_of_a_limit(language: str, text: str, data: dict[str, str]) -> None:
    (one,) = (
        line
        for procedure in read(language, text, {"ru": "Порядок", "fr": "Procédure", "es": "Trámite",
                                               "vi": "Thủ tục", "zh": "程序"}[language]).procedures
        for line in procedure.items
        if line.kind is ItemKind.DEADLINE
    )  # fmt: skip
    assert dict(one.data) == data


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("The owner may, within a fortnight of receipt, lodge an appeal with the Board.", True),
        ("The owner may, within a fortnight of receipt, keep an appeal of the Board.", False),
    ],
)
def test_a_verb_behind_an_aside(text: str, step: bool) -> None:
    lines = told("en", text, "Appeals to the Board")
    assert ("step" in lines) is step
    assert lines["deadline"] == ["within a fortnight"]


def test_definitions_list_no_papers() -> None:
    assert not told(
        "en", "In this Act: “permit” means a form that is submitted to the Office.", "Definitions"
    )


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("申请人应当向外交局提交由船务总局签署的申请书。外交局应当在十日内作出决定。", ["外交局"]),
        ("违反规定的，由海关局给予处罚。申请人可以向法院申请复议。", ["法院"]),
    ],
)
def test_who_signs_or_punishes_receives_nothing(text: str, bodies: list[str]) -> None:
    assert told("zh", text)["body"] == bodies
