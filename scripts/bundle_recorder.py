"""Writes python/activations/record.py, the recorder in one file, from the modules of python/recorder.

    python3 scripts/bundle_recorder.py [--check]

A user copies that one file beside a training script; the recorder is written in small modules. With --check nothing is
written: exit status 1 if the file is not what the modules give.
"""

import ast
import re
import sys
from pathlib import Path

PYTHON = Path(__file__).resolve().parent.parent / "python"
SOURCE, BUNDLE = PYTHON / "recorder", PYTHON / "activations" / "record.py"

# Each may use those before it.
MODULES = ("catalogue", "operations", "flow", "roles", "layout", "recurrent", "attention", "nested", "settings", "layer",
           "files", "scratch", "samples", "behaviour", "moments", "sums", "summary", "batch", "modules", "watch", "modes",
           "folder", "probe", "survey", "training", "recorder")  # fmt: skip
NOTE = "# Made by scripts/bundle_recorder.py from python/recorder: change the modules there, then run it again."


def parts(path: Path) -> tuple[str, list[str], list[str], str]:
    """A module's docstring, its imports from outside, its imports of other modules, and what follows."""
    text = path.read_text(encoding="utf-8")
    tree, lines = ast.parse(text), text.splitlines()
    imports = [node for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom))]
    inside = [node.module for node in imports if isinstance(node, ast.ImportFrom) and node.level]
    outside = ["\n".join(lines[node.lineno - 1 : node.end_lineno]) for node in imports if not getattr(node, "level", 0)]
    return ast.get_docstring(tree), outside, inside, "\n".join(lines[imports[-1].end_lineno :]).strip("\n")


def merged(imports: set[str]) -> str:
    """The imports of all modules, those of the standard library first."""
    names: dict[str, set[str]] = {}
    for line in imports:
        if match := re.fullmatch(r"from (\S+) import (.+)", line):
            names.setdefault(match[1], set()).update(match[2].split(", "))
    plain = sorted(line for line in imports if line.startswith("import "))
    froms = [
        f"from {module} import {', '.join(sorted(what))}"
        for module, what in sorted(names.items())
        if module != "__future__"
    ]
    groups = [[line for line in (*plain, *froms) if ("torch" in line) == torch] for torch in (False, True)]
    return "\n\n".join("\n".join(group) for group in groups)


def bundle() -> str:
    imports, sections, defined = set(), [], {}
    for place, name in enumerate(MODULES):
        doc, outside, inside, body = parts(SOURCE / f"{name}.py")
        if later := set(inside) - set(MODULES[:place]):
            sys.exit(f"{name}.py uses {', '.join(later)}, which MODULES has later or not at all")
        for node in ast.parse(body).body:
            if hasattr(node, "name") and defined.setdefault(node.name, name) != name:
                sys.exit(f"{name}.py and {defined[node.name]}.py both define {node.name}")
        imports.update(outside)
        sections.append(f"# {'-' * 118}\n# {doc}\n\n{'' if body.startswith('#') else chr(10)}{body}")
    header = (SOURCE / "__init__.py").read_text(encoding="utf-8").split('"""')[1]
    return (
        f'"""{header}"""\n\n{NOTE}\n\nfrom __future__ import annotations\n\n{merged(imports)}\n\n'
        f'__all__ = ["ActivationRecorder"]\n\n\n' + "\n\n\n".join(sections) + "\n"
    )


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        same = BUNDLE.read_text(encoding="utf-8") == bundle()
        sys.exit(0 if same else f"{BUNDLE.name} is not what python/recorder gives: run {sys.argv[0]}")
    BUNDLE.write_text(bundle(), encoding="utf-8")
