"""Alerts in words: one sentence each, in the seven languages, for feeds, pages and the command line alike."""

from __future__ import annotations

from collections.abc import Callable

from corpus.language.directions import isolated
from corpus.language.names import language_name
from corpus.law.comparison import Change
from corpus.model import Alert, AlertKind, LegalDate, Making, Phase, Status

_BY_DEED = (AlertKind.AMENDED, AlertKind.CORRECTED, AlertKind.REPEALED, AlertKind.SUSPENDED)
_MOST_PLACES = 5
"""Provisions that a heading names; the rest is in the alert."""

Days = Callable[[LegalDate], str]


def headline(alert: Alert, language: str, *, title: str = "", happened: str = "") -> str:
    """The work, the provisions, and what happened (`what`). `title`: the work's in the reader's language."""
    places = ", ".join(each.label or each.eid for each in alert.provisions[:_MOST_PLACES])
    more = "…" if len(alert.provisions) > _MOST_PLACES else ""
    return _say(
        language,
        "head_places" if places else "head",
        title=isolated(title or alert.title, language),
        places=isolated(places, language) + more,
        what=happened or what(alert, language),
    )


def what(alert: Alert, language: str, *, by: str = "", days: Days = LegalDate.isoformat) -> str:
    """What happened. `by`: the title of the other work in the reader's language."""
    evidence = alert.evidence
    told = _say(
        language,
        _pattern(alert),
        by=isolated(by or alert.by_title or evidence.work, language),
        day=isolated(days(alert.day), language) if alert.day else "",
        deed=_deed(alert, language),
        change=_word(language, "alert_change", evidence.code),
        act=_word(language, "alert_act", evidence.code),
        party=isolated(evidence.party, language),
        language=isolated(language_name(evidence.language), language) if evidence.language else "",
    )
    by_system = alert.kind is AlertKind.NEW_VERSION and evidence.code == Making.CONSOLIDATED_SYSTEM
    return _say(language, "by_system", what=told) if by_system else told


def status_words(status: Status, on: str, language: str) -> str:
    """The status as the alert tells it."""
    return _say(language, "status", day=on, state=_word(language, "alert_state", status.state))


def feed_title(language: str, key: str, title: str) -> str:
    """What a feed is called: `feed_work`, `feed_search`."""
    return _say(language, key, title=title)


def _pattern(alert: Alert) -> str:
    """The sentence for it: that of a provision's wording, of a deed of another work, or of its kind."""
    if alert.kind is AlertKind.NEW_VERSION and alert.evidence.code in set(Change):
        return f"provision_{alert.phase}"
    if alert.kind in _BY_DEED and alert.evidence.work:
        return f"deed_{alert.phase}"
    dated = alert.day is not None or alert.kind in (AlertKind.CITED, AlertKind.NEW_HIT)
    return f"{alert.kind}_{alert.phase if dated or alert.phase is not Phase.COME else 'open'}"


def _deed(alert: Alert, language: str) -> str:
    code = alert.evidence.code
    amends = code == "replaces" and alert.kind is AlertKind.AMENDED
    usual = _word(language, "alert_deed", "amends")
    found = usual if amends else _word(language, "alert_deed", code)
    whole = usual if found == code else found
    return _say(language, "partial", "alert_deed", deed=whole) if alert.evidence.partial else whole


def _word(language: str, family: str, code: str) -> str:
    return _say(language, code, family) if code else ""


def _say(language: str, key: str, section: str = "alert", /, **params: object) -> str:
    # Here, for the package of the messages makes the application, whose routes need this module.
    from search_api.http.messages import sentence

    return sentence(language, section, key, params) or key
