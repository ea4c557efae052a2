"""The HTTP API: `create_app` makes the application; pages are mounted on it by `web`."""

from search_api.http.app import create_app
from search_api.http.context import ApiSettings
from search_api.http.problems import problem

__all__ = ["ApiSettings", "create_app", "problem"]
