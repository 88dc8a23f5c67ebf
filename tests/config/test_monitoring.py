"""The dashboard and the alert rules ask only for what the bot measures."""

import json
import re
from pathlib import Path

import pytest
import yaml  # noqa: TID251  these files are not the program's settings

from bot.bootstrap import open_program
from bot.configuration.settings import load_settings
from bot.monitoring.monitor import monitoring

_NAME = re.compile(r"\b(?:onrecord|process)_[a-z_]+")
_LABELS = re.compile(r"\b((?:onrecord|process)_[a-z_]+)\{([^}]*)\}")


@pytest.fixture(scope="module")
def measured(tmp_path_factory) -> set[str]:
    """Every name that can be asked for."""
    settings = load_settings(
        {"archive.url": str(tmp_path_factory.mktemp("a"))}, environ={"ONRECORD_READING__MODEL": "off"}
    )
    program = open_program(settings)
    with monitoring(program, settings) as monitor:
        families = list(monitor.metrics.registry.collect())
    program.close()
    names = {family.name for family in families} | {sample.name for family in families for sample in family.samples}
    counted = {f"{family.name}_total" for family in families if family.type == "counter"}
    timed = {
        f"{family.name}{end}"
        for family in families
        if family.type == "histogram"
        for end in ("_bucket", "_sum", "_count")
    }
    return names | counted | timed


@pytest.fixture(scope="module")
def expressions(repository: Path) -> dict[str, str]:
    """Every expression of both files by where it stands."""
    folder = repository / "config/deploy/monitoring"
    dashboard = json.loads((folder / "dashboard.json").read_text())
    found = {
        f"{panel['title']} {target['refId']}": target["expr"]
        for panel in dashboard["panels"]
        for target in panel.get("targets", ())
    }
    for group in yaml.safe_load((folder / "alerts.yaml").read_text())["groups"]:
        found |= {rule["alert"]: rule["expr"] for rule in group["rules"]}
    return found


def test_every_expression_asks_for_what_is_measured(expressions: dict[str, str], measured: set[str]) -> None:
    assert len(expressions) > 25
    asked = {name for expression in expressions.values() for name in _NAME.findall(expression)}
    assert not asked - measured
    own = {re.sub("_(total|bucket|sum|count|created)$", "", name) for name in measured if name.startswith("onrecord")}
    shown = {re.sub("_(total|bucket|sum|count)$", "", name) for name in asked}
    assert not own - shown  # nothing is measured for nobody


def test_every_expression_is_closed_and_every_alert_says_what_to_do(
    expressions: dict[str, str], repository: Path
) -> None:
    for where, expression in expressions.items():
        for opened, closed in ("()", "{}", "[]"):
            assert expression.count(opened) == expression.count(closed), where
    rules = yaml.safe_load((repository / "config/deploy/monitoring/alerts.yaml").read_text())["groups"][0]["rules"]
    for rule in rules:
        assert set(rule) == {"alert", "expr", "for", "labels", "annotations"}, rule["alert"]
        assert set(rule["annotations"]) == {"summary", "description"}
        assert rule["labels"]["severity"] in {"warn", "page"}


def test_labels_are_those_that_are_measured(expressions: dict[str, str]) -> None:
    known = {"job", "kind", "outcome", "stage", "level", "le", "queue", "reason", "status"}
    named = {
        label.partition("=")[0].strip("!~ ")
        for expression in expressions.values()
        for _, labels in _LABELS.findall(expression)
        for label in labels.split(",")
    }
    assert named <= known


def test_panels_do_not_overlap(repository: Path) -> None:
    panels = json.loads((repository / "config/deploy/monitoring/dashboard.json").read_text())["panels"]
    taken: set[tuple[int, int]] = set()
    for panel in panels:
        place = panel["gridPos"]
        cells = {
            (x, y)
            for x in range(place["x"], place["x"] + place["w"])
            for y in range(place["y"], place["y"] + place["h"])
        }
        assert not cells & taken, panel["title"]
        taken |= cells
    assert len({panel["id"] for panel in panels}) == len(panels)
