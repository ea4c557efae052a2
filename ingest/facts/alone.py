"""spaCy without the frameworks of trained models, which blank pipelines don't use."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Final, cast

FRAMEWORKS: Final = ("torch", "cupy", "tensorflow", "mxnet")


def import_spacy() -> None:
    """Import spaCy; what has been imported already stays.

    Its thinc imports every framework that is installed. PyTorch, which the extra `models` brings, takes each
    reading process 8 s and 3 GB, more than it may have.
    """
    modules = cast("dict[str, ModuleType | None]", sys.modules)
    hidden = [name for name in FRAMEWORKS if name not in modules]
    modules.update(dict.fromkeys(hidden))
    try:
        import_module("spacy")
    finally:
        for name in hidden:
            del modules[name]
