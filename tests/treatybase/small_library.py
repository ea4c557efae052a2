"""A small library of our own writing, and running the command line on it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from treatybase.cli import app

CONVENTION = {
    "en": """# Convention on Harbour Consuls

The States Parties to this Convention,

Wishing to ease the work of consuls in harbours,

Have agreed as follows:

## Article 1
## Definitions

1. "Harbour consul" means any person charged with consular functions in a harbour.

2. "Vessel" means any ship of the sending State.

## Article 2
## Arrest of seafarers

1. If a seafarer is arrested, the authorities of the harbour shall inform the harbour consul within 48 hours.

2. The harbour consul may visit the arrested seafarer.

## Article 3
## Fees

The harbour consul may levy the fees of the sending State.
""",
    "vi": """# Công ước về lãnh sự cảng

Các Quốc gia thành viên Công ước này,

Mong muốn tạo thuận lợi cho công việc của lãnh sự tại các cảng,

Đã thỏa thuận như sau:

## Điều 1. Định nghĩa

1. "Lãnh sự cảng" là người được giao thực hiện chức năng lãnh sự tại một cảng.

2. "Tàu" là mọi tàu thuyền của Nước cử.

## Điều 2. Bắt giữ thuyền viên

1. Khi một thuyền viên bị bắt giữ, nhà chức trách cảng phải báo cho lãnh sự cảng trong thời hạn 48 giờ.

2. Lãnh sự cảng có quyền thăm thuyền viên bị bắt giữ.

## Điều 3. Phí

Lãnh sự cảng được thu phí theo pháp luật của Nước cử.
""",
    "ar": """# اتفاقية قناصل الموانئ

إن الدول الأطراف في هذه الاتفاقية،

رغبة منها في تيسير عمل القناصل في الموانئ،

قد اتفقت على ما يلي:

## المادة 1
## تعاريف

1. يقصد بعبارة "قنصل الميناء" كل شخص مكلف بوظائف قنصلية في ميناء.

2. يقصد بكلمة "سفينة" كل سفينة تابعة للدولة الموفدة.

## المادة 2
## توقيف البحارة

1. إذا أوقف بحار وجب على سلطات الميناء إبلاغ قنصل الميناء خلال 48 ساعة.

2. لقنصل الميناء أن يزور البحار الموقوف.

## المادة 3
## الرسوم

لقنصل الميناء أن يستوفي رسوم الدولة الموفدة.
""",
}

CIRCULAR = """BỘ ĐỐI NGOẠI
Số: 07/2015/TT-BĐN

THÔNG TƯ
Quy định lệ phí cấp giấy thông hành

Điều 1. Phạm vi điều chỉnh
Thông tư này quy định lệ phí cấp giấy thông hành tại cảng.

Điều 2. Mức thu
1. Lệ phí cấp mới là {fee} đồng Lam.
2. Lệ phí được nộp trong thời hạn 05 ngày.
{extra}"""

EXTRA = """
Điều 3. Miễn lệ phí
Thuyền viên gặp nạn được miễn lệ phí.
"""

MANIFEST = """path,work,language,authority,valid_from,valid_to,licence,shelf
convention.en.md,harbour-consuls,en,authentic,2010-03-01,open,CC0-1.0,A 1
convention.vi.md,harbour-consuls,vi,authentic,2010-03-01,open,CC0-1.0,A 2
convention.ar.md,harbour-consuls,ar,unofficial,2010-03-01,open,CC0-1.0,A 3
fees-2015.txt,harbour-fees,vi,authentic,2015-05-01,2020-01-01,CC0-1.0,B 1
fees-2020.txt,harbour-fees,vi,authentic,2020-01-01,open,CC0-1.0,B 2
"""

STATUS = {
    "id": "harbour-status",
    "work": "harbour-status",
    "title": "Convention on Harbour Consuls: status",
    "kind": "status_note",
    "language": "en",
    "text": "Status as at 1 July 2021.\n\nParties: two.",
    "relations": [{"type": "supplements", "target": "harbour-consuls"}],
    "party_actions": [
        {"party": "Kingdom of Norvale", "action": "ratification", "date": "2009-11-02"},
        {"party": "State of Marjana", "action": "accession", "date": "2012-06-11"},
        {"party": "State of Marjana", "action": "reservation", "date": "2012-06-11", "articles": ["2(1)"]},
    ],
}


@dataclass(frozen=True)
class Answer:
    """What a command printed, and its exit status."""

    status: int
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)


@dataclass(frozen=True)
class Base:
    """A data folder, the library it was made of, and the report of the first run."""

    data: Path
    library: Path
    report: dict[str, Any]

    def run(self, *arguments: object) -> Answer:
        return run(*arguments, "--data", self.data)


def run(*arguments: object) -> Answer:
    """Run the command line in this process; errors of ours are raised."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Answer(result.exit_code, result.stdout)


def write_library(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for language, text in CONVENTION.items():
        (folder / f"convention.{language}.md").write_text(text, encoding="utf-8")
    (folder / "fees-2015.txt").write_text(CIRCULAR.format(fee="50.000", extra=""), encoding="utf-8")
    (folder / "fees-2020.txt").write_text(CIRCULAR.format(fee="80.000", extra=EXTRA), encoding="utf-8")
    (folder / "records.jsonl").write_text(json.dumps(STATUS) + "\n", encoding="utf-8")
    (folder / "MANIFEST.csv").write_text(MANIFEST, encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\n1 0 obj <<")
    (folder / "table.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    return folder
