"""The ISIC rules for the annotations of an open folder, and their repair as steps that can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from isic_desktop.core.annotation_store import AnnotationStore, load_annotation
from isic_desktop.core.handover.formats import isic_name
from isic_desktop.core.handover.gathering import Chosen, LeftOut, gather
from isic_desktop.core.handover.isic_check import Checked, Fault, Sink, check_mask, isic_id, repaired
from isic_desktop.core.handover.replacing import repair_annotation
from isic_desktop.core.strokes import Mask
from model_train.errors import AppError, MaskError
from model_train.images import read_image_size
from model_train.messages import phrase


@dataclass(frozen=True)
class CheckedAnnotation:
    """An annotation that was checked.

    Args:
        chosen: Which.
        checked: What was found. Names are judged as `export --format isic` would give them.
    """

    chosen: Chosen
    checked: Checked

    @property
    def repairable_in_place(self) -> bool:
        """Whether its pixels can be put right (its name belongs to the image, and stays)."""
        rules = {fault.rule for fault in self.checked.faults} - {"name"}
        return bool(rules) and rules <= {"coding", "regions", "holes"}


class AnnotationValidator:
    """Checks the annotations of a folder of images.

    Args:
        folder: The folder.
        store: Where annotations are.

    Attributes:
        left_out: Images that were not checked, with the reason.

    Raises:
        FolderError: The folder is missing or unreadable.
    """

    def __init__(self, folder: Path, store: AnnotationStore) -> None:
        self._folder = folder
        self._store = store
        self.chosen: list[Chosen]
        self.left_out: list[LeftOut]
        self.chosen, self.left_out = gather(folder, store)

    def check(self) -> Iterator[CheckedAnnotation]:
        """Check one annotation after the other."""
        for chosen in self.chosen:
            yield CheckedAnnotation(chosen, self._checked(chosen)[0])

    def _checked(self, chosen: Chosen) -> tuple[Checked, Mask | None]:
        stem = chosen.stem.rpartition("/")[2]
        faults = []
        if isic_id(stem) != stem:
            faults.append(Fault("name", "The image is not called ISIC_ and seven digits."))
        try:
            loaded = load_annotation(chosen.paths, read_image_size(chosen.image))
        except AppError as error:
            faults.append(Fault("unreadable", phrase("{what}.", what=error.what)))
            return Checked(chosen.name, tuple(faults), size_checked=True), None
        if loaded is None:
            faults.append(Fault("unreadable", "The mask was removed meanwhile."))
            return Checked(chosen.name, tuple(faults), size_checked=True), None
        if loaded.coded_01:
            faults.append(Fault("coding", "It is coded 0/1 instead of 0/255."))
        faults += check_mask(loaded.rescaled)
        return Checked(chosen.name, tuple(faults), size_checked=True), loaded.rescaled

    def repair(self, out: Path, *, overwrite: bool = False) -> Iterator[tuple[Checked, str]]:
        """Write valid masks to a new folder or ZIP file; the annotations stay as they are.

        Args:
            out: A folder that is made if need be, or a ZIP file if its name ends so.
            overwrite: Replace files that are there already.

        Yields:
            For each annotation what was wrong with it, and the name of the file written; "" if there is none.

        Raises:
            UsageError: Files are in the way.
            FolderError: `out` cannot be used.
            StorageError: It cannot be written.
        """
        names = [isic_name(chosen.stem.rpartition("/")[2]) for chosen in self.chosen]
        with ExitStack() as stack:
            sink = Sink(out, self._folder, names, stack, overwrite=overwrite)
            for chosen, name in zip(self.chosen, names, strict=True):
                checked, mask = self._checked(chosen)
                rules = {fault.rule for fault in checked.faults}
                if mask is None or not rules <= {"coding", "regions", "holes"}:
                    yield checked, ""
                else:
                    yield checked, sink.write(name, repaired(mask))

    def repaired_mask(self, chosen: Chosen) -> Mask:
        """What an annotation would become: its largest region without holes; raises MaskError if there is none."""
        mask = self._checked(chosen)[1]
        if mask is None or not mask.any():
            raise MaskError("The mask cannot be repaired", path=chosen.paths.mask, remedy="Draw it again.")
        return repaired(mask)

    def repair_in_place(self, chosen: Chosen, run_name: str) -> Path | None:
        """Save the repaired mask as the annotation; gives the folder where the old one was set aside.

        Raises:
            AppError: It cannot be repaired, or not be written.
        """
        return repair_annotation(self._store, chosen.image, self.repaired_mask(chosen), run_name=run_name)
