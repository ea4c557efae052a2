"""Who is meant by printed names: States present and past, organisations, and nobody."""

from __future__ import annotations

import pytest

from corpus.model import PartyKind
from corpus.parties import code_of, known_parties, party_named
from corpus.parties.register import LANGUAGES

NAMES = [
    ("Government of the Kingdom of the Netherlands", "en", "NLD"),
    ("the Republic of Italy", "en", "ITA"),
    ("GOVERN MENT OF THE GERMAN DEMO CRATIC REPUBLIC", "en", "DDR"),
    ("Federal People's Republic of Yugoslavia", "en", "YUG"),
    ("Zaire", "en", "COD"),
    ("Union of Burma", "en", "MMR"),
    ("Democratic Republic of Viet Nam", "en", "VDR"),
    ("Gouvernement de la République tchécoslovaque", "fr", "CSK"),
    ("Confédération suisse", "fr", "CHE"),
    ("Gobierno de la República Oriental del Uruguay", "es", "URY"),
    ("Правительством Российской Федерации", "ru", "RUS"),
    ("Социалистической Республики Вьетнам", "ru", "VNM"),
    ("Chính phủ nước Cộng hòa nhân dân Trung Hoa", "vi", "CHN"),
    ("Chính phủ Hoàng gia Campuchia", "vi", "KHM"),
    ("حكومة المملكة العربية السعودية", "ar", "SAU"),
    ("大韓民國政府", "zh-Hant", "KOR"),
    ("越南社会主义共和国政府", "zh", "VNM"),
    ("der Schweizerischen Eidgenossenschaft", "de", "CHE"),
    ("Regering van de Republiek Kazachstan", "nl", "KAZ"),
    ("SUN", "fr", "SUN"),
]
NOBODY = [
    ("Republic of Norvale", "en"),
    ("Congo", "en"),
    ("Republic of China", "en"),
    ("Korea", "en"),
    ("Republic", "en"),
    ("the Government", "en"),
    ("", "en"),
    ("中华民国", "zh"),
]


@pytest.mark.parametrize(("name", "language", "code"), NAMES)
def test_a_state_is_known_by_its_names(name: str, language: str, code: str) -> None:
    assert code_of(name, language) == code


@pytest.mark.parametrize(("name", "language"), NOBODY)
def test_a_name_that_is_not_certain_is_nobodys(name: str, language: str) -> None:
    assert code_of(name, language) is None


def test_a_party_without_a_code_is_known_all_the_same() -> None:
    former = party_named("Republic of Viet Nam", "en")
    organisation = party_named("Union européenne", "fr")
    assert former is not None
    assert former.code is None
    assert str(former.existed.end) == "1975-04-30"
    assert organisation is not None
    assert (organisation.kind, organisation.code) == (PartyKind.ORGANISATION, None)


def test_a_former_name_has_its_time() -> None:
    congo = next(party for party in known_parties() if party.key == "COD")
    used = {name.name: name.used for name in congo.names if name.language == "en"}
    assert str(used["Zaire"].start) == "1971-10-27"
    assert str(used["Zaire"].end) == "1997-05-17"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_present_state_is_found_by_a_name_in_every_language(language: str) -> None:
    present = [party for party in known_parties() if party.code and party.kind is PartyKind.STATE]
    lost = [
        party.key
        for party in present
        if len(party.key) == 3
        and any(name.language == language for name in party.names)
        and not any(code_of(n.name, language) == party.key for n in party.names if n.language == language)
    ]
    assert lost == []
    assert len(present) > 190
