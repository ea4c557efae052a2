"""A real Elasticsearch of one's own, from its published jars: one node, or a cluster.

It has everything of the server itself (mappings, vectors, queries, aggregations, highlights, aliases, bulk,
external versions, routing, replicas) and none of its modules and plugins: no analysers but the built-in ones,
no painless, no `_reindex` and `_delete_by_query`, no security, and no `GET /`. It lacks the native libraries:
version 9 cannot write with the codec `best_compression` (no zstd), and version 8 compares vectors without the
Vector API on Java 17 and from 23 on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from tools.servers.jars import EIGHT, Installation, Release, install
from tools.servers.process import START_SECONDS, Server, ServerFailed, free_port

HOST = "127.0.0.1"
HEAP = "512m"
"""Enough for 100,000 passages with vectors; more is asked for by name."""
Settings = Mapping[str, object]
JVM = (
    # The Vector API makes vectors several times faster, as in the published server.
    "--add-modules=jdk.incubator.vector",
    "--enable-native-access=ALL-UNNAMED",
    "-XX:+ExitOnOutOfMemoryError",
    "-XX:-UsePerfData",
    "-Dfile.encoding=UTF-8",
    "-Dlog4j2.level=INFO",
    # Our own hook closes the node, and logs while it does.
    "-Dlog4j.shutdownHookEnabled=false",
)
"""Options of every Java that these versions run on."""
SHORT_LIVED = ("-XX:TieredStopAtLevel=1",)
"""For tests: only the quick compiler. It answers after 4 s of processor time instead of 8.5, and is slower
when it has much to do (no Vector API either): not for measurements."""


class Elasticsearch(Server):
    """One node with its data in `folder`/data. Alone unless it has seeds.

    `publish_port` is the transport port that the other nodes are told: that of a proxy, say.
    `jvm` are further options of Java. `settings` are those of elasticsearch.yml, with dotted names, and win
    over ours.
    """

    def __init__(
        self,
        folder: Path,
        *,
        release: Release = EIGHT,
        name: str = "node-1",
        cluster_name: str = "treatybase",
        http_port: int | None = None,
        transport_port: int | None = None,
        publish_port: int | None = None,
        heap: str = HEAP,
        jvm: Sequence[str] = (),
        settings: Settings | None = None,
    ) -> None:
        super().__init__(f"elasticsearch {release.version} {name}", folder)
        self.release = release
        self.node_name = name
        self.cluster_name = cluster_name
        self.http_port = http_port or free_port()
        self.transport_port = transport_port or free_port()
        self.publish_port = publish_port or self.transport_port
        self.heap = heap
        self.jvm = jvm
        self.settings: dict[str, object] = {"discovery.type": "single-node", **(settings or {})}
        self._installation: Installation | None = None

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://{HOST}:{self.http_port}"

    def launch(self) -> None:
        """Start without waiting; the jars are fetched first, if they are not here."""
        self._installation = install(self.release)
        config = self.folder / "config"
        for place in (config, self.folder / "tmp"):
            place.mkdir(parents=True, exist_ok=True)
        (config / "node.json").write_text(json.dumps(self._all_settings(), indent=1), encoding="utf-8")
        super().launch()

    def command(self) -> list[str]:
        """Java with our main program."""
        here = self._installation or install(self.release)
        return [
            str(here.java),
            f"-Xms{self.heap}",
            f"-Xmx{self.heap}",
            *JVM,
            *self.jvm,
            f"-Djava.io.tmpdir={self.folder / 'tmp'}",
            "-cp",
            here.class_path,
            "RunNode",
            str(self.folder / "config" / "node.json"),
            str(here.modules),
        ]

    def is_ready(self) -> bool:
        """Whether this very process answers, has joined, and every index can be searched."""
        return self._is_mine() and self._is_healthy()

    def ask(self, path: str, seconds: float = 5.0) -> dict[str, object] | None:
        """What it answers to a GET; None if it does not, or not with success."""
        connection = HTTPConnection(HOST, self.http_port, timeout=seconds)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            body = response.read()
            answer: dict[str, object] | None = json.loads(body) if response.status == 200 else None
        except (OSError, HTTPException):
            return None
        finally:
            connection.close()
        return answer

    def _is_mine(self) -> bool:
        """Whether the process that answers is ours: another may sit on the port."""
        answer = self.ask("/_nodes/_local/process?filter_path=nodes.*.process.id")
        nodes = answer.get("nodes") if answer else None
        return isinstance(nodes, dict) and [node["process"]["id"] for node in nodes.values()] == [self.pid]

    def _is_healthy(self) -> bool:
        return self.ask("/_cluster/health?wait_for_status=yellow&timeout=1s") is not None

    def _all_settings(self) -> Settings:
        return {
            "path.home": str(self.folder),
            "path.data": str(self.folder / "data"),
            "path.logs": str(self.folder / "logs"),
            "node.name": self.node_name,
            "cluster.name": self.cluster_name,
            "network.host": HOST,
            "http.port": self.http_port,
            "transport.port": self.transport_port,
            "transport.publish_port": self.publish_port,
            # A test must not depend on how full somebody's disk is.
            "cluster.routing.allocation.disk.threshold_enabled": False,
            **self.settings,
        }


def cluster(
    count: int,
    folder: Path,
    *,
    release: Release = EIGHT,
    heap: str = HEAP,
    jvm: Sequence[str] = (),
    settings: Settings | None = None,
    transport_ports: Sequence[int] = (),
    publish_ports: Mapping[int, int] | None = None,
) -> list[Elasticsearch]:
    """The nodes of one cluster, not yet started, each of which may become master.

    For a proxy in front of the transport of the last of three:

        ports = [free_port() for _ in range(3)]
        with TcpProxy(ports[2]) as proxy:
            nodes = cluster(3, folder, transport_ports=ports, publish_ports={2: proxy.port})
            with running(nodes):
                ...
    """
    ports = list(transport_ports) or [free_port() for _ in range(count)]
    published = [(publish_ports or {}).get(number, port) for number, port in enumerate(ports)]
    names = [f"node-{number + 1}" for number in range(count)]
    common = {
        "discovery.type": "multi-node",
        "discovery.seed_hosts": [f"{HOST}:{port}" for port in published],
        "cluster.initial_master_nodes": names,
        **(settings or {}),
    }
    return [
        Elasticsearch(
            folder / name,
            release=release,
            name=name,
            transport_port=port,
            publish_port=public,
            heap=heap,
            jvm=jvm,
            settings=common,
        )
        for name, port, public in zip(names, ports, published, strict=True)
    ]


@contextmanager
def running(nodes: Sequence[Elasticsearch]) -> Iterator[Sequence[Elasticsearch]]:
    """Start the nodes of a cluster together, wait until all have joined, and stop those that still run."""
    with ExitStack() as stack:
        for node in nodes:
            stack.callback(node.stop)
            node.launch()
        for node in nodes:
            node.wait()
        seconds = int(START_SECONDS)
        path = f"/_cluster/health?wait_for_nodes={len(nodes)}&timeout={seconds}s"
        if nodes[0].ask(path, seconds + 5.0) is None:
            raise ServerFailed(f"not all of {len(nodes)} nodes joined; {nodes[0].last_words()}")
        yield nodes
