"""Frozen dataclasses that cost little to define: nothing is compiled before it is needed.

Why: `dataclasses.dataclass` compiles six methods for every class, 0.3 ms each time a module is imported;
that was a sixth of judging a pasted record. Here ``__init__`` is compiled when the first instance is made,
comparing, hashing and printing are shared, and the list of fields is made by `dataclasses` when somebody asks
for it. To type checkers, and to whoever asks, these are dataclasses, frozen and with slots.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["dataclass", "field", "replace"]

_ABOUT = ("__dataclass_fields__", "__dataclass_params__")
_METHODS = frozenset(
    {"__eq__", "__hash__", "__setattr__", "__delattr__", "__init__", "__post_init__", "__slots__"}
)
_SPECIAL = ("ClassVar", "InitVar")
_LOCK = threading.Lock()
_OURS: dict[type, type] = {}
"""Every class made here, and the class without slots it was made from."""


class _About:
    """What `dataclasses` says of a class, found out when first looked up."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, instance: object, owner: type) -> Any:
        cls = next(base for base in owner.__mro__ if base in _OURS)
        plain = _OURS[cls]
        from dataclasses import dataclass as complete

        with _LOCK:
            if self._name not in plain.__dict__:
                complete(frozen=True)(plain)
            for name in _ABOUT:
                setattr(cls, name, plain.__dict__[name])
        return plain.__dict__[self._name]


def _frozen(cls: type) -> Any:
    """Give a class slots and the methods of a frozen dataclass; one that needs more gets it the usual way."""
    if not _is_simple(cls):
        from dataclasses import dataclass as complete

        return complete(frozen=True, slots=True)(cls)
    names = tuple(cls.__annotations__)
    spared = (*names, "__dict__", "__weakref__")
    body = _shared(names) | {key: value for key, value in cls.__dict__.items() if key not in spared}
    body |= {"__slots__": names, "__match_args__": names, "__qualname__": cls.__qualname__}
    made: Any = type(cls)(cls.__name__, cls.__bases__, body)
    made.__init__ = _first_init(made, cls, names)
    _OURS[made] = cls
    return made


def _is_simple(cls: type) -> bool:
    """Whether fields are annotations with plain defaults, and no base class brings any of its own."""
    kinds = cls.__dict__.get("__annotations__", {})  # noqa: RUF063 - `inspect` is slow to load
    texts = all(isinstance(kind, str) and not any(s in kind for s in _SPECIAL) for kind in kinds.values())
    made = any(type(cls.__dict__.get(name)).__name__ == "Field" for name in kinds)
    own = any(name in cls.__dict__ for name in _METHODS)
    return cls.__bases__ == (object,) and bool(kinds and cls.__doc__) and texts and not made and not own


def _shared(names: tuple[str, ...]) -> dict[str, Any]:
    """Methods of every class, as `dataclasses` would write them out."""
    found = attrgetter(*names)

    def values(self: Any) -> tuple[Any, ...]:
        return found(self) if len(names) > 1 else (found(self),)

    def __eq__(self: Any, other: object) -> Any:  # noqa: N807
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: Any) -> int:  # noqa: N807
        return hash(values(self))

    def __repr__(self: Any) -> str:  # noqa: N807
        pairs = (f"{name}={value!r}" for name, value in zip(names, values(self), strict=True))
        return f"{self.__class__.__qualname__}({', '.join(pairs)})"

    shared = {"__eq__": __eq__, "__hash__": __hash__, "__repr__": __repr__}
    state = {"__getstate__": lambda self: list(values(self)), "__setstate__": _setstate}
    refusals = {"__setattr__": _refuse_setting, "__delattr__": _refuse_deleting}
    return shared | state | refusals | {name: _About(name) for name in _ABOUT}


def _refuse_setting(_self: Any, name: str, _value: object) -> NoReturn:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_deleting(_self: Any, name: str) -> NoReturn:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _setstate(self: Any, state: list[Any]) -> None:
    for name, value in zip(self.__match_args__, state, strict=True):
        object.__setattr__(self, name, value)


def _first_init(made: Any, plain: type, names: tuple[str, ...]) -> Callable[..., None]:
    def __init__(self: Any, *args: Any, **values: Any) -> None:  # noqa: N807
        made.__init__ = _init(plain, names)
        made.__init__(self, *args, **values)

    return __init__


def _init(plain: type, names: tuple[str, ...]) -> Callable[..., None]:
    """Write the constructor; names are identifiers of our own source, never input."""
    defaults = {f"_default_{name}": plain.__dict__[name] for name in names if name in plain.__dict__}
    heads = (f"{name}=_default_{name}" if f"_default_{name}" in defaults else name for name in names)
    lines = [f"def __init__(self, {', '.join(heads)}):", *(f" _set(self, {n!r}, {n})" for n in names)]
    space: dict[str, Any] = {"_set": object.__setattr__, **defaults}
    exec("\n".join(lines), space)  # noqa: S102 - as dataclasses does
    written: Callable[..., None] = space["__init__"]
    written.__module__, written.__qualname__ = plain.__module__, f"{plain.__qualname__}.__init__"
    written.__annotations__ = {**plain.__annotations__, "return": None}
    return written


if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace
else:

    def __getattr__(name: str) -> Any:
        if name != "field":
            raise AttributeError(name)
        from dataclasses import field

        return field

    def dataclass(*, frozen: bool, slots: bool) -> Callable[[type], Any]:
        """Make a class a frozen dataclass with slots, in the words of `dataclasses.dataclass`."""
        if not (frozen and slots):
            raise TypeError("only frozen dataclasses with slots")
        return _frozen

    def replace(instance: Any, /, **changes: Any) -> Any:
        """Make a copy with some fields changed, as `dataclasses.replace` does, without its list of fields."""
        cls = instance.__class__
        if cls not in _OURS:
            from dataclasses import replace as usual

            return usual(instance, **changes)
        return cls(**{name: getattr(instance, name) for name in cls.__match_args__} | changes)
