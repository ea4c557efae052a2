"""Findings in the words of one interface language: what command line, exports and pages say alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corpus.language.citing import day_words
from corpus.language.directions import isolated
from search_api.findings import Evidence, Finding, FindingKind, Place, Role, Severity, Unjudged
from search_api.http.messages import sentence


@dataclass(frozen=True, slots=True)
class FindingWords:
    """The words for findings; a code nobody has named yet is shown as it is."""

    language: str

    def kind(self, kind: FindingKind) -> str:
        """What is found, as a heading."""
        return self._of("finding", kind)

    def severity(self, severity: Severity) -> str:
        """What it asks of the reader."""
        return self._of("finding_severity", severity)

    def unjudged(self, reason: Unjudged) -> str:
        """Why something could not be judged."""
        return self._of("finding_unjudged", reason)

    def role(self, role: Role) -> str:
        """What the other text has to do with it."""
        return self._of("finding_role", role)

    def report(self, key: str, **params: object) -> str:
        """A word of the report itself."""
        return self._of("finding_report", key, **params)

    def day(self, day: date) -> str:
        """A day as the language writes it."""
        return day_words(day, self.language)

    def says(self, finding: Finding) -> str:
        """The finding as a sentence, or as more where it tells of several texts."""
        told: dict[str, object] = {"words": finding.words, **finding.details}
        for each in reversed(finding.evidence):
            told[each.role.value] = self.named(each.place)
            if each.day is not None:
                told[f"{each.role.value}_day"] = each.day.isoformat()
        for name, value in told.items():
            if name == "day" or name.endswith("_day"):
                told[name] = self._day(str(value))
        fenced = {name: isolated(str(value), self.language) for name, value in told.items()}
        return self._of("finding_says", finding.details.get("says", finding.kind), **fenced)

    def named(self, place: Place) -> str:
        """A text and its provision in one line."""
        return ", ".join(part for part in (place.label, place.name) if part)

    def evidence(self, evidence: Evidence) -> str:
        """The other text with what it has to do with it, and since when."""
        day = f" ({self.day(evidence.day)})" if evidence.day else ""
        return f"{self.role(evidence.role)}: {self.named(evidence.place)}{day}"

    def _day(self, text: str) -> str:
        try:
            return self.day(date.fromisoformat(text))
        except ValueError:
            return text

    def _of(self, section: str, key: str, **params: object) -> str:
        return sentence(self.language, section, str(key), params) or str(key)
