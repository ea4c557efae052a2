"""A text in the form that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from html import escape

import orjson

from corpus.language.citing import spoken
from corpus.language.directions import direction
from search_api.form import Form
from search_api.render.akoma_ntoso import expression_akn, provision_akn
from search_api.render.bibtex import bibtex
from search_api.render.citation import citation
from search_api.render.html import expression_html, provision_html
from search_api.render.json_ld import json_ld
from search_api.render.ris import ris
from search_api.render.shown import Shown
from search_api.render.spreadsheet import provisions_csv
from search_api.render.text import expression_text, provision_text


def made(form: Form, shown: Shown, today: date) -> str | bytes:
    """A text or a provision in a form other than JSON, which has a schema of its own (`http.answers`)."""
    if form is Form.AKN:
        return _akn(shown, today)
    return _MADE[form](shown)


def _akn(shown: Shown, today: date) -> bytes:
    if shown.provision:
        return provision_akn(shown.work, shown.expression, shown.provision, today)
    return expression_akn(shown.work, shown.expression, today)


def _text(shown: Shown) -> str:
    mark = f"{shown.mark}\n\n" if shown.mark else ""
    if shown.provision:
        return f"{mark}{provision_text(shown.provision)}\n"
    return mark + expression_text(shown.work, shown.expression)


def _html(shown: Shown) -> str:
    language = spoken(shown.expression.expression.language)
    marks = f'lang="{language}" dir="{direction(language)}"'
    mark = f'<p class="making" {marks}>{escape(shown.mark)}</p>\n' if shown.mark else ""
    if shown.provision:
        return mark + provision_html(shown.provision, shown.language)
    return mark + expression_html(shown.work, shown.expression)


_MADE: Mapping[Form, Callable[[Shown], str | bytes]] = {
    Form.TEXT: _text,
    Form.HTML: _html,
    Form.JSONLD: lambda shown: orjson.dumps(json_ld(shown), option=orjson.OPT_INDENT_2),
    Form.CSV: provisions_csv,
    Form.CITATION: lambda shown: citation(shown) + "\n",
    Form.BIBTEX: bibtex,
    Form.RIS: ris,
}
