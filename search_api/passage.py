"""The unit of search: one article, or a few paragraphs of it, with its work's fields copied in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from corpus.model import Access


@dataclass(frozen=True, slots=True)
class Passage:
    """One document of the index, the same for every engine.

    `id` is stable: made of work, language, eId, part and text, so that wordings of several
    expressions that do not differ share one passage. `expression_ids` are the store's rows.
    `alive_from`/`alive_to` bound (half-open, ordinals of days; None: not known to be bounded) the
    longest interval in which this wording is not known to be superseded, ended or not yet in
    force: it is what the as-of filter reads. `text` is the original text, shown and highlighted;
    `breadcrumb` (title › chapter › article) goes into the analysis and the embedding with it.
    """

    id: str
    work_id: int
    work_slug: str
    record_id: str | None
    provision_record_id: str | None
    expression_ids: tuple[int, ...]
    language: str
    authority: str
    eid: str
    article_eid: str
    """The provision by which hits are grouped: the article (or annex, preamble …) it lies in."""
    part: int
    label: str
    number: str | None
    heading: str
    breadcrumb: str
    text: str
    title: str
    kind: str
    identifiers: tuple[str, ...]
    issuers: tuple[str, ...]
    parties: tuple[str, ...]
    year: int | None
    alive_from: int | None
    alive_to: int | None
    valid_from: str
    valid_to: str
    status_known: bool
    source_path: str
    source_sha256: str
    page: int | None
    owner: str
    collection: str
    access: Access
    translation_key: str
    """Same for the language versions of one provision: work slug and article eId."""
    clause: str | None = None
    """What the provision settles, where it is a final clause (`corpus.model.ClauseKind`)."""
    confidence: float | None = None
    """How sure character recognition was of its text, on the mean (0 to 1); None: read without."""

    @property
    def embedding_text(self) -> str:
        """What the model reads: where the passage stands, then its text.

        Headings in capitals are read in small letters: the model's pieces of `CHAPTER` are not those
        of `chapter`. On the gold questions by meaning alone this finds 89 instead of 85 of 143.
        """
        where = quiet(self.breadcrumb)
        return f"{where}\n{self.text}" if where else self.text


def day_number(day: date) -> int:
    """A day as the integer kept in every index (proleptic Gregorian ordinal)."""
    return day.toordinal()


def quiet(heading: str) -> str:
    """A heading with its runs of capitals in small letters; a lone capital word is an acronym and stays.

    >>> quiet("CHƯƠNG II QUY ĐỊNH CHUNG › Điều 3 VCCR")
    'chương ii quy định chung › Điều 3 VCCR'
    """
    runs = ((loud, list(words)) for loud, words in groupby(heading.split(" "), str.isupper))
    return " ".join(
        word.lower() if loud and len(words) > 1 else word for loud, words in runs for word in words
    )
