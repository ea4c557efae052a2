"""The citation grammar in French: codes and their articles, laws, decrees, treaties."""

from __future__ import annotations

import pytest
from cited_forms import pairs

from corpus.language.citations import cite_tree
from corpus.model import Provision, ProvisionKind

CITED = [
    ("visés à l'article 23 du décret n° 12/031, aux points 1 et 2 de l'article précité",
     [("art_23", "12/031"), ("art_23__point_1", "12/031"), ("art_23__point_2", "12/031")]),
    ("à l'article 12, paragraphe (1), point d) et paragraphe (2), point 1 de la loi du 3 mai 2001",
     [("art_12__para_1__point_d", "another"), ("art_12__para_2__point_1", "another")]),
    ("requises par sa Constitution pour la mise en vigueur du présent Accord", []),
    ("d'un commun accord, leur accord ou le présent Protocole d'Accord", []),
    ("la Convention de Varda sur les ports et le Protocole de signature sur les quais, faits à Varda",
     [("", "another"), ("", "another")]),
    ("à l'article 19,1° et 4°, à l'article 1erci-dessus",
     [("art_19__point_1", "this"), ("art_19__point_4", "this"), ("art_1", "this")]),
    ("entre le 6e et le 7e alinéa de l'art. 5", [("art_5__para_6", "this"), ("art_5__para_7", "this")]),
    ("visé à l'article 5, en vertu de cet article. Cet article vaut",
     [("art_5", "this"), ("art_5", "this"), ("art_7", "this")]),
    ("les phrases du numéro 3 de l'art. 1er", [("art_1__point_3", "this")]),
    ("les parties. chapitre 3 : du port", []),
    ("les articles 5 et 6 ci-dessus et 11, 12 et 15 ci-dessous",
     [("art_5", "this"), ("art_6", "this"), ("art_11", "this"), ("art_12", "this"), ("art_15", "this")]),
    ("au paragraphe 2° du premier alinéa de l'article 41", [("art_41__para_1__point_2", "this")]),
    ("aux articles 10, 11 (paragraphe 2, alinéas a et c) et 13",
     [("art_10", "this"), ("art_11__para_2__point_a", "this"), ("art_11__para_2__point_c", "this"),
      ("art_13", "this")]),
    ("aux art. 18, 23, al. 2, let. b et c, et 24 LPO, fixer",
     [("art_18", "another"), ("art_23__para_2__point_b", "another"), ("art_23__para_2__point_c", "another"),
      ("art_24", "another")]),
    ("suivie du numéro 14", []),
    ("À l'article 2 de la loi du 3 mai 1990, modifié par la loi du 7 mai 1995, sont apportées les"
     " modifications suivantes : 1° dans le paragraphe 1er,",
     [("art_2", "another"), ("", "another"), ("art_2__para_1", "another")]),
    ("les articles 6, paragraphes 1 et 3, 7 et 8, paragraphe 2, de la présente loi",
     [("art_6__para_1", "this"), ("art_6__para_3", "this"), ("art_7", "this"), ("art_8__para_2", "this")]),
    ("de la Convention de Marjane et le chapitre II de celle-ci, à l'exclusion des articles 5 et 6",
     [("", "another"), ("chp_2", "another"), ("art_5", "another"), ("art_6", "another")]),
    ("fixées à l'art. 43, al. 1, let. a à e, LPO",
     [("art_43__para_1__point_a..art_43__para_1__point_e", "another")]),
    ("visé à l'article 2, paragraphe 1, a), ainsi qu'au même paragraphe, b)",
     [("art_2__para_1__point_a", "this"), ("art_2__para_1__point_b", "this")]),
    ("à l'article 2, a) les mots", [("art_2", "this")]),
    ("la pièce mentionnée au b du paragraphe 1", [("art_7__para_1__point_b", "this")]),
    ("L'exonération prévue au 2 est personnelle", [("art_7__para_2", "this")]),
    ("la date visée au 15 janvier", []),
    ("les pièces énumérées aux a et c du 2 de l'article 6",
     [("art_6__para_2__point_a", "this"), ("art_6__para_2__point_c", "this")]),
    ("L'article L. 611-3 du code des ports est ainsi modifié : 1° Le 2° est abrogé ; 2° Au 5°, les mots",
     [("art_L611-3", "another"), ("art_L611-3__point_2", "another"), ("art_L611-3__point_5", "another")]),
    ("aux articles R. 312-2 et R. 312-4 (3°)", [("art_R312-2", "this"), ("art_R312-4__point_3", "this")]),
    ("à l'annexe II, partie B", [("annex_2__part_b", "this")]),
    ("articles 20 (nouveau), 22 et 23, in fine, de la présente loi",
     [("art_20", "this"), ("art_22", "this"), ("art_23", "this")]),
    ("articles 86, 87 5) a) et 112, par. 2 f), du présent Statut",
     [("art_86", "this"), ("art_87__para_5__point_a", "this"), ("art_112__para_2__point_f", "this")]),
    ("les articles 4, premier tiret, et 6, dernier tiret", [("art_4", "this"), ("art_6", "this")]),
    ("l'article 14, 1, (a), énumère", [("art_14", "this")]),
    ("l'article 476quater, alinéa 3, de l'ancien Code civil", [("art_476quater__para_3", "another")]),
    ("l'annexe A ou B est modifiée pour en tenir compte", [("annex_a", "this"), ("annex_b", "this")]),
    ("les dispositions contenues aux articles suivants", []),
    ("Le chapitre III, en particulier l'article 12, de la Convention de Marjane sur les ports",
     [("chp_3", "another"), ("art_12", "another")]),
    ("les points suivants :\nPoint 1 15o 50' 31'' N", []),
    ("l'article 5, notamment son paragraphe 2,", [("art_5__para_2", "this")]),
    ("les articles L. 311-1 et R. 312-4 du code de la nage",
     [("art_L311-1", "another"), ("art_R312-4", "another")]),
    ("l'article L. 411-2 du code de l'entrée et du séjour des étrangers", [("art_L411-2", "another")]),
    ("l'article L.O. 141-2 du code électoral", [("art_LO141-2", "another")]),
    ("l'article R*123-1 du code de l'urbanisme", [("art_R123-1", "another")]),
    ("l'article D. 311-3 du présent code", [("art_D311-3", "this")]),
    ("le troisième alinéa de l'article 5", [("art_5__para_3", "this")]),
    ("au premier alinéa du II de l'article 3", [("art_3__para_2__subpara_1", "this")]),
    ("les deuxième et troisième alinéas de l'article 12",
     [("art_12__para_2", "this"), ("art_12__para_3", "this")]),
    ("le 3° de l'article 8", [("art_8__point_3", "this")]),
    ("aux 1° et 2° du I de l'article 8",
     [("art_8__para_1__point_1", "this"), ("art_8__para_1__point_2", "this")]),
    ("la loi n° 78-17 du 6 janvier 1978 relative à l'informatique", [("", "78-17")]),
    ("l'article 26 de la loi n° 78-17 du 6 janvier 1978 relative à l'informatique", [("art_26", "78-17")]),
    ("le décret n° 2008-1176 du 13 novembre 2008", [("", "2008-1176")]),
    ("les décrets n° 2008-1176 et n° 2009-12", [("", "2008-1176"), ("", "2009-12")]),
    ("l'ordonnance n° 2005-656 du 8 juin 2005", [("", "2005-656")]),
    ("la loi organique n° 2001-692 du 1er août 2001", [("", "2001-692")]),
    ("l'arrêté du 3 mars 2008 relatif aux ports", [("", "another")]),
    ("l'arrêté ministériel du 3 mars 2008", [("", "another")]),
    ("l'article 55 de la Constitution", [("art_55", "another")]),
    ("l'article 1er de la présente loi", [("art_1", "this")]),
    ("l'article premier de la loi du 9 décembre 1905", [("art_1", "another")]),
    ("le même article", []),
    ("le dernier alinéa de l'article 4", [("art_4", "this")]),
    ("l'alinéa précédent", [("art_7__para_2", "this")]),
    ("les dispositions du chapitre III du titre II", [("title_2__chp_3", "this")]),
    ("le code civil", [("", "another")]),
    ("l'article 1384 du code civil", [("art_1384", "another")]),
    ("l'article 6 bis de la loi précitée", [("art_6bis", "another")]),
    ("les articles 3 à 7 et 9 de la loi du 29 juillet 1881 sur la liberté de la presse",
     [("art_3..art_7", "another"), ("art_9", "another")]),
    ("l'article 2, paragraphe 1, point a), du règlement (CE) n° 883/2004",
     [("art_2__para_1__point_a", "883/2004")]),
    ("l'article 9bis de la loi du 15 décembre 1980 sur l'accès au territoire", [("art_9bis", "another")]),
    ("l'article 10, § 1er, alinéa 2, de la loi du 15 décembre 1980",
     [("art_10__para_1__subpara_2", "another")]),
    ("l'arrêté royal du 8 octobre 1981", [("", "another")]),
    ("l'arrêté royal n° 20 du 20 juillet 1970", [("", "20")]),
    ("l'article 3, § 2, 1°, de la loi", [("art_3__para_2__point_1", "another")]),
    ("la loi modifiée du 29 août 2008 sur la libre circulation", [("", "another")]),
    ("le règlement grand-ducal du 5 septembre 2008 portant exécution", [("", "another")]),
    ("l'article 34, paragraphe (2), de la loi modifiée du 29 août 2008", [("art_34__para_2", "another")]),
    ("l'art. 5, al. 2, let. b, de la loi fédérale du 16 décembre 2005",
     [("art_5__para_2__point_b", "another")]),
    ("les art. 3 et 4 de l'ordonnance du 24 octobre 2007", [("art_3", "another"), ("art_4", "another")]),
    ("l'annexe 1 de la présente ordonnance", [("annex_1", "this")]),
    ("l'article 12 de la Loi sur les ports", [("art_12", "another")]),
    ("la Loi sur l'immigration (L.R.C. 1985, ch. I-2)", [("", "L.R.C. 1985, ch. I-2")]),
    ("l'alinéa 4(1)c) de la Loi sur les ports", [("art_4__para_1__point_c", "another")]),
    ("le paragraphe 3(2) de la Loi sur les ports", [("art_3__para_2", "another")]),
    ("la Charte des droits et libertés de la personne", [("", "another")]),
    ("le dahir n° 1-58-008 du 24 février 1958", [("", "1-58-008")]),
    ("la loi n° 02-03 relative à l'entrée et au séjour", [("", "02-03")]),
    ("l'article 5 de la loi n° 02-03 relative à l'entrée", [("art_5", "02-03")]),
    ("le décret n° 2-09-607 du 1er avril 2010", [("", "2-09-607")]),
    ("la loi organique n° 2016-12 du 3 mars 2016", [("", "2016-12")]),
    ("l'Acte uniforme portant sur le droit commercial", [("", "another")]),
    ("la résolution 217 A (III) de l'Assemblée générale", [("", "217 A (III)")]),
    ("la résolution 61/106", [("", "61/106")]),
    ("les résolutions 1373 (2001) et 1540 (2004) du Conseil de sécurité",
     [("", "1373 (2001)"), ("", "1540 (2004)")]),
    ("l'Article 51 de la Charte des Nations Unies", [("art_51", "another")]),
    ("l'article 31, paragraphe 3 c), de la Convention de Vienne sur le droit des traités",
     [("art_31__para_3__point_c", "another")]),
    ("la Convention de Vienne sur les relations diplomatiques du 18 avril 1961", [("", "another")]),
    ("le Pacte international relatif aux droits civils et politiques", [("", "another")]),
    ("l'article 2 du Pacte international relatif aux droits civils et politiques", [("art_2", "another")]),
    ("le paragraphe 2 de l'article 5 de la présente Convention", [("art_5__para_2", "this")]),
    ("les alinéas a) et b) du paragraphe 1 de l'article 4",
     [("art_4__para_1__point_a", "this"), ("art_4__para_1__point_b", "this")]),
    ("l'alinéa c) de l'article 4", [("art_4__point_c", "this")]),
    ("des paragraphes 1 et 2 ci-dessus", [("art_7__para_1", "this"), ("art_7__para_2", "this")]),
    ("du présent article", [("art_7", "this")]),
    ("l'annexe II de la Convention", [("annex_2", "another")]),
    ("les annexes I et II de la présente Convention", [("annex_1", "this"), ("annex_2", "this")]),
    ("le Protocole n° 3", [("protocol_3", "this")]),
    ("la Convention internationale pour la prévention de la pollution par les navires", [("", "another")]),
    ("le Traité sur l'Antarctique", [("", "another")]),
    ("l'Accord entre Marjane et Cardène relatif aux ports, signé à Ostermere le 3 mai 1966",
     [("", "another")]),
    ("l'article 5 de l'Accord du 3 mai 1966", [("art_5", "another")]),
    ("l'article 7 dudit Accord", [("art_7", "another")]),
    ("la Convention de La Haye du 5 octobre 1961 supprimant l'exigence de la légalisation",
     [("", "another")]),
    ("l'échange de lettres du 3 mai 1966", [("", "another")]),
    ("le règlement (CE) n° 1346/2000 du Conseil", [("", "1346/2000")]),
    ("le règlement (UE) 2016/679 du Parlement européen et du Conseil", [("", "2016/679")]),
    ("l'article 6, paragraphe 1, point f), du règlement (UE) 2016/679",
     [("art_6__para_1__point_f", "2016/679")]),
    ("la directive 2004/38/CE", [("", "2004/38/CE")]),
    ("les directives 2004/38/CE et 2003/109/CE", [("", "2004/38/CE"), ("", "2003/109/CE")]),
    ("l'article 16 du traité sur le fonctionnement de l'Union européenne", [("art_16", "another")]),
    ("l'article 3, paragraphe 1, deuxième alinéa", [("art_3__para_1__subpara_2", "this")]),
    ("l'article 5, premier alinéa", [("art_5__para_1", "this")]),
    ("la décision-cadre 2002/584/JAI", [("", "2002/584/JAI")]),
    ("le règlement d'exécution (UE) n° 447/2014 de la Commission", [("", "447/2014")]),
    ("COM(2006) 400 final", [("", "COM(2006) 400")]),
    ("la décision 2004/512/CE du Conseil", [("", "2004/512/CE")]),
    ("les lois et règlements en vigueur", []),
    ("le droit international", []),
    ("les articles de ménage et les parties de plaisir", []),
    ("la lettre du 3 mars", []),
    ("l'article 9, deuxième et troisième phrases, de la Constitution", [("art_9", "another")]),
    ("l'article 12 ancien de la loi du 3 mai 1966 sur les ports reste valable", [("art_12", "another")]),
    ("le deuxième alinéa de l'article 32, paragraphe (2)", [("art_32__para_2__subpara_2", "this")]),
    ("les points a) et b) de l'article 5, paragraphe 3",
     [("art_5__para_3__point_a", "this"), ("art_5__para_3__point_b", "this")]),
    ("la loi du 3 mai 1966 portant exécution de l'article 9, deuxième phrase, de la Constitution",
     [("", "another"), ("art_9", "another")]),
    ("un terrain inscrit au cadastre, section B, numéro 5924", []),
    ("la section B du chapitre 2", [("chp_2__sec_b", "this")]),
    ("l'article 7, alinéa premier, 2°, du même décret", [("art_7__para_1__point_2", "another")]),
    ("l'article 4bis, § 1er, 2°, c), de l'arrêté royal du 25 juillet 1996",
     [("art_4bis__para_1__point_2__subpoint_c", "another")]),
    ("l'article 2, paragraphe 4, point b), sous i), de la directive 2003/86/CE",
     [("art_2__para_4__point_b__subpoint_i", "2003/86/CE")]),
    ("l'article 1er, alinéa 2, premier tiret, du règlement", [("art_1__para_2", "another")]),
    ("au b du 2° de l'article 8", [("art_8__point_2__subpoint_b", "this")]),
    ("le c) du 3° du II de l'article 5", [("art_5__para_2__point_3__subpoint_c", "this")]),
    ("le sous-alinéa 34(1)b)(ii) de la Loi sur les ports",
     [("art_34__para_1__point_b__subpoint_ii", "another")]),
    ("le Règlement sur les ports (DORS/93-54)", [("", "DORS/93-54")]),
    ("l'article 34.1 de la Loi sur les ports (chapitre I-0.2.1)", [("art_34.1", "another")]),
    ("l'ordonnance souveraine n° 5.640 du 14 décembre 2015", [("", "5.640")]),
    ("l'art. 5 Cst. vaut", [("art_5", "another")]),
    ("les articles 28 de la loi du 3 frimaire an VII, 13 et 15 de l'arrêté du 5 mai 1951, et 27 de la loi du "
     "26 novembre 1949",
     [("art_28", "another"), ("art_13", "another"), ("art_15", "another"), ("art_27", "another")]),
    ("les dispositions du Code du travail ne s'appliquent pas", [("", "another")]),
    ("le Code de la route est modifié", [("", "another")]),
    ("le Code de conduite est adopté", []),
    ("le tableau A annexé à la loi du 29 juillet 1913 sur les ports", [("annex_a", "another")]),
    ("le paragraphe 1eret le paragraphe 2", [("art_7__para_1", "this"), ("art_7__para_2", "this")]),
    ("le Protocole II établi par la Conférence de Marjana en vue des Conventions (CIM) du 7 février 1970",
     [("", "another")]),
    ("le Protocole additionnel à la Convention européenne d'extradition", [("", "another")]),
    ("l'article 2 du Statut de la Cour internationale de Justice", [("art_2", "another")]),
    ("l'échange de lettres des 5 et 8 mars 1974", [("", "another")]),
    ("à l'article 27 de la loi du 3 mai 1966 est inséré un nouveau paragraphe (4) de la teneur suivante",
     [("art_27", "another"), ("art_27__para_4", "another")]),
    ("l'article 15 dudit règlement grand-ducal du 28 octobre 1981", [("art_15", "another")]),
    ("l'art. 198 et l'art. 199 C. p. modifié", [("art_198", "another"), ("art_199", "another")]),
    ("les articles 21-16, 21-27 et 24-1 du même code",
     [("art_21-16", "another"), ("art_21-27", "another"), ("art_24-1", "another")]),
    ("les articles L. 110-1, L. 110-3 (premier alinéa) et L. 434-7 du code précité",
     [("art_L110-1", "another"), ("art_L110-3__para_1", "another"), ("art_L434-7", "another")]),
    ("l'annexe II, tableau 1, colonne 3, du règlement (UE) 2021/1217", [("annex_2", "2021/1217")]),
    ("le chapitre III du titre IV du livre III du Code civil",
     [("book_3__title_4__chp_3", "another")]),
    ("le titre II de la partie réglementaire dudit code", [("title_2", "another")]),
    ("les art. 3 à 5 et 8, al. 1, LEI",
     [("art_3..art_5", "another"), ("art_8__para_1", "another")]),
    ("le chapitre 12, article 30, paragraphe 1 du budget général", []),
    ("l'article 6 du catalogue des fournitures", []),
    ("l'article 20, 2ième alinéa", [("art_20__para_2", "this")]),
    ("à l'article 5, le paragraphe 2 est abrogé", [("art_5__para_2", "another")]),
    ("au paragraphe 1er, point 4, les termes ajoutés s'appliquent", [("art_7__para_1__point_4", "this")]),
    ("l'Accord général de coopération technique en matière de ports sous réserve de ce qui suit",
     [("", "another")]),
]  # fmt: skip
"""A text, and what it cites: the provision, and `this` work, the number of `another` or that alone."""


@pytest.mark.parametrize(("text", "wanted"), CITED)
def test_what_is_cited(text: str, wanted: list[tuple[str, str]]) -> None:
    assert pairs(f"voir {text}", "fr") == wanted


AMENDING = [
    (["À l'article 24 de la loi du 3 mai 1966 sur les ports sont apportées les modifications suivantes :",
      "Le paragraphe 2 est abrogé."],
     ["art_24", "art_24__para_2"]),
    (["La loi du 3 mai 1966 sur les ports est modifiée comme suit :",
      "À l'article 32, paragraphe (2), il est ajouté un point i) qui prend la teneur suivante :i) le port."],
     [None, "art_32__para_2", "art_32__para_2__point_i"]),
    # What no mark opened ends with its paragraph.
    (["La loi du 3 mai 1966 sur les ports est modifiée comme suit :",
      "À l'article 3, le point a) prend la teneur suivante :a) le quai.",
      "L'article 4, paragraphe (2) est modifié comme suit :Les navires visés aux points e) et f) restent."],
     [None, "art_3__point_a", "art_4__para_2", "art_4__para_2__point_e", "art_4__para_2__point_f"]),
    (["Les alinéas 1er et 2 de l'article 4 de la loi du 3 mai 1966 sont modifiés comme suit :Art. 4.L'aide"],
     ["art_4__para_1", "art_4__para_2"]),
]  # fmt: skip
"""The first line of an article and its paragraphs, and the provisions of another work that they name."""


@pytest.mark.parametrize(("lines", "wanted"), AMENDING)
def test_what_stands_bare_is_of_the_work_amended(lines: list[str], wanted: list[str | None]) -> None:
    found = [target for targets in _told(("art_2", lines)) for target in targets]
    assert [provision for provision, _ in found] == wanted
    assert all(other for _, other in found)


def test_an_article_behind_the_last_one_is_of_the_work_just_cited() -> None:
    text = (
        "Le titre de l'article 47 de la loi du 3 mai 1966 sur les ports vaut, sans préjudice des articles {}."
    )
    for number, other in (("51 et 52", True), ("1 et 2", False)):
        *_, targets = _told(("art_1", ["Rien."]), ("art_2", [text.format(number)]))
        assert [each for _, each in targets] == [True, other, other]


def _told(*articles: tuple[str, list[str]]) -> list[list[tuple[str | None, bool]]]:
    """For each article its targets, each with whether it is of another work."""
    tree = [
        Provision(
            eid, ProvisionKind.ARTICLE, text=lines[0],
            children=tuple(
                Provision(f"{eid}__para_{number}", ProvisionKind.PARAGRAPH, label=f"{number}.", text=line)
                for number, line in enumerate(lines[1:], 1)
            ),
        )
        for eid, lines in articles
    ]  # fmt: skip
    found = {node.eid.split("__")[0]: [] for node in tree}
    for node, citations in cite_tree(tree, "fr"):
        for citation in citations:
            found[node.eid.split("__")[0]] += [
                (target.provision, not target.work.is_this) for target in citation.targets
            ]
    return list(found.values())
