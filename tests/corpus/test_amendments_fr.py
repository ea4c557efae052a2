"""Amendments in French: each line a clause, its new text if it stands below, and what is told of it."""

from __future__ import annotations

import pytest

from tests.corpus.amending import told_of

TITLE = (
    "Protocole modifiant la Convention consulaire du 3 mai 2010 entre la République "
    "de Montclair et le Royaume de Norvale"
)

FORMS: list[tuple[str, str, list[str]]] = [
    ("L'article 34 est abrogé.", "", ["repeals art_34"]),
    (
        "L'article 6 est modifié comme suit:",
        "«Art. 6. Le visa est délivré sans frais.»",
        ["replaces art_6 | Art. 6. Le visa est déli"],
    ),
    (
        (
            "Après l'article 33 de la même convention, il est inséré un article 33 bis "
            "nouveau, libellé comme suit:"
        ),
        "«Article 33 bis. Les agents sont exemptés.»",
        ["inserts after art_33: art_33bis | Article 33 bis. Les agen"],
    ),
    (
        (
            "Avant l'article 3, il est inséré un article 2 bis ainsi rédigé: «Article 2 bis. "
            "Le présent chapitre est général.»"
        ),
        "",
        ["inserts before art_3: art_2bis | Article 2 bis. Le présen"],
    ),
    (
        ("À l'article 63, paragraphe 3, les mots «trente jours» sont remplacés par les mots «dix jours»."),
        "",
        ["replaces_words art_63__para_3 «trente jours» instead «dix jours»"],
    ),
    (
        (
            "Le paragraphe 2 de l'article 5 est remplacé par le texte suivant: «2. La carte "
            "est valable trois ans.»"
        ),
        "",
        ["replaces art_5__para_2 | 2. La carte est valable "],
    ),
    (
        "Les paragraphes 1 et 3 de l'article 8 sont remplacés par le texte suivant:",
        "«1. Le registre est public.\n3. Le registre est tenu dix ans.»",
        [
            "replaces art_8__para_1 | 1. Le registre est publi",
            "replaces art_8__para_3 | 3. Le registre est tenu ",
        ],
    ),
    (
        "Les articles 51 à 54 sont abrogés.",
        "",
        ["repeals art_51", "repeals art_52", "repeals art_53", "repeals art_54"],
    ),
    ("Sont abrogés les articles 60 et 62.", "", ["repeals art_60", "repeals art_62"]),
    (
        "L'article 49 prend la teneur suivante:",
        "«Article 49. La demande est gratuite.»",
        ["replaces art_49 | Article 49. La demande e"],
    ),
    (
        "À l'article 4, les mots «par écrit» sont supprimés.",
        "",
        ["replaces_words art_4 «par écrit» instead «»"],
    ),
    (
        "Les mots «la carte» sont remplacés par les mots «le titre» à l'article 11.",
        "",
        ["replaces_words art_11 «la carte» instead «le titre»"],
    ),
    (
        "Les paragraphes 3 et 4 de l'article 7 deviennent les paragraphes 4 et 5.",
        "",
        ["renumbers art_7__para_3: art_7__para_4", "renumbers art_7__para_4: art_7__para_5"],
    ),
    (
        ("À l'article 12, il est ajouté un paragraphe 4 ainsi rédigé: «4. Le consul tient un registre.»"),
        "",
        ["inserts last art_12: art_12__para_4 | 4. Le consul tient un re"],
    ),
    (
        "L'article 9 est complété par un paragraphe 3 ainsi rédigé: «3. Le registre est public.»",
        "",
        ["inserts last art_9: art_9__para_3 | 3. Le registre est publi"],
    ),
    (
        "L'article 13 est complété par la phrase suivante: «Il est gratuit.»",
        "",
        ["inserts last art_13 (other) | Il est gratuit."],
    ),
    (
        "À l'article 14, il est ajouté un alinéa ainsi rédigé: «Le consul en informe le ministre.»",
        "",
        ["inserts last art_14 (other) | Le consul en informe le "],
    ),
    (
        ("À l'article 15, après les mots «passeport diplomatique», sont insérés les mots «ou de service»."),
        "",
        ["replaces_words art_15 «passeport diplomatique» after «ou de service»"],
    ),
    ("L'arrêté du 13 mars 1954 relatif à la carte d'identité est abrogé.", "", ["repeals work"]),
    (
        "L'intitulé de l'article 5 est remplacé par le texte suivant: «Délais».",
        "",
        ["replaces art_5 (heading) | Délais"],
    ),
    (
        (
            "La phrase introductive de l'article 16, paragraphe 1, est remplacée par le "
            "texte suivant: «1. Le demandeur produit:»."
        ),
        "",
        ["replaces art_16__para_1 (opening) | 1. Le demandeur produit:"],
    ),
    ("La première phrase de l'article 17 est supprimée.", "", ["repeals art_17 (other)"]),
    (
        "Il est inséré un article 3 bis ainsi rédigé: «Article 3 bis. Nul n'est tenu.»",
        "",
        ["inserts last work: art_3bis | Article 3 bis. Nul n'est"],
    ),
    ("Le présent Protocole remplace la Convention sur les visas du 3 avril 2003.", "", ["replaces work"]),
    (
        "L'arrêté du 8 mars 2012 relatif aux affiches est abrogé et remplacé par le présent arrêté.",
        "",
        ["replaces work"],
    ),
    ("La loi n° 12 du 3 mars 2010 est remplacée par la présente loi.", "", ["replaces work"]),
    (
        ("À l'article 18, le terme «navire» est remplacé, partout où il figure, par le terme «bateau»."),
        "",
        ["replaces_words art_18 «navire» instead «bateau» every"],
    ),
    (
        "L'article 19, paragraphe 2, est ainsi rédigé: «2. Les frais sont remboursés.»",
        "",
        ["replaces art_19__para_2 | 2. Les frais sont rembou"],
    ),
    ("L'article 20 est abrogé, à l'exception du paragraphe 3.", "", ["unread deed work"]),
]


@pytest.mark.parametrize(("clause", "below", "told"), FORMS, ids=[clause[:60] for clause, _, _ in FORMS])
def test_the_changes_of_a_clause(clause: str, below: str, told: list[str]) -> None:
    assert told_of(TITLE, clause, below, "fr") == told
