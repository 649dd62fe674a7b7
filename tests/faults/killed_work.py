"""What processes do until they are killed: saving, journaling, indexing, importing, downloading, training."""

from __future__ import annotations

import itertools
import json
import os
import random
from pathlib import Path

import numpy as np
from masks_of_owners import WH, hash_of, random_mask, sidecar_of

import isic_desktop.core.download
import model_train.cli
import model_train.mask_png
import model_train.training_job
from isic_desktop.core import isic2016
from isic_desktop.core.annotation_store import AnnotationStore, mask_file_sha256
from isic_desktop.core.document import AnnotationDocument
from isic_desktop.core.handover.importing import ImportOptions, run_import
from isic_desktop.core.handover.incoming import guess_format, open_source
from isic_desktop.core.history import Change
from isic_desktop.core.image_facts import describe, fill
from isic_desktop.core.image_index import ImageIndex
from isic_desktop.core.image_listing import list_folder
from isic_desktop.core.journal import JournalFile, read_journal
from isic_desktop.core.journal_format import Entry, JournalBase
from isic_desktop.core.provenance import Provenance
from isic_desktop.core.settings import Settings
from model_train.pairing import TruthFinder, list_images


class Voice:
    """Says what is done, a line at a time that no kill tears from the file."""

    def __init__(self, said: Path) -> None:
        self._file = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)

    def say(self, *words: object) -> None:
        """Write one line."""
        os.write(self._file, (json.dumps(words) + "\n").encode())


def saving(voice: Voice, folder: str, seed: int, saves: int) -> None:
    """Save masks of a person and of the model, and settings, again and again."""
    chance, store, settings = random.Random(seed), AnnotationStore(), Settings()
    images = sorted(Path(folder).glob("*.jpg"))
    for _ in range(saves) if saves else itertools.count():
        image, owner = chance.choice(images), chance.choice(("machine", "person"))
        mask = random_mask(chance)
        expected = mask_file_sha256(store.paths(image).mask)
        voice.say("saving", image.name, hash_of(mask), owner)
        store.save(image, mask, sidecar_of(image, owner), expected_mask_sha256=expected)
        voice.say("saved", image.name, hash_of(mask), owner)
        settings.theme = "dark" if settings.theme == "light" else "light"
        settings.save()


def journaling(voice: Voice, path: str, seed: int, steps: int) -> None:
    """Go on with a journal: strokes, undo, folding, and saves after which the beginning is forgotten."""
    chance, file = random.Random(seed), Path(path)
    journal = read_journal(file) if file.exists() else None
    if journal is not None:
        document, base = journal.document(), journal.base
    else:
        empty = np.zeros((WH[1], WH[0]), bool)
        document = AnnotationDocument(Path("/a.jpg"), empty, Provenance(), "", 0.0, "cd" * 32)
        base = JournalBase.of(document)
    voice.say("began", document.revision, hash_of(document.mask))
    written, entries = JournalFile(file, base, journal), list[Entry]()
    document.recorder = entries.append  # type: ignore[assignment]
    for _ in range(steps) if steps else itertools.count():
        for _ in range(chance.randint(1, 3)):
            if chance.random() < 0.2:
                document.undo()
            else:
                document.begin("Brush")
                at = chance.uniform(0, WH[0]), chance.uniform(0, WH[1])
                to = at[0] + chance.uniform(-40, 40), at[1] + chance.uniform(-40, 40)
                document.paint(at, to, chance.uniform(2, 20), chance.random() < 0.7)
                document.end()
        if not entries:
            continue
        for entry in entries:
            assert isinstance(entry, Change)
        voice.say("committed", document.revision, hash_of(document.mask))
        written.append(entries)
        voice.say("durable", document.revision, hash_of(document.mask))
        entries.clear()
        if chance.random() < 0.1:
            written.shorten(2000)
        if chance.random() < 0.05:
            voice.say("forgetting")
            if not written.forget_saved(JournalBase.of(document)):
                written = JournalFile(file, JournalBase.of(document))
            voice.say("forgotten")


def fill_to_the_end(root: Path, index: ImageIndex) -> None:
    """Bring an index up to date."""
    listing = list_folder(root)
    for _step in fill(listing, AnnotationStore(), TruthFinder(None, listing.contents), index, {}):
        pass


def indexing(voice: Voice, folder: str, place: str, seed: int, rounds: int) -> None:
    """Save annotations and remove some, while an index is kept of them."""
    chance, store, root = random.Random(seed), AnnotationStore(), Path(folder)
    images = sorted(root.glob("*.jpg"))
    index = ImageIndex(root, Path(place))
    voice.say("begins")
    for _ in range(rounds) if rounds else itertools.count():
        for image in chance.sample(images, 3):
            paths = store.paths(image)
            if chance.random() < 0.2:
                paths.mask.unlink(missing_ok=True)
            else:
                expected = mask_file_sha256(paths.mask)
                owner = chance.choice(("machine", "person"))
                store.save(image, random_mask(chance), sidecar_of(image, owner), expected_mask_sha256=expected)
            if chance.random() < 0.5:
                describe(image, image.name, store, TruthFinder(None, list_folder(root).contents), index)
        fill_to_the_end(root, index)
        assert index.file is not None


def importing(voice: Voice, folder: str, source: str) -> None:
    """Take masks in, once; a person's are replaced and set aside."""
    voice.say("begins")
    root = Path(folder)
    with open_source(Path(source), guess_format(Path(source))) as opened:
        options = ImportOptions(replace_persons=True)
        for found in run_import(opened, root, list_images(root), AnnotationStore(), options):
            voice.say(found.status, found.source, found.reason)


def downloading(voice: Voice, target: str, url: str) -> None:
    """Download and unpack, once."""
    voice.say("begins")
    patience = isic_desktop.core.download.Patience(connect_s=10, stall_s=10, pause_s=0.01)
    fetched = isic2016.fetch(
        Path(target), on_progress=lambda _done: None, wanted=lambda: True, base_url=url, patience=patience
    )
    voice.say("fetched", fetched.pairs)


def training(voice: Voice, arguments: list[str]) -> int:
    """Train, or go on with it."""
    voice.say("begins")
    return model_train.cli.main(["train", *arguments])


def segmenting_in_little_memory(voice: Voice, model: str, folder: str, out: str, spare_mb: int) -> None:
    """Segment a folder in a process that may grow by so much and no more."""
    import resource

    import psutil

    from isic_desktop.core.batch import segment_images
    from isic_desktop.core.batch_plan import plan_segmentation
    from model_train.predictor import Predictor

    predictor = Predictor(Path(model), "cpu")
    small = [path for path in list_images(Path(folder)) if path.stem.startswith("small")]
    list(segment_images(plan_segmentation(small, Path(out) / "first"), predictor))  # its threads have their stacks now
    limit = psutil.Process().memory_info().vms + (spare_mb << 20)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    for result in segment_images(plan_segmentation([Path(folder)], Path(out) / "second"), predictor):
        voice.say("result", result.id, result.status, str(result.error))
