"""Bytes are kept once under their SHA-256."""

import hashlib

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimdesk.store import content, file
from store.conftest import Review
from store.world import do, sql


@given(data=st.binary(max_size=5000))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_come_back_as_they_were_kept(review: Review, data: bytes) -> None:
    key = do(review.store, content.store, data)
    assert key == hashlib.sha256(data).digest()
    assert review.store.read(content.load, key) == data


def test_the_same_bytes_are_kept_once_and_verify(review: Review) -> None:
    for _ in range(3):
        do(review.store, content.store, b"same")
    assert sql(review.path, "SELECT count(*) FROM content WHERE data=?", b"same") == [(1,)]
    file.check(review.path)
