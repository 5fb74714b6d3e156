"""What the tests have in common: the examples of the repository, and the command that came with the package."""

import pathlib
import shutil
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def exercise():
    return ROOT / "examples/exercise"


@pytest.fixture(scope="session")
def two_crises():
    return ROOT / "examples/two-crises/reports"


@pytest.fixture(scope="session")
def command():
    """Runs the command beside this Python and gives what it prints."""
    program = shutil.which("recount", path=str(pathlib.Path(sys.executable).parent))
    assert program, "expected the command `recount` beside this Python, found none"

    def run(*words, status=0):
        done = subprocess.run([program, *map(str, words)], capture_output=True, check=False)
        assert done.returncode == status, (words, done.returncode, done.stderr.decode())
        return done.stdout.decode()

    return run
