"""A process binds itself where the system can."""

import pytest

from claimdesk.core import limits


def test_bounds_are_set_as_far_as_the_system_has_them(monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")
    bound: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "setrlimit", lambda what, most: bound.update({what: most}))
    limits.bind(1000, 7)
    assert bound[resource.RLIMIT_AS] == (1000, 1000)
    assert bound[resource.RLIMIT_CPU] == (7, 7)
    assert bound[resource.RLIMIT_CORE] == (0, 0)


def test_where_nothing_binds_nothing_is_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_resource", None)
    limits.bind(1000, 7)
