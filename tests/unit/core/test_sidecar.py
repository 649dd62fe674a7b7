"""The sidecar: what is written is read back, nothing hostile gets in, nothing unknown gets lost."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isic_desktop.core.places import resource_path
from isic_desktop.core.sidecar import (
    MAX_SIDECAR_BYTES,
    ModelUsed,
    Sidecar,
    encode_sidecar,
    parse_sidecar,
    read_sidecar,
    utc_now,
    write_sidecar,
)
from model_train.errors import SidecarError

MODEL = ModelUsed(name="skip-256", sha256="c" * 64, threshold=0.5, engine="torch", precision="float32")
EXAMPLE = Sidecar(
    image="läsion 1.jpg",
    image_sha256="a" * 64,
    width=767,
    height=576,
    mask_sha256="b" * 64,
    state="corrected",
    origin="person",
    model=MODEL,
    created_utc="2026-01-31T12:00:00Z",
    modified_utc="2026-01-31T12:05:00.250Z",
    predicted_jaccard=0.87,
    changed_pixels=1234,
    work_seconds=61.5,
    annotator="A. Person",
    note="fuzzy border\non the left",
    tags=("hair", "ruler"),
)


def schema() -> dict[str, Any]:
    value: dict[str, Any] = json.loads(resource_path("schemas", "sidecar-1.schema.json").read_text("utf-8"))
    return value


def test_that_a_sidecar_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "a_Segmentation.json"
    write_sidecar(path, EXAMPLE)
    assert read_sidecar(path) == EXAMPLE
    assert "läsion" in path.read_text("utf-8")


def test_that_what_is_written_satisfies_the_schema(tmp_path: Path) -> None:
    for sidecar in (EXAMPLE, replace(EXAMPLE, model=None, predicted_jaccard=None, modified_utc=utc_now())):
        jsonschema.validate(json.loads(encode_sidecar(sidecar)), schema())


def test_that_the_schema_refuses_what_the_reader_refuses() -> None:
    for key, value in WRONG_VALUES:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(EXAMPLE.as_json() | {key: value}, schema())


WRONG_VALUES: list[tuple[str, Any]] = [
    ("state", "done"),
    ("origin", "nobody"),
    ("width", 0),
    ("width", "767"),
    ("height", True),
    ("image", 5),
    ("image_sha256", "xyz"),
    ("mask_sha256", "A" * 64),
    ("model", {"name": "x"}),
    ("model", []),
    ("predicted_jaccard", 1.5),
    ("changed_pixels", -1),
    ("work_seconds", -0.5),
    ("work_seconds", True),
    ("tags", "hair"),
    ("tags", [1]),
    ("created_utc", "yesterday"),
    ("modified_utc", "2026-01-31T12:00:00+01:00"),
]


@pytest.mark.parametrize(("key", "value"), WRONG_VALUES)
def test_that_a_wrong_value_is_refused_by_name(key: str, value: Any, tmp_path: Path) -> None:
    path = tmp_path / "a_Segmentation.json"
    path.write_text(json.dumps(EXAMPLE.as_json() | {key: value}))
    with pytest.raises(SidecarError, match=key) as caught:
        read_sidecar(path)
    assert str(path) in str(caught.value)
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        ("width", "a whole number"),
        ("work_seconds", "a whole number or number"),
        ("predicted_jaccard", "a whole number or number or null"),
    ],
)
def test_that_the_kinds_of_value_that_are_wanted_are_named(key: str, wanted: str, tmp_path: Path) -> None:
    with pytest.raises(SidecarError, match=f"'{key}' must be {wanted}"):
        parse_sidecar(EXAMPLE.as_json() | {key: "many"}, tmp_path)


def test_that_a_missing_key_is_refused_by_name(tmp_path: Path) -> None:
    for key in set(EXAMPLE.as_json()) - {"isic_desktop_sidecar"}:
        value = EXAMPLE.as_json()
        del value[key]
        with pytest.raises(SidecarError, match=key):
            parse_sidecar(value, tmp_path)


def test_that_unknown_keys_survive_a_read_and_a_write(tmp_path: Path) -> None:
    path = tmp_path / "a_Segmentation.json"
    value = EXAMPLE.as_json() | {"later": {"deep": [1, None]}, "x": 1.5}
    value["model"] = value["model"] | {"quantised": True}
    path.write_text(json.dumps(value))
    write_sidecar(path, replace(read_sidecar(path), note="changed"))
    assert json.loads(path.read_text()) == value | {"note": "changed"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe\x00",
        b'{"isic_desktop_sidecar": 1}',
        b'{"isic_desktop_sidecar": true}',
        b'{"isic_desktop_sidecar": "1"}',
        b'{"isic_desktop_sidecar": 0}',
        b'{"other": 1}',
        b"[" * 200_000,
        b'{"isic_desktop_sidecar": 1, "work_seconds": NaN}',
        b'{"isic_desktop_sidecar": 1, "width": ' + b"9" * 6000 + b"}",
        b" " * (MAX_SIDECAR_BYTES + 1),
    ],
    ids=lambda content: repr(content[:20]),
)
def test_that_hostile_or_damaged_content_gives_one_named_error(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a_Segmentation.json"
    path.write_bytes(content)
    with pytest.raises(SidecarError) as caught:
        read_sidecar(path)
    assert caught.value.path == path


def test_that_a_huge_number_is_refused_without_overflow() -> None:
    with pytest.raises(SidecarError, match="work_seconds"):
        parse_sidecar(EXAMPLE.as_json() | {"work_seconds": 10**400}, Path("a.json"))


def test_that_a_newer_version_asks_for_an_update(tmp_path: Path) -> None:
    path = tmp_path / "a_Segmentation.json"
    path.write_text(json.dumps(EXAMPLE.as_json() | {"isic_desktop_sidecar": 2}))
    with pytest.raises(SidecarError, match="newer version"):
        read_sidecar(path)


def test_that_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(SidecarError) as caught:
            read_sidecar(path)
        assert str(path) in str(caught.value)


def test_that_nothing_invalid_is_ever_written(tmp_path: Path) -> None:
    path = tmp_path / "a_Segmentation.json"
    write_sidecar(path, EXAMPLE)
    before = path.read_bytes()
    for wrong in (
        replace(EXAMPLE, work_seconds=float("nan")),
        replace(EXAMPLE, mask_sha256=""),
        replace(EXAMPLE, width=0),
    ):
        with pytest.raises(SidecarError):
            write_sidecar(path, wrong)
    assert path.read_bytes() == before


def test_that_a_name_that_is_not_utf8_survives(tmp_path: Path) -> None:
    odd = b"l\xe4sion.jpg".decode("utf-8", "surrogateescape")
    path = tmp_path / "a.json"
    write_sidecar(path, replace(EXAMPLE, image=odd))
    assert read_sidecar(path).image == odd


texts = st.text(max_size=30)


@given(
    st.builds(
        Sidecar,
        image=texts,
        image_sha256=st.just("0" * 64),
        width=st.integers(1, 100_000),
        height=st.integers(1, 100_000),
        mask_sha256=st.just("f" * 64),
        state=st.sampled_from(["new", "predicted", "corrected", "accepted", "rejected"]),
        origin=st.sampled_from(["machine", "person", "imported"]),
        model=st.sampled_from([None, MODEL]),
        created_utc=st.just("2026-01-31T12:00:00Z"),
        modified_utc=st.datetimes().map(lambda time: time.isoformat() + "Z"),
        predicted_jaccard=st.none() | st.floats(0, 1),
        changed_pixels=st.integers(0, 10**10),
        work_seconds=st.floats(0, 1e9),
        annotator=texts,
        note=texts,
        tags=st.lists(texts, max_size=4).map(tuple),
        unknown=st.dictionaries(st.text("xyz", min_size=1), st.integers() | texts, max_size=3),
    )
)
def test_that_decoding_inverts_encoding(sidecar: Sidecar) -> None:
    assert parse_sidecar(json.loads(encode_sidecar(sidecar)), Path("x.json")) == sidecar
