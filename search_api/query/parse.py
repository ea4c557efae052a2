"""The grammar of queries.

    query   := choice
    choice  := both (OR both)*
    both    := beside (AND beside)*
    beside  := unit unit*
    unit    := NOT unit | -unit | "words"~2 | word | word* | ( choice ) | field:value

Words side by side are a bag: the more of them the better. Beside AND or OR every one of them is
asked for, since who writes operators means them. A plain question never fails: where nothing but
parentheses could be syntax and they do not fit, all is taken as words, with the notice
`taken_as_words`. A query that is meant as syntax and is broken raises InvalidQuery with the place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from search_api.query.faults import broken
from search_api.query.fields import BY_NAME, Field, FieldUse, field_named, near
from search_api.query.operators import OPERATORS, Operator, stands_out
from search_api.query.prose import is_prose, prose_tokens
from search_api.query.scanner import Kind, Token, scan
from search_api.query.syntax import All, Any, Condition, Node, ParsedQuery, Quoted, Start, Without, Words

LONGEST_QUERY = 2000
"""Characters; longer texts are not questions. A paragraph pasted to find its like still fits."""
DEEPEST = 20
"""Parentheses inside each other: far beyond any real query, far below the recursion limit."""

_MISTYPED_FIELD = re.compile(r"[a-z_]{2,}")
"""An unknown name in small ASCII letters is taken for a mistyped field; anything else for text."""
_PREFIX = re.compile(r"(\w{2,}|[^\W\x00-\u2e7f])\*")
"""`notif*`: two letters before the star, or one of a script that writes words with one."""

_Rule = Callable[[], Node | None]


def parse(query: str) -> ParsedQuery:
    """Read a query. Raises InvalidQuery naming the reason and the place."""
    if len(query) > LONGEST_QUERY:
        raise broken("too_long", query, LONGEST_QUERY, limit=LONGEST_QUERY)
    if is_prose(query):
        return _Parser(query, prose_tokens(query), operators=False).run()
    tokens = _as_text(scan(query), query)
    operators = _operators(tokens)
    if not _meant_as_syntax(tokens, operators) and not _balanced(tokens):
        return _all_words(query, tokens)
    return _Parser(query, tokens, operators).run()


def _as_text(tokens: list[Token], query: str) -> list[Token]:
    """Make text of `name:` where the name is no field; raise where it looks mistyped."""
    result: list[Token] = []
    for token in tokens:
        if token.kind is Kind.FIELD and field_named(token.text) is None:
            if _MISTYPED_FIELD.fullmatch(token.text):
                raise broken(
                    "unknown_field", query, token.position, field=token.text, suggestions=near(token.text)
                )
            token = Token(Kind.WORD, token.text, token.position)
        result.append(token)
    return result


def _operators(tokens: list[Token]) -> bool:
    """Whether words in capitals are operators in this query."""
    return stands_out([token.text for token in tokens if token.kind is Kind.WORD])


def _meant_as_syntax(tokens: list[Token], operators: bool) -> bool:
    """Whether anything but words and parentheses was typed."""
    return any(
        token.kind in (Kind.FIELD, Kind.QUOTED, Kind.MINUS)
        or (token.kind is Kind.WORD and operators and token.text in OPERATORS and len(tokens) > 1)
        for token in tokens
    )


def _balanced(tokens: list[Token]) -> bool:
    depth, before = 0, Kind.OPEN
    for token in tokens:
        depth += (token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE)
        if depth < 0 or depth > DEEPEST or (token.kind is Kind.CLOSE and before is Kind.OPEN):
            return False
        before = token.kind
    return depth == 0


def _all_words(query: str, tokens: list[Token]) -> ParsedQuery:
    words = tuple(token.text for token in tokens if token.kind is Kind.WORD)
    return ParsedQuery(query, Words(words) if words else None, notices=("taken_as_words",))


class _Parser:
    """Recursive descent over the tokens; conditions are put aside as they are met."""

    def __init__(self, query: str, tokens: list[Token], operators: bool) -> None:
        self.query, self.tokens = query, tokens
        self.operators = operators and len(tokens) > 1
        self.at, self.depth = 0, 0
        self.conditions: list[Condition] = []
        self.every = any(self._operator(token) in (Operator.AND, Operator.OR) for token in tokens)

    def run(self) -> ParsedQuery:
        tree = self._choice() if self.tokens else None
        if self.at < len(self.tokens):
            raise self._broken("stray_parenthesis")
        return ParsedQuery(self.query, tree, tuple(self.conditions))

    # --- the rules of the grammar --------------------------------------------------------------

    def _choice(self) -> Node | None:
        parts = self._joined(Operator.OR, self._both)
        return parts[0] if len(parts) == 1 else Any(tuple(parts)) if parts else None

    def _both(self) -> Node | None:
        parts = self._joined(Operator.AND, self._beside, may_be_condition=True)
        return parts[0] if len(parts) == 1 else All(tuple(parts)) if parts else None

    def _joined(self, operator: Operator, operand: _Rule, *, may_be_condition: bool = False) -> list[Node]:
        """Operands with `operator` between them; a condition is no operand of OR."""
        start = self.at
        parts = [operand()]
        while self._now() is operator:
            self.at += 1
            parts.append(operand())
        if len(parts) > 1 and not may_be_condition and None in parts:
            raise self._broken("filter_inside", self.tokens[start].position)
        return [part for part in parts if part is not None]

    def _beside(self) -> Node | None:
        """Units side by side: neighbouring words make one bag."""
        units: list[Node] = []
        met = False
        while (token := self._token()) and token.kind is not Kind.CLOSE and self._joins() is None:
            unit = self._unit()
            met = True
            if unit is not None:
                units.append(unit)
        if not met:
            raise self._broken("missing_operand")
        parts = _bagged(units, self.every)
        return parts[0] if len(parts) == 1 else All(tuple(parts)) if parts else None

    def _unit(self) -> Node | None:
        token = self._token()
        if token is None:
            raise self._broken("missing_operand")
        if token.kind is Kind.MINUS or self._operator(token) is Operator.NOT:
            self.at += 1
            return self._excluded()
        if token.kind is Kind.OPEN:
            return self._group()
        if token.kind is Kind.FIELD:
            return self._field(token)
        if token.kind is Kind.CLOSE or self._operator(token) is not None:
            raise self._broken("missing_operand")
        self.at += 1
        return _leaf(token)

    def _excluded(self) -> Node | None:
        known = len(self.conditions)
        part = self._unit()
        for position in range(known, len(self.conditions)):
            self.conditions[position] = self._exclude(self.conditions[position])
        return Without(_every(part)) if part is not None else None

    def _exclude(self, condition: Condition) -> Condition:
        if not BY_NAME[condition.field].always or condition.excluded:
            raise self._broken("cannot_exclude", condition.position, field=condition.field)
        return replace(condition, excluded=True)

    def _group(self) -> Node | None:
        opened = self.tokens[self.at]
        self.at, self.depth = self.at + 1, self.depth + 1
        if self.depth > DEEPEST:
            raise self._broken("too_deep", opened.position)
        token = self._token()
        if token is not None and token.kind is Kind.CLOSE:
            raise self._broken("empty_group", opened.position)
        node = self._choice()
        if self._token() is None:
            raise self._broken("open_parenthesis", opened.position)
        self.at, self.depth = self.at + 1, self.depth - 1
        return node

    def _field(self, token: Token) -> Node | None:
        """`field:value`, for a field of words also `field:(…)`."""
        field = BY_NAME[token.text.casefold()]
        self.at += 1
        value = self._token()
        if field.use is FieldUse.WORDS and value is not None and value.kind is Kind.OPEN:
            inside = self._group()
            return _in_field(inside, field.name) if inside is not None else None
        if value is None or value.kind not in (Kind.WORD, Kind.QUOTED):
            raise self._broken("missing_value", token.position, field=field.name)
        self.at += 1
        if field.use is FieldUse.WORDS:
            return _in_field(_every(_leaf(value)), field.name)
        self._condition(field, token, value)
        return None

    def _condition(self, field: Field, token: Token, value: Token) -> None:
        if self.depth:
            raise self._broken("filter_inside", token.position, field=field.name)
        values = (value.text,) if value.kind is Kind.QUOTED else tuple(filter(None, value.text.split(",")))
        if not values:
            raise self._broken("missing_value", token.position, field=field.name)
        self.conditions.append(Condition(field.name, values, position=token.position))

    # --- small helpers -------------------------------------------------------------------------

    def _token(self) -> Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def _operator(self, token: Token | None) -> Operator | None:
        if token is None or token.kind is not Kind.WORD or not self.operators:
            return None
        return OPERATORS.get(token.text)

    def _now(self) -> Operator | None:
        return self._operator(self._token())

    def _joins(self) -> Operator | None:
        """AND or OR here, else None."""
        now = self._now()
        return None if now is Operator.NOT else now

    def _broken(self, reason: str, position: int | None = None, **params: object) -> Exception:
        if position is None:
            token = self._token()
            position = token.position if token else len(self.query)
        return broken(reason, self.query, position, **params)


def _leaf(token: Token) -> Node:
    """A word, a prefix or a quotation."""
    if token.kind is Kind.QUOTED:
        return Quoted(token.text, token.slop)
    prefix = _PREFIX.fullmatch(token.text)
    return Start(prefix[1]) if prefix else Words((token.text,))


def _bagged(units: list[Node], every: bool) -> list[Node]:
    """Join the words among units into one bag, in the place of the first; a group of words is words."""
    bags = [unit for unit in units if isinstance(unit, Words) and unit.field == "text"]
    rest = [unit for unit in units if unit not in bags]
    words = tuple(word for bag in bags for word in bag.words)
    return [Words(words, every), *rest] if words else rest


def _every(node: Node) -> Node:
    """The same, asking for every word."""
    return replace(node, every=True) if isinstance(node, Words) else node


def _in_field(node: Node, field: str) -> Node:
    """The same words, looked for in another field."""
    match node:
        case Words() | Quoted() | Start():
            return replace(node, field=field)
        case All(parts=parts):
            return All(tuple(_in_field(part, field) for part in parts))
        case Any(parts=parts):
            return Any(tuple(_in_field(part, field) for part in parts))
        case Without(part=part):
            return Without(_in_field(part, field))
