"""Errors, verdicts and the guide are said in the person's language: real faults in a German window."""

from __future__ import annotations

import errno
import json
import pickle
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from drawn import draw_lesion, write_image, write_mask
from program_driver import Program
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from refusals import fail_writes_into

from isic_desktop.commands.long_work import emit
from isic_desktop.core.gate import JaccardPair, judge
from isic_desktop.core.gate_evaluation import ImageComparison, comparison_from_dict
from isic_desktop.core.gate_images import GateImage
from isic_desktop.core.gate_report import ComparedModel, GateReport
from isic_desktop.core.run_following import RunFollower
from isic_desktop.core.settings import Settings
from isic_desktop.core.shortcuts import effective_keys
from isic_desktop.services.child_events import ChildEvents
from isic_desktop.services.child_job import ChildJob
from isic_desktop.services.job_thread import sentence_for
from isic_desktop.views.comfortbench import ComfortBench
from isic_desktop.views.gate_dialog import GateDialog
from isic_desktop.views.gatebench import GateBench
from isic_desktop.views.handover_dialog import HandoverDialog
from isic_desktop.views.help_window import HelpWindow
from isic_desktop.views.language import use_language
from isic_desktop.views.shortcuts_editor import shortcut_groups
from isic_desktop.views.words import said, tr
from model_train.errors import ImageError
from model_train.images import encode_mask
from model_train.run_folder import EventLog

Open = Callable[..., Program]


@pytest.fixture
def german(qapp: QCoreApplication) -> Iterator[None]:
    """The person has chosen German."""
    settings = Settings()
    settings.language = "de"
    settings.save()
    use_language("de")
    yield
    use_language("en")


def plain(text: str) -> str:
    """A text without the places where a long word may be broken."""
    return text.replace("\u200b", "")


def test_that_a_broken_image_is_told_in_german(german: None, open_program: Open, small_folder: Path) -> None:
    content = (small_folder / "img1.jpg").read_bytes()
    (small_folder / "img1.jpg").write_bytes(content[: len(content) // 2])
    (small_folder / "img0.jpg").write_bytes(b"%PDF-1.4 and so on")
    write_mask(small_folder / "img2_Segmentation.png", np.ones((60, 80), bool))
    program = open_program(small_folder)
    page = program.window.message_page
    program.wait_until(lambda: "img0.jpg" in page.text)
    assert "Dies ist ein PDF-Dokument, obwohl der Name etwas anderes sagt: " in plain(page.text)
    assert "Um es zu benutzen, speichern Sie es als JPEG, PNG, TIFF, BMP oder WebP." in plain(page.text)
    program.trigger("image.next")
    program.wait_until(lambda: "img1.jpg" in page.text)
    assert "Die Datei ist beschädigt oder unvollständig (" in plain(page.text)
    assert "Kopieren Sie die Datei noch einmal" in plain(page.text)
    program.trigger("image.next")
    program.wait_for_image("img2.jpg")
    told = program.window.banner.text
    assert "Der Ground Truth ist 80 × 60 Pixel groß, das Bild 160 × 120" in plain(told)
    assert "img2_Segmentation.png" in plain(told)


def test_that_a_save_into_a_read_only_folder_is_told_in_german(
    german: None, open_program: Open, small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = open_program(small_folder)
    program.wait_for_image("img1.jpg")
    with monkeypatch.context() as patch:
        fail_writes_into(patch, small_folder, errno.EROFS)
        program.stroke((20, 20), (60, 60))
        program.trigger("annotation.save")
        program.wait_until(lambda: "Die Annotation von img1.jpg ist nicht" in program.window.banner.text)
        told = plain(program.window.banner.text)
    assert "Die Datei lässt sich nicht schreiben (Dateisystem ist schreibgeschützt): " in told
    assert "img1_Segmentation" in told
    program.save()


def test_that_a_hostile_import_is_refused_in_german(
    german: None, open_program: Open, small_folder: Path, tmp_path: Path
) -> None:
    program = open_program(small_folder)
    program.wait_for_image("img1.jpg")
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("../img1_segmentation.png", encode_mask(np.ones((120, 160), bool)))
    program.trigger("file.import")
    dialog = program.window.findChild(HandoverDialog, "import_dialog")
    assert dialog is not None
    line, button = dialog.findChild(QLineEdit, "source"), dialog.findChild(QPushButton, "run")
    for name, told in (
        ("x.zip", "Ein Name darin führt aus seinem Ordner heraus ('../img1_segmentation.png'): "),
        ("nichts", "Es gibt nichts, was "),
    ):
        line.selectAll()
        QTest.keyClicks(line, str(tmp_path / name))
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        program.wait_until(lambda: not dialog.busy)
        assert told in plain(dialog.summary)
        assert name in plain(dialog.summary)


def test_that_a_foreign_checkpoint_is_refused_in_german(german: None, open_program: Open, tmp_path: Path) -> None:
    program = open_program()
    bench = program.window.findChild(GateBench)
    assert isinstance(bench, GateBench)
    bench.manage()
    dialog = bench.models_dialog
    assert dialog is not None
    hostile = tmp_path / "fremd.safetensors"
    hostile.write_bytes(pickle.dumps([1, 2, 3]))
    dialog.import_wanted.emit(hostile)
    program.wait_until(lambda: "Pickle" in dialog.banner.text)
    told = plain(dialog.banner.text)
    assert "Dies ist ein Pickle-Modell (wie .pt und .pth von PyTorch)" in told
    assert str(hostile) in told
    assert "Es wurde nicht geöffnet. Wählen Sie eine .safetensors-Datei, die von diesem Programm stammt." in told


def report_of(gain: float, count: int = 30, *comparisons: ImageComparison) -> GateReport:
    random = np.random.default_rng(1)
    old = random.uniform(0.7, 0.9, count)
    new = np.clip(old + random.normal(gain, 0.02, count), 0.0, 1.0)
    pairs = [JaccardPair(f"p{number}", float(old[number]), float(new[number])) for number in range(count)]
    models = ComparedModel("alt", "a" * 64), ComparedModel("neu", "b" * 64, says_what_it_saw=False)
    return GateReport(*models, judge(pairs), comparisons, len(comparisons), len(comparisons), 0.2)


@pytest.mark.parametrize(
    ("gain", "count", "verdict"),
    [
        (0.05, 30, "neu ist besser als alt: Auf 30 Bildern"),
        (-0.05, 30, "neu ist schlechter als alt: Auf 30 Bildern"),
        (0.0, 30, "Kein klarer Unterschied zwischen neu und alt: Auf 30 Bildern"),
        (0.0, 12, "Zu wenige, um es zu sagen: Auf 12 Bildern wurde keines der Modelle trainiert, und unter 20"),
    ],
)
def test_that_the_gate_judges_in_german(german: None, qtbot: Any, gain: float, count: int, verdict: str) -> None:
    broken = GateImage("p0", Path("fotos/p0.png"), Path("fotos/p0_mask.png"), "ground truth")
    error = str(ImageError("The file is empty (0 bytes)", path=broken.image, remedy="Remove it."))
    dialog = GateDialog()
    qtbot.addWidget(dialog)
    dialog.begin("alt", "neu", listed=True)
    dialog.show_report(report_of(gain, count, ImageComparison(broken, error=error)))
    assert plain(dialog.verdict.text()).startswith(verdict)
    assert "1 Bild konnte nicht verglichen werden; die Liste sagt, warum." in plain(dialog.notes.text())
    assert "neu sagt nicht, worauf es trainiert wurde" in plain(dialog.notes.text())


def test_that_a_sentence_of_a_child_process_is_said_in_german(
    german: None, qtbot: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    image = GateImage("p0", tmp_path / "p0.png", tmp_path / "m.png", "ground truth")
    error = str(ImageError("The file is empty (0 bytes)", path=image.image))
    emit("image", **ImageComparison(image, error=error).as_dict())
    came = json.loads(capsys.readouterr().out)
    assert came["error"] == f"The file is empty (0 bytes): {image.image}.", "the file itself is English"
    assert said(comparison_from_dict(came).error) == f"Die Datei ist leer (0 Bytes): {image.image}."
    # A real child that is refused: its sentence and path come back in the language of the window.
    child = ChildEvents()
    with qtbot.waitSignal(child.failed) as failed:
        child.run("models", "compare", "gibt-es-nicht", "auch-nicht", "--images", str(tmp_path), "--events", "jsonl")
    assert said(failed.args[0]).startswith("Es gibt kein Modell namens 'gibt-es-nicht'. Wählen Sie eines von: ")
    child.stop()


def test_that_the_last_complaint_of_a_command_is_said_in_german(german: None, qtbot: Any, tmp_path: Path) -> None:
    pairs = tmp_path / "paare.csv"
    pairs.write_text("image,mask\n", encoding="utf-8")
    job = ChildJob()
    with qtbot.waitSignal(job.failed) as failed:
        job.run("model-train", "analyse", "--pairs", str(pairs), "--out", str(tmp_path / "aus"))
    assert said(failed.args[0]).startswith(f"Die Liste der Paare ist leer: {pairs}. Geben Sie eine CSV-Datei")
    job.stop()


def test_that_warnings_and_ends_of_a_training_are_said_in_german(german: None, tmp_path: Path) -> None:
    run = tmp_path / "lauf"
    run.mkdir()
    log = EventLog(run, to_stdout=False)
    log.emit("started", epochs=2, train=3, val=1, device="cpu", epoch=0)
    log.emit("warning", message=sentence_for(ImageError("The file is empty (0 bytes)", path=Path("a.png"))))
    log.emit("warning", message="A warning of another program.")
    log.emit("failed", message=sentence_for(ImageError("You may not read this file", path=Path("a.png"))))
    news = RunFollower(run).read()
    assert news.warnings == ("The file is empty (0 bytes): a.png.", "A warning of another program.")
    assert [said(one) for one in news.warnings] == ["Die Datei ist leer (0 Bytes): a.png.", news.warnings[1]]
    assert said(news.message) == "Sie dürfen diese Datei nicht lesen: a.png."


def test_that_what_nobody_foresaw_is_told_in_german(german: None, caplog: pytest.LogCaptureFixture) -> None:
    told = said(sentence_for(ValueError("boom")))
    assert told == "Etwas Unerwartetes ging schief (ValueError: boom). Das Protokoll weiß Näheres."
    caplog.clear()
    why = ImageError("This is not an image, although its name says so", path=Path("a.jpg"), remedy="Remove the link")
    assert tr("This image could not be segmented. {why}", why=why) == (
        "Dieses Bild konnte nicht segmentiert werden. "
        "Dies ist kein Bild, obwohl der Name es sagt: a.jpg. Entfernen Sie die Verknüpfung."
    )


def test_that_the_guide_is_german_and_can_be_searched(german: None, open_program: Open) -> None:
    comfort = open_program().window.findChild(ComfortBench)
    assert isinstance(comfort, ComfortBench)
    dialog = comfort.show_guide()
    assert isinstance(dialog, HelpWindow)
    assert "Nur für die Forschung" in dialog.page.toPlainText()
    assert dialog.page.toPlainText().count("\ufffc") >= 10
    assert dialog.go_to_heading("Werkzeuge")
    dialog.findChild(QLineEdit, "guide_search").setText("Läsion")
    assert dialog.page.textCursor().selectedText() in ("Läsion", "läsion")
    dialog.close()


def test_that_no_english_sentence_is_in_a_folder_of_broken_images(
    german: None, open_program: Open, tmp_path: Path
) -> None:
    (tmp_path / "a leer.png").write_bytes(b"")
    (tmp_path / "b gif.png").write_bytes(b"GIF89a" + bytes(40))
    (tmp_path / "c zufall.jpg").write_bytes(bytes(range(256)))
    write_image(tmp_path / "d gut.png", draw_lesion())
    program = open_program(tmp_path)
    page = program.window.message_page
    for name in ("a leer.png", "b gif.png", "c zufall.jpg"):
        program.wait_until(lambda name=name: name in plain(page.text))  # type: ignore[misc]
        told = plain(page.text).replace(str(tmp_path), "")
        assert not re.search(r"\b(the|file|this|is|image|again|copy)\b", told, flags=re.IGNORECASE), told
        program.trigger("image.next")
    program.wait_for_image("d gut.png")


def test_that_what_is_left_out_of_a_check_is_told_in_german(german: None, open_program: Open, samples: Path) -> None:
    program = open_program(samples)
    program.wait_for_image()
    program.trigger("file.validate")
    dialog = program.window.findChild(HandoverDialog, "validate_dialog")
    QTest.mouseClick(dialog.run_button, Qt.MouseButton.LeftButton)
    program.wait_until(lambda: not dialog.busy)
    assert dialog.notes, "the samples have no annotation"
    assert all(note.endswith("Es gibt noch keine Annotation.") for note in dialog.notes), dialog.notes


def test_that_every_kind_of_action_has_a_heading_in_german(german: None) -> None:
    headings = {heading for heading, _ in shortcut_groups(effective_keys({}))}
    assert {"Dateien", "Galerie", "Durchsicht", "Stapel"} <= headings
    assert headings.isdisjoint({"Gallery", "Review", "Batch", "Files"})
