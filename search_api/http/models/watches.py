"""Watches and alerts, as they are asked for and answered."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from search_api.http.models.base import Answer, DateModel

LONGEST = 2000
"""Characters of a name, a query or an address."""


class Asked(BaseModel):
    """What a client sends: nothing besides what is described."""

    model_config = ConfigDict(extra="forbid")


class NewWatch(Asked):
    """A watch to be made: of a work, of a provision of it, or of a search."""

    work: str = Field("", max_length=LONGEST, description="Slug, number, record id or key of a work.")
    provision: str = Field("", max_length=LONGEST, description="eId of a provision of the work.")
    query: str = Field("", max_length=LONGEST, description="What a saved search looks for.")
    filters: dict[str, list[str]] = Field(
        default_factory=dict, description="Its filters, as `filter` of the search: field and values."
    )
    as_of: str = Field("", max_length=20, description="ISO day, `any`, or empty: the day of looking.")
    language: str = Field("", max_length=20, description="Language of the query; empty: of messages.")
    kinds: list[str] = Field(default_factory=list, description="What to tell (see AlertModel); empty: all.")
    name: str = Field("", max_length=LONGEST, description="What the watch and its feed are called.")
    who: str = Field("", max_length=LONGEST, description="Who asks.")
    private: bool = Field(False, description="Not listed for those who may change nothing.")
    webhook: str = Field("", max_length=LONGEST, description="URL to which alerts are sent; empty: none.")


class ChangedWatch(Asked):
    """What is to be changed; what is not given stays."""

    name: str | None = Field(None, max_length=LONGEST, description="What it is called.")
    kinds: list[str] | None = Field(None, description="What to tell.")
    paused: bool | None = Field(None, description="Whether it looks; what comes meanwhile is told later.")
    private: bool | None = Field(None, description="Whether it is listed only for those who may change it.")
    webhook: str | None = Field(
        None, max_length=LONGEST, description="URL to which alerts are sent; empty: none."
    )
    resend: bool = Field(False, description="Try again what was given up.")


class LastYearModel(Answer):
    """How many alerts there would have been in the last year, and by which days that is counted."""

    since: str = Field(description="The day before the first that is counted.")
    alerts: int = Field(description="All of them.")
    by_dates_of_texts: int = Field(
        description="By the day that the texts tell: of effect, of force, of an act, of adoption."
    )
    by_days_of_recording: int = Field(
        description="By the day on which it was recorded here, where the texts tell none."
    )


class PreviewModel(Answer):
    """What a watch would watch, and would have told in the last year."""

    work: str | None = Field(description="Slug of the work; null: a search is watched.")
    provision: str | None = Field(description="eId of the provision.")
    title: str | None = Field(description="Title of the work.")
    label: str | None = Field(description="Label of the provision as printed.")
    kinds: list[str] = Field(description="What would be told.")
    found: int | None = Field(description="How many works the search finds now.")
    last_year: LastYearModel = Field(description="What it would have told in the last year.")


class SearchWatchedModel(Answer):
    """A saved search."""

    query: str = Field(description="What is looked for: every word must be there.")
    filters: dict[str, list[str]] = Field(description="Filters.")
    as_of: str | None = Field(description="ISO day or `any`; null: the day of looking.")
    language: str = Field(description="Language of the query.")


class WebhookModel(Answer):
    """Where alerts are sent, and what became of them."""

    url: str = Field(description="Where alerts are sent.")
    secret: str = Field(description="Key of the HMAC-SHA-256 in `X-Treatybase-Signature`.")
    waiting: int = Field(description="Alerts still to be sent.")
    sent: int = Field(description="Alerts that arrived.")
    dead: int = Field(description="Alerts given up after many tries.")
    fault: str = Field(description="What went wrong last with one that is not sent.")


class WatchModel(Answer):
    """A watch."""

    number: int = Field(description="Its number.")
    name: str = Field(description="What it is called.")
    work: str | None = Field(description="Slug of the work watched.")
    provision: str | None = Field(description="eId of the provision, as on the day it was made.")
    search: SearchWatchedModel | None = Field(description="The search watched.")
    kinds: list[str] = Field(description="What is told.")
    private: bool = Field(description="Whether it is listed only for those who may change it.")
    paused: bool = Field(description="Whether it does not look now.")
    who: str = Field(description="Who made it.")
    made: str | None = Field(description="When it was made.")
    alerts: int = Field(description="How many alerts it has given.")
    feed: str = Field(description="Address of its Atom feed, readable by whoever has it.")
    fault: str = Field(description="Why it could not look: not_found, search_too_wide … Empty: it could.")
    webhook: WebhookModel | None = Field(description="Told to those who may change it.")


class MadeWatchModel(WatchModel):
    """A watch that was just made, with what it would have told."""

    last_year: LastYearModel = Field(description="What it would have told in the last year.")


class WatchesModel(Answer):
    """Watches."""

    watches: list[WatchModel] = Field(description="The newest first.")


class AlertWorkModel(Answer):
    """The work of an alert."""

    id: str = Field(description="Slug.")
    title: str = Field(description="Title at that time.")


class AlertProvisionModel(Answer):
    """A provision that an alert names."""

    eid: str = Field(description="Its eId.")
    label: str = Field(description="Its label as printed.")


class EvidenceModel(Answer):
    """What an alert rests on."""

    code: str = Field(
        description="Type of the relation, reason of the force, act, making of the text or kind of change."
    )
    work: str | None = Field(description="Slug of the other work.")
    title: str | None = Field(description="Its title at that time.")
    eid: str | None = Field(description="The provision of the other work that says it.")
    url: str | None = Field(description="Where that is opened.")
    party: str | None = Field(description="The party, as printed.")
    language: str | None = Field(description="Language of the text.")
    source: str | None = Field(description="The file from which the text was read.")
    partial: bool = Field(description="Whether it is done in part, naming no provision.")


class AlertStatusModel(Answer):
    """The status when the alert was made."""

    on: str = Field(description="The ministry's day.")
    state: str = Field(description="not_yet_in_force, in_force, suspended, ended or unknown.")
    extent: str = Field(description="whole or part.")
    reason: dict[str, str] = Field(description="Why: `code`, and what fills its sentence.")


class AlertModel(Answer):
    """What a watch told."""

    id: str = Field(description="A URN: who gets the alert twice knows it by this.")
    number: int = Field(description="Its number, rising.")
    watch: int = Field(description="Number of the watch.")
    name: str = Field(description="What the watch is called.")
    kind: str = Field(
        description="new_version, amended, corrected, repealed, ended, suspended, resumed, "
        "entered_into_force, new_party, cited or new_hit."
    )
    phase: str = Field(description="come; coming (its day lies ahead); undated (no day is recorded).")
    text: str = Field(description="The alert in a sentence.")
    work: AlertWorkModel = Field(description="The work.")
    provisions: list[AlertProvisionModel] = Field(description="The provisions concerned.")
    date: DateModel | None = Field(description="The day in law; of who cites or is found, of adoption.")
    evidence: EvidenceModel = Field(description="What it rests on.")
    status: AlertStatusModel = Field(description="The status then.")
    url: str = Field(description="Where it is read.")
    recorded: str | None = Field(description="When the alert was made.")


class AlertsModel(Answer):
    """Alerts of a watch."""

    alerts: list[AlertModel] = Field(description="The newest first.")
    next: int | None = Field(description="`before` of the next page; null: there is none.")
