"""Errors in the words of the interface language, where the catalogue has them."""

from __future__ import annotations

from corpus.errors import CorpusError


def sentence(error: CorpusError, language: str) -> str:
    """One line: the catalogue's sentence, and in brackets the error's own (English) with its particulars.

    In English the error's own says it all.
    """
    from search_api.http.messages import LANGUAGES
    from search_api.http.messages import sentence as catalogued

    own = " ".join(str(error).split())
    if language == "en" or language not in LANGUAGES:
        return own
    reason = str(error.params.get("reason", ""))
    translated = (
        catalogued(language, error.code, reason, error.params)
        or catalogued(language, "detail", error.code, error.params)
        or catalogued(language, "title", error.code, error.params)
    )
    return f"{translated} ({own})" if translated else own
