"""Answers about works, their texts and sources."""

from __future__ import annotations

from pydantic import Field

from search_api.http.models.base import Answer, DateModel, IdentifierModel, IntervalModel, StatusModel


class SummaryModel(Answer):
    """A work in a list."""

    id: str = Field(description="Slug of the work: the public id, used in addresses.")
    key: int = Field(description="Number of the work in the store: pages of lists follow it.")
    record_id: str | None = Field(description="Id of the import record that it came from; null: none.")
    kind: str = Field(description="What sort of instrument: treaty, circular, law …")
    titles: dict[str, str] = Field(description="Title by language (BCP 47).")
    identifiers: list[IdentifierModel] = Field(description="Its identifiers.")
    issuers: list[str] = Field(description="Who issued it, as printed.")
    parties: list[str] = Field(description="Parties, as printed or recorded.")
    adopted: DateModel | None = Field(description="Date of adoption, issue or conclusion; null: unknown.")
    languages: list[str] = Field(description="Languages of its texts.")
    expressions: int = Field(description="How many texts it has.")
    provisions: int = Field(description="How many provisions these have.")
    sources: list[str] = Field(description="Paths of its files.")


class ListedModel(SummaryModel):
    """A work in a list, with its status on a day."""

    status: StatusModel = Field(description="Status of the work on the day of the list.")


class WorksModel(Answer):
    """A page of works."""

    as_of: str = Field(description="The day of the statuses (ISO): the one asked for, else today.")
    works: list[ListedModel] = Field(description="The works, in the order of the store.")
    next: int | None = Field(description="Value of `after` for the next page; null: this is the last.")


class SourceModel(Answer):
    """A file, and what of it an expression was read from."""

    path: str = Field(description="Path as it was given to ingest.")
    sha256: str = Field(description="SHA-256 of its bytes: the key of /sources.")
    media_type: str = Field(description="Media type.")
    size: int = Field(description="Size in bytes.")
    pages: int | None = Field(description="Pages of a PDF; null: no pages.")
    first_page: int | None = Field(description="First page of this text there; null: not known.")
    last_page: int | None = Field(description="Last page of this text there; null: not known.")
    preferred: bool = Field(description="Whether this is the source that is shown.")
    licence: str = Field(description="Licence as recorded; empty: not recorded.")
    url: str = Field(description="Where it came from; empty: not recorded.")
    retrieved: str | None = Field(description="When it was got (ISO); null: not recorded.")


class ProvisionModel(Answer):
    """A node of the tree of a text."""

    eid: str = Field(description="eId: the permanent address within the work.")
    wid: str = Field(description="wId: stays the same when the provision is renumbered.")
    kind: str = Field(description="article, paragraph, point, chapter, annex …")
    label: str = Field(description="Label as printed: Article 36, Điều 36, 第三十六条.")
    number: str | None = Field(description="Number, normalised (36, 36bis, 5a); null: unnumbered.")
    heading: str = Field(description="Heading, without the label.")
    text: str = Field(description="Own text, without that of its children.")
    language: str | None = Field(description="Language where it differs from the text's; null: the same.")
    page: int | None = Field(description="Page on which it begins, from 1; null: not known.")
    page_to: int | None = Field(description="Page on which it ends; null: not known.")
    record_id: str | None = Field(description="Id of its import record; null: none.")
    clause: str | None = Field(
        description="What a final clause settles: entry_into_force, withdrawal, depositary …; null: no such."
    )
    confidence: float | None = Field(
        description="How sure character recognition was of the text (0 to 1); null: read without."
    )
    children: list[ProvisionModel] = Field(description="What it contains, in reading order.")


class ExpressionModel(Answer):
    """A work in one language as it was worded over an interval."""

    id: int = Field(description="Number of the expression in the store.")
    language: str = Field(description="Language (BCP 47).")
    title: str = Field(description="Title in this language; empty: not known.")
    number: str = Field(description="Its own number, where it has one (a consolidated text); else empty.")
    authority: str = Field(description="authentic, prevailing, official, unofficial, machine, or unknown.")
    making: str = Field(
        description="original, consolidated_official, or consolidated_system (made by this system)."
    )
    valid: IntervalModel = Field(description="Days on which this wording holds.")
    sources: list[SourceModel] = Field(description="The files it was read from.")
    provisions: list[ProvisionModel] = Field(description="The tree; empty where only the list was asked for.")


class ExpressionsModel(Answer):
    """The expressions of a work."""

    work: str = Field(description="Slug of the work.")
    as_of: str = Field(description="The day on which they may hold (ISO), or `any`: all of them.")
    expressions: list[ExpressionModel] = Field(description="The expressions, without their provisions.")


class TextModel(Answer):
    """A text as it stood on a day."""

    work: str = Field(description="Slug of the work.")
    as_of: str = Field(description="The day (ISO).")
    holds: bool | None = Field(
        description="Whether this wording is that of the day; false: another was, which the base has not; "
        "null: it may be, the recorded days do not tell."
    )
    status: StatusModel = Field(description="Status of the work on that day, this wording considered.")
    expression: ExpressionModel = Field(description="The wording of that day, with its provisions.")


class CitationModel(Answer):
    """How to cite a text or a provision as of a day, and the addresses under which it stays."""

    work: str = Field(description="Slug of the work.")
    eid: str | None = Field(description="eId of the provision; null: the whole text.")
    language: str = Field(description="Language of the text (BCP 47), in whose custom it is cited.")
    as_of: str = Field(description="The day asked for (ISO).")
    text: str = Field(description="The citation in one line.")
    bibtex: str = Field(description="An entry of BibTeX.")
    ris: str = Field(description="A record of RIS.")
    url: str = Field(description="Stable address of this wording, as of the day that tells it.")
    work_url: str = Field(description="Address of the work, or its provision, whatever the wording.")
    eli: str = Field(description="The same wording by the European Legislation Identifier.")
    akn: str = Field(description="The same wording by the naming convention of Akoma Ntoso.")


class PlaceModel(Answer):
    """A provision by its address, without its text."""

    eid: str = Field(description="eId.")
    label: str = Field(description="Label as printed.")
    heading: str = Field(description="Heading.")


class ProvisionAnswer(Answer):
    """A provision as it stood on a day."""

    work: str = Field(description="Slug of the work.")
    title: str = Field(description="Title of the work in the language of the text.")
    language: str = Field(description="Language of the text (BCP 47).")
    authority: str = Field(description="Legal standing of this language version.")
    valid: IntervalModel = Field(description="Days on which this wording holds.")
    as_of: str = Field(description="The day (ISO).")
    holds: bool | None = Field(
        description="Whether this wording is that of the day; false: another was, which the base has not; "
        "null: it may be, the recorded days do not tell."
    )
    status: StatusModel = Field(description="Status of the provision on that day, this wording considered.")
    path: list[PlaceModel] = Field(description="The provisions that contain it, outermost first.")
    previous: PlaceModel | None = Field(description="Its neighbour before, on the same level; null: none.")
    following: PlaceModel | None = Field(description="Its neighbour after, on the same level; null: none.")
    languages: list[str] = Field(description="Languages in which the work can be read.")
    source: SourceModel | None = Field(description="The file shown for it; null: none is kept.")
    provision: ProvisionModel = Field(description="The provision with everything below it.")


class RelationModel(Answer):
    """A relation of this work to another."""

    type: str = Field(description="cites, amends, repeals, implements …")
    target: str = Field(description="The target as printed or given.")
    target_work: str | None = Field(description="Slug of the target; null: not in the base.")
    target_eid: str | None = Field(description="The provision meant, as it is cited; null: the whole work.")
    located_eid: str | None = Field(
        description="eId of that provision in the target as of the citing day; null: it has none such."
    )
    candidates: list[str] = Field(description="Slugs of works that may be meant, where no single one is.")
    from_eid: str | None = Field(description="eId of the provision that says so; null: the whole work.")
    partial: bool = Field(description="Whether it concerns only a part of the target.")
    effective: IntervalModel = Field(description="When it takes effect.")


class IncomingModel(RelationModel):
    """A relation of another work to this one."""

    from_work: str = Field(alias="from", description="Slug of the other work.")
    reverse: str | None = Field(default=None, description="As seen from here: cited_by, amended_by …")


class InternalModel(Answer):
    """A provision that cites another of the same work, as the text says it."""

    from_eid: str = Field(description="eId of the provision that cites.")
    text: str = Field(description="The mention as printed.")
    start: int = Field(description="Where the mention begins in the provision's own text, in characters.")
    end: int = Field(description="Where it ends.")
    target_eid: str = Field(description="The provision meant, as it is cited.")
    located_eid: str | None = Field(description="Its eId; null: the text has no such provision.")


class TotalsModel(Answer):
    """How many relations there are, whatever the page."""

    outgoing: int = Field(description="To other works.")
    incoming: int = Field(description="From other works.")
    internal: int = Field(description="Among its own provisions.")


class RelationsModel(Answer):
    """What a work, or one provision of it, does to others, and others to it."""

    work: str = Field(description="Slug of the work.")
    language: str = Field(description="Language of the wording in which citations within the work were read.")
    as_of: str = Field(description="The day on which they may stand (ISO), or `any`: all that are recorded.")
    totals: TotalsModel = Field(description="How long the lists are; those given may be a page of them.")
    outgoing: list[RelationModel] = Field(description="What it does to other works: cites, amends …")
    incoming: list[IncomingModel] = Field(description="What other works do to it: cited by, amended by …")
    internal: list[InternalModel] = Field(description="What its provisions cite of each other.")


class ActionModel(Answer):
    """One act of one party."""

    party: str = Field(description="The party as recorded.")
    action: str = Field(description="signature, ratification, accession, reservation …")
    date: DateModel | None = Field(description="When it was done; null: unknown.")
    effective: DateModel | None = Field(description="From when it has effect, where recorded; null: unknown.")
    text: str = Field(description="Its text, such as that of a reservation; empty: none.")
    articles: list[str] = Field(description="Provisions touched, as normalised references: 22(1)(b).")
    towards: str | None = Field(description="The other party of an objection; null: none.")
    opposes_entry: bool | None = Field(
        description="Whether an objection opposes entry into force between the two; null: not said."
    )


class AssertionModel(Answer):
    """One value that was read, given or edited, and where it comes from."""

    field: str = Field(description="Dotted name of the field: title.vi, date.adopted, issuer …")
    value: str = Field(description="The value.")
    origin: str = Field(description="rule, text, format, manifest or person.")
    detail: str = Field(description="Which rule, manifest or field.")
    page: int | None = Field(description="Page of the source; null: not from a page.")
    recorded: str | None = Field(description="When the base recorded it (ISO); null: not known.")
    superseded: str | None = Field(description="When a better value took its place (ISO); null: it stands.")


class TransitionModel(Answer):
    """A transitional provision of a work that ended, replaced or changed another."""

    work: str = Field(description="Slug of the work that has it.")
    eid: str = Field(description="eId of the provision in that work.")
    path: list[str] = Field(description="The labels that lead to it, as printed.")
    language: str = Field(description="Language of the labels (BCP 47).")
    since: list[str] = Field(description="From which days that work acts (ISO, or `unknown`).")


class WorkModel(Answer):
    """A work with everything that hangs on it, but for its texts."""

    id: str = Field(description="Slug of the work: the public id, used in addresses.")
    key: int = Field(description="Number of the work in the store.")
    record_id: str | None = Field(description="Id of the import record that it came from; null: none.")
    kind: str = Field(description="What sort of instrument: treaty, circular, law …")
    titles: dict[str, str] = Field(description="Title by language (BCP 47).")
    identifiers: list[IdentifierModel] = Field(description="Its identifiers.")
    issuers: list[str] = Field(description="Who issued it, as printed.")
    parties: list[str] = Field(description="Parties, as printed or recorded.")
    adopted: DateModel | None = Field(description="Date of adoption, issue or conclusion; null: unknown.")
    in_force: DateModel | None = Field(description="Date of entry into force as stated; null: unknown.")
    component_of: str | None = Field(description="Slug of the work of which this is a component; null: none.")
    as_of: str = Field(description="The day of the status (ISO): the one asked for, else today.")
    status: StatusModel = Field(description="Status on that day.")
    transitional: list[TransitionModel] = Field(
        description="What of the time before goes on, by the works that ended, replaced or changed it."
    )
    expressions: list[ExpressionModel] = Field(description="Its texts, without their provisions.")
    relations: list[RelationModel] = Field(description="What it does to other works.")
    incoming: list[IncomingModel] = Field(description="What other works do to it.")
    party_actions: list[ActionModel] = Field(description="What parties did.")
    assertions: list[AssertionModel] = Field(description="Every value with its origin.")
    change: int = Field(description="Change number of its last change.")
