"""Makes the stage and the contracts known to the tests, and a world for each."""

import pathlib
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "deploy"), str(HERE.parent / "contract")]

import another_clock  # noqa: E402
import contracts  # noqa: E402
from world import World  # noqa: E402


@pytest.fixture(scope="session")
def messages(tmp_path_factory):
    return contracts.load(tmp_path_factory.mktemp("contracts"))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item):
    report = (yield).get_result()
    if report.when == "call":
        item.failed = report.failed


@pytest.fixture
def world(messages, request):
    another_clock.forget_the_killed()
    world = World(messages)
    try:
        yield world
    finally:
        if getattr(request.node, "failed", True):
            print(world.processes.last_words())
        world.close()
