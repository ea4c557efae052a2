"""When a bearer counts as that of the gold."""

from __future__ import annotations

import pytest

from bench.quality.fact_gold import GoldObligation
from bench.quality.facts import bearers_agree
from corpus.model import Modality, Obligation


@pytest.mark.parametrize(
    ("language", "ours", "gold", "right"),
    [
        ("vi", "Bộ Hải đảo", "Bộ Hải đảo", True),
        ("vi", "cơ quan đại diện", "cơ quan đại diện ở nước ngoài", True),
        ("vi", "cơ quan đại diện giữ bản chụp giấy tờ kèm theo đơn đó và", "cơ quan đại diện", False),
        ("vi", "Người", "Người mang thẻ ngư dân của đảo", False),
        ("en", "the Registrar", "the Registrar of the port of Norvale", True),
        ("en", "State", "the State in whose port the ship of another has been detained", False),
        ("zh", "部", "外交部", True),
        ("zh", "国", "派遣国的领事馆", False),
        ("en", "the Registrar", "the Minister", False),
    ],
)  # fmt: skip
def test_bearers_agree(language: str, ours: str, gold: str, right: bool) -> None:
    there = "".join(gold.split())
    wanted = GoldObligation((0, len(there)), Modality.MUST, (0, len(there)))
    told = Obligation("art_1", Modality.MUST, "", ours, None, None, None, None)
    assert bearers_agree(told, wanted, gold, language) is right
