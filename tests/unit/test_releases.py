"""What describes a release agrees with the program: versions, workflows, the desktop's entry."""

from __future__ import annotations

import configparser
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

import isic_desktop

ROOT = Path(__file__).resolve().parents[2]
LINUX = ROOT / "packaging" / "linux"
ID = "org.isic_desktop.ISICDesktop"


@pytest.mark.parametrize("path", sorted((ROOT / ".github" / "workflows").glob("*.yml")), ids=lambda path: path.name)
def test_that_each_step_of_a_workflow_does_one_thing_with_files_that_are_there(path: Path) -> None:
    workflow = yaml.safe_load(path.read_text("utf-8"))
    # YAML 1.1 takes the key `on` for a truth value.
    assert workflow[True], "something starts it"
    for name, job in workflow["jobs"].items():
        assert job["timeout-minutes"] <= 60, name
        for step in job["steps"]:
            assert ("uses" in step) != ("run" in step), step
            if "uses" in step:
                assert re.fullmatch(r"[\w.-]+/[\w.-]+@v\d+", step["uses"]), step
            for file in re.findall(r"(?:packaging|\.ci)[/\\][\w./\\-]+", step.get("run", "")):
                assert (ROOT / file.replace("\\", "/")).is_file(), file
            for target in re.findall(r"\bmake (\w+)", step.get("run", "")):
                assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE), target


def test_that_all_three_systems_are_built_with_the_cpu_build_of_torch_and_tried() -> None:
    job = yaml.safe_load((ROOT / ".github" / "workflows" / "release.yml").read_text("utf-8"))["jobs"]["build"]
    assert {re.sub(r"-.*", "", system) for system in job["strategy"]["matrix"]["os"]} == {"ubuntu", "windows", "macos"}
    commands = "\n".join(step.get("run", "") for step in job["steps"])
    assert "whl/cpu" in commands
    assert "try_frozen.py dist/isic-desktop" in commands


def test_that_every_description_has_the_programs_version() -> None:
    version = isic_desktop.__version__
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert citation["version"] == version
    metadata = ElementTree.fromstring((LINUX / f"{ID}.metainfo.xml").read_text("utf-8"))
    release = metadata.find("releases/release")
    assert release is not None
    assert release.get("version") == version
    assert release.get("date") == str(citation["date-released"])


def test_that_the_desktops_entry_starts_the_program_under_its_own_icon() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(LINUX / f"{ID}.desktop", encoding="utf-8")
    assert entry["Desktop Entry"]["Exec"] == "isic-desktop %f"
    # By these the desktop knows that a window belongs to the entry: X11 by its class, Wayland by its id.
    window = (ROOT / "isic_desktop" / "app.py").read_text("utf-8")
    assert f'setApplicationName("{entry["Desktop Entry"]["StartupWMClass"]}")' in window
    assert f'setDesktopFileName("{ID}")' in window
    package = (LINUX / "build_deb.sh").read_text("utf-8")
    assert f"apps/{entry['Desktop Entry']['Icon']}.svg" in package
    assert "/usr/bin/isic-desktop" in package
