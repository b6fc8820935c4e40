"""Identities of records."""

import threading
import time
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimdesk.core.ids import as_text, derived_id, from_text, new_id


def test_new_ids_are_uuids_of_version_seven() -> None:
    made = uuid.UUID(bytes=new_id())
    assert made.version == 7
    assert made.variant == uuid.RFC_4122
    assert abs((made.int >> 80) - time.time() * 1000) < 5_000


def test_later_ids_sort_later_even_within_a_millisecond() -> None:
    made = [new_id() for _ in range(5_000)]
    assert made == sorted(set(made))
    assert {uuid.UUID(bytes=one).version for one in made} == {7}


def test_threads_never_get_the_same_id() -> None:
    made: list[bytes] = []

    def work() -> None:
        made.extend([new_id() for _ in range(500)])

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 2_000


@given(st.binary(min_size=16, max_size=16), st.binary(min_size=16, max_size=16))
def test_a_derived_id_depends_on_the_kind_and_the_ends_in_order(one: bytes, other: bytes) -> None:
    made = derived_id("link", one, other)
    assert made == derived_id("link", one, other)
    assert made != derived_id("assessment", one, other)
    assert (made == derived_id("link", other, one)) is (one == other)
    assert uuid.UUID(bytes=made).version == 5


def test_derived_ids_are_the_same_on_every_machine() -> None:
    made = derived_id("link", bytes(16), bytes(range(16)))
    assert as_text(made) == "cd27cb9d-cadf-5dec-be21-c7d82da65b5b"


@given(st.binary(min_size=16, max_size=16))
def test_an_id_survives_being_written_and_read(record_id: bytes) -> None:
    assert len(as_text(record_id)) == 36
    assert from_text(as_text(record_id)) == record_id
    assert from_text(as_text(record_id).upper()) == record_id


@pytest.mark.parametrize(
    "text", ["", "C01", "x" * 36, "0" * 32, "{00000000-0000-0000-0000-000000000000}"]
)
def test_what_is_not_written_as_an_id_is_none(text: str) -> None:
    assert from_text(text) is None
