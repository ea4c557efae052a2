"""The grammar of queries: what each form means, and how a broken one is told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search_api.errors import InvalidQuery
from search_api.query.faults import FAULTS
from search_api.query.fields import BY_NAME
from search_api.query.operators import OPERATOR_WORDS
from search_api.query.parse import DEEPEST, LONGEST_QUERY, parse
from search_api.query.syntax import All, Any, Condition, Node, Quoted, Start, Without, Words


def bag(*words: str) -> Words:
    return Words(words)


def every(*words: str, field: str = "text") -> Words:
    return Words(words, every=True, field=field)


TREES: list[tuple[str, Node | None]] = [
    ("", None),
    ("   ", None),
    ("consular fees", bag("consular", "fees")),
    ("phí lãnh sự", bag("phí", "lãnh", "sự")),
    ("Article 22(1)(b) (visas)", bag("Article", "22(1)(b)", "visas")),
    ("l'État d'envoi (accréditant)", bag("l'État", "d'envoi", "accréditant")),
    ("from 10:30 to 5 - not -5", bag("from", "10:30", "to", "5", "-", "not", "-5")),
    ("https://example.org/a-b", bag("https://example.org/a-b")),
    ("AND", bag("AND")),
    ("THE RIGHTS OF THE CHILD AND OTHERS", bag("THE", "RIGHTS", "OF", "THE", "CHILD", "AND", "OTHERS")),
    ("visa AND passport", All((every("visa"), every("passport")))),
    ("visa fee AND passport", All((every("visa", "fee"), every("passport")))),
    ("visa OR passport fee", Any((every("visa"), every("passport", "fee")))),
    ("a OR b AND c", Any((every("a"), All((every("b"), every("c")))))),
    ("(a OR b) AND c", All((Any((every("a"), every("b"))), every("c")))),
    ("visa NOT fee", All((bag("visa"), Without(every("fee"))))),
    ("visa -fee", All((bag("visa"), Without(every("fee"))))),
    ('visa -"entry fee"', All((bag("visa"), Without(Quoted("entry fee"))))),
    ("visa -(fee OR charge)", All((every("visa"), Without(Any((every("fee"), every("charge"))))))),
    ("NOT visa", Without(every("visa"))),
    ('"consular post"', Quoted("consular post")),
    ('"consular post"~3', Quoted("consular post", 3)),
    ("“consular post” staff", All((bag("staff"), Quoted("consular post")))),
    ("« poste consulaire »", Quoted("poste consulaire")),
    ("「领事馆」", Quoted("领事馆")),
    ("notif*", Start("notif")),
    ("领*", Start("领")),
    ("a *", bag("a", "*")),
    ("领事 AND 逮捕", All((every("领事"), every("逮捕")))),
    ("hộ chiếu VÀ thị thực", All((every("hộ", "chiếu"), every("thị", "thực")))),
    ('hộ chiếu TRỪ "công vụ"', All((bag("hộ", "chiếu"), Without(Quoted("công vụ"))))),
    ("Trường hợp nào KHÔNG phải nộp phí", bag("Trường", "hợp", "nào", "KHÔNG", "phải", "nộp", "phí")),
    ("When is a visa NOT needed?", bag("When", "is", "a", "visa", "NOT", "needed?")),
    ("visa NOT fee ؟", bag("visa", "NOT", "fee", "؟")),
    ("“黑社会”是犯罪吗？", bag("黑社会", "是犯罪吗？")),
    (
        'Is a "consular post" (or a mission) closed?',
        bag("Is", "a", "consular", "post", "or", "a", "mission", "closed?"),
    ),
    ('what is a "post?', bag("what", "is", "a", "post?")),
    ('The "Parties"\n- agree *', bag("The", "Parties", "-", "agree")),
    (" ".join(["word"] * 25) + ' "two words"', bag(*["word"] * 25, "two", "words")),
    ("languge:vi is what?", bag("languge", "vi", "is", "what?")),
    ("visa SAUF diplomatique", All((bag("visa"), Without(every("diplomatique"))))),
    ("виза ИЛИ паспорт", Any((every("виза"), every("паспорт")))),
    ("title:lagoon fees", All((bag("fees"), every("lagoon", field="title")))),
    ("title:(lagoon OR harbour)", Any((every("lagoon", field="title"), every("harbour", field="title")))),
    ('title:"lagoon convention"', Quoted("lagoon convention", field="title")),
    ("số:06/2021/TT-BĐN", every("06/2021/TT-BĐN", field="number")),
    ("المادة:22", every("22", field="article")),
    ("条：22", every("22", field="article")),
]


@pytest.mark.parametrize(("query", "tree"), TREES)
def test_tree(query: str, tree: Node | None) -> None:
    assert parse(query).tree == tree


CONDITIONS: list[tuple[str, tuple[Condition, ...]]] = [
    ("kind:law", (Condition("kind", ("law",), position=0),)),
    ("kind:law,decree visa", (Condition("kind", ("law", "decree"), position=0),)),
    ('visa issuer:"Bộ Đối ngoại"', (Condition("issuer", ("Bộ Đối ngoại",), position=5),)),
    ("visa -language:vi", (Condition("language", ("vi",), excluded=True, position=6),)),
    ("visa NOT language:vi", (Condition("language", ("vi",), excluded=True, position=9),)),
    ("năm:2010..2020", (Condition("year", ("2010..2020",), position=0),)),
    ("as_of:2020-01-01", (Condition("as_of", ("2020-01-01",), position=0),)),
    ("visa AND kind:law", (Condition("kind", ("law",), position=9),)),
]


@pytest.mark.parametrize(("query", "conditions"), CONDITIONS)
def test_conditions(query: str, conditions: tuple[Condition, ...]) -> None:
    assert parse(query).conditions == conditions


BROKEN: list[tuple[str, str, int]] = [
    ('visa "entry', "open_quote", 6),
    ("a AND", "missing_operand", 6),
    ("AND a b", "missing_operand", 1),
    ("a OR OR b", "missing_operand", 6),
    ("a AND (b OR c", "open_parenthesis", 7),
    ("a AND b )", "stray_parenthesis", 9),
    ("a AND ()", "empty_group", 7),
    ("languge:vi visa", "unknown_field", 1),
    ("visa foo:bar", "unknown_field", 6),
    ('kind: "x" AND visa AND', "missing_operand", 23),
    ("kind:law OR visa", "filter_inside", 1),
    ("(kind:law visa) AND fee", "filter_inside", 2),
    ("-issuer:bank visa", "cannot_exclude", 2),
    ("kind:, visa", "missing_value", 1),
    ("title:( AND visa", "missing_operand", 9),
    ("x " * LONGEST_QUERY, "too_long", LONGEST_QUERY + 1),
    ("(" * (DEEPEST + 1) + "a AND b" + ")" * (DEEPEST + 1), "too_deep", DEEPEST + 1),
]


@pytest.mark.parametrize(("query", "reason", "position"), BROKEN)
def test_broken_query_names_reason_and_place(query: str, reason: str, position: int) -> None:
    with pytest.raises(InvalidQuery) as caught:
        parse(query)
    assert (caught.value.params["reason"], caught.value.params["position"]) == (reason, position)


def test_mistyped_field_is_answered_with_what_may_be_meant() -> None:
    with pytest.raises(InvalidQuery) as caught:
        parse("languge:vi")
    assert "language" in caught.value.params["suggestions"]


@pytest.mark.parametrize(
    "question",
    [
        "C++ (what?",
        "what :) is this ((",
        "Điều 5) là gì",
        "(" * 500,
        ")" * 500,
        "()",
        "qué es «esto",
        "Căn cứ:Luật số 1",
        "ما هي (المادة",
    ],
)
def test_plain_question_never_fails(question: str) -> None:
    parsed = parse(question)
    assert parsed.plain
    assert not parsed.conditions


def test_question_that_looks_like_syntax_is_told() -> None:
    parsed = parse("C++ (what")
    assert parsed.tree == bag("C++", "what")
    assert parsed.notices == ("taken_as_words",)


def test_wanted_leaves_out_what_is_excluded() -> None:
    assert parse('visa "entry stamp" -fee kind:law').wanted == "visa entry stamp"


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet='ab é领 ANDORT"()-*:~«»“”', max_size=40))
def test_any_text_is_parsed_or_refused_by_name(text: str) -> None:
    try:
        told = parse(text).text
    except InvalidQuery as error:
        told = text if error.params["reason"] in FAULTS else "no reason"
    assert told == text


def test_fields_are_named_in_every_language_without_clash() -> None:
    names = list(BY_NAME)
    assert len(names) == len(set(names))
    assert all(name == name.casefold() for name in names)


def test_operator_words_are_in_capitals_and_unambiguous() -> None:
    words = [word for table in OPERATOR_WORDS.values() for word in table]
    assert len(words) == len(set(words))
    assert all(word.isupper() and len(word) > 1 for word in words)
