"""The API as a client meets it, over a real store and index."""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from lxml import etree
from PIL import Image
from small_base import QUESTIONS, article, small_service

from corpus.model import Access, Deposit, Expression, Holding, Source, Work
from search_api.http import ApiSettings, create_app
from search_api.http.context import FARTHEST, MOST_HITS, scope_of
from search_api.service import SearchService

SECRET = "zebra question nobody should log"


def pdf_file(folder: Path) -> Path:
    """A PDF of two pages without text."""
    document = pdfium.PdfDocument.new()
    for width, height in ((400, 600), (9000, 300)):
        document.new_page(width, height)
    path = folder / "scan «1».pdf"
    document.save(path)
    return path


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[SearchService, Path]]:
    folder = tmp_path_factory.mktemp("api")
    file = pdf_file(folder)
    size, sha256 = file.stat().st_size, hashlib.sha256(file.read_bytes()).hexdigest()
    source = Source(f"in/{file.name}", sha256, size, "application/pdf", pages=2)
    page = Source("evil.html", hashlib.sha256(b"<script>").hexdigest(), 8, "text/html")
    hidden = Source("no.txt", "b" * 64, 1, "text/plain", holding=Holding(access=Access.RESTRICTED))
    more = [
        Deposit(each, Work(slug, titles={"en": slug}), Expression("en"), (article(1, "1", "", slug),), True)
        for slug, each in (("scan", source), ("evil", page), ("hidden", hidden))
    ]
    with small_service(folder, more) as service:
        originals = service._originals
        assert originals is not None
        originals.put(file)
        (folder / "evil.html").write_bytes(b"<script>")
        originals.put(folder / "evil.html")
        yield service, file


@pytest.fixture(scope="module")
def app(base: tuple[SearchService, Path]) -> FastAPI:
    return create_app(base[0], ApiSettings(language="vi", version="1.2"))


@pytest.fixture(scope="module")
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, headers={"accept-language": "en"}) as client:
        yield client


# --- search --------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", list(QUESTIONS))
def test_search_in_each_language(client: TestClient, language: str) -> None:
    found = client.get("/api/v1/search", params={"q": QUESTIONS[language], "language": language}).json()
    first = found["results"][0]
    assert (first["work"]["id"], first["provision"]["eid"]) == ("lagoon-convention", "art_22")
    assert first["expression"]["language"] == language
    assert first["status"]["state"] == "in_force"
    assert first["status"]["reason"]["since"] == "2011-03-01"
    assert first["source"]["path"] == f"lagoon.{language}.txt"
    assert found["query"]["as_of"] == "2024-06-01"
    assert {each["language"] for each in first["languages"]} == set(QUESTIONS)


def test_search_takes_every_parameter(client: TestClient) -> None:
    response = client.get(
        "/api/v1/search",
        params={
            "q": "lệ phí",
            "as_of": "2018-01-01",
            "language": "vi",
            "filter": ["kind=circular", "year=2010..2020"],
            "mode": "lexical",
            "group": "none",
            "limit": 5,
            "offset": 0,
        },
    )
    found = response.json()
    assert [hit["work"]["id"] for hit in found["results"]] == ["03-2015-tt-bdn"]
    assert found["query"]["filters"] == {"kind": ["circular"], "year": ["2010..2020"]}
    assert found["query"]["mode"] == "lexical"


def test_reader_language_is_that_of_messages_where_not_given(client: TestClient) -> None:
    found = client.get(
        "/api/v1/search", params={"q": "article:22"}, headers={"accept-language": "ru, en;q=0.5"}
    )
    languages = {hit["expression"]["language"] for hit in found.json()["results"]}
    assert "ru" in languages


def test_facets(client: TestClient) -> None:
    found = client.get("/api/v1/facets", params={"q": "pilot", "field": ["kind", "language"]}).json()
    assert found == {"as_of": "2024-06-01", "facets": {"kind": {"treaty": 1}, "language": {"en": 1}}}


@pytest.mark.parametrize("start", ["Công ước La", "cong uoc la", "lagoon conv", "06/2021"])
def test_suggest(client: TestClient, start: str) -> None:
    found = client.get("/api/v1/suggest", params={"start": start}).json()["suggestions"]
    assert found
    assert {each["work"] for each in found} <= {"lagoon-convention", "06-2021-tt-bdn", "03-2015-tt-bdn"}


def test_suggestions_of_a_day_leave_out_what_was_no_law(client: TestClient) -> None:
    def works(as_of: str) -> tuple[str, set[str]]:
        found = client.get("/api/v1/suggest", params={"start": "03/2015", "as_of": as_of}).json()
        return found["as_of"], {each["work"] for each in found["suggestions"]}

    assert works("2016-01-01") == ("2016-01-01", {"03-2015-tt-bdn"})
    assert works("2014-01-01") == ("2014-01-01", set())
    assert works("any") == ("any", {"03-2015-tt-bdn"})


# --- works ---------------------------------------------------------------------------------------


def test_works_page_by_page(client: TestClient) -> None:
    seen, after = [], 0
    while after is not None:
        page = client.get("/api/v1/works", params={"limit": 3, "after": after}).json()
        seen += [each["id"] for each in page["works"]]
        after = page["next"]
    assert len(seen) == len(set(seen)) == 8
    old = client.get("/api/v1/works", params={"text": "03/2015", "as_of": "2022-01-01"}).json()
    assert (old["as_of"], [each["status"]["state"] for each in old["works"]]) == ("2022-01-01", ["ended"])
    treaties = client.get("/api/v1/works", params={"kind": "treaty", "language": "zh"}).json()
    assert [each["id"] for each in treaties["works"]] == ["lagoon-convention"]


@pytest.mark.parametrize("key", ["03-2015-tt-bdn", "03/2015/TT-BĐN", "3%2F2015%2Ftt-bdn"])
def test_work_by_any_key(client: TestClient, key: str) -> None:
    found = client.get(f"/api/v1/works/{key}").json()
    assert found["id"] == "03-2015-tt-bdn"
    assert found["status"]["state"] == "ended"
    assert found["incoming"][0]["from"] == "06-2021-tt-bdn"
    assert found["incoming"][0]["type"] == "replaces"
    assert found["assertions"]
    earlier = client.get(f"/api/v1/works/{key}", params={"as_of": "2018-01-01"}).json()
    assert earlier["status"]["state"] == "in_force"


def test_expressions(client: TestClient) -> None:
    found = client.get("/api/v1/works/lagoon-convention/expressions").json()
    assert found["work"] == "lagoon-convention"
    assert {each["language"] for each in found["expressions"]} == set(QUESTIONS)
    assert found["expressions"][0]["valid"] == {"from": "2011-03-01", "to": "open"}
    french = client.get("/api/v1/works/lagoon-convention/expressions", params={"language": "fr"}).json()
    assert [each["language"] for each in french["expressions"]] == ["fr"]


TEXT = "/api/v1/works/lagoon-convention/provisions"


def test_whole_text_in_each_format(client: TestClient) -> None:
    found = client.get(TEXT, params={"language": "en"}).json()
    assert [p["eid"] for p in found["expression"]["provisions"]] == ["art_22", "art_30"]
    text = client.get(TEXT, params={"language": "en", "format": "text"})
    assert text.headers["content-type"] == "text/plain; charset=utf-8"
    assert "1. When a national of the sending State" in text.text
    akn = client.get(TEXT, params={"language": "ar", "format": "akn"})
    assert etree.fromstring(akn.content).find(".//{*}article").get("eId") == "art_22"
    html = client.get(TEXT, params={"language": "ar", "format": "html"})
    assert 'dir="rtl"' in html.text
    assert "sandbox" in html.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/plain", "text/plain; charset=utf-8"),
        ("application/akn+xml", "application/akn+xml"),
        ("application/xml;q=0.9", "application/akn+xml"),
        ("text/html, */*", "text/html; charset=utf-8"),
    ],
)
def test_provision_in_the_format_that_is_accepted(client: TestClient, accept: str, media: str) -> None:
    response = client.get(f"{TEXT}/art_30", headers={"accept": accept})
    assert response.headers["content-type"] == media


def test_provision(client: TestClient) -> None:
    found = client.get(f"{TEXT}/art_22__para_2", params={"language": "vi"}).json()
    assert found["provision"]["text"].startswith("Thư từ")
    assert found["path"] == [{"eid": "art_22", "label": "Điều 22", "heading": "Công dân bị giam giữ"}]
    assert found["previous"]["eid"] == "art_22__para_1"
    assert found["following"] is None
    assert found["source"]["path"] == "lagoon.vi.txt"
    assert found["status"]["state"] == "in_force"
    before = client.get(f"{TEXT}/art_22", params={"as_of": "2010-01-01"}).json()
    assert before["status"]["state"] == "not_yet_in_force"


# --- sources -------------------------------------------------------------------------------------


def test_original_is_handed_out_safely(client: TestClient, base: tuple[SearchService, Path]) -> None:
    file = base[1]
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    response = client.get(f"/api/v1/sources/{sha256}")
    assert response.content == file.read_bytes()
    assert response.headers["content-disposition"] == "attachment; filename*=UTF-8''scan%20%C2%AB1%C2%BB.pdf"
    assert response.headers["x-content-type-options"] == "nosniff"
    evil = client.get(f"/api/v1/sources/{hashlib.sha256(b'<script>').hexdigest()}")
    assert evil.headers["content-disposition"].startswith("attachment")
    assert evil.headers["content-security-policy"] == "default-src 'none'; sandbox"


def test_page_is_drawn_within_bounds(client: TestClient, base: tuple[SearchService, Path]) -> None:
    sha256 = hashlib.sha256(base[1].read_bytes()).hexdigest()
    for page in (1, 2, 1):
        response = client.get(f"/api/v1/sources/{sha256}/pages/{page}.png")
        image = Image.open(io.BytesIO(response.content))
        assert (image.format, image.width) == ("PNG", 1100)
        assert image.height <= 2400


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        (f"/api/v1/sources/{'a' * 64}", 404, "not_found"),
        ("/api/v1/sources/..%2f..%2fetc%2fpasswd", 404, "not_found"),
        ("/api/v1/sources/xyz", 422, "invalid_parameter"),
        ("/api/v1/sources/{pdf}/pages/3.png", 404, "not_found"),
        ("/api/v1/sources/{pdf}/pages/0.png", 422, "invalid_parameter"),
        ("/api/v1/sources/{html}/pages/1.png", 404, "no_page_image"),
    ],
)
def test_bad_source(
    client: TestClient, base: tuple[SearchService, Path], address: str, status: int, code: str
) -> None:
    pdf = hashlib.sha256(base[1].read_bytes()).hexdigest()
    html = hashlib.sha256(b"<script>").hexdigest()
    response = client.get(address.format(pdf=pdf, html=html))
    assert (response.status_code, response.json()["code"]) == (status, code)


# --- problems ------------------------------------------------------------------------------------

PROBLEMS: list[tuple[str, dict[str, object], int, str, str | None]] = [
    ("/api/v1/search", {"q": 'visa "entry'}, 400, "invalid_query", "open_quote"),
    ("/api/v1/search", {"q": "visa AND"}, 400, "invalid_query", "missing_operand"),
    ("/api/v1/search", {"q": "foo:bar"}, 400, "invalid_query", "unknown_field"),
    ("/api/v1/search", {"q": "x" * 3000}, 400, "invalid_query", "too_long"),
    ("/api/v1/search", {"q": "x", "as_of": "soon"}, 400, "invalid_query", "bad_date"),
    ("/api/v1/search", {"q": "x", "filter": "colour=red"}, 400, "invalid_query", "unknown_filter"),
    ("/api/v1/search", {"q": "x", "filter": "red"}, 400, "invalid_query", "unknown_filter"),
    ("/api/v1/search", {"q": "x", "filter": "year=x"}, 400, "invalid_query", "bad_year"),
    ("/api/v1/search", {"q": "x", "mode": "semantic"}, 503, "model_missing", None),
    ("/api/v1/search", {"q": "x", "mode": "magic"}, 422, "invalid_parameter", None),
    ("/api/v1/search", {"q": "x", "limit": MOST_HITS + 1}, 422, "invalid_parameter", None),
    ("/api/v1/search", {"q": "x", "limit": 0}, 422, "invalid_parameter", None),
    ("/api/v1/search", {"q": "x", "offset": FARTHEST + 1}, 422, "invalid_parameter", None),
    ("/api/v1/facets", {"q": "x", "field": "colour"}, 400, "invalid_query", "unknown_facet"),
    ("/api/v1/suggest", {}, 422, "invalid_parameter", None),
    ("/api/v1/works/nowhere", {}, 404, "not_found", None),
    ("/api/v1/works/nowhere/provisions/art_1", {}, 404, "not_found", None),
    (f"{TEXT}/art_99", {}, 404, "not_found", None),
    (f"{TEXT}/art_22", {"as_of": "soon"}, 400, "invalid_identifier", None),
    ("/api/v1/nothing", {}, 404, "not_found", None),
]


@pytest.mark.parametrize(("address", "params", "status", "code", "reason"), PROBLEMS)
@pytest.mark.parametrize("language", ["en", "vi", "ar", "zh"])
def test_problem(
    client: TestClient,
    language: str,
    address: str,
    params: dict[str, object],
    status: int,
    code: str,
    reason: str | None,
) -> None:
    response = client.get(address, params={**params, "ui": language})
    problem = response.json()
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["content-language"] == language
    assert (response.status_code, problem["status"], problem["code"]) == (status, status, code)
    assert problem.get("reason") == reason
    assert problem["title"]
    assert problem["detail"]
    assert "{" not in problem["detail"]


def test_problem_names_the_place(client: TestClient) -> None:
    problem = client.get("/api/v1/search", params={"q": 'visa "entry'}).json()
    assert problem["position"] == 6
    assert "6" in problem["detail"]


def test_format_that_cannot_be_made(client: TestClient) -> None:
    response = client.get(TEXT, headers={"accept": "image/png"})
    assert (response.status_code, response.json()["code"]) == (406, "not_acceptable")


def test_other_methods_are_refused(client: TestClient) -> None:
    response = client.post("/api/v1/search")
    assert (response.status_code, response.json()["code"]) == (405, "method_not_allowed")
    assert response.headers["allow"] == "GET"


def test_unexpected_error_gives_no_trace(
    base: tuple[SearchService, Path], caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(base[0])

    @app.get("/boom")
    def boom() -> None:
        raise RuntimeError("a path, a password")

    with (
        TestClient(app, raise_server_exceptions=False) as client,
        caplog.at_level(logging.INFO, "treatybase"),
    ):
        response = client.get("/boom")
    assert (response.status_code, response.json()["code"]) == (500, "internal_error")
    assert "password" not in response.text
    assert "RuntimeError at /boom" in caplog.text
    assert "password" not in caplog.text


# --- what runs around it -------------------------------------------------------------------------


def test_queries_are_not_logged(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "treatybase"), caplog.at_level(logging.DEBUG, "search_api"):
        client.get("/api/v1/search", params={"q": SECRET})
        client.get("/api/v1/search", params={"q": f'"{SECRET}'})
        client.get("/api/v1/suggest", params={"start": SECRET})
        client.get(f"/api/v1/works/{SECRET}")
    text = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("treatybase"))
    assert "GET /api/v1/search 200" in text
    assert "zebra" not in text


def test_metrics_count_by_route_and_tell_the_index(client: TestClient) -> None:
    client.get("/api/v1/search", params={"q": SECRET})
    response = client.get("/metrics")
    assert response.headers["content-type"].startswith("text/plain")
    assert 'treatybase_requests_total{method="GET",route="/api/v1/search",status="200"}' in response.text
    assert "treatybase_passages 21.0" in response.text
    assert "treatybase_lag_seconds 0.0" in response.text
    assert 'treatybase_up{part="engine"} 1.0' in response.text
    assert 'treatybase_queue{state="waiting"} 0.0' in response.text
    assert 'treatybase_breaker{engine="embedded",state="closed"} 1.0' in response.text
    assert 'treatybase_breaker{engine="embedded",state="open"} 0.0' in response.text


def test_metrics_count_searches_that_failed_by_code(client: TestClient) -> None:
    count = 'treatybase_searches_failed_total{code="invalid_query"} '
    before = float(client.get("/metrics").text.partition(count)[2].partition("\n")[0] or 0)
    client.get("/api/v1/search", params={"q": f'"{SECRET}'})
    after = float(client.get("/metrics").text.partition(count)[2].partition("\n")[0])
    assert after == before + 1


def test_metrics_hold_nothing_asked(client: TestClient) -> None:
    response = client.get("/metrics")
    assert "zebra" not in response.text


def test_health(client: TestClient) -> None:
    assert client.get("/health/live").json() == {"status": "ok"}
    for address in ("/health", "/health/ready", "/health/reading"):
        response = client.get(address)
        found = response.json()
        assert response.status_code == 200
        assert (found["status"], found["missing"]) == ("degraded", ["model", "vectors"])
        assert found["lag"] == 0
    found = client.get("/health").json()
    assert (found["works"], found["passages"], found["behind"]) == (8, 21, 0.0)
    assert found["queue"] == {"waiting": 0, "done": 0, "failed": 0, "oldest": None}
    assert (found["engine"], found["breaker"], found["same_epoch"]) == ("embedded", "closed", True)


def test_documentation_is_complete_and_asks_nothing_of_others(client: TestClient) -> None:
    response = client.get("/docs")
    assert "script-src" not in response.headers["content-security-policy"]
    assert "default-src 'none'" in response.headers["content-security-policy"]
    page = etree.fromstring(response.text.replace("<!doctype html>", ""), etree.HTMLParser())
    assert not page.findall(".//script")
    links = [e.get("href") or e.get("src") for e in page.iter("a", "link", "img", "iframe")]
    assert all(link.startswith(("/", "#")) for link in links)
    assert client.get("/docs/docs.css").headers["content-type"].startswith("text/css")
    for path in client.get("/openapi.json").json()["paths"]:
        assert path in response.text


def test_openapi_describes_every_field_and_parameter(app: FastAPI) -> None:
    api = app.openapi()
    lacking = [
        f"{name}.{field}"
        for name, schema in api["components"]["schemas"].items()
        for field, value in schema.get("properties", {}).items()
        if not value.get("description") and name not in ("HTTPValidationError", "ValidationError")
    ]
    lacking += [
        f"{path} {parameter['name']}"
        for path, methods in api["paths"].items()
        for operation in methods.values()
        for parameter in operation.get("parameters", ())
        if not parameter.get("description")
    ]
    lacking += [
        f"{path} {method}"
        for path, methods in api["paths"].items()
        for method, operation in methods.items()
        if not operation.get("summary") or not operation.get("description")
    ]
    assert lacking == []


def test_every_route_of_the_api_has_a_scope(app: FastAPI) -> None:
    routes = [route for route in api_routes(app) if route.path.startswith("/api/")]
    assert len(routes) >= 10
    assert [route.path for route in routes if not asks_scope(route.dependant)] == []


def api_routes(app: FastAPI) -> list[APIRoute]:
    """The routes, those of included routers too."""
    found: list[APIRoute] = []
    waiting = list(app.routes)
    while waiting:
        route = waiting.pop()
        if isinstance(route, APIRoute):
            found.append(route)
        waiting.extend(getattr(getattr(route, "original_router", route), "routes", ()))
    return found


def asks_scope(dependant: Dependant) -> bool:
    return any(each.call is scope_of or asks_scope(each) for each in dependant.dependencies)
