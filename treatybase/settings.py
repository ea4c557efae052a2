"""Every setting, in one place. Each is an environment variable `TREATYBASE_<NAME>`."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Settings of one installation; the description of a field is its documentation."""

    model_config = SettingsConfigDict(env_prefix="TREATYBASE_", env_ignore_empty=True, frozen=True)

    data: Path = Field(
        Path("data"), description="The data folder: store, originals, index, models. Local disk only."
    )
    store_url: str = Field("", description="SQLAlchemy URL of the store; empty: SQLite in the data folder.")
    engine: Literal["embedded", "elasticsearch"] = Field(
        "embedded",
        description="Search engine: `embedded` (in the data folder) or `elasticsearch` (shared by servers).",
    )
    elasticsearch_url: str = Field(
        "http://127.0.0.1:9200",
        description="URLs of the cluster's nodes, separated by commas: they are asked in turns.",
    )
    elasticsearch_api_key: SecretStr = Field(
        SecretStr(""),
        description="API key for Elasticsearch, sent over https:// only (but within a machine); empty: none.",
    )
    elasticsearch_ca: str = Field(
        "",
        description="PEM file of the authority that signed the cluster's certificates; empty: the system's.",
    )
    elasticsearch_index: str = Field(
        "treatybase",
        pattern=r"^[a-z0-9][a-z0-9._-]{0,99}$",
        description="What the names of all indices and aliases begin with.",
    )
    elasticsearch_shards: int = Field(
        1,
        ge=1,
        le=1024,
        description="Shards of a new index: about one for each 10 million passages (docs/deployment.md).",
    )
    elasticsearch_replicas: int = Field(
        0, ge=0, le=10, description="Copies of each shard besides the first: 1 survives the loss of a node."
    )
    elasticsearch_routing: Literal["", "work"] = Field(
        "", description="`work`: all passages of a work lie on one shard; empty: spread by passage."
    )
    elasticsearch_vectors: Literal["flat", "hnsw", "int8_flat", "int8_hnsw"] = Field(
        "int8_hnsw",
        description=(
            "Index of the vectors: a graph (`hnsw`) or exact (`flat`), in floats or with 8 bits for the "
            "first look. Chosen when an index is built."
        ),
    )
    elasticsearch_timeout: float = Field(
        5.0, gt=0, description="Seconds a search may take in Elasticsearch before it is given up."
    )
    originals: Path | None = Field(
        None,
        description=(
            "Folder of the originals; empty: `originals` in the data folder. Machines that share a store "
            "share it, as one user (a network file system will do: files are written once, by rename)."
        ),
    )
    time_zone: str = Field(
        "Asia/Ho_Chi_Minh", description="Time zone of the ministry: its `today` is the default as-of date."
    )
    home_state: str = Field("VNM", description="ISO 3166-1 alpha-3 code of the State whose ministry this is.")
    language: str = Field("vi", description="Default language of the interface (vi, ar, en, fr, es, ru, zh).")
    address: str = Field(
        "",
        pattern=r"^(https?://[^\s?#]+)?$",
        description=(
            "Where people open this base, as `https://treaties.example`: it stands in citations, exports and "
            "stable addresses; empty: as the request has it, and paths alone on the command line."
        ),
    )
    host: str = Field("127.0.0.1", description="Address to serve on.")
    port: int = Field(8000, description="Port to serve on.")
    curation: Literal["off", "local", "all"] = Field(
        "local",
        description=(
            "From where pages and API may set values, mark doubts and make watches: `off`: from nowhere; "
            "`local`: from the machine that serves; `all`: from everywhere (where a proxy asks for "
            "passwords)."
        ),
    )
    webhook_hosts: str = Field(
        "",
        description=(
            "Hosts to which alerts of watches may be sent, separated by commas: `hooks.example`, "
            "`hooks.example:8443`; addresses within the ministry as such or as networks (`10.0.3.0/24`), "
            "beside a name that leads there. Empty: nothing is sent."
        ),
    )
    jobs: int = Field(0, description="Ingest processes side by side; 0: one per core.")
    file_seconds: int = Field(
        60,
        description=(
            "Seconds of processor time in which something must come of a file (and half a second more for "
            "each page), or four times as many by the clock; then it is quarantined (a hang costs one file, "
            "not a run)."
        ),
    )
    ocr_seconds: int = Field(
        3600,
        ge=0,
        description=(
            "Seconds of processor time for character recognition of one file (a page takes 2 to 10); "
            "0: pages without text stay unread, and pictures are no documents."
        ),
    )
    file_megabytes: int = Field(
        512,
        description=(
            "Largest file read, in MB; larger ones are quarantined, but for JSON Lines of any size, which "
            "are read line by line."
        ),
    )
    worker_megabytes: int = Field(
        900,
        description="MB of memory allowed to one ingest worker: a bomb kills a worker, not the machine.",
    )
    draft_megabytes: int = Field(
        20,
        ge=1,
        description="Largest draft that is checked, in MB; a proxy in front must let as much through.",
    )
    model: str = Field(
        "e5-small",
        description=(
            "Embedding model: `e5-small` (built in), `none`, or a sentence-transformers model, by its folder "
            "or by the name under which it was downloaded before."
        ),
    )
    query_prompt: str = Field(
        "",
        description=(
            "What a sentence-transformers model wants before a query, as `query: `; "
            "empty: what the model itself names."
        ),
    )
    passage_prompt: str = Field(
        "",
        description=(
            "What a sentence-transformers model wants before a passage, as `passage: `; "
            "empty: what the model itself names."
        ),
    )
    adapter: str = Field(
        "",
        description=(
            "Language adapter (.npz file); empty: the one in the model's folder (`adapter.npz`), or shipped "
            "for the built-in model; `none`: no adapter."
        ),
    )
    embed_threads: int = Field(0, description="Threads of the embedding model; 0: one per core.")
    passage_tokens: int = Field(
        240,
        description="Longest passage in model tokens, prompt and breadcrumb included.",
    )
    fusion_lambda: float = Field(
        3.0,
        description="Weight of words in coverage fusion (tuned on training questions; see bench/RESULTS.md).",
    )
