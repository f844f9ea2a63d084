"""What WeasyPrint imports and our leaflets never use is imported when it is called, not before.

fontTools' subsetter and its instancer of variable fonts take a fifth of WeasyPrint's start; with
HarfBuzz and our static fonts neither is called. Nor is cffi's parser of C, where WeasyPrint
declares what was compiled beforehand; parsing takes a tenth of the first leaflet.
"""

from __future__ import annotations

import contextlib
import hashlib
import sys
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import Any

_PARSER = "cffi"
_SUBSETTER = "fontTools.subset"
_INSTANCER = "fontTools.varLib.instancer"


class _Later(ModuleType):
    """Stands for a module until one of its names is asked for."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


def _instantiate(*arguments: Any, **named: Any) -> Any:
    return import_module(_INSTANCER).instantiateVariableFont(*arguments, **named)


def _compiled() -> Any:
    """Stands for `cffi.FFI`: what it is to be declared is compiled already, or it raises OSError.

    A mistaken declaration would tear memory, so the text must be the very one that was compiled.
    """
    import _cffi_backend

    from journalpress.writers import declarations

    class Compiled(_cffi_backend.FFI):  # type: ignore[misc]  # it has no types
        def cdef(self, source: str) -> None:
            if hashlib.sha256(source.encode()).hexdigest() != declarations.SOURCE_SHA256:
                raise OSError("WeasyPrint declares other C functions than were compiled")

    return Compiled("weasyprint", **declarations.COMPILED)


@contextlib.contextmanager
def postponed() -> Iterator[None]:
    """Whoever imports these modules inside the block gets them late; nobody does after it.

    Inside, OSError is raised where WeasyPrint declares what was not compiled, ImportError where
    cffi cannot take what was.
    """
    instancer = _Later(_INSTANCER)
    vars(instancer)["instantiateVariableFont"] = _instantiate
    modules = [_Later(_SUBSETTER), instancer]
    if sys.platform == "linux":
        # Elsewhere cffi itself must search for the libraries, which what is compiled does not.
        parser = _Later(_PARSER)
        vars(parser)["FFI"] = _compiled
        modules.append(parser)
    standing = {each.__name__: each for each in modules if each.__name__ not in sys.modules}
    sys.modules.update(standing)
    try:
        yield
    finally:
        for name, module in standing.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]
