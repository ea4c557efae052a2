"""Three nodes on one machine are a cluster, and lose one whose network is gone."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tools.servers.elasticsearch import SHORT_LIVED, Elasticsearch, cluster, running
from tools.servers.process import free_port
from tools.servers.proxy import TcpProxy

pytestmark = [pytest.mark.needs("Elasticsearch"), pytest.mark.slow]
QUICK = {
    "cluster.fault_detection.follower_check.interval": "500ms",
    "cluster.fault_detection.follower_check.timeout": "2s",
    "cluster.fault_detection.leader_check.interval": "500ms",
    "cluster.fault_detection.leader_check.timeout": "2s",
}
"""Half a minute by default. Not much shorter: on a busy machine a node may be silent for a second."""
SECONDS = 90.0


def names(node: Elasticsearch) -> set[str]:
    """The members of the cluster, as the master knows them."""
    answer = node.ask("/_cluster/state/nodes?filter_path=nodes.*.name")
    nodes = answer["nodes"] if answer else {}
    assert isinstance(nodes, dict)
    return {value["name"] for value in nodes.values()}


def becomes(node: Elasticsearch, expected: set[str]) -> bool:
    deadline = time.monotonic() + SECONDS
    while names(node) != expected:
        if time.monotonic() > deadline:
            return False
        time.sleep(0.2)
    return True


def test_a_node_is_lost_with_its_network_and_comes_back_with_it(tmp_path: Path) -> None:
    ports = [free_port() for _ in range(3)]
    everyone = {"node-1", "node-2", "node-3"}
    with TcpProxy(ports[2]) as proxy:
        published = {2: proxy.port}
        nodes = cluster(
            3,
            tmp_path,
            heap="256m",
            jvm=SHORT_LIVED,
            settings=QUICK,
            transport_ports=ports,
            publish_ports=published,
        )
        # So that the master is another.
        nodes[2].settings["node.roles"] = ["data"]
        with running(nodes):
            assert names(nodes[0]) == everyone
            proxy.freeze()
            assert becomes(nodes[0], {"node-1", "node-2"})
            proxy.resume()
            assert becomes(nodes[0], everyone)
