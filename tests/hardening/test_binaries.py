"""What the compiler and the linker were told to harden, read in the programs that came of it."""

import json
import re

import pytest
from programs import BIN, BUILT, NAMES, is_x86, read, says, wanted_symbols

every_program = pytest.mark.parametrize("name", NAMES)


def test_every_program_is_here():
    assert len(NAMES) >= 7
    assert [name for name in NAMES if not (BIN / name).is_file()] == []
    assert sorted(path.name for path in BIN.iterdir() if path.is_file()) == NAMES


@every_program
def test_it_can_be_put_anywhere(name):
    assert re.search(r"Type:\s+DYN", read(name, "--file-header"))
    assert re.search(r"\(FLAGS_1\).*\bPIE\b", read(name, "--dynamic"))


@every_program
def test_its_tables_are_read_only_once_it_runs(name):
    assert "GNU_RELRO" in read(name, "--program-headers")
    assert re.search(r"\(FLAGS\)\s+.*BIND_NOW", read(name, "--dynamic"))
    assert "TEXTREL" not in read(name, "--dynamic")


@every_program
def test_no_memory_is_both_written_and_run(name):
    stack = re.search(r"GNU_STACK(?:\s+0x\w+){5}\s+([RWE ]+?)\s+0x", read(name, "--program-headers"))
    assert stack and stack[1].replace(" ", "") == "RW"
    loaded = re.findall(r"LOAD(?:\s+0x\w+){5}\s+([RWE ]+?)\s+0x", read(name, "--program-headers"))
    assert loaded and not [flags for flags in loaded if "W" in flags and "E" in flags]


@every_program
def test_it_takes_libraries_only_from_the_system(name):
    assert not re.search(r"\((RPATH|RUNPATH)\)", read(name, "--dynamic"))


@every_program
def test_an_overrun_stack_ends_it(name):
    assert "__stack_chk_fail" in wanted_symbols(name)


@every_program
def test_the_standard_library_checks_its_own_bounds(name):
    """An assertion of the standard library is there only where it can fail, with the function that tells of it."""
    assert "_ZSt21__glibcxx_assert_failPKciS0_S0_" in wanted_symbols(name)


@every_program
def test_copies_are_checked(name):
    assert any(re.fullmatch(r"__\w+_chk", symbol) for symbol in wanted_symbols(name))


@every_program
def test_returns_and_large_stacks_are_guarded(name):
    """Every function that can be called from afar begins with its mark; a frame larger than a page is touched
    page by page, so that it cannot step over the guard."""
    if not is_x86(name):
        return
    code = says("objdump", "--disassemble", "--no-show-raw-insn", str(BIN / name))
    large = re.findall(r"\bsub\s+\$0x1000,%rsp\n[^\n]*\bor[ql]\s+\$0x0,\(%rsp\)", code)
    assert code.count("endbr64") > 500
    assert bool(large) == bool(re.search(r"\bsub\s+\$0x[1-9a-f][0-9a-f]{3,5},%rsp", code))


def test_every_source_was_told_so():
    """What leaves no trace where it has nothing to do."""
    sources = json.loads((BUILT / "compile_commands.json").read_text(encoding="utf-8"))
    ours = [source for source in sources if re.search(r"/(agent|relay|console|proto)/[^.]+\.cc$", source["file"])]
    assert len(ours) > 150
    flags = [
        "-D_FORTIFY_SOURCE=2", "-D_GLIBCXX_ASSERTIONS", "-fstack-protector-strong", "-fstack-clash-protection",
        "-fcf-protection",
    ]
    missing = {flag: [s["file"] for s in ours if flag not in s["command"].split()] for flag in flags}
    assert {flag: files for flag, files in missing.items() if files} == {}
    assert [s["file"] for s in ours if re.search(r"-DNDEBUG\b|-U_FORTIFY|-fno-stack", s["command"])] == []
