"""The repository itself: what it ships, pins and promises."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from typing import Any

import pytest
import yaml

from diplograph import __version__
from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
COMPOSE = ROOT / "docker-compose.yml"


def _tracked() -> list[str]:
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def _compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))
    return found


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a checkout")
def test_no_file_names_a_machine_a_registry_or_a_password() -> None:
    bad = re.compile(
        r"(?<![\w.])/root/|(?<![\w.])/home/\w+/|files\.pythonhosted\.org|pypi\.org/simple"
        r"|repo1?\.maven|registry\.npmjs"
    )
    for name in _tracked():
        path = ROOT / name
        if path.suffix in {".png", ".svg"} or path == ROOT / "tests" / "test_house.py":
            continue
        found = bad.search(path.read_text(encoding="utf-8", errors="replace"))
        assert not found, f"{name}: {found and found[0]}"


def test_no_test_waits_by_the_clock() -> None:
    bad = re.compile(r"\bsleep\(|wait_for_timeout\(|bind\(")
    for path in (ROOT / "tests").rglob("*.py"):
        if path != ROOT / "tests" / "test_house.py":
            assert not bad.search(path.read_text(encoding="utf-8")), path


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_package_has_a_version_and_hashes(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    pins = re.findall(
        r"^[a-z0-9][^\n]*?==[^\n]*\\\n(?:    --hash=sha256:[0-9a-f]{64}[^\n]*\n)+", text, re.M
    )
    names = re.findall(r"^[a-z0-9][\w.-]*", text, re.M)
    assert len(pins) == len(names) > 0


def test_the_locks_cover_what_the_project_asks_for() -> None:
    locked = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for wanted in PROJECT["project"]["dependencies"]:
        assert re.search(rf"^{re.split('[>=<]', wanted)[0]}==", locked, re.M), wanted


def test_the_version_is_said_once_and_the_same() -> None:
    assert PROJECT["project"]["version"] == __version__


def test_the_containers_are_on_loopback_healthy_and_keep_the_graph() -> None:
    services = _compose()["services"]
    for service in services.values():
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", ()))
    assert services["neo4j"]["healthcheck"]
    assert services["neo4j"]["volumes"] == ["graph:/data"]
    assert services["dashboard"]["depends_on"]["neo4j"]["condition"] == "service_healthy"
    assert "HEALTHCHECK" in (ROOT / "Dockerfile").read_text(encoding="utf-8")


@pytest.mark.skipif(not shutil.which("docker-compose"), reason="docker-compose is not installed")
@pytest.mark.parametrize(("password", "status"), [("eight-or-more", 0), ("", 1)])
def test_compose_takes_its_file_and_wants_a_password(password: str, status: int) -> None:
    done = subprocess.run(
        ["docker-compose", "-f", str(COMPOSE), "config", "--quiet"],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"], "NEO4J_PASSWORD": password},
    )
    assert done.returncode == status, done.stderr
