"""The register of parties is in every base from the start, and anew when a version is installed."""

from __future__ import annotations

from pathlib import Path

from corpus.model import LOCAL, Party, PartyKind, PartyName
from corpus.parties import known_parties
from treatybase.settings import Settings
from treatybase.wiring import Installation


def test_a_new_base_knows_the_parties_and_keeps_what_is_entered(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    store = Installation(settings, create=True).store
    assert {party.key for party in store.parties(LOCAL)} == {party.key for party in known_parties()}
    assert [party.code for party in store.parties(LOCAL, "Việt Nam")] == ["VNM"]
    store.put_parties([Party("VNM", PartyKind.STATE, "VNM", (PartyName("Lạc Việt", "vi"),))])
    again = Installation(settings, create=True).store
    assert [party.key for party in again.parties(LOCAL, "Lạc Việt")] == ["VNM"], "it is filled once"
    migrated = Installation(settings, migrate=True).store
    assert [party.key for party in migrated.parties(LOCAL, "Việt Nam")] == ["VNM"]
    assert migrated.parties(LOCAL, "Lạc Việt") == []
