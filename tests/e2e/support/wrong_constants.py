"""Puts type-correct wrong constants in place of the stubs of a service.

`wrong_constants.py SERVICE empty|plausible` rewrites every `raise not_implemented("…")` and
`await stub_abort(context, "…")` below SERVICE/src and prints what it replaced as JSON. The constants are made while
the tests run, from the return annotation: this folder must be on `PYTHONPATH` then.
"""

import ast
import dataclasses
import enum
import inspect
import json
import re
import sys
import types
import typing
from collections import abc
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

STUBS = ("not_implemented", "stub_abort")
STREAMS = (abc.AsyncIterator, abc.AsyncGenerator, abc.AsyncIterable)
LISTS = (list, abc.Sequence, abc.Iterable, abc.Collection, abc.Iterator)
DEPTH = 6


# --- rewriting -----------------------------------------------------------------------------------------------------


def main(service: Path, kind: str) -> None:
    """Rewrite all modules of a service in place."""
    replaced = []
    for path in sorted(service.glob("**/*.py")):
        relative = path.relative_to(service)
        if relative.parts[0] in ("tests", "migrations", "scripts") or any(p.startswith(".") for p in relative.parts):
            continue
        source = path.read_text("utf-8")
        if any(f"{stub}(" in source for stub in STUBS):
            source, stubs = rewrite(source, kind)
            path.write_text(source, "utf-8")
            replaced += [{"path": relative.as_posix(), **stub} for stub in stubs]
    print(json.dumps(replaced))


def rewrite(source: str, kind: str) -> tuple[str, list[dict[str, str]]]:
    """Replace the stubs of one module; the calls are found by position, so that layout does not matter."""
    lines = source.splitlines(keepends=True)
    found = sorted(stubs_of(ast.parse(source)), key=lambda stub: -stub[0].lineno)
    for node, qualname, _, streams in found:
        indent = " " * node.col_offset
        value = f'__import__("wrong_constants").value(__name__, {qualname!r}, {kind!r})'
        text = f"for _item in {value}:\n{indent}    yield _item\n" if streams else f"return {value}\n"
        lines[node.lineno - 1 : node.end_lineno] = [indent + text]
    return "".join(lines), [{"function": name, "task": task} for _, name, task, _ in reversed(found)]


def stubs_of(tree: ast.AST, prefix: str = "") -> list[tuple[ast.stmt, str, str, bool]]:
    """Statement, qualified name of its function, task, whether the function is a stream."""
    found = []
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            inner = stubs_of(node, f"{prefix}{node.name}.")
            if not isinstance(node, ast.ClassDef):
                streams = "Async" in ast.unparse(node.returns or ast.Constant(None))
                inner = [(s, n or prefix + node.name, t, st or (streams and not n)) for s, n, t, st in inner]
            found += inner
        elif isinstance(node, ast.stmt) and (task := stub_task(node)):
            found.append((node, "", task, False))
        else:
            found += stubs_of(node, prefix)
    return found


def stub_task(node: ast.stmt) -> str | None:
    """The task of `raise not_implemented(…)` and `await stub_abort(…)`, None for any other statement."""
    if isinstance(node, ast.Raise):
        call = node.exc
    elif isinstance(node, ast.Expr | ast.Return) and isinstance(node.value, ast.Await):
        call = node.value.value
    else:
        return None
    if not isinstance(call, ast.Call):
        return None
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    texts = [arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    return texts[0] if name in STUBS and texts else None


# --- making values -------------------------------------------------------------------------------------------------


def value(module_name: str, qualname: str, kind: str) -> object:
    """A wrong constant of the type that a function says it returns."""
    module = sys.modules[module_name]
    function: typing.Any = module
    for part in qualname.split("."):
        function = getattr(function, part)
    function = inspect.unwrap(getattr(function, "callback", None) or function)
    hint = typing.get_type_hints(function, {**vars(module), **type_checking_names(module)}).get("return")
    made = make(hint, kind, DEPTH)
    return made


def type_checking_names(module: types.ModuleType) -> dict[str, object]:
    """What a module imports for the type checker only; all of it is loaded by the time a test runs."""
    names: dict[str, object] = {}
    for node in ast.parse(Path(str(module.__file__)).read_text("utf-8")).body:
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            for statement in node.body:
                exec(ast.unparse(statement), names)  # noqa: S102 - an import of the service under test
    names.pop("__builtins__", None)
    return names


def make(hint: typing.Any, kind: str, depth: int, metadata: tuple[object, ...] = ()) -> typing.Any:
    """Build a value of a type: `empty` is its smallest, `plausible` one that could be right."""
    full = kind == "plausible" and depth > 0
    if isinstance(hint, typing.NewType):
        return make(hint.__supertype__, kind, depth, metadata)
    if isinstance(hint, typing.TypeVar):
        return make(hint.__bound__ or str, kind, depth)
    if hint is None or hint is type(None) or hint is typing.NoReturn:
        return None
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        return make(args[0], kind, depth, (*metadata, *args[1:]))
    if origin is typing.Literal:
        return args[-1 if full else 0]
    if origin in (typing.Union, types.UnionType):
        rest = [arg for arg in args if arg is not type(None)]
        return None if len(rest) < len(args) and not full else make(rest[0], kind, depth, metadata)
    if origin is not None and isinstance(origin, type):
        return make_generic(hint, origin, args, kind, depth)
    if isinstance(hint, type):
        return make_class(hint, kind, depth, metadata)
    return "plausible" if full else ""


def make_generic(hint: typing.Any, origin: type, args: tuple[typing.Any, ...], kind: str, depth: int) -> typing.Any:
    """A container, empty or with one element; any other generic class like the class itself."""
    count = int(kind == "plausible" and depth > 0)
    if origin in STREAMS or origin in LISTS:
        return [make(args[0], kind, depth - 1)] * count
    if origin in (set, frozenset, abc.Set):
        return frozenset([make(args[0], kind, depth - 1)] * count)
    if origin in (dict, abc.Mapping, abc.MutableMapping):
        return {make(args[0], kind, depth - 1): make(args[1], kind, depth - 1)} if count else {}
    if origin is tuple:
        if len(args) == 2 and args[1] is Ellipsis:
            return (make(args[0], kind, depth - 1),) * count
        return tuple(make(arg, kind, depth - 1) for arg in args)
    return make_class(hint if hasattr(hint, "model_fields") else origin, kind, depth, ())


def make_class(cls: type, kind: str, depth: int, metadata: tuple[object, ...]) -> typing.Any:
    """A scalar, an enum member, a message, a model, a dataclass, an entity or whatever needs no arguments."""
    full = kind == "plausible"
    if issubclass(cls, enum.Enum):
        return list(cls)[-1 if full else 0]
    if cls in SCALARS:
        return constrained(SCALARS[cls][int(full)], metadata)
    if hasattr(cls, "DESCRIPTOR"):
        return make_message(cls, kind, depth)
    if hasattr(cls, "model_fields"):
        return make_model(cls, kind, depth)
    if dataclasses.is_dataclass(cls):
        hints = typing.get_type_hints(cls, include_extras=True)
        return cls(**{f.name: make(hints[f.name], kind, depth - 1) for f in dataclasses.fields(cls) if f.init})
    if typing.is_typeddict(cls):
        return {name: make(hint, kind, depth - 1) for name, hint in typing.get_type_hints(cls).items()}
    if issubclass(cls, tuple) and hasattr(cls, "_fields"):
        hints = typing.get_type_hints(cls)
        return cls(*(make(hints[name], kind, depth - 1) for name in cls._fields))
    if hasattr(cls, "__mapper__"):
        return make_entity(cls, kind)
    return cls()


def make_model(cls: typing.Any, kind: str, depth: int) -> typing.Any:
    """A pydantic model: valid where its constraints can be met, else built without validation."""
    values = {
        name: make(field.annotation, kind, depth - 1, tuple(field.metadata)) for name, field in cls.model_fields.items()
    }
    try:
        return cls.model_validate({(cls.model_fields[name].alias or name): made for name, made in values.items()})
    except ValueError:
        return cls.model_construct(**values)


def make_message(cls: typing.Any, kind: str, depth: int) -> typing.Any:
    """A protobuf message: `empty` has only defaults."""
    message = cls()
    if kind == "empty" or depth <= 0:
        return message
    for field in cls.DESCRIPTOR.fields:
        repeated = getattr(field, "is_repeated", None)
        if repeated if repeated is not None else field.label == field.LABEL_REPEATED:
            continue
        if field.message_type is not None:
            getattr(message, field.name).SetInParent()
        elif field.enum_type is not None:
            setattr(message, field.name, field.enum_type.values[-1].number)
        else:
            sample: dict[type, object] = {str: "plausible", bytes: b"plausible", bool: True, float: 1.5, int: 1}
            setattr(message, field.name, sample[type(field.default_value)])
    return message


def make_entity(cls: typing.Any, kind: str) -> typing.Any:
    """A mapped class with a value for each of its columns."""
    entity = cls()
    for attribute in cls.__mapper__.column_attrs:
        column = attribute.columns[0]
        if kind == "plausible" or not column.nullable:
            python_type = getattr(column.type, "python_type", str)
            setattr(entity, attribute.key, make(python_type, kind, 1))
    return entity


def constrained(made: typing.Any, metadata: tuple[object, ...]) -> typing.Any:
    """Moves a scalar inside the lengths and bounds that an annotation gives."""
    for rule in metadata:
        if isinstance(made, str):
            made = made.ljust(getattr(rule, "min_length", None) or 0, "x")[: getattr(rule, "max_length", None)]
        elif isinstance(made, int | float) and not isinstance(made, bool):
            made = max(made, getattr(rule, "ge", made))
            made = min(made, getattr(rule, "le", made))
            if made <= (bound := getattr(rule, "gt", made - 1)):
                made = type(made)(bound + 1)
            if made >= (bound := getattr(rule, "lt", made + 1)):
                made = type(made)(bound - 1)
    return made


def sampled_ids() -> list[UUID]:
    """The ids that the tests themselves use: the most plausible wrong answer."""
    pattern = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
    texts = (path.read_text("utf-8") for path in sorted(Path("tests").glob("**/*.py")))
    return [UUID(match) for text in texts for match in pattern.findall(text)]


MOMENT = datetime(2024, 2, 29, 12, 30, tzinfo=UTC)
SCALARS: dict[type, tuple[object, object]] = {
    str: ("", "plausible"),
    bytes: (b"", b"plausible"),
    int: (0, 1),
    float: (0.0, 1.5),
    bool: (False, True),
    Decimal: (Decimal(0), Decimal("1.5")),
    UUID: (UUID(int=0), next(iter(sampled_ids()), UUID(int=1))),
    datetime: (datetime.fromtimestamp(0, UTC), MOMENT),
    date: (date(1970, 1, 1), MOMENT.date()),
    time: (time(), MOMENT.time()),
    timedelta: (timedelta(), timedelta(hours=1)),
    dict: ({}, {"plausible": 1}),
    list: ([], ["plausible"]),
    object: ("", "plausible"),
}


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
