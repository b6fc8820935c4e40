"""A small process that checks files as the window and as the command line do, and is measured.

It reads a path (JSON) a line and answers with a line of JSON. It is started apart from the tests,
because the memory of a process counts from that of the one that started it.
"""

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from claimdesk import cli
from claimdesk.store import checking

_resource: Any = import_module("resource") if find_spec("resource") else None


def examined(name: str) -> dict[str, object]:
    """Return what the function and the command line say of a file, and what the child took."""
    before = _usage()
    found = checking.examined(Path(name))
    after = _usage()
    return {
        "code": None if found.trouble is None else found.trouble.code,
        "sentence": "" if found.trouble is None else found.trouble.sentence,
        "stage": found.stage,
        "cpu_s": after[0] - before[0],
        "peak_bytes": after[1],
        "cli": _command_line(name),
    }


def _command_line(name: str) -> dict[str, object]:
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = cli.main(["check", name, "--json"])
    out.seek(0)
    said = out.read()
    return {"status": status, "said": json.loads(said) if said else None, "err": err.getvalue()}


def _usage() -> tuple[float, int]:
    """Return the seconds of CPU and the largest memory (bytes) of all children so far."""
    if _resource is None:
        return 0.0, 0
    used = _resource.getrusage(_resource.RUSAGE_CHILDREN)
    unit = 1 if sys.platform == "darwin" else 1024
    return used.ru_utime + used.ru_stime, used.ru_maxrss * unit


if __name__ == "__main__":
    for line in sys.stdin:
        sys.stdout.write(json.dumps(examined(json.loads(line))) + "\n")
        sys.stdout.flush()
