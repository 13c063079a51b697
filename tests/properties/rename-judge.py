"""Compares files that may differ in the order of what is sorted by name, and in where lines break.

Standard input: a list of {"path", "expected", "actual"}. Standard output: a list of {"path", "problem"}.
"""

import ast
import difflib
import json
import re
import sys
from collections import Counter


class Sorted(ast.NodeTransformer):
    """One import for each name, all of them in order."""

    def generic_visit(self, node: ast.AST) -> ast.AST:
        super().generic_visit(node)
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = sorted(body, key=import_key)
        return node


def import_key(node: ast.stmt) -> tuple[int, str]:
    return (0, ast.dump(node)) if isinstance(node, ast.Import | ast.ImportFrom) else (1, "")


def split_imports(tree: ast.Module) -> ast.Module:
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [single for statement in body for single in singles(statement)]
    return tree


def singles(node: ast.stmt) -> list[ast.stmt]:
    match node:
        case ast.ImportFrom(module=module, names=names, level=level):
            return [ast.ImportFrom(module=module, names=[name], level=level) for name in names]
        case ast.Import(names=names):
            return [ast.Import(names=[name]) for name in names]
    return [node]


def meaning(path: str, text: str) -> list[str]:
    if path.endswith(".py"):
        tree = Sorted().visit(split_imports(ast.parse(text)))
        return ast.dump(tree, indent=1).splitlines()
    tokens = Counter(re.findall(r"\w+|[^\w\s]", text))
    return [f"{token} {count}" for token, count in sorted(tokens.items())]


def main() -> None:
    problems = []
    for file in json.load(sys.stdin):
        expected, actual = (meaning(file["path"], file[side]) for side in ("expected", "actual"))
        if expected != actual:
            lines = difflib.unified_diff(expected, actual, lineterm="", n=2)
            problems.append({"path": file["path"], "problem": "\n".join(list(lines)[:40])})
    json.dump(problems, sys.stdout)


main()
