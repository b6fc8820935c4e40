"""A look at a table in the background: it tells how far it is, and ends when nobody waits."""

from collections.abc import Callable

from claimdesk.core.errors import Code, ReviewError
from claimdesk.ui.commands.claim_import import Looking


def test_a_look_that_nobody_waits_for_ends_at_its_next_step() -> None:
    looking = Looking()
    steps: list[tuple[int, int]] = []

    def work(given: str, tick: Callable[[int, int], None]) -> str:
        tick(1, 2)
        looking.stop()
        tick(2, 2)
        return given

    assert looking.carry_out(work, "x", lambda *step: steps.append(step)) is None
    assert (steps, looking.far) == ([(1, 2), (2, 2)], (1, 2))

    def fail(_tick: object) -> str:
        raise ReviewError(Code.EMPTY, "Nothing there.")

    found = Looking().carry_out(fail, None)
    assert isinstance(found, ReviewError)
    assert found.sentence == "Nothing there."
