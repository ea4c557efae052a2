"""Reads an amending text: each change that it makes to another work, understood or not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from operator import is_

from corpus.language.amendments.below import Around, Below, Stands
from corpus.language.amendments.changes import Read, made
from corpus.language.amendments.clauses import Clause, Step, leads_nowhere, next_clause, parse
from corpus.language.amendments.context import at_heading, of_text
from corpus.language.amendments.instruction import Instruction
from corpus.language.amendments.lexicon import Lexicon, lexicon
from corpus.language.amendments.model import Modification, Unclear, Unread
from corpus.language.amendments.skeleton import Skeleton, skeleton
from corpus.language.amendments.targets import Context, alike, is_bare, meant
from corpus.language.amendments.telling import SILENT, telling, tells
from corpus.language.citations.flat import flatten
from corpus.language.citations.model import Citation, WorkMention
from corpus.language.citations.reading import cite, cite_tree
from corpus.model import Provision, ProvisionKind

Cited = Sequence[tuple[Provision, list[Citation]]]


def modifications(
    tree: Iterable[Provision], language: str, cited: Cited | None = None
) -> list[Modification | Unread]:
    """Each change that a text makes to other works, in order; empty for one that amends nothing.

    `cited` are the citations of this very tree (`cite_tree`), where they are known already.
    """
    words, tree = lexicon(language), tuple(tree)
    told = telling(tree, words) if words is not None else frozenset()
    if words is None or not told:
        return []
    reader = _Reader(words)
    tops = tuple(reader.lifted(top) for top in tree)
    same = all(map(is_, tops, tree))
    known = cited if same and cited is not None else cite_tree(tops, words.language)
    reader.cited = {id(node): found for node, found in known}
    reader.told = told if same else telling(tops, words)
    reader.all(tops, of_text(tops, reader.cited, words))
    return reader.found


class _Reader:
    """Walks the tree; `found` are the changes so far."""

    def __init__(self, words: Lexicon) -> None:
        self.words = words
        self.cited: dict[int, list[Citation]] = {}
        self.told: Collection[int] = ()
        self.found: list[Read] = []
        self._heads: dict[int, int] = {}

    def lifted(self, node: Provision) -> Provision:
        """The heading of an article may be the instruction itself; then it is read as its first line."""
        children = tuple(self.lifted(child) for child in node.children)
        alone = not node.text and not node.children
        instructs = node.heading and (
            self._announces(node.heading) or (alone and self._instructs(node.heading))
        )
        if not instructs or node.kind is ProvisionKind.QUOTATION:
            same = all(map(is_, children, node.children))
            return node if same else replace(node, children=children)
        text = "\n".join(part for part in (node.heading, node.text) if part)
        found = replace(node, children=children, heading="", text=text)
        self._heads[id(found)] = len(node.heading) + 1
        return found

    def all(self, nodes: Sequence[Provision], context: Context) -> None:
        """Read these nodes, one after the other; what leads without a label leads those behind it."""
        skipped = 0
        for index, node in enumerate(nodes):
            if skipped:
                skipped -= 1
                continue
            after, skipped = self._node(node, nodes[index + 1 :], context)
            if not node.label and not node.heading and not node.children:
                context = after

    def _node(self, node: Provision, following: Sequence[Provision], context: Context) -> tuple[Context, int]:
        """Read a node with all below it; the context behind it, and how many of the next belong to it."""
        if node.kind is ProvisionKind.QUOTATION or node.kind in SILENT:
            return context, 0
        leads = node, *following[:1]
        if not (context.amends or context.lists) and not any(id(one) in self.told for one in leads):
            return context, 0
        context = at_heading(node.heading, context, self.words)
        below, context = self._text(node, following, context)
        self.all(node.children[below.taken :], context)
        return context, below.following

    def _text(
        self, node: Provision, following: Sequence[Provision], context: Context
    ) -> tuple[Below, Context]:
        """Read its own text; behind what was not understood no bare "paragraph 2" has a known article."""
        count = len(self.found)
        bones = self._skeleton(node)
        at = 0
        while at < len(bones.text):
            clause = next_clause(bones, self.words, at, context)
            if clause is None:
                break
            below = None
            if clause.steps:
                below, context, at = self._clause(node, bones, clause, following, context)
            else:
                self._suspect(node, bones, clause, context)
                at = max(clause.end, at + 1)
            unread = bool(self.found[count:]) and isinstance(self.found[-1], Unread)
            count = len(self.found)
            if unread or (not clause.steps and leads_nowhere(bones, clause)):
                context = context.unsure()
            if below is not None:
                return below, context
        return Below(Stands.NOWHERE), context

    def _clause(
        self,
        node: Provision,
        bones: Skeleton,
        clause: Clause,
        following: Sequence[Provision],
        context: Context,
    ) -> tuple[Below | None, Context, int]:
        """Make the changes of a clause; what stands below it, if that belongs to it."""
        local, last = context, None
        for step in clause.steps:
            one = self._instruction(node, bones, clause, step, local)
            leads = one.leads_to
            if one.joined and step.form.deed is None and leads is None:  # what is changed next, is not known
                self._keep([one.unread(Unclear.TARGET)], one)
                return None, context, clause.end
            if step is not clause.steps[-1] or not self._looks_below(one):
                changes = list(made(one, self._inline(one)))
                self._keep(changes, one)
                if any(isinstance(each, Unread) for each in changes):
                    local = local.unsure()
                local = leads if leads is not None and (leads.target or leads.several) else local
            else:
                last = one
        if last is None:
            return None, context, clause.end
        opened = last.group("text") and not bones.quoted(last.group("text"))
        around = Around(
            bones.original[bones.place(clause.end) :],
            node.children,
            following,
            self._is_instruction,
            alone=not node.label,
        )
        below = around.opened(bones.opened()) if opened else around.found()
        if last.step.form.lists:
            return None, replace(context, lists=True, amends=True), clause.end
        if below.stands is Stands.CHANGES:
            return self._led(node, bones, clause, last, context)
        if last.step.form.deed is None:
            self._suspect(node, bones, clause, context)
            return None, context, clause.end
        self._keep(made(last, self._sure(last, below, node, following), bare=below.bare), last)
        return below, context, clause.end

    def _keep(self, made: Iterable[Read], by: Instruction) -> None:
        """Keep what is of another work, or may be: a text that does not say so amends none unnamed."""
        amends = by.context.amends or by.names_others
        self.found += [one for one in made if one.work is not None or amends]

    def _led(
        self, node: Provision, bones: Skeleton, clause: Clause, last: Instruction, context: Context
    ) -> tuple[None, Context, int]:
        leads = last.leads_to
        if leads is None:
            self.found.append(last.unread(Unclear.TARGET))
        return None, leads or replace(context, target=None), clause.end

    def _looks_below(self, one: Instruction) -> bool:
        """Whether what is announced stands below the clause."""
        text = one.group("text")
        if one.step.form.deed is None:
            return True
        return one.asks_text and not (text and one.skeleton.quoted(text))

    def _inline(self, one: Instruction) -> str | None:
        quoted = one.skeleton.quoted(one.group("text"))
        return quoted[0].strip() if quoted else None

    def _sure(
        self, one: Instruction, below: Below, node: Provision, following: Sequence[Provision]
    ) -> str | None:
        """The new text, if it surely is the one announced and nothing else."""
        text = below.text
        if one.step.form.deed is None or not text or (below.bare and not self._is_whole(node, following)):
            return None
        lines = text.split("\n")
        if any(self._announces(line) for line in lines[1:]):
            return None
        if below.bare and any(self._amends(line) for line in lines):  # instructions whose marks were lost
            return None
        return text

    def _amends(self, line: str) -> bool:
        """Whether a line of an amending text speaks of provisions that are changed."""
        if not tells(line, self.words):
            return False
        bones = skeleton(line, cite(line, self.words.language), self.words.own, self.words.named_words)
        return self.words.governs_amending.search(self.words.noted.sub("", bones.text)) is not None

    def _is_whole(self, node: Provision, following: Sequence[Provision]) -> bool:
        """Whether new text without marks surely ends with its node: an article, before an instruction."""
        if node.kind is ProvisionKind.ARTICLE or not following:
            return bool(node.label)
        return bool(node.label) and following[0].kind is node.kind and self._instructs(following[0].text)

    def _instruction(
        self, node: Provision, bones: Skeleton, clause: Clause, step: Step, context: Context
    ) -> Instruction:
        head = self._heads.get(id(node), 0)
        start, end = bones.place(clause.start), bones.place(clause.end)
        return Instruction(
            bones,
            step,
            context,
            self.words,
            node.eid,
            max(0, start - head),
            max(0, end - head),
            joined=step is not clause.steps[-1],
        )

    def _suspect(self, node: Provision, bones: Skeleton, clause: Clause, context: Context) -> None:
        """A clause that was not understood, where it amends another work."""
        text = self.words.noted.sub("", bones.text[clause.start : clause.end])
        amends = context.amends and self.words.governs_amending.search(text)
        if not amends and not self.words.governs.search(text):
            return
        head = self._heads.get(id(node), 0)
        start, end = bones.place(clause.start), bones.place(clause.end)
        cited = bones.cited(text)
        named = meant(bones.original, cited, context, self.words.language) if cited else None
        target = named.addresses[0] if named and len(named.addresses) == 1 else None
        text = bones.original
        outright = [one for one in cited if not is_bare(text[one.start : one.end], self.words.language)]
        work = named.work if named else _named_in(outright) or context.work
        if work is None and not context.amends:
            return
        corrects = context.corrects or bool(self.words.corrects.search(bones.text, clause.start, clause.end))
        self.found.append(
            Unread(node.eid, max(0, start - head), max(0, end - head), Unclear.DEED, work, target, corrects)
        )

    def _skeleton(self, node: Provision) -> Skeleton:
        return skeleton(node.text, self.cited.get(id(node), []), self.words.own, self.words.named_words)

    def _instructs(self, line: str) -> bool:
        """Whether a line read alone is an instruction, or at least amends."""
        if not tells(line, self.words):
            return False
        bones = skeleton(line, cite(line, self.words.language), self.words.own, self.words.named_words)
        head = self.words.head.match(bones.text)
        start = head.end() if head else 0
        if parse(bones.text, start, self.words, self.words.forms):
            return True
        words = self.words
        text = words.noted.sub("", bones.text[start:])
        told = words.governs.search(text) or words.announces.search(text)
        return bool(told or words.governs_amending.match(text))

    def _is_instruction(self, line: str) -> bool:
        return bool(line.strip()) and self._instructs(line)

    def _announces(self, line: str) -> bool:
        return self.words.announces.search(flatten(line).text) is not None


def _named_in(cited: Sequence[Citation]) -> WorkMention | None:
    """The other work that citations name, if it is one."""
    works = [target.work for one in cited for target in one.targets if not target.work.is_this]
    named = [work for work in works if work.named is not None]
    return named[0] if named and all(alike(named[0], one) for one in named) else None
