"""Words of a legal text for spaCy: one tokenizer for seven languages."""

from __future__ import annotations

import re
from typing import Final

from spacy.tokens import Doc
from spacy.vocab import Vocab

_HAN: Final = "\u2e80-\u2fff\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_MARKS: Final = "\u0300-\u036f\u064b-\u065f\u0670"
_TOKEN: Final = re.compile(
    rf"\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})+(?![\d.,]*\d)|\d+(?:[.,/]\d+)*"
    rf"|[{_HAN}]"
    rf"|[^\W\d_{_HAN}](?:[^\W{_HAN}]|[{_MARKS}])*(?:['’´](?=[^\W\d_]|$))?"
    rf"|[ \n\t]+|."
    , re.DOTALL,
)  # fmt: skip
_BLANKS: Final = str.maketrans(dict.fromkeys("\n\r\t\u00a0\u202f\u3000\u2003\u2009", " "))


class LegalTokenizer:
    """Cuts words, numbers with their marks, Chinese characters one by one, and signs.

    Any white space counts as one blank of the same length, so that offsets in the doc are those of the
    text, which is kept in `doc.user_data` as `printed`, beside the texts of the tokens as `words`.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The doc of a text."""
        printed, text = text, text.translate(_BLANKS)
        words: list[str] = []
        spaces: list[bool] = []
        for word in _TOKEN.findall(text):
            if word[0] != " ":
                words.append(word)
                spaces.append(False)
                continue
            if spaces and not spaces[-1]:
                spaces[-1] = True
                word = word[1:]
            if word:
                words.append(word)
                spaces.append(False)
        doc = Doc(self.vocab, words=words, spaces=spaces)
        doc.user_data["printed"], doc.user_data["words"] = printed, tuple(words)
        return doc

    def to_bytes(self, **_: object) -> bytes:
        """There is nothing to keep."""
        return b""

    def from_bytes(self, _data: bytes, **_: object) -> LegalTokenizer:
        """There is nothing to read."""
        return self
