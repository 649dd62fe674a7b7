"""Where the program writes to the disk, found in its source: the full name of every function that does.

A call that may write counts, whatever it is given, and so does a writing function that is handed on or renamed: what
only looks so is named in the tests, with the reason.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("isic_desktop", "model_train")

# These write, by whatever object or module they are called.
_WRITERS = {
    # of model_train.atomic
    "append_whole", "move_aside", "open_atomic", "write_bytes", "write_json", "write_text",
    # of Python
    "FileHandler", "NamedTemporaryFile", "RotatingFileHandler", "SpooledTemporaryFile", "TemporaryDirectory",
    "TemporaryFile", "TimedRotatingFileHandler", "copy2", "copyfile", "copyfileobj", "copytree", "dump",
    "extract", "extractall", "ftruncate", "hardlink_to", "link", "link_to", "make_archive", "mkdtemp", "mkfifo",
    "mkstemp", "posix_fallocate", "pwrite", "rename", "renames", "sendfile", "symlink", "symlink_to", "touch",
    "truncate", "unpack_archive", "writelines", "writestr",
    # of numpy, OpenCV, matplotlib, safetensors
    "PdfPages", "VideoWriter", "imwrite", "memmap", "open_memmap", "save_file", "save_model", "savefig", "savetxt",
    "savez", "savez_compressed", "tofile",
    # of Qt
    "QFile", "QImageWriter", "QLockFile", "QPdfWriter", "QSaveFile", "QSettings", "QTemporaryDir", "QTemporaryFile",
    "setStandardErrorFile", "setStandardOutputFile",
    # of sqlite3 and filelock
    "SoftFileLease", "execute", "executemany", "executescript",
}  # fmt: skip
# These write when they are called so; the same name is harmless on other objects.
_OF_MODULES = {
    "save": {"np", "numpy", "torch"},
    "copy": {"shutil"},
    "move": {"shutil"},
    "connect": {"sqlite3"},
    "write": {"os"},
    "writev": {"os"},
    "replace": {"os"},
    "enable": {"faulthandler"},
}


def writing_places() -> set[str]:
    """The functions that write, as `package.module:Class.function`; what a module does itself is `package.module:`."""
    found = set()
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            found |= {f"{module}:{name}" for name in functions_that_write(path.read_text("utf-8"))}
    return found


def functions_that_write(source: str) -> set[str]:
    """The qualified names of a module's functions that write, as the running program has them."""
    tree = ast.parse(source)
    known = {one.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for one in node.names}
    known |= {node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    return {name for node, name in _with_names(tree, "") if _writes(node, _WRITERS & known)}


def _with_names(node: ast.AST, name: str) -> Iterator[tuple[ast.AST, str]]:
    for child in ast.iter_child_nodes(node):
        inner = name
        if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            inner = f"{name}.{child.name}" if name else child.name
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                inner = f"{name}.<locals>.{child.name}"
        yield child, inner
        yield from _with_names(child, inner)


def _writes(node: ast.AST, known: set[str]) -> bool:
    if isinstance(node, ast.ImportFrom):
        return any(one.name in _WRITERS and one.asname not in (None, one.name) for one in node.names)
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        return node.id in known  # and no variable of that name
    if isinstance(node, ast.Attribute):
        return node.attr in _WRITERS or _name_of(node.value) in _OF_MODULES.get(node.attr, ())
    return isinstance(node, ast.Call) and _is_writing_call(node)


def _is_writing_call(call: ast.Call) -> bool:
    function = call.func
    if not isinstance(function, ast.Attribute):
        return _name_of(function) in ("open", "ZipFile") and _asks_to_write(call.args[1:2], call.keywords)
    owner, name = _name_of(function.value), function.attr
    if name == "open" and owner == "os":
        flags = {node.attr for word in call.args[1:] for node in ast.walk(word) if isinstance(node, ast.Attribute)}
        return flags != {"O_RDONLY"}
    if name in ("open", "fdopen", "ZipFile"):
        of_path = name == "open" and owner not in ("io", "codecs", "gzip", "bz2", "lzma", "tarfile")
        return _asks_to_write(call.args[0:1] if of_path else call.args[1:2], call.keywords)
    if name == "replace":  # of a path; a text's takes two
        return len(call.args) == 1 and not call.keywords
    if name == "save":  # a picture's; an annotation store's takes more, settings' nothing
        return 1 <= len(call.args) <= 2
    # Into a file that was opened elsewhere, unless it is what the person reads.
    return name == "write" and ast.unparse(function.value) not in ("sys.stdout", "sys.stderr")


def _asks_to_write(modes: list[ast.expr], keywords: list[ast.keyword]) -> bool:
    """Whether a file's mode says so, or may: one that is computed counts."""
    modes = modes + [word.value for word in keywords if word.arg == "mode"]
    for node in (node for mode in modes for node in ast.walk(mode)):
        if isinstance(node, ast.Name) and "mode" in node.id:
            return True
        letters = set(node.value) if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()
        if letters <= set("rwaxbt+") and letters & set("wax+"):
            return True
    return False


def _name_of(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else ""
