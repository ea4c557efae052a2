"""A citation in the custom of the text's language: what one writes in a note or a memorandum."""

from __future__ import annotations

from corpus.identifiers import normalise_number
from corpus.language.citing import date_words, day_words, provision_words, words
from corpus.model import IdentifierScheme, Making
from search_api.render.shown import Shown


def citation(shown: Shown) -> str:
    """One line: work, number, date and provision, the day of the wording, the address.

    `Lagoon Convention, 14 May 2009, article 22, paragraph 1, as worded on 1 June 2024, https://…`
    `khoản 1 Điều 22 Công ước Lagoon ngày 14 tháng 5 năm 2009, theo nội dung tại ngày 1 tháng 6 năm 2024, …`
    """
    language = shown.expression.expression.language
    told = words(language)
    text = _with_provision(shown, _named(shown, language), language)
    if shown.expression.expression.making is Making.CONSOLIDATED_SYSTEM:
        text = told["consolidated"].format(text=text)
    dated = "undated" if shown.version is None else "as_of" if shown.held else "since"
    day = day_words(shown.version, language) if shown.version else ""
    text = told[dated].format(text=text, date=day)
    return str(told["at"].format(text=text, url=shown.url()))


def number_of_work(shown: Shown) -> str:
    """The number under which the text is cited: its own (of an official consolidation), else the work's."""
    numbers = [i.value for i in shown.work.work.identifiers if i.scheme is IdentifierScheme.NUMBER]
    return shown.expression.expression.number or (numbers[0] if numbers else "")


def provision_told(shown: Shown) -> str:
    """The provision in the words of the language; empty for the whole."""
    return provision_words(shown.path, shown.expression.expression.language, shown.work.work.kind)


def _named(shown: Shown, language: str) -> str:
    """The title, with the number and the date that it does not tell itself."""
    told, title, work = words(language), shown.title, shown.work.work
    text = title if title.startswith(told["title"][:1]) else told["title"].format(title=title)
    number = number_of_work(shown)
    if number and f"/{normalise_number(number)}" not in f"/{normalise_number(title)}":
        text = told["numbered"].format(work=text, number=number)
    date = date_words(work.adopted, language) if work.adopted else ""
    if date and date not in title and work.adopted:
        text = told["dated" if work.adopted.day else "partly_dated"].format(work=text, date=date)
    return str(text)


def _with_provision(shown: Shown, work: str, language: str) -> str:
    provision = provision_told(shown)
    return words(language)["cited"].format(work=work, provision=provision) if provision else work
