"""What holds for every file, whoever wrote it."""

import os
import re
import shutil
import subprocess

import house

CXX = (".cc", ".h")
SCRIPTS = (".py", ".mjs", ".js", ".ts", ".tsx", ".sh")


def places(paths, pattern, read=house.text):
    """`file:line` of each match."""
    found = []
    for path in paths:
        for number, line in enumerate(read(path).splitlines(), 1):
            if re.search(pattern, line):
                found.append(f"{house.name(path)}:{number}: {line.strip()}")
    return found


def code(path):
    return house.without_comments(house.text(path))


def is_text(path):
    return not path.name.endswith((".png", ".ico", ".woff2", ".bin", ".jpg"))


def test_files_are_short():
    longest = house.RULES["length"]["lines"]
    sources = house.files(*CXX, *SCRIPTS, ".css", ".proto", ".sql")
    assert [house.name(p) for p in sources if len(house.text(p).splitlines()) > longest] == []


def test_cxx_is_formatted():
    assert shutil.which("clang-format-19"), "clang-format-19 is needed"
    sources = [str(path) for path in house.files(*CXX)]
    checked = subprocess.run(
        ["clang-format-19", "--dry-run", "-Werror", *sources], cwd=house.ROOT, capture_output=True, text=True
    )
    wrong = sorted(set(re.findall(r"^(\S+?):\d+:\d+: error", checked.stderr, re.M)))
    assert checked.returncode == 0, wrong


def test_nothing_sleeps():
    in_code = r"this_thread::sleep|\busleep\s*\(|\bnanosleep\s*\(|[^_.\w]sleep\s*\(\s*\d|time\.sleep|waitForTimeout"
    allowed = ("tests/rules/", *house.RULES["sleep"]["allowed"])
    sources = [p for p in house.files(*CXX, *SCRIPTS) if not house.name(p).startswith(allowed)]
    assert places(sources, in_code, code) == []
    shells = [p for p in house.files() if is_text(p) and house.text(p).startswith("#!/usr/bin/env bash")]
    assert places(shells, r"^\s*sleep\s") == []


def test_folders_of_a_test_are_its_own():
    """Tests run side by side: a name that two of them share is a race."""
    sources = [p for p in house.files(*CXX) if house.name(p) != "tests/support/temp_folder.h"]
    assert places(sources, r"\bmkdtemp\b|\bTempDir\s*\(|temp_directory_path", code) == []


def test_mutexes_are_where_threads_meet():
    allowed = tuple(house.RULES["mutex"]["allowed"])
    sources = [path for path in house.product(*CXX) if not house.name(path).startswith(allowed)]
    assert places(sources, r"std::(recursive_|shared_|timed_)?mutex|pthread_mutex|condition_variable", code) == []


def test_nothing_is_left_for_later():
    words = r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b"
    assert places([path for path in house.files() if is_text(path)], words) == []


def test_no_path_of_a_machine():
    machine = r"/wor" r"k/(main|shared)|/tm" r"p/(mt|wt)|/roo" r"t/|/home/[a-z]+/"
    assert places([path for path in house.files() if is_text(path)], machine) == []


def test_no_test_is_switched_off():
    off = r"GTEST_" r"SKIP|DIS" r"ABLED_|\.ski" r"p\(|\.onl" r"y\(|pytest\.mark\.(sk" r"ip|xf" r"ail)|assert " r"True$"
    assert places(house.files(*CXX, *SCRIPTS), off) == []


def test_text_for_people_is_in_catalogues():
    french = r"\"[^\"]*[àâçéèêëîïôùûœÉÀ][^\"]*\"|>[^<>{}]*[àâçéèêëîïôùûœÉÀ]"
    sources = [p for p in house.product(*CXX, ".ts", ".tsx") if "/test" not in house.name(p)]
    sources = [p for p in sources if not re.search(r"\.test\.tsx?$|/words|/locales/|/catalog", house.name(p))]
    assert places(sources, french, code) == []


def test_scripts_parse_and_run():
    broken = []
    for path in house.files():
        if not is_text(path) or not (first := house.text(path)[:40]).startswith("#!"):
            continue
        if not os.access(path, os.X_OK):
            broken.append(f"{house.name(path)} has no run bit")
        if "bash" in first.splitlines()[0]:
            checked = subprocess.run(["bash", "-n", str(path)], capture_output=True, text=True)
            broken += [checked.stderr] if checked.returncode else []
    assert broken == []


def test_ci_runs_the_test_command():
    assert "tests/run" in house.text(house.ROOT / ".ci/run")
