"""Dataclasses that cost little to define: nothing is compiled before it is needed.

Why: `dataclasses.dataclass` compiles six methods for every class, 0.3 ms each time a module is imported;
that was a sixth of judging a pasted record. Here ``__init__`` is compiled when many instances are made,
comparing, hashing and printing are shared, and the list of fields is made by `dataclasses` when somebody asks
for it. To type checkers, and to whoever asks, these are dataclasses.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

__all__ = ["dataclass", "field", "replace"]

_ABOUT = ("__dataclass_fields__", "__dataclass_params__")
_METHODS = frozenset({"__eq__", "__hash__", "__setattr__", "__delattr__", "__init__", "__slots__"})
_SPECIAL = ("ClassVar", "InitVar")
_LOCK = threading.Lock()
_OURS: dict[type, _Plan] = {}
"""Every class made here, and what it was made from."""


class _Plan(NamedTuple):
    """The class without slots, and what was asked for."""

    plain: type
    names: tuple[str, ...]
    given: dict[str, Any]
    frozen: bool
    eq: bool


class _Field(NamedTuple):
    """What was said of a field, in the words of `dataclasses.field`."""

    said: dict[str, Any]

    def default(self) -> Any:
        """The value where none is given: a factory makes it anew for each instance."""
        return self.said["default_factory"]() if "default_factory" in self.said else self.said["default"]


class _Absent:
    """Stands for a default that a factory makes; printed as `dataclasses` prints its own."""

    def __repr__(self) -> str:
        return "<factory>"


_ABSENT = _Absent()
_UNDERSTOOD = {"default", "default_factory", "compare", "repr"}
_FEW = 30
"""Instances that are made without a compiled constructor, which costs as much as a hundred of them."""
_set = object.__setattr__


class _About:
    """What `dataclasses` says of a class, found out when first looked up."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, instance: object, owner: type) -> Any:
        cls = next(base for base in owner.__mro__ if base in _OURS)
        plain, _, _, frozen, eq = _OURS[cls]
        from dataclasses import dataclass as complete

        with _LOCK:
            if self._name not in plain.__dict__:
                complete(frozen=frozen, eq=eq)(_spelled_out(plain))
            for name in _ABOUT:
                setattr(cls, name, plain.__dict__[name])
        return plain.__dict__[self._name]


def _made(cls: type, slots: bool, frozen: bool, eq: bool) -> Any:
    """Give a class the methods of a dataclass, and slots; one that needs more gets it the usual way."""
    if not _is_simple(cls):
        from dataclasses import dataclass as complete

        return complete(frozen=frozen, slots=slots, eq=eq)(_spelled_out(cls))
    names = tuple(cls.__dict__.get("__annotations__", {}))  # noqa: RUF063 - `inspect` is slow to load
    spared = (*names, "__dict__", "__weakref__")
    own = {key: value for key, value in cls.__dict__.items() if key not in spared}
    body = _shared(cls, names, frozen, eq) | own
    body |= {"__match_args__": names, "__qualname__": cls.__qualname__}
    body |= {"__slots__": names} if slots else _plain_defaults(cls, names)
    made: Any = type(cls)(cls.__name__, cls.__bases__, body)
    given = {name: cls.__dict__[name] for name in names if name in cls.__dict__}
    _OURS[made] = _Plan(cls, names, given, frozen, eq)
    made.__init__ = _first_init(made, _OURS[made])
    return made


def _plain_defaults(cls: type, names: tuple[str, ...]) -> dict[str, Any]:
    """Defaults that a class without slots shows as its own."""
    return {n: cls.__dict__[n] for n in names if not isinstance(cls.__dict__.get(n, _Field({})), _Field)}


def _spelled_out(cls: type) -> type:
    """Put the fields of `dataclasses` where ours stood."""
    for name, value in list(cls.__dict__.items()):
        if isinstance(value, _Field):
            from dataclasses import field as usual

            setattr(cls, name, usual(**value.said))
    return cls


def _is_simple(cls: type) -> bool:
    """Whether fields are annotations with plain defaults or factories, and no base class brings its own."""
    kinds = cls.__dict__.get("__annotations__", {})  # noqa: RUF063 - `inspect` is slow to load
    texts = all(isinstance(kind, str) and not any(s in kind for s in _SPECIAL) for kind in kinds.values())
    made = any(type(cls.__dict__.get(name)).__name__ == "Field" for name in kinds)
    own = any(name in cls.__dict__ for name in _METHODS)
    return cls.__bases__ == (object,) and texts and not made and not own


def _getter(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    if not names:
        return lambda _self: ()
    found = attrgetter(*names)
    return found if len(names) > 1 else lambda self: (found(self),)


def _told(cls: type, names: tuple[str, ...], what: str) -> tuple[str, ...]:
    """Fields that comparing or printing looks at: all but those of which something else was said."""
    said = {name: value.said for name, value in cls.__dict__.items() if isinstance(value, _Field)}
    return tuple(name for name in names if said.get(name, {}).get(what, True))


def _shared(cls: type, names: tuple[str, ...], frozen: bool, eq: bool) -> dict[str, Any]:
    """Methods of every class, as `dataclasses` would write them out."""
    values, printed = _getter(_told(cls, names, "compare")), _told(cls, names, "repr")
    every, shown = _getter(names), _getter(printed)

    def __eq__(self: Any, other: object) -> Any:  # noqa: N807
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: Any) -> int:  # noqa: N807
        return hash(values(self))

    def __repr__(self: Any) -> str:  # noqa: N807
        pairs = (f"{name}={value!r}" for name, value in zip(printed, shown(self), strict=True))
        return f"{self.__class__.__qualname__}({', '.join(pairs)})"

    shared: dict[str, Any] = {"__repr__": __repr__, "__signature__": _Signature()} | {
        name: _About(name) for name in _ABOUT
    }
    if eq:
        shared |= {"__eq__": __eq__, "__hash__": __hash__ if frozen else None}
    if not frozen:
        return shared
    state = {"__getstate__": lambda self: list(every(self)), "__setstate__": _setstate}
    return shared | state | {"__setattr__": _refuse_setting, "__delattr__": _refuse_deleting}


def _refuse_setting(_self: Any, name: str, _value: object) -> NoReturn:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_deleting(_self: Any, name: str) -> NoReturn:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _setstate(self: Any, state: list[Any]) -> None:
    for name, value in zip(self.__match_args__, state, strict=True):
        object.__setattr__(self, name, value)


def _first_init(made: Any, plan: _Plan) -> Callable[..., None]:
    """The constructor of the first instances: it goes by the list of names."""
    names, defaults = plan.names, plan.given
    finish = getattr(plan.plain, "__post_init__", None)
    count = 0

    def __init__(self: Any, *args: Any, **values: Any) -> None:  # noqa: N807
        nonlocal count
        count += 1
        rest = names[len(args) :]
        chosen = [name for name in rest if name in values]
        fits = len(args) <= len(names) and len(chosen) == len(values)
        if count > _FEW or not fits or any(name not in values and name not in defaults for name in rest):
            made.__init__ = _init(plan)
            made.__init__(self, *args, **values)  # which also says what is wrong
            return
        for name, value in zip(names, args, strict=False):
            _set(self, name, value)
        for name in rest:
            value = values[name] if name in values else defaults[name]
            _set(self, name, value.default() if isinstance(value, _Field) else value)
        if finish is not None:
            finish(self)

    return __init__


class _Signature:
    """The constructor's signature, for who asks before it is compiled."""

    def __get__(self, instance: object, owner: Any) -> Any:
        from inspect import signature

        cls = next(base for base in owner.__mro__ if base in _OURS)
        found = signature(_init(_OURS[cls]))
        return found.replace(parameters=list(found.parameters.values())[1:])


def _init(plan: _Plan) -> Callable[..., None]:
    """Write the constructor; names are identifiers of our own source, never input."""
    plain, names, given = plan.plain, plan.names, dict(plan.given)
    said = {name: value.said for name, value in given.items() if isinstance(value, _Field)}
    makers = {name: told["default_factory"] for name, told in said.items() if "default_factory" in told}
    given |= {name: told["default"] for name, told in said.items() if "default" in told}
    heads = (f"{name}=_default_{name}" if name in given else name for name in names)
    lines = [f"def __init__({', '.join(('self', *heads))}):"]
    lines += [f" if {name} is _absent: {name} = _make_{name}()" for name in makers]
    lines += [f" _set(self, {name!r}, {name})" for name in names]
    lines += [" self.__post_init__()"] if hasattr(plain, "__post_init__") else [" pass"]
    space: dict[str, Any] = {"_set": _set, "_absent": _ABSENT}
    space |= {f"_default_{name}": _ABSENT if name in makers else value for name, value in given.items()}
    space |= {f"_make_{name}": make for name, make in makers.items()}
    exec("\n".join(lines), space)  # noqa: S102 - as dataclasses does
    written: Callable[..., None] = space["__init__"]
    written.__module__, written.__qualname__ = plain.__module__, f"{plain.__qualname__}.__init__"
    written.__annotations__ = {**plain.__annotations__, "return": None}
    return written


if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace
else:

    def field(**said: Any) -> Any:
        """What `dataclasses.field` says; what is understood here is kept without asking it."""
        if said.keys() <= _UNDERSTOOD and said.keys() & {"default", "default_factory"}:
            return _Field(said)
        from dataclasses import field as usual

        return usual(**said)

    def dataclass(*, slots: bool = False, frozen: bool = False, eq: bool = True) -> Callable[[type], Any]:
        """Make a class a dataclass, in the words of `dataclasses.dataclass`."""
        return lambda cls: _made(cls, slots, frozen, eq)

    def replace(instance: Any, /, **changes: Any) -> Any:
        """Make a copy with some fields changed, as `dataclasses.replace` does, without its list of fields."""
        cls = instance.__class__
        if cls not in _OURS:
            from dataclasses import replace as usual

            return usual(instance, **changes)
        return cls(**{name: getattr(instance, name) for name in cls.__match_args__} | changes)
