"""docs/PROTOCOL.md says what the comments of the contracts say."""

import subprocess
import sys

import house


def test_the_page_is_written_from_the_contracts():
    checked = subprocess.run(
        [sys.executable, house.ROOT / "proto/doc/protocol.py", "--check"], capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stderr
