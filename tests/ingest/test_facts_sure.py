"""Whom a sentence binds is told only where it is sure: no half names, no pronouns, no nouns for verbs."""

from __future__ import annotations

import pytest
from facts_told import read

Told = list[tuple[str, str]]


def told(language: str, text: str, heading: str = "", *points: str) -> Told:
    """How an article binds, and whom."""
    return [(one.modality.value, one.bearer) for one in read(language, text, heading, *points).obligations]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("fr", "Le comité mesure les niveaux du lac, prépare et soumet un programme.", []),
        ("fr", "Le bureau le plus proche du port tient un registre.",
         [("must", "Le bureau le plus proche du port")]),
        ("fr", "Pour aider les pilotes de l'île d'Ombre le Gouvernement de Norvale facilite leur vol.",
         [("must", "le Gouvernement de Norvale")]),
        ("fr", "Toute personne en mesure de prouver les faits présente sa demande.",
         [("must", "Toute personne en mesure de prouver les faits")]),
        ("es", "El comité reúne los datos del lago cada Parte determinará su cuota.", []),
        ("es", "Se constituirá por ambos Gobiernos una policía civil.", [("must", "ambos Gobiernos")]),
        ("es", "Se crean grupos (normas, oficina de faros), los cuales reportarán al Consejo.", []),
    ],
)  # fmt: skip
def test_a_name_has_no_verb_in_it(language: str, text: str, wanted: Told) -> None:
    assert told(language, text) == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "They shall carry the flag.", []),
        ("fr", "Ils tiennent un registre.", []),
        ("fr", "Les pilotes signent le plan. Ils tiennent un registre.",
         [("must", "Les pilotes"), ("must", "Les pilotes")]),
        ("ru", "Они представляют отчет Совету.", []),
    ],
)  # fmt: skip
def test_whom_a_pronoun_means_must_be_told(language: str, text: str, wanted: Told) -> None:
    assert told(language, text) == wanted


@pytest.mark.parametrize(
    ("language", "line", "points", "bearer"),
    [
        ("fr", "Le Service des phares assure les tâches suivantes :",
         ("gérer les feux ;", "tenir le registre."), "Le Service des phares"),
        ("es", "El Comité de Faros tendrá las siguientes funciones:",
         ("proponer un plan;", "recomendar vedas."), "El Comité de Faros"),
    ],
)  # fmt: skip
def test_a_line_that_announces_functions(
    language: str, line: str, points: tuple[str, ...], bearer: str
) -> None:
    assert told(language, line, "", *points) == [("must", bearer)] * len(points)
