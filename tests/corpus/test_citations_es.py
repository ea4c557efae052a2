"""The citation grammar in Spanish: laws, decrees and orders of many States, treaties."""

from __future__ import annotations

import pytest

from corpus.language.citations import Naming, Place, cite

HERE = Place("art_7__para_3")

CITED = [
    ("la Ley 30/1992, de 26 de noviembre", [("", "30/1992")]),
    ("el artículo 5 de la Ley 30/1992, de 26 de noviembre, de Régimen Jurídico", [("art_5", "30/1992")]),
    ("la Ley Orgánica 4/2000, de 11 de enero, sobre derechos y libertades", [("", "4/2000")]),
    ("el apartado 2 del artículo 31 de la presente Ley", [("art_31__para_2", "this")]),
    ("el artículo 31, apartado 2, letra a)", [("art_31__para_2__point_a", "this")]),
    ("la letra b) del apartado 1 del artículo 5", [("art_5__para_1__point_b", "this")]),
    ("el Real Decreto 557/2011, de 20 de abril", [("", "557/2011")]),
    ("el Real Decreto-ley 7/2021, de 27 de abril", [("", "7/2021")]),
    ("el Real Decreto Legislativo 1/1994, de 20 de junio", [("", "1/1994")]),
    ("la Orden PRE/1282/2007, de 10 de mayo", [("", "PRE/1282/2007")]),
    ("la Orden AEX/1059/2002", [("", "AEX/1059/2002")]),
    ("la disposición adicional primera de la Ley 30/1992", [("", "30/1992")]),
    ("el artículo 5 bis de esta ley", [("art_5bis", "this")]),
    ("los artículos 3 a 7 de este Reglamento", [("art_3..art_7", "this")]),
    ("los artículos 3, 4 y 5 del Código Civil",
     [("art_3", "another"), ("art_4", "another"), ("art_5", "another")]),
    ("el artículo anterior", [("art_6", "this")]),
    ("lo dispuesto en el apartado anterior", [("art_7__para_2", "this")]),
    ("la Decisión Marco 2002/584/JAI", [("", "2002/584/JAI")]),
    ("el título II de la presente ley", [("title_2", "this")]),
    ("el capítulo III del título II", [("title_2__chp_3", "this")]),
    ("el párrafo segundo del artículo 8", [("art_8__para_2", "this")]),
    ("el segundo párrafo del artículo 8", [("art_8__para_2", "this")]),
    ("el artículo 123, apartado A, fracción XX, de la Constitución",
     [("art_123__para_a__point_20", "another")]),
    ("la fracción II del artículo 5 de esta Ley", [("art_5__point_2", "this")]),
    ("las fracciones I y III del artículo 28", [("art_28__point_1", "this"), ("art_28__point_3", "this")]),
    ("el artículo 33, fracción IV, de la Ley de Migración", [("art_33__point_4", "another")]),
    ("el inciso a) de la fracción II del artículo 9", [("art_9__point_2__subpoint_a", "this")]),
    ("el artículo 89 de la Constitución Política de los Estados Unidos Mexicanos", [("art_89", "another")]),
    ("la Ley Federal de Derechos", [("", "another")]),
    ("el artículo 22 de la Ley Federal de Derechos", [("art_22", "another")]),
    ("el artículo 5º de la Ley 1437 de 2011", [("art_5", "1437")]),
    ("la Ley 1437 de 2011", [("", "1437")]),
    ("el Decreto 1067 de 2015", [("", "1067")]),
    ("el numeral 2 del artículo 189 de la Constitución Política", [("art_189__para_2", "another")]),
    ("el parágrafo 1 del artículo 3", [("art_3__para_1", "this")]),
    ("el literal b) del artículo 4 de la Decisión 351", [("art_4__point_b", "351")]),
    ("el inciso segundo del artículo 8", [("art_8__para_2", "this")]),
    ("la Resolución 5512 de 2015", [("", "5512")]),
    ("el artículo 12 del decreto ley N° 1.094, de 1975", [("art_12", "1.094")]),
    ("el decreto supremo N° 597, de 1984, del Ministerio del Interior", [("", "597")]),
    ("la ley N° 18.834", [("", "18.834")]),
    ("el artículo 54 N° 1 de la Constitución Política de la República", [("art_54__para_1", "another")]),
    ("los artículos 32 N° 15 y 54 N° 1 de la Constitución",
     [("art_32__para_15", "another"), ("art_54__para_1", "another")]),
    ("la Ley N° 25.871", [("", "25.871")]),
    ("el artículo 75 inciso 22 de la Constitución Nacional", [("art_75__para_22", "another")]),
    ("el Decreto N° 616/2010", [("", "616/2010")]),
    ("el Decreto-Ley 15.322", [("", "15.322")]),
    ("los artículos 3º y 4º de la Ley Nº 18.250", [("art_3", "18.250"), ("art_4", "18.250")]),
    ("el numeral 58.1 del artículo 58 del Decreto Legislativo N° 1350", [("art_58__para_58.1", "1350")]),
    ("el Decreto Supremo N° 007-2017-IN", [("", "007-2017-IN")]),
    ("el Texto Único Ordenado de la Ley N° 27444", [("", "another")]),
    ("la Resolución Ministerial N° 0123-2020-RE", [("", "0123-2020-RE")]),
    ("el literal a) del numeral 2 del artículo 11", [("art_11__para_2__point_a", "this")]),
    ("el artículo 3 del Reglamento de la Ley de Migraciones", [("art_3", "another")]),
    ("la resolución 217 A (III) de la Asamblea General", [("", "217 A (III)")]),
    ("la resolución 61/106 de la Asamblea General", [("", "61/106")]),
    ("la resolución 1373 (2001) del Consejo de Seguridad", [("", "1373 (2001)")]),
    ("el Artículo 51 de la Carta de las Naciones Unidas", [("art_51", "another")]),
    ("el párrafo 3 c) del artículo 31 de la Convención de Viena sobre el Derecho de los Tratados",
     [("art_31__para_3__point_c", "another")]),
    ("la Convención de Viena sobre Relaciones Diplomáticas, de 18 de abril de 1961", [("", "another")]),
    ("el Pacto Internacional de Derechos Civiles y Políticos", [("", "another")]),
    ("los incisos a) y b) del párrafo 1 del artículo 4",
     [("art_4__para_1__point_a", "this"), ("art_4__para_1__point_b", "this")]),
    ("el apartado a) del párrafo 2 del presente artículo", [("art_7__para_2__point_a", "this")]),
    ("el Anexo II de la presente Convención", [("annex_2", "this")]),
    ("los Anexos I y II del presente Convenio", [("annex_1", "this"), ("annex_2", "this")]),
    ("el Protocolo Facultativo de la Convención sobre los Derechos del Niño", [("", "another")]),
    ("el Convenio sobre la Diversidad Biológica", [("", "another")]),
    ("el artículo 15 del Convenio sobre la Diversidad Biológica", [("art_15", "another")]),
    ("el artículo 7 de dicho Acuerdo", [("art_7", "another")]),
    ("el Tratado de Asunción", [("", "another")]),
    ("el Tratado de Montevideo de 1980", [("", "another")]),
    ("el Acuerdo sobre la OMC", [("", "another")]),
    ("el Acuerdo entre Marjana y Cardena sobre Puertos, suscrito en Ostermere el 3 de mayo de 1966",
     [("", "another")]),
    ("los artículos 5, 6 y 7 del presente Tratado",
     [("art_5", "this"), ("art_6", "this"), ("art_7", "this")]),
    ("el artículo 11.2 de este Tratado", [("art_11.2", "this")]),
    ("el Capítulo 3 (Reglas de Origen)", [("chp_3", "this")]),
    ("la Sección B del Capítulo Cuatro", [("chp_4__sec_b", "this")]),
    ("el Apéndice 2-A", [("annex_2-A", "this")]),
    ("el Reglamento (CE) n.º 1346/2000 del Consejo", [("", "1346/2000")]),
    ("el Reglamento (UE) 2016/679", [("", "2016/679")]),
    ("el artículo 6, apartado 1, letra f), del Reglamento (UE) 2016/679",
     [("art_6__para_1__point_f", "2016/679")]),
    ("la Directiva 2004/38/CE", [("", "2004/38/CE")]),
    ("las Directivas 2004/38/CE y 2003/109/CE", [("", "2004/38/CE"), ("", "2003/109/CE")]),
    ("el artículo 16 del Tratado de Funcionamiento de la Unión Europea", [("art_16", "another")]),
    ("el artículo 16, apartado 2, del TFUE", [("art_16__para_2", "another")]),
    ("la legislación vigente y las leyes nacionales", []),
    ("el derecho internacional", []),
    ("en la parte de la carta que se envía", []),
]  # fmt: skip
"""A text, and what it cites: the provision, and `this` work, the number of `another` or that alone."""


@pytest.mark.parametrize(("text", "wanted"), CITED)
def test_what_is_cited(text: str, wanted: list[tuple[str, str]]) -> None:
    found = [target for citation in cite(f"ver {text}", "es", HERE) for target in citation.targets]
    told = []
    for target in found:
        mention = target.work.named
        work = "another" if mention is None else "this" if mention.naming is Naming.THIS else mention.number
        provision = f"{target.provision}..{target.until}" if target.until else target.provision or ""
        told.append((provision, work or "another"))
    assert told == wanted
