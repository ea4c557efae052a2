"""The deployment of compose.yaml over a cluster of Elasticsearch, and the faults that can be done to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.by_hand import Deployment
from tools.servers.elasticsearch import Elasticsearch, cluster, running
from tools.servers.process import free_port
from tools.servers.proxy import TcpProxy

NODES, PROXIED = 3, 2
"""Nodes of the cluster, and which of them has the proxy before its transport."""
STEPS = ("master", "data node", "cut", "frozen", "postgresql", "api", "worker")
"""The faults by name."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is done to the deployment, and how it is undone."""

    name: str
    begin: Callable[[], None]
    end: Callable[[], None]


class Cluster:
    """Three nodes, one of them behind a proxy, and the deployment over them."""

    def __init__(self, folder: Path, stack: ExitStack, heap: str) -> None:
        ports = [free_port() for _ in range(NODES)]
        self.proxy = stack.enter_context(TcpProxy(ports[PROXIED]))
        nodes = cluster(
            NODES, folder, heap=heap, transport_ports=ports, publish_ports={PROXIED: self.proxy.port}
        )
        self.nodes: Sequence[Elasticsearch] = stack.enter_context(running(nodes))
        overrides = {
            "TREATYBASE_ELASTICSEARCH_URL": ",".join(node.url for node in self.nodes),
            "TREATYBASE_ELASTICSEARCH_REPLICAS": "1",
            "TREATYBASE_MODEL": "none",
        }
        without = ["elasticsearch", "embedder"]
        self.deployment = Deployment(folder / "deployment", overrides=overrides, without=without)
        stack.enter_context(self.deployment)

    def ask(self, path: str) -> dict[str, Any] | None:
        """What the first node that answers says."""
        for node in self.nodes:
            if node.pid is not None and (answer := node.ask(path)):
                return answer
        return None

    def master(self) -> Elasticsearch:
        """The elected master."""
        path = "/_cluster/state/master_node,nodes?filter_path=master_node,nodes.*.name"
        state = self.ask(path) or {}
        name = state["nodes"][state["master_node"]]["name"]
        return next(node for node in self.nodes if node.node_name == name)

    def data_node(self) -> Elasticsearch:
        """A node that is not the master, nor behind the proxy."""
        master = self.master()
        return next(node for node in self.nodes if node not in (master, self.nodes[PROXIED]))

    def is_green(self) -> bool:
        """Whether all nodes are there, with all copies of all shards."""
        health = self.ask("/_cluster/health") or {}
        return (health.get("status"), health.get("number_of_nodes")) == ("green", NODES)

    def fault(self, step: str) -> Fault:
        """A fault by its name."""
        match step:
            case "master":
                return _killed("master killed", self.master())
            case "data node":
                return _killed("data node killed", self.data_node())
            case "cut":
                return Fault("transport of a node cut", self.proxy.cut, self.proxy.resume)
            case "frozen":
                return Fault("transport of a node frozen", self.proxy.freeze, self.proxy.resume)
            case "postgresql":
                return self._service("PostgreSQL stopped", "postgresql", self.deployment.stop)
            case "api":
                return self._service("API replica killed", "api-1", self.deployment.kill)
        return self._service("worker killed", "worker-1", self.deployment.kill)

    def _service(self, name: str, instance: str, end: Callable[[str], None]) -> Fault:
        return Fault(name, lambda: end(instance), lambda: self.deployment.start(instance))


def _killed(name: str, node: Elasticsearch) -> Fault:
    return Fault(name, node.kill, node.start)
