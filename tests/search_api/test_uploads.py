"""Forms with a file: every byte comes through, nothing beyond the limit, and no form breaks the reader."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_api.http.uploads import MOST_PARTS, InvalidUpload, parse

BOUNDARY = b"----x9"


def form(*parts: tuple[str, bytes]) -> bytes:
    """A body as a browser sends it; what stands before the bytes is the rest of the disposition."""
    made = b"".join(
        b"--"
        + BOUNDARY
        + b"\r\nContent-Disposition: form-data; "
        + head.encode()
        + b"\r\n\r\n"
        + data
        + b"\r\n"
        for head, data in parts
    )
    return made + b"--" + BOUNDARY + b"--\r\n"


@given(st.binary(max_size=300), st.text(alphabet="abcđếج章 .", max_size=20))
def test_what_was_sent_comes_through(data: bytes, field: str) -> None:
    sent = form(('name="file"; filename="dự-thảo.docx"', data), ('name="language"', field.encode()))
    if BOUNDARY in data:
        return
    got = parse(sent, BOUNDARY)
    assert (got.data, got.fields) == (data, {"language": field})
    assert got.name == "dự-thảo.docx"


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    try:
        parse(data, BOUNDARY)
    except InvalidUpload:
        return


def test_the_first_file_that_was_chosen_counts() -> None:
    got = parse(form(('name="a"; filename=""', b""), ('name="b"; filename="b.txt"', b"text")), BOUNDARY)
    assert (got.name, got.data) == ("b.txt", b"text")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--" + BOUNDARY,
        form()[:-4],
        form(("no=thing", b"x")),
        form(*[('name="n"', b"v")] * (MOST_PARTS + 1)),
    ],
)
def test_what_is_no_form_is_refused(body: bytes) -> None:
    with pytest.raises(InvalidUpload, match=re.compile("form|part")):
        parse(body, BOUNDARY)
