"""To whom alerts may be sent: the hosts that the settings name, and no other.

A name leads to public addresses only. What lies within the ministry (private, loopback, link-local addresses)
must be named itself, as an address or a network: a name could be made to lead there by somebody else.
"""

from __future__ import annotations

import socket
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from search_api.watching.errors import WebhookNotAllowed

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes: the name that is told to the other side, and the address that is called."""

    scheme: str
    host: str
    port: int
    path: str
    address: str


class Hosts:
    """The hosts of a setting: `hooks.example`, `hooks.example:8443`, `10.0.3.7`, `10.0.3.0/24`."""

    def __init__(self, entries: Iterable[str]) -> None:
        listed = [entry.strip().lower() for entry in entries if entry.strip()]
        self._networks = [network for entry in listed if (network := _network(entry)) is not None]
        self._names = frozenset(entry for entry in listed if _network(entry) is None)

    @classmethod
    def of(cls, setting: str) -> Hosts:
        """From a setting: separated by commas; empty: nobody."""
        return cls(setting.split(","))

    def __bool__(self) -> bool:
        return bool(self._names or self._networks)

    def demand_allowed(self, url: str) -> SplitResult:
        """Raise WebhookNotAllowed for a URL to a host that is not named; nothing is asked of the network."""
        try:
            parts = urlsplit(url)
            port = parts.port or _PORTS.get(parts.scheme)
        except ValueError:
            raise _refused(url) from None
        host = (parts.hostname or "").lower()
        named = host in self._names or f"{host}:{port}" in self._names
        if parts.scheme not in _PORTS or not host or parts.username or not (named or self._holds(host)):
            raise _refused(url)
        return parts

    def resolve(self, url: str) -> Target:
        """Where a URL leads now. Raises WebhookNotAllowed, and OSError where it leads nowhere."""
        parts = self.demand_allowed(url)
        host, port = (parts.hostname or "").lower(), parts.port or _PORTS[parts.scheme]
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = list(dict.fromkeys(str(each[4][0]).partition("%")[0] for each in found))
        allowed = [each for each in addresses if self._may_call(ip_address(each))]
        if not allowed:
            raise _refused(url)
        path = f"{parts.path or '/'}{'?' * bool(parts.query)}{parts.query}"
        return Target(parts.scheme, host, port, path, allowed[0])

    def _may_call(self, address: Address) -> bool:
        mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
        real = mapped or address
        return any(real in network for network in self._networks) or (
            real.is_global and not real.is_multicast
        )

    def _holds(self, host: str) -> bool:
        try:
            address = ip_address(host)
        except ValueError:
            return False
        return any(address in network for network in self._networks)


def _network(entry: str) -> Network | None:
    try:
        return ip_network(entry.strip("[]"), strict=False)
    except ValueError:
        return None


def _refused(url: str) -> WebhookNotAllowed:
    host = url.partition("://")[2].partition("/")[0].rpartition("@")[2]
    return WebhookNotAllowed(f"nothing may be sent to {host!r}", host=host)
