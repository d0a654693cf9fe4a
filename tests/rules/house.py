"""The files of the repository, as the rules see them."""

import pathlib
import subprocess
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]
RULES = tomllib.loads((ROOT / "tests/rules/include_rules.toml").read_text(encoding="utf-8"))


def files(*endings):
    """Files of the repository, new ones included, whose names end so; all of them when none is given."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True,
    ).stdout.decode().split("\0")
    found = [ROOT / name for name in sorted(set(listed)) if name and (not endings or name.endswith(endings))]
    return [path for path in found if path.is_file()]


def name(path):
    return path.relative_to(ROOT).as_posix()


def text(path):
    return path.read_text(encoding="utf-8")


def product(*endings):
    """Files of what ships: no test."""
    return [path for path in files(*endings) if not name(path).startswith("tests/")]


def without_comments(source):
    """C++ or TypeScript with comments blanked, string literals and line numbers kept."""
    out, i = [], 0
    while i < len(source):
        two = source[i:i + 2]
        if two == "//":
            end = source.find("\n", i)
            i = len(source) if end < 0 else end
        elif two == "/*":
            end = source.find("*/", i + 2)
            end = len(source) if end < 0 else end + 2
            out.append("\n" * source.count("\n", i, end))
            i = end
        elif source[i] in "\"'`":
            end = i + 1
            while end < len(source) and source[end] != source[i] and source[end] != "\n":
                end += 2 if source[end] == "\\" else 1
            out.append(source[i:end + 1])
            i = end + 1
        else:
            out.append(source[i])
            i += 1
    return "".join(out)
