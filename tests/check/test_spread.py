"""Wherever pages are judged, the answer is the same, whatever becomes of the workers."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from copies import plain, reports, town
from etraces_cite.check import grounds, sheaves, spread, verify
from etraces_cite.config import Config
from etraces_cite.errors import ConfigError
from etraces_cite.model import Dossier


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    """Return a project of more pages than parcels hold, one of which shows another."""
    monkeypatch.setattr(spread, "AT_ONCE", 2)
    monkeypatch.setattr(sheaves, "FEW", 0)
    config = town(tmp_path)
    for name in ("must-pass", "must-flag"):
        for number in range(6):
            source = (tmp_path / "docs" / f"{name}.md").read_text(encoding="utf-8")
            (tmp_path / "docs" / f"{name}-{number}.md").write_text(source, encoding="utf-8")
    (tmp_path / "docs" / "whole.md").write_text("Avant.\n\n```{include} must-pass.md\n```\n", encoding="utf-8")
    return config


@pytest.mark.parametrize("cache", [True, False])
def test_processes_give_the_same(config: Config, cache: bool) -> None:
    assert reports(verify(config, jobs=2, cache=cache)) == plain(config)


@pytest.mark.parametrize("kind", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_any_executor_gives_the_same(config: Config, kind: type[Executor]) -> None:
    with kind(2) as executor:
        assert reports(verify(config, executor=executor)) == plain(config)


class Failing(ThreadPoolExecutor):
    """An executor that loses parcels: each second one while it works, and all after the eighth."""

    count = 0

    def submit(self, *arguments: Any, **named: Any) -> Future[Any]:
        self.count += 1
        if self.count > 8:
            raise BrokenExecutor("no worker is left")
        if self.count % 2:
            return super().submit(*arguments, **named)
        lost: Future[Any] = Future()
        lost.set_exception(BrokenExecutor("the worker died"))
        return lost


def test_what_workers_lose_is_done_here(config: Config) -> None:
    with Failing(2) as executor:
        assert reports(verify(config, executor=executor)) == plain(config)
    assert executor.count > 4


def test_the_dossier_is_made_once_in_a_worker() -> None:
    whole = grounds.Grounds(Dossier(), ("20 Minutes",), frozenset({"a"}), "captures")
    work, arguments = whole.__reduce__()
    first = work(*arguments)
    assert first == whole
    assert work(*arguments) is first


@pytest.mark.parametrize("address", ["dusk://127.0.0.1:1", "dask://127.0.0.1:1"])
def test_an_executor_that_is_none_is_said(config: Config, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if address.startswith("dask"):
        pytest.importorskip("distributed", reason="the extra etraces-cite[dask] is not installed")
    monkeypatch.setattr(spread, "PATIENCE", 1)
    monkeypatch.setattr(sheaves, "FEW", 30)
    for cache in (False, True):
        with pytest.raises(ConfigError, match=address):
            verify(config, executor=address, cache=cache)


@pytest.fixture
def cluster() -> Iterator[Any]:
    """Return a Dask cluster of three processes of this machine."""
    distributed = pytest.importorskip("distributed", reason="the extra etraces-cite[dask] is not installed")
    with distributed.LocalCluster(
        n_workers=3, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
    ) as cluster:
        yield cluster


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_gives_the_same_though_a_worker_dies(
    config: Config, cluster: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    victims = [next(iter(cluster.workers.values())).pid]
    answer = spread._answer

    def killing(*arguments: Any) -> Any:
        while victims:
            os.kill(victims.pop(), signal.SIGKILL)
        return answer(*arguments)

    monkeypatch.setattr(spread, "_answer", killing)
    result = verify(config, executor=cluster.scheduler_address.replace("tcp://", "dask://"))
    assert victims == []
    assert reports(result) == plain(config)
