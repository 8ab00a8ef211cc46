"""The shape of the code: no circles of files, no towers of classes, no class that is a program by itself."""

import ast
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from tests.conftest import ROOT

PACKAGE = ROOT / "editor"
MOST_ABOVE = 3  # own classes above a class
MOST_LINES = 600  # of a class with its own bases
LONGEST_FUNCTION = 45  # lines without its docstring
NO_NAMES = {"utils", "helpers", "common", "manager", "base"}  # they say nothing of what is in there


@cache
def _trees() -> dict[str, ast.Module]:
    return {_name(path): ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imports(name: str, tree: ast.Module) -> set[str]:
    """The modules of ours that a module names in an import, wherever in it, for types only as well."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {each if each in _trees() else node.module for each in inner}
    return {each for each in found if each in _trees() and each != name}


def test_no_files_import_each_other_in_a_circle():
    graph = {name: _imports(name, tree) for name, tree in _trees().items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        raise AssertionError(" → ".join(circle.args[1])) from None


@cache
def _classes() -> dict[str, tuple[ast.ClassDef, list[str]]]:
    """Every class of ours by its name, with the names of its bases. Names that are there twice are told apart by none."""
    found = {}
    for tree in _trees().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                bases = [base.value if isinstance(base, ast.Subscript) else base for base in node.bases]
                found[node.name] = node, [base.id for base in bases if isinstance(base, ast.Name)]
    return found


def _above(name: str) -> list[str]:
    """The own classes above a class, each once."""
    found: list[str] = []
    for base in _classes()[name][1]:
        if base in _classes() and base != name:
            found += [each for each in (base, *_above(base)) if each not in found]
    return found


def test_no_class_stands_on_more_than_three_of_ours():
    towers = {name: above for name in _classes() if len(above := _above(name)) > MOST_ABOVE}
    assert not towers


def test_no_class_with_its_bases_is_longer_than_six_hundred_lines():
    lines = {name: node.end_lineno - node.lineno + 1 for name, (node, _) in _classes().items()}
    whole = {name: lines[name] + sum(lines[base] for base in _above(name)) for name in lines}
    assert not {name: count for name, count in whole.items() if count > MOST_LINES}


def _body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    docstring = node.body[0] if ast.get_docstring(node) is not None else None
    said = docstring.end_lineno - docstring.lineno + 1 if docstring else 0
    return node.end_lineno - node.lineno + 1 - said


def test_no_function_is_longer_than_a_screen():
    functions = (
        (f"{name}.{node.name}", _body_lines(node))
        for name, tree in _trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    assert not {name: count for name, count in functions if count > LONGEST_FUNCTION}


def test_every_name_of_a_file_says_what_is_in_it():
    assert not [name for name in _trees() if NO_NAMES & set(name.split("."))]
