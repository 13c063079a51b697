"""Puts reference bodies into the stubs of a service.

`apply_bodies.py SERVICE BODIES`: each module below BODIES stands at the path of the module it completes. A function
of the same qualified name gives its body; imports, constants, classes, functions and methods that the service's module
does not have are added; a module the service does not have is copied. Prints the qualified names of what was filled in as JSON.
"""

import ast
import json
import shutil
import sys
import textwrap
from pathlib import Path

Function = ast.FunctionDef | ast.AsyncFunctionDef


def main(service: Path, bodies: Path) -> None:
    """Apply every module of a folder."""
    filled = []
    for source in sorted(bodies.glob("**/*.py")):
        target = service / source.relative_to(bodies)
        if target.exists():
            text, names = merge(target.read_text("utf-8"), source.read_text("utf-8"))
            target.write_text(text, "utf-8")
            filled += [f"{source.relative_to(bodies).as_posix()}:{name}" for name in names]
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    print(json.dumps(filled))


def merge(target: str, source: str) -> tuple[str, list[str]]:
    """Fill in the bodies from the last to the first, so that positions stay true; then add what is missing."""
    lines = target.splitlines()
    wanted = definitions(ast.parse(source))
    present = definitions(ast.parse(target))
    filled = []
    # What a class lacks goes below its last method, so before that one grows.
    for name, node in sorted(
        present.items(), key=lambda item: (-item[1].end_lineno, not isinstance(item[1], ast.ClassDef))
    ):
        given = wanted.get(name)
        if isinstance(node, ast.ClassDef):
            missing = [n for key, n in wanted.items() if key.rpartition(".")[0] == name and key not in present]
            addition = [line for n in missing for line in ["", *segment(source, n, 4)]]
            lines[node.end_lineno : node.end_lineno] = addition
        elif isinstance(given, Function):
            first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
            lines[first.lineno - 1 : node.end_lineno] = body_of(source, given, node.col_offset + 4)
            filled.append(name)
    return with_top_level("\n".join(lines) + "\n", source, set(present)), filled


def definitions(tree: ast.AST, prefix: str = "") -> dict[str, Function | ast.ClassDef]:
    """Qualified names of functions, classes and their methods."""
    found: dict[str, Function | ast.ClassDef] = {}
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, Function | ast.ClassDef):
            found[prefix + node.name] = node
            if isinstance(node, ast.ClassDef):
                found |= definitions(node, f"{prefix}{node.name}.")
    return found


def body_of(source: str, node: Function, indent: int) -> list[str]:
    first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
    text = "\n".join(source.splitlines()[first.lineno - 1 : node.end_lineno])
    return textwrap.indent(textwrap.dedent(text), " " * indent).splitlines()


def segment(source: str, node: ast.stmt, indent: int) -> list[str]:
    decorators = getattr(node, "decorator_list", [])
    first = min([node.lineno, *(decorator.lineno for decorator in decorators)])
    text = "\n".join(source.splitlines()[first - 1 : node.end_lineno])
    return textwrap.indent(textwrap.dedent(text), " " * indent).splitlines()


def with_top_level(target: str, source: str, present: set[str]) -> str:
    """Imports and definitions of the reference go after the last import of the target."""
    tree = ast.parse(target)
    imports = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    known = {ast.unparse(node) for node in tree.body}
    added: list[str] = []
    for index, node in enumerate(ast.parse(source).body):
        docstring = index == 0 and isinstance(node, ast.Expr)
        if docstring or ast.unparse(node) in known or getattr(node, "name", None) in present:
            continue
        added += segment(source, node, 0)
    head = tree.body[0] if tree.body else None
    after = imports[-1].end_lineno if imports else (head.end_lineno if isinstance(head, ast.Expr) else 0)
    lines = target.splitlines()
    lines[after:after] = added
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
