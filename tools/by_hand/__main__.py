"""Start the deployment of compose.yaml without Docker, and stop it with Ctrl-C.

Example: python -m tools.by_hand --folder ~/treatybase --set TREATYBASE_MODEL=none
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from tools.by_hand.deployment import Deployment
from tools.servers.elasticsearch import HEAP
from tools.servers.process import ServerFailed

ENVIRONMENT = "environment"
"""The file that makes a shell a machine of the deployment."""
LOOK_SECONDS = 1.0
"""How soon it is told that a process ended."""


def main() -> int:
    """Start, tell, wait, stop."""
    given = _arguments()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with _folder(given.folder) as folder:
        overrides = dict(pair.split("=", 1) for pair in given.set)
        deployment = Deployment(folder, overrides=overrides, without=given.without, heap=given.heap)
        try:
            deployment.start()
            _tell(deployment, given.json)
            _watch(deployment)
        except ServerFailed as error:
            print(f"by_hand: {error}", file=sys.stderr)
            return 1
        except KeyboardInterrupt:
            return 0
        finally:
            deployment.stop()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tools.by_hand",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--folder", type=Path, help="where data and logs are kept (default: gone afterwards)")
    add("--without", action="append", default=[], metavar="SERVICE", help="leave a service out")
    add(
        "--set", action="append", default=[], metavar="NAME=VALUE", help="give a TREATYBASE_ variable a value"
    )
    add("--heap", default=HEAP, help="heap of Elasticsearch (default: %(default)s)")
    add("--json", action="store_true", help="print the addresses for a machine")
    return parser.parse_args()


@contextmanager
def _folder(given: Path | None) -> Iterator[Path]:
    """The folder that was asked for, or one for this run, open to PostgreSQL, which may be another user."""
    if given is not None:
        given.mkdir(parents=True, exist_ok=True)
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="treatybase-by-hand-") as made:
        Path(made).chmod(0o711)
        yield Path(made)


def _tell(deployment: Deployment, as_json: bool) -> None:
    """Print where everything answers, and write down what a shell needs to work with it."""
    environment = deployment.environment("migrate")
    file = deployment.folder / ENVIRONMENT
    file.write_text("".join(f"{name}={value}\n" for name, value in environment.items()), encoding="utf-8")
    told = {"folder": str(deployment.folder), "addresses": deployment.addresses, "environment": environment}
    if as_json:
        print(json.dumps(told, indent=2), flush=True)
        return
    width = max(map(len, deployment.instances))
    for name in deployment.instances:
        print(f"{name:{width}}  {deployment.addresses.get(name, ''):56}  log: {deployment.log(name)}")
    print(f"\nOpen {deployment.url}/  (Ctrl-C stops everything). To work with it from another shell:")
    print(f"  set -a; . {file}; set +a; treatybase enqueue corpus/samples", flush=True)


def _watch(deployment: Deployment) -> NoReturn:
    """Wait for Ctrl-C, and tell of each process that ends by itself."""
    gone: set[str] = set()
    while True:
        time.sleep(LOOK_SECONDS)
        for name in set(deployment.instances) - gone:
            if deployment.pid(name) is None:
                gone.add(name)
                print(f"{name} ended; its log: {deployment.log(name)}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
