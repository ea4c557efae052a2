"""What every engine must do, each on a real index: the same tests for all of them."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from engine_filling import ALL, embed, fill, found, terms
from passage_building import passage
from scratch_indices import remove, scratch

from corpus.model import LOCAL, Access, Scope
from search_api.analysis import analyse, phrase, prefix
from search_api.engine.elasticsearch import ElasticsearchEngine, ElasticsearchSettings
from search_api.engine.elasticsearch.mapping import SCHEMA
from search_api.engine.embedded import EmbeddedEngine
from search_api.engine.port import (
    FACET_FIELDS,
    And,
    Engine,
    Everything,
    Filter,
    Not,
    Or,
    Phrase,
    Prefix,
    Terms,
)
from search_api.engine.record import digest
from search_api.errors import IndexBusy, IndexUnusable, InvalidQuery
from search_api.passage import Passage

Open = Callable[[], Engine]

EIGHT, NINE = pytest.mark.needs("Elasticsearch"), pytest.mark.needs("Elasticsearch 9")

ENGINES = [
    "embedded",
    pytest.param("elasticsearch_url", marks=EIGHT, id="elasticsearch8"),
    pytest.param("elasticsearch9_url", marks=NINE, id="elasticsearch9"),
]
"""The embedded engine, and the fixtures that give the address of an Elasticsearch."""

SPREAD = [
    pytest.param(("embedded", {}), id="embedded"),
    pytest.param(("elasticsearch_url", {}), marks=EIGHT, id="elasticsearch8"),
    pytest.param(("elasticsearch_url", {"shards": 3}), marks=EIGHT, id="elasticsearch8-shards"),
    pytest.param(
        ("elasticsearch_url", {"shards": 3, "routing": "work"}), marks=EIGHT, id="elasticsearch8-routed"
    ),
    pytest.param(("elasticsearch9_url", {}), marks=NINE, id="elasticsearch9"),
]
"""The same, and an index in several shards."""


Prefixed = Callable[[str], ElasticsearchSettings]


@pytest.fixture(scope="module")
def prefixed() -> Iterator[Prefixed]:
    """Gives this module one prefix for each server: its index of states and leases is made once."""
    with ExitStack() as stack:
        yield cache(lambda url: stack.enter_context(scratch(url)))


@pytest.fixture(params=ENGINES)
def open_engine(request: pytest.FixtureRequest, tmp_path: Path, prefixed: Prefixed) -> Iterator[Open]:
    """What opens the engine (again); it begins empty."""
    if request.param == "embedded":
        yield lambda: EmbeddedEngine(tmp_path / "index")
        return
    settings = prefixed(request.getfixturevalue(request.param))
    yield lambda: ElasticsearchEngine(settings)
    remove(settings, f"{settings.index}-{SCHEMA}-*")


@pytest.fixture
def engine(open_engine: Open) -> Iterator[Engine]:
    with closing(open_engine()) as engine:
        yield engine


# --- words in seven languages ------------------------------------------------------------------------

TEXTS = {
    "vi": "Cơ quan có thẩm quyền thông báo cho cơ quan lãnh sự khi công dân bị bắt.",
    "ar": "تُخطر السلطات المختصة البعثة القنصلية عند توقيف المواطن.",
    "en": "The competent authorities inform the consular post when a national is arrested.",
    "fr": "Les autorités compétentes informent le poste consulaire de l’arrestation du ressortissant.",
    "es": "Las autoridades competentes informan a la oficina consular de la detención del nacional.",
    "ru": "Компетентные органы сообщают консульскому учреждению об аресте гражданина.",
    "zh": "公民被逮捕时，主管机关应当通知领事机构。",
}

IN_LANGUAGES = [
    # language, a phrase in it, the same words in another order, words four apart at most, a word of it
    ("vi", "cơ quan lãnh sự", "lãnh sự cơ quan", "thông báo lãnh sự", "công dân"),
    ("ar", "السلطات المختصة", "المختصة السلطات", "تخطر البعثة", "المواطن"),
    ("en", "competent authorities", "authorities competent", "authorities consular", "nationals"),
    ("fr", "autorités compétentes", "compétentes autorités", "informent consulaire", "ressortissants"),
    ("es", "oficina consular", "consular oficina", "informan oficina", "detenciones"),
    ("ru", "компетентные органы", "органы компетентные", "органы учреждению", "гражданин"),
    ("zh", "主管机关", "机关主管", "通知机构", "領事"),
]  # fmt: skip


@pytest.fixture
def seven(engine: Engine) -> Engine:
    """Each text as a work of its own, and beside it one that says something else."""
    other = {
        "vi": "Lệ phí được nộp khi nhận hồ sơ.",
        "ar": "تُدفع الرسوم عند تقديم الطلب.",
        "en": "Fees are paid on application.",
        "fr": "Les droits sont perçus au dépôt.",
        "es": "Los aranceles se pagan al presentar la solicitud.",
        "ru": "Сбор уплачивается при подаче заявления.",
        "zh": "申请时缴纳费用。",
    }
    passages = [passage(language, text, language, work=n) for n, (language, text) in enumerate(TEXTS.items())]
    passages += [passage(f"{lg}-fee", text, lg, work=10 + n) for n, (lg, text) in enumerate(other.items())]
    fill(engine, passages)
    return engine


@pytest.mark.parametrize(("language", "in_order", "reversed_", "near", "word"), IN_LANGUAGES)
def test_words_phrase_proximity_and_not(
    seven: Engine, language: str, in_order: str, reversed_: str, near: str, word: str
) -> None:
    assert found(seven, terms(word))[0] == language
    exact, wrong, far = phrase(in_order), phrase(reversed_), phrase(near)
    assert exact
    assert wrong
    assert far
    assert found(seven, exact) == [language]
    assert found(seven, wrong) == []
    assert found(seven, far) == []
    close = phrase(near, slop=4)
    assert close
    assert found(seven, close) == [language]
    of_language = Filter(LOCAL, {"language": (language,)})
    assert found(seven, Not(exact), of_language) == [f"{language}-fee"]
    assert found(seven, And((terms(word), Not(exact))), of_language) == []


def test_accents_come_first_and_none_are_needed(engine: Engine) -> None:
    fill(engine, [passage("ky", "ký kết", "vi"), passage("kỳ", "kỳ kết", "vi"), passage("x", "bãi bỏ", "vi")])
    assert found(engine, analyse("ký kết").bag())[0] == "ky"
    assert found(engine, analyse("kỳ kết").bag())[0] == "kỳ"
    assert sorted(found(engine, analyse("ky ket").bag())) == ["ky", "kỳ"]
    accented = phrase("ký kết")
    assert accented
    assert found(engine, accented) == ["ky"]


def test_boolean_queries(engine: Engine) -> None:
    fill(engine, [passage("a", "visa fee"), passage("b", "visa"), passage("c", "fee"), passage("d", "other")])
    visa, fee = terms("visa"), terms("fee")
    assert found(engine, And((visa, fee))) == ["a"]
    assert sorted(found(engine, Or((visa, fee)))) == ["a", "b", "c"]
    assert found(engine, And((visa, Not(fee)))) == ["b"]
    assert found(engine, Not(Or((visa, fee)))) == ["d"]
    assert found(engine, And((Not(visa), Not(fee)))) == ["d"]
    assert sorted(found(engine, Or((visa, Not(fee))))) == ["a", "b", "d"]
    assert found(engine, Terms(("visa", "fee"), required=True)) == ["a"]
    assert found(engine, Terms(())) == []
    assert found(engine, Everything()) == ["a", "b", "c", "d"]
    assert found(engine, analyse("visa fee").bag(required=True)) == ["a"]


def test_prefixes(engine: Engine) -> None:
    fill(engine, [passage("a", "notification"), passage("b", "notify (s.5)"), passage("c", "étranger", "fr")])
    assert found(engine, Prefix("notif", "surface")) == ["a", "b"]
    assert found(engine, Prefix("notific", "surface")) == ["a"]
    assert found(engine, Prefix("n.*", "surface")) == []
    accents = prefix("etran")
    assert accents
    assert found(engine, accents) == ["c"]


def test_fields_of_words(engine: Engine) -> None:
    fill(
        engine,
        [
            passage("t", "text", title="Consular Convention", identifiers=("06/2021/TT-BĐN",)),
            passage(
                "h", "text", label="Article 36", number="36", heading="Consular duties", breadcrumb="X › Y"
            ),
        ],
    )
    assert found(engine, analyse("consular").in_field("title")) == ["t"]
    assert found(engine, analyse("consular").in_field("heading")) == ["h"]
    assert found(engine, analyse("36").in_field("article")) == ["h"]
    number = phrase("06/2021/TT-BDN", field="number")
    assert number
    assert found(engine, number) == ["t"]
    with pytest.raises(InvalidQuery):
        engine.words(Terms(("x",), "alive_from"), ALL, 1)


def test_scores_are_bm25_and_can_be_explained(engine: Engine) -> None:
    fill(
        engine, [passage("short", "visa"), passage("long", "visa and much else besides"), passage("z", "fee")]
    )
    hits = engine.words(Terms(("visa",)), ALL, 10)
    assert [hit.id for hit in hits.hits] == ["short", "long"]
    assert hits.hits[0].score > hits.hits[1].score > 0
    assert hits.total == 2
    assert hits.documents == 3
    assert hits.document_frequency == {"visa": 2}
    doubled = engine.words(Terms(("visa",), boost=2.0), ALL, 10)
    assert doubled.hits[0].score == pytest.approx(2 * hits.hits[0].score)
    assert "visa" in engine.explain(Terms(("visa",)), "short")
    assert engine.explain(Terms(("visa",)), "z") == ""


def test_equal_scores_are_in_the_order_of_ids(engine: Engine) -> None:
    names = [f"{n:03d}" for n in range(150)]
    for start in range(0, 150, 50):
        some = [passage(name, "same words") for name in reversed(names[start : start + 50])]
        fill(engine, [replace(p, work_id=start + 1) for p in some])
    for query in (terms("same"), Everything(), Prefix("sam", "surface")):
        hits = engine.words(query, ALL, 7)
        assert [hit.id for hit in hits.hits] == names[:7]
        assert hits.total == 150
    assert engine.words(terms("same"), ALL, 0).hits == ()


# --- filters, scope, facets ---------------------------------------------------------------------------

VALUES = {
    "language": ["vi", "zh-Hant", "zh-Hans"],
    "kind": ["treaty", "law"],
    "issuers": [(), ("BĐN",), ("BĐN", "BNA")],
    "parties": [("Norvale", "Cardena"), ("Norvale",)],
    "year": [None, 1999, 2021],
    "alive_from": [None, 100],
    "alive_to": [None, 200],
    "owner": ["local", "other"],
    "collection": ["default", "treaties"],
    "access": [Access.PUBLIC, Access.RESTRICTED],
}

EVERY_SO_MANY = 37
"""Of the 3,456 combinations of values; prime to the number of each, so that all of them occur."""

VARIED = [
    passage(f"{n:02d}", "word", work=n, **dict(zip(VALUES, values, strict=True)))
    for n, values in enumerate(itertools.islice(itertools.product(*VALUES.values()), 0, None, EVERY_SO_MANY))
]

FILTERS: list[tuple[Filter, Callable[[Passage], bool]]] = [
    (ALL, lambda p: True),
    (Filter(LOCAL, {"kind": ("law",)}), lambda p: p.kind == "law"),
    (Filter(LOCAL, {"kind": ("law", "treaty")}), lambda p: True),
    (Filter(LOCAL, {"kind": ()}), lambda p: False),
    (Filter(LOCAL, {"kind": ("decree",)}), lambda p: False),
    (Filter(LOCAL, {"language": ("zh",)}), lambda p: p.language.startswith("zh-")),
    (Filter(LOCAL, {"language": ("zh-Hant",)}), lambda p: p.language == "zh-Hant"),
    (Filter(LOCAL, {"language": ("z",)}), lambda p: False),
    (Filter(LOCAL, {"issuer": ("BNA",)}), lambda p: "BNA" in p.issuers),
    (Filter(LOCAL, {"party": ("Cardena",), "issuer": ("BĐN",)}),
     lambda p: "Cardena" in p.parties and "BĐN" in p.issuers),
    (Filter(LOCAL, {"year": ("1999",)}), lambda p: p.year == 1999),
    (Filter(LOCAL, years=(2000, None)), lambda p: p.year == 2021),
    (Filter(LOCAL, years=(None, 1999)), lambda p: p.year == 1999),
    (Filter(LOCAL, years=(2030, 1990)), lambda p: False),
    (Filter(LOCAL, {"work": ("work-37", "work-74")}), lambda p: p.work_id in (37, 74)),
    (Filter(LOCAL, {"authority": ("authentic",)}), lambda p: True),
    (Filter(LOCAL, as_of=99), lambda p: p.alive_from is None),
    (Filter(LOCAL, as_of=100), lambda p: True),
    (Filter(LOCAL, as_of=199), lambda p: True),
    (Filter(LOCAL, as_of=200), lambda p: p.alive_to is None),
    (Filter(Scope(access=frozenset({Access.PUBLIC}))), lambda p: p.access is Access.PUBLIC),
    (Filter(Scope(collections=frozenset({"treaties"}))), lambda p: p.collection == "treaties"),
    (Filter(Scope(owners=frozenset({"other"})), as_of=200),
     lambda p: p.owner == "other" and p.alive_to is None),
    (Filter(Scope(collections=frozenset())), lambda p: False),
    (Filter(Scope(collections=frozenset({"treaties"})), {"collection": ("default",)}), lambda p: False),
]  # fmt: skip


@pytest.fixture(scope="module", params=SPREAD)
def varied(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    kind, layout = request.param
    with ExitStack() as stack:
        if kind == "embedded":
            engine: Engine = EmbeddedEngine(tmp_path_factory.mktemp("varied"))
        else:
            url = request.getfixturevalue(kind)
            engine = ElasticsearchEngine(stack.enter_context(scratch(url, **layout)))
        stack.callback(engine.close)
        fill(engine, VARIED)
        embed(engine, {p.id: [1.0, n / 100, 0.0] for n, p in enumerate(VARIED)})
        yield engine


@pytest.mark.parametrize(("where", "passes"), FILTERS)
def test_words_and_vectors_pass_the_same_filter(
    varied: Engine, where: Filter, passes: Callable[[Passage], bool]
) -> None:
    expected = {p.id for p in VARIED if passes(p)}
    assert set(found(varied, terms("word"), where)) == expected
    assert set(found(varied, Everything(), where)) == expected
    vector = np.array([1.0, 0.0, 0.0], np.float32)
    near = varied.nearest(vector, where, 1_000)
    assert {hit.id for hit in near} == expected
    facets = varied.facets(Everything(), where, ["authority"])
    assert sum(facets["authority"].values()) == (
        len(VARIED) if "authority" in where.values else len(expected)
    )


@pytest.mark.parametrize(("where", "passes"), FILTERS)
def test_facets_count_what_the_filter_without_their_own_condition_lets_through(
    varied: Engine, where: Filter, passes: Callable[[Passage], bool]
) -> None:
    values: dict[str, Callable[[Passage], list[str]]] = {
        "kind": lambda p: [p.kind],
        "language": lambda p: [p.language],
        "issuer": lambda p: list(p.issuers),
        "party": lambda p: list(p.parties),
        "collection": lambda p: [p.collection],
        "year": lambda p: [] if p.year is None else [str(p.year)],
    }
    facets = varied.facets(terms("word"), where, FACET_FIELDS)
    assert list(facets) == list(FACET_FIELDS)
    for name, of in values.items():
        rest = replace(where.without(name), years=(None, None) if name == "year" else where.years)
        visible = set(found(varied, terms("word"), rest))
        counts: dict[str, int] = {}
        for p in VARIED:
            for value in of(p) if p.id in visible else []:
                counts[value] = counts.get(value, 0) + 1
        assert facets[name] == counts
        assert list(facets[name].values()) == sorted(counts.values(), reverse=True)


def test_what_cannot_be_filtered_or_counted_is_refused(varied: Engine) -> None:
    with pytest.raises(InvalidQuery):
        varied.words(Everything(), Filter(LOCAL, {"colour": ("red",)}), 1)
    with pytest.raises(InvalidQuery):
        varied.nearest(np.ones(3, np.float32), Filter(LOCAL, {"colour": ("red",)}), 1)
    with pytest.raises(InvalidQuery):
        varied.facets(Everything(), ALL, ["text"])


def test_suggestions(engine: Engine) -> None:
    secret = {"access": Access.RESTRICTED}
    fill(
        engine,
        [
            passage("a", "x", "vi", work=1, title="Thông tư về lãnh sự", identifiers=("06/2021/TT-BĐN",)),
            passage("b", "x", "vi", work=1, title="Thông tư về lãnh sự", heading="Thông báo"),
            passage("c", "x", "vi", work=2, title="Thông tư mật", **secret),
            passage("d", "x", "zh-Hant", work=3, title="領事公約"),
        ],
    )
    assert engine.suggest("thong", ALL, 9) == [
        ("Thông tư về lãnh sự", "work-1"), ("Thông tư mật", "work-2"), ("Thông báo", "work-1"),
    ]  # fmt: skip
    public = Filter(Scope(access=frozenset({Access.PUBLIC})))
    assert engine.suggest("Thông tư", public, 9) == [("Thông tư về lãnh sự", "work-1")]
    assert engine.suggest("06/2021", ALL, 9) == [("06/2021/TT-BĐN", "work-1")]
    assert engine.suggest("领事", ALL, 9) == [("領事公約", "work-3")]
    assert engine.suggest("thong", ALL, 1) == [("Thông tư về lãnh sự", "work-1")]
    assert engine.suggest("", ALL, 9) == engine.suggest("xyz", ALL, 9) == engine.suggest("th", ALL, 0) == []
    fill(engine, [passage("c", "x", "vi", work=2, title="Quyết định")], change=2)
    assert ("Thông tư mật", "work-2") not in engine.suggest("thong", ALL, 9)


# --- vectors ------------------------------------------------------------------------------------------


def test_nearest_by_cosine_ties_by_id(engine: Engine) -> None:
    fill(engine, [passage(name, "x") for name in "abcd"])
    embed(engine, {"a": [1, 0, 0], "c": [1, 1, 0], "b": [1, 1, 0]})
    near = engine.nearest(np.array([0, 1, 0], np.float32), ALL, 10)
    assert [hit.id for hit in near] == ["b", "c", "a"]
    assert near[0].score == pytest.approx(0.7071, abs=0.01)
    assert near[2].score == pytest.approx(0.0, abs=0.01)
    assert [hit.id for hit in engine.nearest(np.array([0, 1, 0], np.float32), ALL, 1)] == ["b"]
    assert engine.nearest(np.array([0, 1, 0], np.float32), ALL, 0) == ()


def test_no_vectors_yet(engine: Engine) -> None:
    assert engine.nearest(np.ones(3, np.float32), ALL, 5) == ()
    fill(engine, [passage("a", "x")])
    assert engine.nearest(np.ones(3, np.float32), ALL, 5) == ()


def test_missing_vectors_are_listed_until_given(engine: Engine) -> None:
    fill(engine, [passage(name, f"text {name}", breadcrumb="Law › Article 1") for name in "abc"])
    with closing(engine.writer()) as writer:
        writer.use_model("model")
        assert writer.missing_vectors(2) == [
            ("a", "Law › Article 1\ntext a"),
            ("b", "Law › Article 1\ntext b"),
        ]
        writer.put_vectors(["b", "gone"], np.eye(2, 3, dtype=np.float32))
        assert [name for name, _ in writer.missing_vectors(9)] == ["a", "c"]
        assert engine.counts().vectors == 0
        writer.commit(1)
    assert engine.counts().vectors == 1
    with closing(engine.writer()) as writer, pytest.raises(ValueError, match="shape"):
        writer.put_vectors(["a"], np.ones((1, 7), np.float32))


def test_a_vector_stays_while_the_text_does(engine: Engine) -> None:
    fill(engine, [passage("a", "same text", year=1999), passage("b", "old text")])
    embed(engine, {"a": [1, 0, 0], "b": [0, 1, 0]})
    fill(engine, [passage("a", "same text", year=2021), passage("b", "new text")], change=2)
    assert engine.counts().vectors == 1
    near = engine.nearest(np.array([1, 0, 0], np.float32), ALL, 5)
    assert [(hit.id, round(hit.score, 2)) for hit in near] == [("a", 1.0)]
    with closing(engine.writer()) as writer:
        assert [name for name, _ in writer.missing_vectors(9)] == ["b"]


def test_vectors_may_come_with_their_passages(engine: Engine) -> None:
    with closing(engine.writer()) as writer:
        writer.use_model("model")
        one = np.array([0, 1, 0], np.float32)
        writer.replace_work(1, [passage("a", "x"), passage("b", "y")], {"b": one})
        writer.commit(1)
        assert [name for name, _ in writer.missing_vectors(9)] == ["a"]
        writer.replace_work(1, [passage("a", "x"), passage("c", "z")], {"c": one})
        writer.commit(2)
    assert engine.counts().vectors == 1
    assert [hit.id for hit in engine.nearest(one, ALL, 5)] == ["c"]


def test_vectors_are_given_back_for_the_very_same_texts(engine: Engine) -> None:
    kept, other = passage("a", "same text"), passage("b", "old text")
    assert engine.vectors([kept]) == {}
    fill(engine, [kept, other, passage("c", "without")])
    embed(engine, {"a": [1, 2, 3], "b": [0, 1, 0]})
    asked = [
        replace(kept, year=1999),
        replace(other, text="new text"),
        passage("c", "without"),
        passage("d", ""),
    ]
    found = engine.vectors(asked)
    assert list(found) == ["a"]
    assert found["a"] == pytest.approx(np.array([1, 2, 3]) / np.sqrt(14), abs=0.01)


def test_vectors_of_two_models_never_mix(engine: Engine) -> None:
    fill(engine, [passage("a", "x"), passage("b", "y")])
    embed(engine, {"a": [1, 0, 0], "b": [0, 1, 0]}, "one")
    assert (engine.counts().model, engine.counts().vectors) == ("one", 2)
    embed(engine, {"a": [1, 0]}, "two")
    assert (engine.counts().model, engine.counts().vectors) == ("two", 1)
    assert [hit.id for hit in engine.nearest(np.array([1, 0], np.float32), ALL, 5)] == ["a"]
    with pytest.raises(IndexUnusable):
        engine.nearest(np.ones(3, np.float32), ALL, 5)


# --- writing ------------------------------------------------------------------------------------------


def test_nothing_is_seen_before_a_commit_and_all_of_it_after(engine: Engine) -> None:
    with closing(engine.writer()) as writer:
        writer.describe(epoch="epoch-1", recipe="recipe-1")
        writer.replace_work(1, [passage("a", "visa")])
        assert found(engine, Everything()) == []
        writer.commit(7)
        assert found(engine, Everything()) == ["a"]
        counts = engine.counts()
        assert (counts.passages, counts.change, counts.epoch, counts.recipe) == (1, 7, "epoch-1", "recipe-1")
        assert writer.counts() == counts
        writer.replace_work(1, [])
        writer.replace_work(2, [passage("b", "fee", work=2)])
        assert found(engine, Everything()) == ["a"]
    assert found(engine, Everything()) == ["a"]
    assert engine.counts() == counts


def test_replacing_and_deleting_works(engine: Engine, open_engine: Open) -> None:
    fill(engine, [passage("a", "one"), passage("b", "two"), passage("c", "three", work=2)])
    fill(engine, [passage("b", "two"), passage("d", "four")], change=2)
    assert found(engine, Everything()) == ["b", "c", "d"]
    assert found(engine, terms("one")) == []
    with closing(engine.writer()) as writer:
        writer.replace_work(1, [])
        writer.replace_work(99, [])
        writer.commit(3)
    with closing(open_engine()) as again:
        for reader in (engine, again):
            assert found(reader, Everything()) == ["c"]
            assert reader.counts().passages == 1
            assert [p and p.id for p in reader.passages(["c", "a", "c"])] == ["c", None, "c"]


def test_a_work_replaced_twice_in_one_commit(engine: Engine) -> None:
    with closing(engine.writer()) as writer:
        writer.replace_work(1, [passage("a", "one"), passage("b", "two")])
        writer.replace_work(1, [passage("a", "three")])
        writer.commit(1)
        writer.replace_work(1, [])
        writer.replace_work(1, [passage("a", "four")])
        writer.commit(2)
    assert found(engine, Everything()) == ["a"]
    assert found(engine, terms("four")) == ["a"]
    assert found(engine, terms("three")) == []


def test_passages_come_back_as_they_were(engine: Engine) -> None:
    whole = passage(
        "a", "Điều 1\n領事", "vi", record_id="r", provision_record_id="r#1", expression_ids=(3, 4),
        identifiers=("1/2", "3"), issuers=("BĐN",), parties=("Norvale", "Cardena"), number="1bis", page=4,
        alive_from=1, alive_to=2, access=Access.INTERNAL, status_known=True, year=-5,
    )  # fmt: skip
    fill(engine, [whole])
    assert engine.passages(["a"]) == [whole]
    assert engine.passages([]) == []
    assert list(engine.digests()) == [(1, "a", digest(whole).hex())]


def test_one_writer(engine: Engine, open_engine: Open) -> None:
    with closing(engine.writer()) as writer:
        with pytest.raises(IndexBusy):
            engine.writer()
        with closing(open_engine()) as other, pytest.raises(IndexBusy):
            other.writer()
        writer.close()
    engine.writer().close()


def test_one_writer_of_a_fresh_index(engine: Engine, open_engine: Open) -> None:
    with closing(engine.writer(fresh=True)):
        with pytest.raises(IndexBusy):
            engine.writer(fresh=True)
        with closing(open_engine()) as other, pytest.raises(IndexBusy):
            other.writer(fresh=True)
    engine.writer(fresh=True).close()


def test_a_fresh_index_takes_over_when_published(engine: Engine, open_engine: Open) -> None:
    fill(engine, [passage("old", "x")], change=5)
    with closing(open_engine()) as reader:
        with closing(engine.writer(fresh=True)) as writer:
            assert writer.counts().change == 0
            writer.replace_work(2, [passage("new", "x", work=2)])
            writer.commit(6)
            assert writer.counts().passages == 1
            assert found(reader, Everything()) == ["old"]
            writer.publish()
            assert found(reader, Everything()) == ["new"]
            writer.replace_work(3, [passage("newer", "x", work=3)])
            writer.commit(7)
        assert found(reader, Everything()) == found(engine, Everything()) == ["new", "newer"]
        assert reader.counts().change == 7


def test_a_fresh_index_not_published_leaves_nothing(engine: Engine, open_engine: Open) -> None:
    fill(engine, [passage("old", "x")])
    with closing(engine.writer(fresh=True)) as writer:
        writer.replace_work(2, [passage("new", "x", work=2)])
        writer.commit(9)
    with closing(open_engine()) as again:
        assert found(again, Everything()) == found(engine, Everything()) == ["old"]


def test_readers_see_whole_commits_while_works_are_replaced(engine: Engine, open_engine: Open) -> None:
    """Each commit replaces all of a work's passages, so a reader must never see two wordings at once."""
    size, rounds = 20, 15
    fill(engine, [passage(f"0-{n}", "round0") for n in range(size)])
    failures: list[str] = []
    over = threading.Event()

    def read(reader: Engine) -> None:
        while not over.is_set():
            ids = [hit.id for hit in reader.words(Everything(), ALL, 100).hits]
            kept = {p.text for p in reader.passages(ids) if p is not None}
            if len(ids) != size or len({name.split("-")[0] for name in ids}) != 1 or len(kept) > 1:
                failures.append(f"{sorted(ids)} {kept}")

    with closing(open_engine()) as other:
        threads = [threading.Thread(target=read, args=(reader,)) for reader in (engine, other, other)]
        for thread in threads:
            thread.start()
        with closing(engine.writer()) as writer:
            for turn in range(1, rounds):
                writer.replace_work(1, [passage(f"{turn}-{n}", f"round{turn}") for n in range(size)])
                writer.commit(turn)
        over.set()
        for thread in threads:
            thread.join()
    assert failures == []
    assert found(engine, Phrase(("round", "14"), 0, "exact")) == sorted(f"14-{n}" for n in range(size))
