"""Sentences are plain English strings that can be said again in another language."""

from __future__ import annotations

import copy
import errno
import json
import os
import pickle
from pathlib import Path

import pytest

from model_train.errors import FolderError
from model_train.messages import (
    FIELDS_WANTED,
    Phrase,
    complained,
    complaint,
    joined,
    packed,
    phrase,
    received,
    said_in,
    sent,
    system_reason,
    unpacked,
    with_values,
)

GERMAN = {
    "{what}: {path}. {remedy}": "{what}: {path}. {remedy}",
    "The folder is not there": "Der Ordner ist nicht da",
    "Check the name.": "Namen prüfen.",
    "Not used: {why} ({count} of {total})": "{total} da, {count} nicht verwendet: {why}",
    "Permission denied": "Keine Berechtigung",
}


def german(template: str) -> str:
    return GERMAN.get(template, template)


def test_that_a_phrase_is_its_english_text() -> None:
    said = phrase("{count} of {total} images", count=2, total=3)
    assert said == "2 of 3 images"
    assert json.dumps(said) == '"2 of 3 images"'
    assert f"{said}." == "2 of 3 images."
    assert hash(said) == hash("2 of 3 images")


def test_that_values_are_put_in_and_never_read_as_templates() -> None:
    assert phrase("{a} {b}", a="{b}", b=1) == "{b} 1"
    assert phrase("{a.__class__} {unknown}", a=1) == "{a.__class__} {unknown}"
    assert phrase("as it is {x}") == "as it is {x}"


def test_that_an_error_is_said_with_its_joints_its_remedy_and_the_errors_within() -> None:
    inner = FolderError("The folder is not there", path=Path("scans"), remedy="Check the name.")
    assert said_in(inner, german) == "Der Ordner ist nicht da: scans. Namen prüfen."
    outer = phrase("Not used: {why} ({count} of {total})", why=inner, count=1, total=2)
    assert outer == "Not used: The folder is not there: scans. Check the name. (1 of 2)"
    assert said_in(outer, german) == "2 da, 1 nicht verwendet: Der Ordner ist nicht da: scans. Namen prüfen."


@pytest.mark.parametrize(
    ("path", "remedy", "sentence"),
    [
        (None, "", "It broke."),
        (None, "Mend it", "It broke. Mend it."),
        (Path("a.png"), "", "It broke: a.png."),
        (Path("a.png"), "Mend it.", "It broke: a.png. Mend it."),
    ],
)
def test_that_an_error_is_one_sentence_with_a_full_stop(path: Path | None, remedy: str, sentence: str) -> None:
    assert str(FolderError("It broke", path=path, remedy=remedy)) == sentence


def test_that_joined_sentences_are_translated_one_by_one() -> None:
    assert said_in(joined([phrase("Check the name."), "", phrase("Permission denied")]), german) == (
        "Namen prüfen. Keine Berechtigung"
    )
    assert joined(["", "alone"]) == "alone"
    assert joined([]) == ""


def test_that_a_name_is_not_translated_even_if_it_is_a_text_of_the_program() -> None:
    assert said_in(phrase("{name}?", name="Check the name."), german) == "Check the name.?"
    assert said_in("Check the name.", german) == "Check the name."


def test_that_what_the_system_says_can_be_translated() -> None:
    refused = OSError(errno.EACCES, os.strerror(errno.EACCES))
    assert system_reason(refused) == os.strerror(errno.EACCES)
    assert said_in(system_reason(refused), german) == "Keine Berechtigung"
    assert system_reason(OSError()) == "OSError"
    assert system_reason(OSError(errno.EACCES, "in other words")) == "in other words"


def test_that_a_phrase_survives_copies_and_other_processes() -> None:
    error = FolderError("The folder is not there", path=Path("scans"), remedy="Check the name.")
    for other in (pickle.loads(pickle.dumps(error)), copy.deepcopy(error)):
        assert said_in(other, german) == "Der Ordner ist nicht da: scans. Namen prüfen."
    sentence = str(error)
    fields = json.loads(json.dumps(packed(sentence)))
    again = unpacked(str.__str__(sentence), fields)
    assert again == sentence
    assert said_in(again, german) == "Der Ordner ist nicht da: scans. Namen prüfen."
    assert packed("no template") is None


@pytest.mark.parametrize(
    "fields",
    [
        None,
        [],
        {"template": "Something else", "values": {}},
        {"template": 3, "values": {}},
        {"template": "It broke", "values": []},
        {"template": "{a}", "values": {"a": 3}},
        {"template": "{a}" * 60, "values": {"a": "It broke"}},
        {"template": "{a}", "values": {"a": {"template": "{b}", "values": {"b": None}}}},
        {"template": "It broke" * 9000, "values": {}},
    ],
)
def test_that_fields_that_do_not_give_the_text_are_not_believed(fields: object) -> None:
    text = unpacked("It broke", fields)
    assert text == "It broke"
    assert not isinstance(text, Phrase)


def test_that_nesting_without_end_is_not_followed() -> None:
    fields: object = "It broke"
    for _ in range(500):
        fields = {"template": "{a}", "values": {"a": fields}}
    assert not isinstance(unpacked("It broke", fields), Phrase)


def test_that_an_event_carries_the_fields_of_its_sentences_and_is_read_without_them_too() -> None:
    event = sent({"message": phrase("Permission denied"), "name": "a.png", "error": None})
    assert event["message"] == "Permission denied"
    assert set(event) == {"message", "message_said", "name", "error"}
    came = json.loads(json.dumps(event))
    assert said_in(received(came, "message"), german) == "Keine Berechtigung"
    assert received({"message": "Permission denied"}, "message") == "Permission denied"
    assert received(came, "error") == received(came, "gone") == ""


def test_that_a_command_prints_fields_only_for_the_program_that_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    error = FolderError("The folder is not there", path=Path("scans"), remedy="Check the name.")
    assert complaint(error) == str(error)
    monkeypatch.setenv(FIELDS_WANTED, "1")
    lines = ["a warning", *complaint(error).splitlines()]
    assert len(lines) == 3
    assert complained(lines) == str(error)
    assert said_in(complained(lines), german) == "Der Ordner ist nicht da: scans. Namen prüfen."
    assert complained(["a warning", "the end"]) == "the end"
    assert complained(["the end", '{"said": nothing']) == '{"said": nothing'
    assert complained([]) == ""


def test_that_folders_can_be_left_out_of_a_sentence() -> None:
    error = str(FolderError("The folder is not there", path=Path("/home/me/scans"), remedy="Check the name."))
    short = with_values(error, lambda text: text.replace("/home/me", "~"))
    assert short == "The folder is not there: ~/scans. Check the name."
    assert said_in(short, german) == "Der Ordner ist nicht da: ~/scans. Namen prüfen."
    assert with_values("/home/me", str.upper) == "/HOME/ME"
