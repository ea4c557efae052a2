"""The deployment of compose.yaml without Docker, for people, tests and benches."""

from tools.by_hand.deployment import Deployment

__all__ = ["Deployment"]
