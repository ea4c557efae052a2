"""TLS, the authority's certificate and the API key: through settings, to a proxy that checks them."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from server_process import ask, serving
from small_library import Base, run, write_library

from corpus.errors import CorpusError
from search_api.engine.port import EngineCounts
from search_api.errors import SearchUnavailable
from tools.servers.certificates import make_certificates
from tools.servers.tls import TlsProxy
from treatybase.settings import Settings
from treatybase.wiring import Installation, InvalidSetting

pytestmark = [pytest.mark.needs("Elasticsearch"), pytest.mark.slow]

API_KEY = "b25seS1mb3ItdGVzdHM6Y29yYWwtaGFyYm91ci03Nw=="
OTHER_KEY = "d3Jvbmc6ZHJpZnR3b29kLTQy"
SECRETS = (API_KEY, OTHER_KEY)


@dataclass(frozen=True)
class Guarded:
    """A cluster that one enters with a key, over TLS."""

    proxy: TlsProxy
    settings: dict[str, str]


@pytest.fixture
def guarded(elasticsearch_url: str, tmp_path: Path) -> Iterator[Guarded]:
    port = urlsplit(elasticsearch_url).port
    assert port is not None
    with TlsProxy(port, tmp_path, API_KEY) as proxy:
        made = {
            "TREATYBASE_ENGINE": "elasticsearch",
            "TREATYBASE_ELASTICSEARCH_URL": proxy.url,
            "TREATYBASE_ELASTICSEARCH_API_KEY": API_KEY,
            "TREATYBASE_ELASTICSEARCH_CA": str(proxy.authority),
            "TREATYBASE_ELASTICSEARCH_INDEX": f"access-{uuid.uuid4().hex[:12]}",
        }
        yield Guarded(proxy, made)


@pytest.fixture
def entered(guarded: Guarded, monkeypatch: pytest.MonkeyPatch) -> Guarded:
    """With everything right."""
    for name, value in guarded.settings.items():
        monkeypatch.setenv(name, value)
    return guarded


def keeps_secrets(text: str) -> None:
    for key in SECRETS:
        assert key not in text


def test_everything_works_over_tls_and_the_key_is_shown_nowhere(
    entered: Guarded, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    data, library = tmp_path / "data", write_library(tmp_path / "library")
    run("ingest", library, "--json", "--data", data)
    base = Base(data, library, {})
    assert base.run("search", "seafarer", "--json").json["total"] > 0
    assert base.run("reindex", "--json").json["passages"] > 0
    assert base.run("verify", "--json").json["sound"]
    told = [
        base.run(*words).text for words in (["health"], ["health", "--json"], ["doctor"], ["search", "x"])
    ]
    backup = tmp_path / "backup.tar"
    told.append(base.run("backup", backup).text)
    with serving(data, "serve", log=tmp_path / "serve.log") as address:
        for path in ("health", "api/v1/health", "metrics", "api/v1/search?q=seafarer", "about"):
            reply = ask(f"{address}{path}")
            told.append(f"{reply.headers} {reply.text}")
    assert "harbour-consuls" in told[-2]
    settings = Settings(data=data)
    with_repr = repr(settings) + str(settings) + settings.model_dump_json()
    engine = Installation(settings).engine
    told += [with_repr, repr(engine.settings), repr(vars(engine))]  # type: ignore[attr-defined]
    captured = capfd.readouterr()
    told += [caplog.text, captured.out, captured.err, (tmp_path / "serve.log").read_text("utf-8")]
    for text in told:
        keeps_secrets(text)
    assert API_KEY.encode() not in backup.read_bytes()
    assert API_KEY.encode() not in b"".join(p.read_bytes() for p in data.rglob("*") if p.is_file())
    assert entered.proxy.refused == 0


def wrong_authority(folder: Path) -> str:
    (folder / "other").mkdir()
    return str(make_certificates(folder / "other").authority)


def no_certificate(folder: Path) -> str:
    (folder / "notes.pem").write_text("not a certificate", encoding="utf-8")
    return str(folder / "notes.pem")


def counts(folder: Path) -> EngineCounts:
    return Installation(Settings(data=folder / "data")).engine.counts()


def plain(url: str) -> str:
    return url.replace("https://", "http://")


CA, KEY, URL = (f"TREATYBASE_ELASTICSEARCH_{name}" for name in ("CA", "API_KEY", "URL"))

WRONG = {
    "another key": (lambda s, f: {KEY: OTHER_KEY}, SearchUnavailable, "does not let this program in .401."),
    "no key": (lambda s, f: {KEY: ""}, SearchUnavailable, "does not let this program in .401."),
    "another authority": (lambda s, f: {CA: wrong_authority(f)}, SearchUnavailable, "no trusted TLS"),
    "no authority": (lambda s, f: {CA: ""}, SearchUnavailable, "no trusted TLS"),
    "a CA that is missing": (lambda s, f: {CA: str(f / "gone.pem")}, InvalidSetting, "CA: .*no such file"),
    "a CA that is none": (lambda s, f: {CA: no_certificate(f)}, InvalidSetting, "CA: .*notes.pem"),
    "a CA that is a folder": (lambda s, f: {CA: str(f)}, InvalidSetting, "CA: "),
    "no TLS": (lambda s, f: {URL: plain(s[URL]), CA: ""}, SearchUnavailable, "Elasticsearch is away"),
    "no TLS, with a CA": (lambda s, f: {URL: plain(s[URL])}, InvalidSetting, "https"),
    "no TLS over a network": (
        lambda s, f: {URL: "http://search.example.org:9200", CA: ""},
        InvalidSetting,
        "search.example.org",
    ),
    "no URL": (lambda s, f: {URL: "search.example.org"}, InvalidSetting, "URL"),
    "an empty URL": (lambda s, f: {URL: " , "}, InvalidSetting, "URL"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_and_nothing_goes_in_the_clear(
    case: str,
    entered: Guarded,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    change, kind, reason = WRONG[case]
    for name, value in change(entered.settings, tmp_path).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(kind, match=reason) as told:
        counts(tmp_path)
    assert isinstance(told.value, CorpusError)
    keeps_secrets(f"{told.value!r} {told.value.params} {caplog.text}")
    with pytest.raises(kind, match=reason):
        Installation(Settings(data=tmp_path / "data")).engine.writer()


def test_ingest_stores_all_and_warns_where_the_key_is_wrong(
    entered: Guarded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, library = tmp_path / "data", write_library(tmp_path / "library")
    monkeypatch.setenv(KEY, OTHER_KEY)
    report = run("ingest", library, "--json", "--data", data).json
    assert report["works"] > 0
    (warning,) = [row for row in report["warnings"] if row["path"] == "(index)"]
    assert warning["code"] == "search_unavailable"
    assert "401" in warning["reason"]
    health = run("health", "--json", "--data", data)
    assert "engine" in [row["code"] for row in health.json["missing"]]
    keeps_secrets(health.text + str(report))
    monkeypatch.setenv(KEY, API_KEY)
    assert not run("verify", "--json", "--data", data).json["sound"]
    assert run("verify", "--mend", "--json", "--data", data).json["sound"]
