"""Hand annotations over: everything that can be refused is refused first, then one image after the other."""

from __future__ import annotations

import zipfile
from collections.abc import Generator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, assert_never

from isic_desktop.core.handover.contact_sheet import ContactSheetWriter
from isic_desktop.core.handover.formats import (
    CocoWriter,
    ExportOptions,
    Format,
    IsicWriter,
    LabelmeWriter,
    MaskWriter,
    Writer,
    YoloWriter,
    file_of,
)
from isic_desktop.core.handover.gathering import Chosen, LeftOut, load_chosen
from isic_desktop.core.handover.tables import CsvWriter, OverlayWriter
from model_train.atomic import open_atomic
from model_train.errors import AppError, FolderError, StorageError, UsageError
from model_train.messages import phrase


@dataclass(frozen=True)
class ExportPlan:
    """What is going to be handed over.

    Args:
        folder: The folder of the images.
        form: In which form.
        out: The file or folder that is written.
        chosen: The annotations.
        left_out: The images that are not handed over, with their reasons.
        options: How.
    """

    folder: Path
    form: Format
    out: Path
    chosen: tuple[Chosen, ...]
    left_out: tuple[LeftOut, ...]
    options: ExportOptions


@dataclass(frozen=True)
class Exported:
    """What became of one image.

    Args:
        name: Its path below the folder.
        error: Why it could not be handed over, as a sentence; empty if it was.
        remark: What was lost on the way, or what the receiver will not like; empty for nothing.
    """

    name: str
    error: str = ""
    remark: str = ""


def plan_export(
    folder: Path,
    form: Format,
    out: Path,
    gathered: tuple[Sequence[Chosen], Sequence[LeftOut]],
    options: ExportOptions,
    *,
    overwrite: bool = False,
) -> ExportPlan:
    """Check an export before anything is written.

    Args:
        folder: The folder of the images.
        form: In which form.
        out: A file for forms that are one file, else a folder, which is made if need be.
        gathered: From `gathering.gather`.
        options: How.
        overwrite: Replace files that are there already, because the person said so.

    Raises:
        UsageError: Files are in the way, or the place would confuse annotations with their copies.
        FolderError: The place is not there, or of the wrong kind.
    """
    chosen, left_out = gathered
    if not chosen:
        raise UsageError(
            phrase("None of the {count} images has an annotation that was asked for", count=len(left_out)),
            remedy="Outline some lesions first, or ask for other states.",
        )
    _check_place(form, out, {item.image.parent for item in chosen}, {item.paths.mask.parent for item in chosen})
    if not overwrite:
        _refuse_to_replace(existing_targets(form, out, chosen))
    return ExportPlan(folder, form, out, tuple(chosen), tuple(left_out), options)


def existing_targets(form: Format, out: Path, chosen: Sequence[Chosen]) -> list[Path]:
    """The files an export would replace."""
    if form.single_file:
        return [out] if out.exists() or out.is_symlink() else []
    targets = [file_of(item, form, out) for item in chosen]
    if form is Format.YOLO:
        targets.append(out / "data.yaml")
    return [target for target in targets if target.exists() or target.is_symlink()]


def _refuse_to_replace(existing: Sequence[Path]) -> None:
    if existing:
        more = phrase(" and {count} more files", count=len(existing) - 1) if len(existing) > 1 else ""
        raise UsageError(
            phrase("{first}{more} would be replaced", first=existing[0], more=more),
            remedy="Nothing was written. Choose another place, or allow files to be replaced (on a command line: "
            "--overwrite).",
        )


def _check_place(form: Format, out: Path, image_folders: set[Path], places: set[Path]) -> None:
    if form.single_file:
        if out.is_dir():
            raise FolderError(
                "This is a folder, a file is wanted",
                path=out,
                remedy=phrase("Name a {ending} file.", ending=form.single_file),
            )
        if not out.parent.is_dir():
            raise FolderError("The folder for the file is not there", path=out.parent, remedy="Make it first.")
        if out.suffix.lower() in {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".webp"}:
            raise UsageError(
                phrase("{out} is called like an image", out=out),
                remedy=phrase("Name a {ending} file.", ending=form.single_file),
            )
        return
    if out.exists() and not out.is_dir():
        raise FolderError("This is a file, a folder is wanted", path=out, remedy="Choose a folder.")
    if _same(out, places):
        raise UsageError(
            phrase("{out} holds the annotations themselves", out=out),
            remedy="Choose another folder; they stay as they are.",
        )
    if form is Format.MASKS and _same(out, image_folders):
        raise UsageError(
            phrase("Masks in {out}, beside the images, would be taken for ground truth", out=out),
            remedy="Choose another folder.",
        )


def _same(out: Path, folders: set[Path]) -> bool:
    try:
        return any(out.exists() and folder.exists() and out.samefile(folder) for folder in folders)
    except OSError:
        return False


def run_export(plan: ExportPlan) -> Generator[Exported, None, None]:
    """Hand the annotations of a plan over; an image that cannot be is told, the rest goes on.

    Closing the iterator early ends the export: of a form that is one file nothing appears, of a folder of files
    those that are done stay, each of them whole.

    Args:
        plan: From `plan_export`.

    Yields:
        One result for each image, when it is done.

    Raises:
        StorageError: The disk is full or gone; the run is over.
    """
    with ExitStack() as stack:
        file = stack.enter_context(open_atomic(plan.out)) if plan.form.single_file else None
        # Closed in any case, before the file is: an archive left open would write to it later.
        archive = zipfile.ZipFile(file, "w") if file is not None and plan.form is Format.ISIC else None
        if archive is not None:
            stack.enter_context(archive)
        writer = _writer(plan, file, archive)
        for chosen in plan.chosen:
            try:
                remark = writer.add(chosen, load_chosen(chosen))
            except StorageError:
                raise
            except AppError as error:
                yield Exported(chosen.name, error=str(error))
            else:
                yield Exported(chosen.name, remark=remark)
        writer.finish()


def _writer(plan: ExportPlan, file: BinaryIO | None, archive: zipfile.ZipFile | None) -> Writer:
    """The writer of a form: of those that are one file it gets the open file, of others the folder."""
    out, options = plan.out, plan.options
    match plan.form:
        case Format.ISIC:
            assert archive is not None
            return IsicWriter(archive)
        case Format.COCO:
            assert file is not None
            return CocoWriter(file, compressed=options.compressed_runs)
        case Format.CSV:
            assert file is not None
            return CsvWriter(file, options)
        case Format.CONTACT_SHEET:
            assert file is not None
            return ContactSheetWriter(file, options, plan.folder.name or str(plan.folder))
        case Format.MASKS:
            return MaskWriter(out)
        case Format.YOLO:
            return YoloWriter(out, options.tolerance_px)
        case Format.LABELME:
            return LabelmeWriter(out, options.tolerance_px)
        case Format.OVERLAYS:
            return OverlayWriter(out, options)
        case _:
            assert_never(plan.form)  # mypy finds a form without a writer
