"""Reads files as their own tools would, and says what does not parse or has become code.

Standard input: {"ordinary": [file...], "planted": [file...]}, each file {"path", "text"}.
Standard output: a list of {"index", "problem"} for the planted ones.
"""

import ast
import builtins
import configparser
import json
import re
import sys
import tomllib

UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
DIRECTIVE = re.compile(r"^\s*([A-Z]+)\b", re.MULTILINE)
# A service that is called has settings of its name: a place, and how long an answer may take.
CALLED = re.compile(r"[A-Z][A-Z0-9_]*_(TARGET|URL|TIMEOUT_SECONDS)")
VARIABLE = re.compile(r"^([^#=\n]+)=", re.MULTILINE)


OWN_PACKAGES = {"src", "tests", "scripts"}


def packages(node: ast.Import | ast.ImportFrom) -> set[str]:
    modules = [str(node.module)] if isinstance(node, ast.ImportFrom) else [name.name for name in node.names]
    return {module.split(".")[0] for module in modules}


def python_words(text: str) -> set[str]:
    """What comes from outside of a module: packages that are not the service's own, names nothing binds."""
    loaded, bound, imports = set(), set(dir(builtins)) | {"__file__", "__name__"}, set()
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Name(id=name, ctx=ast.Load()):
                loaded.add(name)
            case ast.Name(id=name) | ast.arg(arg=name) | ast.ExceptHandler(name=str(name)):
                bound.add(name)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                bound.add(name)
            case ast.Import(names=names) | ast.ImportFrom(names=names):
                bound.update((name.asname or name.name).split(".")[0] for name in names)
                imports.update(packages(node))
            case _:
                continue
    outside = {f"import {name}" for name in imports - OWN_PACKAGES}
    return outside | {f"unbound {name}" for name in loaded - bound}


def table_keys(table: dict[str, object]) -> set[str]:
    """Keys of the first two levels; the groups of packages are named by the plan."""
    below = {
        f"{name}.{key}"
        for name, value in table.items()
        if isinstance(value, dict) and name != "dependency-groups"
        for key in value
    }
    return below | set(table)


def ini_keys(text: str) -> set[str]:
    parser = configparser.RawConfigParser()
    parser.read_string(text)
    return {f"{section}.{key}" for section in parser.sections() for key in parser[section]}


def words_of(path: str, text: str) -> set[str]:
    """What acts in a file; raises where its own tool would."""
    if path.endswith(".py"):
        return python_words(text)
    if path.endswith(".toml"):
        return table_keys(tomllib.loads(text))
    if path.endswith(".json"):
        json.loads(text)
        return set()
    if path.endswith(".ini"):
        return ini_keys(text)
    if path.endswith("Dockerfile"):
        return set(DIRECTIVE.findall(text))
    if path.endswith(".env.example"):
        return {name for name in VARIABLE.findall(text) if not CALLED.fullmatch(name)}
    return set()


def judge(file: dict, known: set[str]) -> str | None:
    path, text = file["path"], file["text"]
    try:
        words = words_of(path, text)
    except (SyntaxError, ValueError, RecursionError, configparser.Error) as error:
        return f"does not parse: {error}"
    if not path.endswith(".proto") and (found := UNSEEN.search(text.replace("\t", ""))):
        return f"holds {found.group()!r}"
    new = sorted(words - known)
    return f"new in it: {', '.join(new[:5])[:200]}" if new else None


def main() -> None:
    files = json.load(sys.stdin)
    known = set().union(*(words_of(file["path"], file["text"]) for file in files["ordinary"]))
    problems = [
        {"index": index, "problem": problem}
        for index, file in enumerate(files["planted"])
        if (problem := judge(file, known)) is not None
    ]
    json.dump(problems, sys.stdout)


main()
