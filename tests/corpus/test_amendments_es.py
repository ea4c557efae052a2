"""Amendments in Spanish: each line a clause, its new text if it stands below, and what is told of it."""

from __future__ import annotations

import pytest

from tests.corpus.amending import told_of

TITLE = (
    "Protocolo por el que se enmienda el Convenio consular de 3 de mayo de 2010 "
    "entre la República de Cardena y la República de Lam Hai"
)

FORMS: list[tuple[str, str, list[str]]] = [
    (
        (
            "En la letra a) del artículo 1, las palabras «el pasaporte diplomático» se "
            "sustituyen por «el pasaporte oficial»."
        ),
        "",
        ["replaces_words art_1__point_a «el pasaporte diplomático» instead «el pasaporte oficial»"],
    ),
    (
        "Después de la letra c) del artículo 1 se inserta una letra d) con el siguiente texto:",
        "«d) pasaporte ordinario;».",
        ["inserts after art_1__point_c: art_1__point_d | d) pasaporte ordinario;"],
    ),
    (
        "El párrafo 1 del artículo 3 se sustituye por el siguiente:",
        "«1. La estancia no excederá de noventa días.»",
        ["replaces art_3__para_1 | 1. La estancia no excede"],
    ),
    (
        "Los párrafos 1 y 3 del artículo 4 se sustituyen por los siguientes:",
        "«1. El registro es público.\n3. El registro se conserva diez años.»",
        [
            "replaces art_4__para_1 | 1. El registro es públic",
            "replaces art_4__para_3 | 3. El registro se conser",
        ],
    ),
    (
        "Al final del artículo 10 se añade un párrafo 4 con el siguiente texto:",
        "«4. El plazo será de cinco días.»",
        ["inserts last art_10: art_10__para_4 | 4. El plazo será de cinc"],
    ),
    (
        (
            "Antes del artículo 11 se inserta un artículo 10 bis con el siguiente texto: "
            "«Artículo 10 bis. Las copias son gratuitas.»"
        ),
        "",
        ["inserts before art_11: art_10bis | Artículo 10 bis. Las cop"],
    ),
    ("Se suprime el párrafo 3 del artículo 16.", "", ["repeals art_16__para_3"]),
    ("Se suprimen los artículos 17 y 19.", "", ["repeals art_17", "repeals art_19"]),
    ("Deróganse los artículos 21 a 23.", "", ["repeals art_21", "repeals art_22", "repeals art_23"]),
    ("Derógase la Ley Nº 27.103, de 5 de mayo de 1999.", "", ["repeals work"]),
    (
        "El Decreto 45/2010, de 3 de marzo, queda derogado y sustituido por el presente Decreto.",
        "",
        ["replaces work"],
    ),
    ("Derógase el artículo 5 del Decreto-Ley Nº 8.991, de 25 de abril de 1933.", "", ["repeals art_5"]),
    (
        (
            "Sustitúyese el artículo 8 del Decreto Nº 15/2010 por el siguiente texto: "
            "«Artículo 8. El consulado expedirá la tarjeta.»"
        ),
        "",
        ["replaces art_8 | Artículo 8. El consulado"],
    ),
    (
        "Modifícase el artículo 12, el que quedará redactado de la siguiente manera:",
        "«Artículo 12. Los funcionarios informarán.»",
        ["replaces art_12 | Artículo 12. Los funcion"],
    ),
    (
        "Agrégase al artículo 7 el siguiente inciso: «d) los agentes temporales.»",
        "",
        ["inserts last art_7 | d) los agentes temporale"],
    ),
    (
        "Los artículos 5 y 6 pasan a ser los artículos 6 y 7, respectivamente.",
        "",
        ["renumbers art_5: art_6", "renumbers art_6: art_7"],
    ),
    (
        "El título del artículo 4 se sustituye por el siguiente: «Plazos»",
        "",
        ["replaces art_4 (heading) | Plazos"],
    ),
    (
        "En el artículo 9 se suprimen las palabras «por escrito».",
        "",
        ["replaces_words art_9 «por escrito» instead «»"],
    ),
    ("Quedan derogados los artículos 30 a 32.", "", ["repeals art_30", "repeals art_31", "repeals art_32"]),
    (
        "El presente Protocolo sustituye al Acuerdo sobre visados de 3 de abril de 2003.",
        "",
        ["replaces work"],
    ),
    (
        (
            "En el artículo 2, después de las palabras «pasaporte oficial» se insertan las "
            "palabras «o de servicio»."
        ),
        "",
        ["replaces_words art_2 «pasaporte oficial» after «o de servicio»"],
    ),
    (
        "El artículo 14 queda redactado como sigue:",
        "«Artículo 14. Las tasas se pagan en el consulado.»",
        ["replaces art_14 | Artículo 14. Las tasas s"],
    ),
    (
        "El artículo 15 tendrá la siguiente redacción: «Artículo 15. Los plazos son hábiles.»",
        "",
        ["replaces art_15 | Artículo 15. Los plazos "],
    ),
    (
        (
            "Incorpórase el artículo 8 bis, con la siguiente redacción: «Artículo 8 bis. Las "
            "copias son gratuitas.»"
        ),
        "",
        ["inserts last work: art_8bis | Artículo 8 bis. Las copi"],
    ),
    (
        "En el artículo 18, la palabra «buque» se sustituye por «nave» en todas sus apariciones.",
        "",
        ["replaces_words art_18 «buque» instead «nave» every"],
    ),
    (
        "En el artículo 20, donde dice «treinta días» debe decir «diez días».",
        "",
        ["replaces_words art_20 «treinta días» instead «diez días»"],
    ),
    (
        "La segunda frase del artículo 24 se sustituye por la siguiente: «Es gratuita.»",
        "",
        ["replaces art_24 (other) | Es gratuita."],
    ),
    ("Se suprime el artículo 25, salvo su párrafo 2.", "", ["unread deed work"]),
]


@pytest.mark.parametrize(("clause", "below", "told"), FORMS, ids=[clause[:60] for clause, _, _ in FORMS])
def test_the_changes_of_a_clause(clause: str, below: str, told: list[str]) -> None:
    assert told_of(TITLE, clause, below, "es") == told
