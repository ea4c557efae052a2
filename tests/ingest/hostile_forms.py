"""Files made to harm their reader: one maker for each harm, by the ending of the file's name."""

# ruff: noqa: E501  (documents and tables read better unbroken)

from __future__ import annotations

import random
from collections.abc import Callable

from hostile_archives import (
    compound,
    office,
    picture,
    tiff,
    word_body,
    word_part,
    word_styles,
    zip_bomb,
    zip_header,
    zip_many,
    zip_names,
    zip_nested,
)
from hostile_markup import (
    html_charset,
    html_nested,
    html_open,
    html_spans,
    html_styles,
    xml_attributes,
    xml_declared,
    xml_laughs,
    xml_nested,
    xml_outside,
    xml_quadratic,
)
from hostile_pdf import (
    pdf_box,
    pdf_count,
    pdf_flate_bomb,
    pdf_form_in_itself,
    pdf_grid,
    pdf_kids_in_a_circle,
    pdf_length,
    pdf_many_letters,
    pdf_many_rules,
    pdf_map,
    pdf_nested,
    pdf_picture,
    pdf_places,
    pdf_previous,
    pdf_reference,
    pdf_tree_in_a_circle,
)
from hostile_text import (
    front_matter,
    json_keys,
    json_nested,
    json_numbers,
    json_types,
    lines_of_records,
    lone_surrogates,
    markdown_signs,
    mixed_encodings,
    nulls,
    random_bytes,
    rtf_words,
    text_lines,
)

Maker = Callable[[random.Random], bytes]

FORMS: dict[str, tuple[Maker, ...]] = {
    ".pdf": (
        pdf_kids_in_a_circle, pdf_tree_in_a_circle, pdf_count, pdf_box, pdf_form_in_itself, pdf_length, pdf_flate_bomb, pdf_places,
        pdf_many_rules, pdf_grid, pdf_many_letters, pdf_previous, pdf_nested, pdf_reference, pdf_picture, pdf_map,
    ),
    ".xml": (xml_laughs, xml_quadratic, xml_outside, xml_nested, xml_declared, xml_attributes),
    ".html": (html_charset, html_nested, html_spans, html_open, html_styles),
    ".json": (json_nested, json_numbers, json_keys, json_types),
    ".jsonl": (lines_of_records,),
    ".rtf": (rtf_words,),
    ".md": (markdown_signs, front_matter),
    ".txt": (text_lines, mixed_encodings, lone_surrogates, nulls, random_bytes),
    ".zip": (zip_bomb, zip_many, zip_names, zip_nested, zip_header),
    ".docx": (word_part, word_body, word_styles, office),
    ".png": (picture,),
    ".tif": (tiff,),
    ".doc": (compound,),
}  # fmt: skip
