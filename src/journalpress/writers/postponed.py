"""What WeasyPrint imports and our leaflets never use is imported when it is called, not before.

fontTools' subsetter and its instancer of variable fonts take a fifth of WeasyPrint's start; with
HarfBuzz and our static fonts neither is called.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import Any

_SUBSETTER = "fontTools.subset"
_INSTANCER = "fontTools.varLib.instancer"


class _Later(ModuleType):
    """Stands for a module until one of its names is asked for."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(import_module(self.__name__), name)


def _instantiate(*arguments: Any, **named: Any) -> Any:
    return import_module(_INSTANCER).instantiateVariableFont(*arguments, **named)


@contextlib.contextmanager
def postponed() -> Iterator[None]:
    """Whoever imports these modules inside the block gets them late; nobody does after it."""
    instancer = _Later(_INSTANCER)
    vars(instancer)["instantiateVariableFont"] = _instantiate
    standing = {
        each.__name__: each
        for each in (_Later(_SUBSETTER), instancer)
        if each.__name__ not in sys.modules
    }
    sys.modules.update(standing)
    try:
        yield
    finally:
        for name, module in standing.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]
