"""The history on the command line: lines for people, one document for programs."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from claimdesk.core.model import ReviewerRow
from claimdesk.store import claims
from claimdesk.store.store import Store

Run = Callable[..., Any]


def test_changes_are_listed_the_latest_first(tmp_path: Path, me: ReviewerRow, run: Run) -> None:
    path = tmp_path / "a.claimdesk"
    with Store.create(path, "River", me, durable=False) as store:
        claim_id, _ = store.run("New", lambda s: claims.add(s, "It was\nshut."))
        store.run("Edit", lambda s: claims.change(s, claim_id, claimant="The city"))
        store.run("Remove", lambda s: claims.remove(s, [claim_id]))

    said = run("history", path)
    lines = said.out.splitlines()
    assert said.status == 0
    assert lines[0].endswith("Z  Nina Marsh  removed claim: It was shut.")
    assert lines[1].endswith("  changed claim: claimant: “” -> “The city”")
    assert lines[2].endswith("  added claim: text: It was shut.")
    assert lines[-1].endswith("  added reviewer: initials: NM")

    changes = run("history", path, "--json").data["changes"]
    assert changes[1]["old"] == ""
    assert changes[1]["new"] == "The city"
    assert len(changes) == len(lines)


def test_only_what_was_done_since_a_day_is_told(tmp_path: Path, me: ReviewerRow, run: Run) -> None:
    path = tmp_path / "a.claimdesk"
    Store.create(path, "River", me, durable=False).close()
    tomorrow = dt.datetime.now().astimezone().date() + dt.timedelta(days=1)
    assert run("history", path, "--since", tomorrow.isoformat()).out == ""
    assert "added project" in run("history", path, "--since", "2020-01-01").out
    assert run("history", path, "--since", "yesterday").status == 2
