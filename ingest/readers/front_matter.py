"""The front matter of a Markdown file (the simple part of YAML) and what its fields mean."""

from __future__ import annotations

import re
from collections.abc import Mapping

from corpus.errors import InvalidIdentifier
from corpus.language.dates import parse_date
from corpus.model import Identifier, IdentifierScheme, LegalDate
from ingest.document import Hints

_FIELD = re.compile(r"([^\s:#\-][^:]*?)\s*:(?:\s+(.*)|$)")
_TITLES = ("title", "titel", "titre", "título", "标题", "조약명_한글")
_LANGUAGE_OF_TITLE = re.compile(r"title_([a-z]{2,3}(?:-[A-Za-z]{4})?)")
_NUMBERS = ("number", "sohieu", "so_hieu", "official_number", "조약번호")
_ADOPTED = ("adopted", "date_signed", "ngay_ban_hanh", "promulgation_date", "서명일자")
_IN_FORCE = ("in_force", "ngay_hieu_luc", "entry_into_force", "entry_in_force", "발효일자")
_ISSUERS = ("issuer", "issuers", "co_quan", "co_quan_ban_hanh")
_URLS = ("url", "source_url", "source", "nguon")
_LICENCES = ("licence", "license")
_LANGUAGES = ("language", "lang")


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    r"""The fields between the first two `---` lines, and the rest of the text.

    Lists become `a; b`. Text without front matter is given back whole.

    >>> split_front_matter("---\ntitle: 'Law'\n---\nArticle 1")
    ({'title': 'Law'}, 'Article 1')
    """
    lines = text.lstrip("\ufeff\n").split("\n")
    if not lines or lines[0].strip() != "---":
        return {}, text
    for end, line in enumerate(lines[1:], 1):
        if line.strip() in {"---", "..."}:
            return _fields(lines[1:end]), "\n".join(lines[end + 1 :])
    return {}, text


def _fields(lines: list[str]) -> dict[str, str]:
    fields: dict[str, str] = {}
    key = ""
    for line in lines:
        field = _FIELD.fullmatch(line.rstrip())
        if field and not line.startswith((" ", "\t")):
            key = field[1].strip().strip("\"'")
            fields[key] = _scalar(field[2] or "")
        elif key and line.strip():
            fields[key] = _continued(fields[key], line.strip())
    return {name: value for name, value in fields.items() if value}


def _scalar(text: str) -> str:
    text = text.strip()
    if text in {">", ">-", "|", "|-", "null", "~", "[]", "{}"}:
        return ""
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        quote = text[0]
        return text[1:-1].replace(quote * 2 if quote == "'" else '\\"', quote)
    return text.strip("[]") if text.startswith("[") else text


def _continued(value: str, line: str) -> str:
    """A list item or the next line of a folded value."""
    if line.startswith("- "):
        return "; ".join(part for part in (value, _scalar(line[2:])) if part)
    return f"{value} {_scalar(line)}".strip()


def hints_of(fields: Mapping[str, str]) -> Hints:
    """Hints from fields whose meaning is certain; every field is kept in `extra`.

    A date of publication is not a date of adoption: only fields that say so are used.
    """
    number = _first(fields, _NUMBERS)
    url = next((fields[name] for name in _URLS if fields.get(name, "").startswith("http")), None)
    issuer = _first(fields, _ISSUERS)
    return Hints(
        titles=_titles(fields),
        identifiers=tuple(_identifiers(fields, number)),
        language=_first(fields, _LANGUAGES),
        issuers=(issuer,) if issuer else (),
        adopted=_date(fields, _ADOPTED),
        in_force=_date(fields, _IN_FORCE),
        licence=_first(fields, _LICENCES),
        url=url,
        extra=dict(fields),
    )


def _first(fields: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((fields[name] for name in names if fields.get(name)), None)


def _titles(fields: Mapping[str, str]) -> dict[str, str]:
    """Titles by language; the title in the document's own language has the key `und` until it is known."""
    lowered = {name.lower(): value for name, value in fields.items()}
    titles = {
        match[1]: value for name, value in lowered.items() if (match := _LANGUAGE_OF_TITLE.fullmatch(name))
    }
    own = _first(lowered, _TITLES)
    return ({"und": own} if own else {}) | titles


def _identifiers(fields: Mapping[str, str], number: str | None) -> list[Identifier]:
    found = [Identifier(IdentifierScheme.NUMBER, number)] if number else []
    eli = fields.get("eli") or next(
        (value for value in fields.values() if re.search(r"/eli/\S+$", value)), None
    )
    if eli and " " not in eli:
        found.append(Identifier(IdentifierScheme.ELI, eli))
    if "identifier" in fields:
        found.append(Identifier(IdentifierScheme.OTHER, fields["identifier"]))
    return found


def _date(fields: Mapping[str, str], names: tuple[str, ...]) -> LegalDate | None:
    """An ISO date, or a Vietnamese one under a Vietnamese key; `18/06/2009` alone could be either order."""
    name = next((name for name in names if fields.get(name)), None)
    if name is None:
        return None
    try:
        return LegalDate.parse(fields[name])
    except InvalidIdentifier:
        return parse_date(fields[name], "vi") if name.startswith("ngay_") else None
