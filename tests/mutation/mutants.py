"""The mutants of a file: each a place, a change that Cosmic Ray makes there, and the text that comes of it."""

import ast
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

#: what an operator becomes: its neighbours, not what fails at once whatever the tests are
_COMPARISONS = {
    "Eq": {"NotEq"}, "NotEq": {"Eq"}, "Is": {"IsNot"}, "IsNot": {"Is"}, "Lt": {"LtE", "Gt"}, "LtE": {"Lt", "GtE"},
    "Gt": {"GtE", "Lt"}, "GtE": {"Gt", "LtE"},
}  # fmt: skip
_ARITHMETIC = {
    "Add": {"Sub"}, "Sub": {"Add"}, "Mul": {"Div", "Add"}, "Div": {"Mul"}, "FloorDiv": {"Mul"}, "Mod": {"Mul"}, "Pow": {"Mul"},
    "BitOr": {"BitAnd"}, "BitAnd": {"BitOr"}, "BitXor": {"BitAnd"}, "LShift": {"RShift"}, "RShift": {"LShift"},
}  # fmt: skip
_UNARY = {"Delete_Not", "Delete_USub", "Delete_Invert"}
_OTHERS = {
    "AddNot", "ReplaceTrueWithFalse", "ReplaceFalseWithTrue", "ReplaceAndWithOr", "ReplaceOrWithAnd", "ReplaceBreakWithContinue",
    "ReplaceContinueWithBreak", "ExceptionReplacer", "NumberReplacer", "ZeroIterationForLoop",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: the `occurrence`-th place of `operator` in the file at `path`, which starts on `line`, `column`."""

    path: str
    line: int
    column: int
    operator: str
    occurrence: int
    before: str
    after: str

    @property
    def place(self) -> str:
        return f"{self.path}:{self.line}"

    @property
    def change(self) -> str:
        return f"{self.before}  ->  {self.after}"

    def text(self, root: Path) -> str:
        """Return the file's text with the change in it."""
        changed = mutate_code((root / self.path).read_text("utf-8"), get_operator(self.operator)(), self.occurrence)
        assert changed is not None
        return changed


def files_of(root: Path, places: Sequence[str], word: str = "") -> list[str]:
    """Return the Python files at the places, which have to be there."""
    found: list[str] = []
    for place in places:
        path = root / place
        assert path.exists(), f"{place} is not there: mend the list"
        listed = sorted(path.rglob("*.py")) if path.is_dir() else [path]
        found += [str(one.relative_to(root)) for one in listed]
    return [one for one in found if word in one]


def _wanted(name: str) -> bool:
    short = name.rpartition("/")[2]
    kind, _, pair = short.partition("_")
    if kind == "ReplaceBinaryOperator":
        one, other = pair.split("_")
        return other in _ARITHMETIC[one]
    if kind == "ReplaceComparisonOperator":
        one, other = pair.split("_")
        return other in _COMPARISONS[one]
    return pair in _UNARY if kind == "ReplaceUnaryOperator" else short in _OTHERS


def _unmutated(source: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Return the spans of what says nothing while a right program runs: annotations, type aliases, decorators, `strict=`."""
    spans = []
    for node in ast.walk(ast.parse(source)):
        notes = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.BinOp | ast.Subscript):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
            notes += [node.value] if any(re.fullmatch(r"_?[A-Z][a-z]\w*", name) for name in names) else []
        notes += getattr(node, "decorator_list", [])
        notes += [node.value] if isinstance(node, ast.keyword) and node.arg == "strict" else []
        spans += [((n.lineno, n.col_offset), (n.end_lineno, n.end_col_offset)) for n in notes if n is not None]
    return spans


def of_file(root: Path, path: str) -> Iterator[Mutant]:
    """Yield every mutant of a file."""
    source = (root / path).read_text("utf-8")
    nodes = list(ast_nodes(get_ast(source)))
    lines = source.splitlines()
    skipped = _unmutated(source)
    for name in filter(_wanted, operator_names()):
        operator = get_operator(name)()
        occurrence = 0
        for node in nodes:
            for start, end in operator.mutation_positions(node):
                if not any(a <= start < b for a, b in skipped):
                    before = lines[start[0] - 1].strip()
                    words = lines[start[0] - 1][start[1] : end[1] if end[0] == start[0] else None]
                    short = name.rpartition("/")[2]
                    yield Mutant(path, *start, name, occurrence, before, f"{words!r}: {short}")
                occurrence += 1


def draw(mutants: Sequence[Mutant], count: int, seed: int) -> list[Mutant]:
    """Draw places by the seed, each as likely as another, and one of the changes at each."""
    places: dict[tuple[str, int, int], list[Mutant]] = {}
    for mutant in mutants:
        places.setdefault((mutant.path, mutant.line, mutant.column), []).append(mutant)
    source = random.Random(seed)
    return [source.choice(places[place]) for place in source.sample(sorted(places), min(count, len(places)))]
