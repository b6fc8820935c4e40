"""Set Claimdesk up in this checkout and run it, or run every check, with nothing but Python.

    python3 packaging/bootstrap.py run [--screenshot FILE] [FILE ...]
    python3 packaging/bootstrap.py test [--fast]

Everything is installed into ``.venv`` in the exact versions of ``constraints.txt``, once. The
script itself starts on older Pythons too, to find a newer one, so it keeps to what those know.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shlex
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
EXE = ".exe" if os.name == "nt" else ""
CONSTRAINTS = ROOT / "packaging" / "constraints.txt"
STAMP = VENV / "claimdesk-installed.json"
INSTALL_LOG = VENV / "claimdesk-install.log"

OLDEST = (3, 11)
NEWER_PYTHONS = ("python3.13", "python3.12", "python3.11", "python3.14", "python3", "python")

QT_PACKAGES = (
    *("libegl1", "libgl1", "libglib2.0-0", "libgssapi-krb5-2", "libdbus-1-3", "libfontconfig1"),
    *("libxkbcommon0", "libxkbcommon-x11-0", "libwayland-cursor0", "libxcb-cursor0"),
    *("libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1", "libxcb-randr0"),
    *("libxcb-render-util0", "libxcb-shape0", "libxcb-xinerama0"),
    *("fonts-dejavu-core", "fonts-noto-core", "fonts-noto-color-emoji"),
)
TEST_PACKAGES = (
    *QT_PACKAGES,
    *("xvfb", "xauth", "xdotool", "x11-utils", "dbus-daemon", "at-spi2-core"),
)

TIME_LIMIT = 40 * 60
"""Seconds one check may take before it is ended: more than a busy machine needs for the longest."""


class SetupError(Exception):
    """Something the person at the keyboard has to know; ends the script with status 1."""


def main() -> int:
    """Understand the command line, do it, and return the exit status."""
    wish = parser().parse_args()
    try:
        if sys.version_info < OLDEST:
            return subprocess.call([newer_python(), __file__, *sys.argv[1:]])
        return test(wish.fast) if wish.verb == "test" else run(wish.files, wish.screenshot)
    except SetupError as error:
        say(str(error), to_error=True)
        return 1
    except KeyboardInterrupt:
        return 130


def parser() -> argparse.ArgumentParser:
    """Return the command line this script understands."""
    whole = argparse.ArgumentParser(description="Set Claimdesk up in this checkout and use it.")
    verbs = whole.add_subparsers(dest="verb", required=True, metavar="run|test")
    runs = verbs.add_parser("run", help="install what is needed and open the program")
    runs.add_argument("--screenshot", type=Path, metavar="FILE", help="paint into FILE and stop")
    runs.add_argument("files", nargs="*", metavar="FILE", help="instead of the sample project")
    tests = verbs.add_parser("test", help="install what is needed and run every check")
    tests.add_argument("--fast", action="store_true", help="no journeys, no coverage floors")
    return whole


def say(sentence: str, *, to_error: bool = False) -> None:
    """Print a line at once, in order with what the commands print."""
    sys.stdout.flush()
    print(sentence, file=sys.stderr if to_error else sys.stdout, flush=True)


def run(files: list[str], screenshot: Path | None) -> int:
    """Open the program on the files or the sample project, or paint it into a picture."""
    if screenshot is None and not has_display(sys.platform, os.environ):
        raise SetupError(
            "There is no display to open a window on; "
            "“python3 packaging/bootstrap.py run --screenshot FILE” paints it into a picture."
        )
    ensure_packages(QT_PACKAGES, needed=False)
    install(extras=())
    command = [str(BIN / f"claimdesk{EXE}"), *(files or ["--sample"])]
    environment = dict(os.environ)
    if screenshot is not None:
        command += ["--screenshot", str(screenshot)]
        environment["QT_QPA_PLATFORM"] = "offscreen"
    status = subprocess.call(command, env=environment)
    if status == 0 and screenshot is not None:
        say(f"The picture is in {screenshot}.")
    return status


def test(fast: bool) -> int:  # noqa: FBT001 - it is the flag of the command line
    """Run every check, go on after a failure, and sum up; pytest's own last line comes last."""
    started = time.monotonic()
    ensure_packages(TEST_PACKAGES, needed=True)
    install(extras=("dev",))
    failed = []
    last_line = ""
    for title, command in checks(fast):
        say(f"\n== {title} ==")
        status, line = watched(command)
        if title == "Tests":
            last_line = line
        if status:
            failed.append(title)
            say(f"-> {title} failed: {shlex.join(command)}")
    names = [title for title, _ in checks(fast)]
    say(f"\n== Summary after {(time.monotonic() - started) / 60:.1f} minutes ==")
    for title in names:
        say(f"{'failed' if title in failed else 'passed'}  {title}")
    say(last_line)
    return 1 if failed else 0


def checks(fast: bool) -> list[tuple[str, list[str]]]:  # noqa: FBT001 - as above
    """Return the checks in the order they run: a title and a command each."""
    python = str(BIN / f"python{EXE}")
    pytest = [python, "-m", "pytest", "--numprocesses", str(max(2, min(4, os.cpu_count() or 1)))]
    linters = [
        ("Lint", [str(BIN / f"ruff{EXE}"), "check"]),
        ("Format", [str(BIN / f"ruff{EXE}"), "format", "--check"]),
        ("Types", [str(BIN / f"mypy{EXE}")]),
        ("Import contracts", [str(BIN / f"lint-imports{EXE}"), "--no-logo"]),
    ]
    if fast:
        return [*linters, ("Tests", [*pytest, "--ignore=tests/journeys"])]
    report = [python, "-m", "coverage", "report"]
    strict = "src/claimdesk/core/*,src/claimdesk/store/*"
    return [
        *linters,
        ("Tests", [*pytest, "--cov", "--cov-report=", "--cov-fail-under=0"]),
        ("Coverage of core and store", [*report, f"--include={strict}", "--fail-under=100"]),
        ("Coverage of everything", report),
    ]


def watched(command: list[str]) -> tuple[int, str]:
    """Run a command, show what it prints, and return its status and its last line."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    last_line = ""
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        clock = threading.Timer(TIME_LIMIT, process.kill)
        clock.start()
        for line in process.stdout or ():
            say(line.rstrip("\n"))
            last_line = line.strip() or last_line
        clock.cancel()
    return process.returncode, last_line


def has_display(platform: str, environment: Mapping[str, str]) -> bool:
    """Return whether a window can appear; only Linux may be without any display."""
    if not platform.startswith("linux"):
        return True
    chosen = environment.get("QT_QPA_PLATFORM", "")
    return bool(
        environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY") or chosen == "offscreen"
    )


def ensure_packages(names: Sequence[str], *, needed: bool) -> None:
    """Install the missing ones of these Debian packages, or say which line installs them."""
    missing = missing_packages(names)
    if not missing:
        return
    line = f"apt-get install --yes --no-install-recommends {' '.join(missing)}"
    root = as_root()
    if root is None:
        sentence = f"Some system packages are missing; install them with: sudo {line}"
        if needed:
            raise SetupError(sentence)
        say(sentence)
        return
    say(f"Installing system packages: {' '.join(missing)}")
    apt([*root, "apt-get", "update"])
    failure = apt([*root, *shlex.split(line)])
    if failure and needed:
        raise SetupError(f"System packages could not be installed ({failure}); try: sudo {line}")
    if failure:
        say(f"System packages could not be installed ({failure}); going on without them.")


def missing_packages(names: Sequence[str]) -> list[str]:
    """Return which packages a Debian-like system lacks; nothing on any other system."""
    if not shutil.which("dpkg-query") or not shutil.which("apt-get"):
        return []
    form = "${db:Status-Status} ${Package}, ${Provides}\\n"
    listing = captured(["dpkg-query", "--show", f"--showformat={form}"]).stdout
    there: set[str] = set()
    for entry in listing.splitlines():
        status, _, provided = entry.partition(" ")
        if status == "installed":
            # "libglib2.0-0t64, libglib2.0-0 (= 2.80.0)": newer systems provide the older name.
            there.update(name.split()[0] for name in provided.split(",") if name.strip())
    return [name for name in names if name not in there]


def as_root() -> list[str] | None:
    """Return what to put before a command to run it as root, None if that is not possible."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and succeeds(["sudo", "-n", "true"]):
        return ["sudo", "-n"]
    return None


def apt(command: list[str]) -> str:
    """Run apt-get without questions and return its last error line, empty when it went well."""
    at = command.index("apt-get")
    done = captured([*command[:at], "env", "DEBIAN_FRONTEND=noninteractive", *command[at:]])
    return last_error(done.stderr or done.stdout) if done.returncode else ""


def newer_python() -> str:
    """Return a Python this program runs on, because the running one is too old."""
    running = ".".join(map(str, sys.version_info[:3]))
    for name in NEWER_PYTHONS:
        found = shutil.which(name)
        if found and is_new_enough(found):
            say(f"Python {running} is too old for Claimdesk; using {found}.")
            return found
    raise SetupError(f"Claimdesk needs Python 3.11 or newer, and only {running} was found.")


def is_new_enough(python: str) -> bool:
    """Return whether an interpreter starts and is new enough."""
    return succeeds([python, "-c", f"import sys; sys.exit(sys.version_info < {OLDEST})"])


def install(extras: tuple[str, ...]) -> None:
    """Make the environment if need be and install this checkout in it, unless nothing changed."""
    wanted = fingerprint()
    installed, there = stamp()
    if installed == wanted and set(extras) <= there:
        return
    extras = tuple(sorted(there.union(extras)))
    make_environment()
    say("Installing Claimdesk and what it needs into .venv (the first time this takes minutes) …")
    what = f"{ROOT}[{','.join(extras)}]" if extras else str(ROOT)
    pip("hatchling", "editables")
    pip("--no-build-isolation", "--editable", what)
    STAMP.write_text(json.dumps({"of": wanted, "extras": extras}), encoding="utf-8")


def fingerprint() -> str:
    """Return what the installed environment depends on: the wanted versions and this place."""
    parts = [(ROOT / "pyproject.toml").read_bytes(), CONSTRAINTS.read_bytes()]
    return hashlib.sha256(b"\0".join([*parts, str(ROOT).encode()])).hexdigest()


def stamp() -> tuple[str, set[str]]:
    """Return the fingerprint and the extras that were installed last, empty if none work."""
    if not is_new_enough(str(BIN / f"python{EXE}")):
        return "", set()
    try:
        read = json.loads(STAMP.read_text(encoding="utf-8"))
        return str(read["of"]), set(read["extras"])
    except (OSError, ValueError, KeyError, TypeError):
        return "", set()


def make_environment() -> None:
    """Make ``.venv`` with the running Python, again if the one there does not work."""
    if is_new_enough(str(BIN / f"python{EXE}")) and (BIN / f"pip{EXE}").exists():
        return
    ensure_venv_module()
    say(f"Making .venv with Python {'.'.join(map(str, sys.version_info[:3]))} …")
    made = captured([sys.executable, "-m", "venv", "--clear", str(VENV)])
    if made.returncode:
        raise SetupError(f".venv could not be made: {last_error(made.stderr or made.stdout)}")


def ensure_venv_module() -> None:
    """Make sure that Python can make environments; Debian keeps that in a package of its own."""
    if succeeds([sys.executable, "-c", "import ensurepip, venv"]):
        return
    name = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if not shutil.which("apt-get"):
        raise SetupError(f"This Python has no venv module; install it first ({name}).")
    ensure_packages([name], needed=True)


def pip(*arguments: str) -> None:
    """Install with pip in the pinned versions; its whole output goes to a log."""
    command = [str(BIN / f"python{EXE}"), "-m", "pip", "install", "--no-input"]
    command += ["--disable-pip-version-check", "--constraint", str(CONSTRAINTS), *arguments]
    done = captured(command)
    INSTALL_LOG.write_text(done.stdout + done.stderr, encoding="utf-8")
    if done.returncode:
        why = last_error(done.stderr or done.stdout)
        raise SetupError(f"Installing failed: {why} (everything pip said is in {INSTALL_LOG})")


def captured(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a command that asks nothing and shows nothing, and return what it said."""
    return subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def succeeds(command: list[str]) -> bool:
    """Return whether a command can be run and says yes by its status."""
    try:
        return captured(command).returncode == 0
    except OSError:
        return False


def last_error(output: str) -> str:
    """Return the line of a command's output that says best why it failed."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith(("error", "e:"))]
    return (errors or lines or ["no reason was given"])[-1]


if __name__ == "__main__":
    sys.exit(main())
