"""Definitions in the forms that drafters give them."""

from __future__ import annotations

import pytest
from facts_told import read

Terms = list[tuple[str, str]]


@pytest.mark.parametrize(
    ("language", "text", "points", "wanted"),
    [
        ("en", "The term “lake” means a water; “ship” means any vessel; and “port” includes a quay.", (),
         [("lake", "a water"), ("ship", "any vessel"), ("port", "a quay")]),
        ("en", "“the flag State”, in relation to a ship, means the State of its port.", (),
         [("the flag State", "the State of its port")]),
        ("en", "“grave breach” shall be construed as meaning the loss of a light.", (),
         [("grave breach", "the loss of a light")]),
        ("en", "Copies go to the Governments of Norvale and Om, which are hereby designated the Keepers.", (),
         [("Keepers", "the Governments of Norvale and Om")]),
        ("en", "There shall be a Lake Council (hereafter referred to in this Treaty as the Council).", (),
         [("Council", "a Lake Council")]),
        ("en", "For the purposes of this Act the following terms shall have these meanings:",
         ("a beacon: any fixed light on the shore;", "escort(s): those who go with a ship"),
         [("beacon", "any fixed light on the shore"), ("escort(s)", "those who go with a ship")]),
        ("fr", "Au sens du présent décret, on entend par :",
         ("« pilote », toute personne qui guide un navire ;", "« poste », un phare ou un quai."),
         [("pilote", "toute personne qui guide un navire"), ("poste", "un phare ou un quai")]),
        ("fr", "Le terme « fanal » désigne un feu. Par « lot », il faut entendre une charge entière.", (),
         [("fanal", "un feu"), ("lot", "une charge entière")]),
        ("fr", "Par résidents du lac, il faut comprendre les personnes qui y dorment.", (),
         [("résidents du lac", "les personnes qui y dorment")]),
        ("fr", "Par conséquent, il faut entendre les témoins du fait.", (), []),
        ("ru", "Термин «чужое судно», как он применен в статье 2, относится к любому судну без флага.", (),
         [("чужое судно", "любому судну без флага")]),
        ("ru", "При розыске днем находки считается день подъема судна.", (),
         [("днем находки", "день подъема судна")]),
        ("ru", "Первоначальными Членами Союза озер являются государства, подписавшие Устав.", (),
         [("Первоначальными Членами Союза озер", "государства, подписавшие Устав")]),
    ],
)  # fmt: skip
def test_terms(language: str, text: str, points: tuple[str, ...], wanted: Terms) -> None:
    assert sorted((one.term, one.definition) for one in read(language, text, "", *points).terms) == sorted(
        wanted
    )
