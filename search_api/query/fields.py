"""The fields of `field:value`, with their names in the seven languages."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum


class FieldUse(Enum):
    """What a field does in a query."""

    FILTER = "filter"
    """Keeps passages whose value is one of those given; does not score."""
    WORDS = "words"
    """Looks for words in that field of the passage; may stand anywhere in the query."""
    DATE = "date"
    """The day as of which the law is asked for."""
    RANGE = "range"
    """A year, or years from–to: `2010..2020`, `2010..`, `..2020`."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name, what it does, its other names as typed, and whether every passage has it."""

    name: str
    use: FieldUse
    aliases: tuple[str, ...] = ()
    always: bool = False
    """Every passage has exactly one value, so that `-field:value` is the other values."""


FIELDS: tuple[Field, ...] = (
    Field(
        "title",
        FieldUse.WORDS,
        ("tiêuđề", "tênvănbản", "titre", "título", "название", "标题", "標題", "العنوان"),
    ),
    Field(
        "number",
        FieldUse.WORDS,
        ("số", "sốhiệu", "no", "numéro", "número", "номер", "编号", "文号", "編號", "الرقم"),
    ),
    Field("article", FieldUse.WORDS, ("điều", "art", "artículo", "статья", "条", "條", "المادة")),
    Field("kind", FieldUse.FILTER, ("loại", "type", "tipo", "вид", "类型", "類型", "النوع"), always=True),
    Field(
        "language",
        FieldUse.FILTER,
        ("lang", "ngônngữ", "langue", "idioma", "язык", "语言", "語言", "اللغة"),
        always=True,
    ),
    Field("issuer", FieldUse.FILTER, ("cơquan", "auteur", "emisor", "орган", "机关", "機關", "الجهة")),
    Field("party", FieldUse.FILTER, ("bên", "partie", "parte", "сторона", "缔约方", "締約方", "الطرف")),
    Field("authority", FieldUse.FILTER, (), always=True),
    Field("collection", FieldUse.FILTER, (), always=True),
    Field("work", FieldUse.FILTER, ("vănbản", "slug")),
    Field("year", FieldUse.RANGE, ("năm", "année", "año", "год", "年", "年份", "السنة")),
    Field("as_of", FieldUse.DATE, ("asof", "as-of", "date", "ngày", "fecha", "дата", "日期", "التاريخ")),
)

BY_NAME: dict[str, Field] = {name: field for field in FIELDS for name in (field.name, *field.aliases)}

FILTERS: frozenset[str] = frozenset(field.name for field in FIELDS if field.use is not FieldUse.WORDS)
"""Names that a request may give beside the query as `filters` (as_of has a place of its own there too)."""


def field_named(name: str) -> Field | None:
    """The field of this name or alias, whatever its case."""
    return BY_NAME.get(name.casefold())


def near(name: str) -> tuple[str, ...]:
    """Names of fields that are much like `name`, for the person who mistyped it."""
    close = get_close_matches(name.casefold(), BY_NAME, n=3, cutoff=0.6)
    return tuple(dict.fromkeys(BY_NAME[found].name for found in close))
