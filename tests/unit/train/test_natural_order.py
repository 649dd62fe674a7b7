"""Names in the order a person expects."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from natsort import natsort_keygen, ns

from model_train.natural_order import natural_order

_ODD = st.text(alphabet="aAbB019-_. \x01~é½²", max_size=9)
_PLAIN = st.text(alphabet="aAbB0019-_. \x01~", max_size=9)


@given(st.lists(st.one_of(_PLAIN, st.integers(0, 10**25).map(str)), max_size=12))
def test_that_the_order_of_plain_names_is_that_of_natsort(names: list[str]) -> None:
    key = natsort_keygen(alg=ns.IGNORECASE)
    assert natural_order(names) == sorted(names, key=lambda name: (key(name), name))


@given(st.lists(_ODD, max_size=12))
def test_that_names_in_other_scripts_are_in_the_order_of_natsort(names: list[str]) -> None:
    key = natsort_keygen(alg=ns.IGNORECASE)
    assert natural_order(iter(names)) == sorted(names, key=lambda name: (key(name), name))


def test_that_nine_comes_before_ten_whatever_the_case() -> None:
    names = ["img10.jpg", "IMG9.jpg", "img1.jpg", "img01.jpg"]
    assert natural_order(names) == ["img01.jpg", "img1.jpg", "IMG9.jpg", "img10.jpg"]
