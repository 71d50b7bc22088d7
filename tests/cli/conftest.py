"""The command line, run in this process; `answers` puts a hand-built result in place of the judging."""

import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from leakcheck import api
from leakcheck.cli import main


@pytest.fixture
def samples():
    return SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("results.py"))))


@pytest.fixture
def run(monkeypatch):
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)

    def call(*args, input=None):  # noqa: A002 - as in CliRunner
        return CliRunner().invoke(main, [str(a) for a in args], input=input)

    return call


@pytest.fixture
def answers(monkeypatch):
    """Let the judging give a fixed result; the calls it got are in the list that comes back."""

    def put(result):
        calls = []

        def verify(evidence, **options):
            calls.append((evidence, options))
            if isinstance(result, BaseException):
                raise result
            return api.Report(result)

        monkeypatch.setattr(api, "verify", verify)
        return calls

    return put
