"""Every reader of the program: whole files to damage, and how a damaged one is read."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
from drawn import write_image
from odd_files import gray_picture, jpeg_bytes, picture, png_bytes
from own_files import OWN_READERS
from PIL import Image
from reader import Reader
from tiny_model import write_tiny_model

from isic_desktop.core.annotation_store import annotation_paths, load_annotation
from isic_desktop.core.document import AnnotationDocument
from isic_desktop.core.handover.incoming import SourceFormat, open_source
from isic_desktop.core.history import Change
from isic_desktop.core.image_index import ImageIndex, IndexRow
from isic_desktop.core.journal import JournalFile, read_journal
from isic_desktop.core.journal_format import JournalBase, Saving
from isic_desktop.core.provenance import PackedMask, Provenance
from isic_desktop.core.run_following import RunFollower
from isic_desktop.core.runs import summarise
from isic_desktop.core.settings import Settings
from isic_desktop.core.sidecar import read_sidecar
from model_train.checkpoint_header import read_header
from model_train.errors import AppError
from model_train.images import encode_mask, read_image, read_image_size, read_mask, read_reduced
from model_train.messages import phrase
from model_train.pairs_file import read_pairs_file
from model_train.run_folder import EventLog, read_config, read_metrics, write_process

SIZE_WH = (48, 32)


def lesion_mask() -> np.ndarray:
    rows, columns = np.ogrid[: SIZE_WH[1], : SIZE_WH[0]]
    mask: np.ndarray = (rows - 15) ** 2 + (columns - 22) ** 2 < 100
    mask[14:17, 20:24] = False
    return mask


# Images and masks


def whole_images(_folder: Path) -> list[bytes]:
    turned = Image.Exif()
    turned[0x0112] = 6
    found = [
        jpeg_bytes(picture()),
        jpeg_bytes(picture(), progressive=True),
        jpeg_bytes(picture(), exif=turned.tobytes()),
    ]
    found += [png_bytes(picture()), png_bytes(gray_picture())]
    for kind, options in (("TIFF", {}), ("TIFF", {"compression": "tiff_lzw"}), ("BMP", {}), ("WEBP", {})):
        content = io.BytesIO()
        Image.fromarray(picture()).save(content, kind, **options)
        found.append(content.getvalue())
    return found


def read_picture(path: Path) -> bool:
    refusal: AppError | None = None
    for read in (read_image_size, read_image, lambda path: read_reduced(path, 16)):
        try:
            read(path)
        except AppError as error:
            refusal = error  # the others are tried all the same
    if refusal is not None:
        raise refusal
    return True


def whole_masks(_folder: Path) -> list[bytes]:
    mask = lesion_mask()
    return [encode_mask(mask), png_bytes(mask.astype(np.uint8)), png_bytes(np.where(mask, 200, 17).astype(np.uint8))]


# Annotations


def whole_sidecars(folder: Path) -> list[bytes]:
    from isic_desktop.core.annotation_store import UNCHECKED, AnnotationStore
    from isic_desktop.core.sidecar import ModelUsed, Sidecar, image_file_sha256, utc_now

    image = folder / "a.jpg"
    write_image(image, picture())
    found = []
    for origin, state in (("machine", "predicted"), ("person", "corrected")):
        sidecar = Sidecar(
            image="a.jpg", image_sha256=image_file_sha256(image), width=SIZE_WH[0], height=SIZE_WH[1], mask_sha256="",
            state=state, origin=origin, model=ModelUsed("skip-256", "ab" * 32, 0.5, "torch", "float32", {"x": [1]}),
            created_utc=utc_now(), modified_utc=utc_now(), note="a note", tags=("one", "two"),
            unknown={"later": {"a": [1]}},
        )  # fmt: skip
        saved = AnnotationStore().save(image, lesion_mask(), sidecar, expected_mask_sha256=UNCHECKED)
        found.append(saved.paths.sidecar.read_bytes())
    return found


def read_annotation(path: Path) -> bool:
    paths = annotation_paths(path.parent, "a")
    shutil.copy(path, paths.sidecar)
    paths.mask.write_bytes(encode_mask(lesion_mask()))
    loaded = load_annotation(paths, SIZE_WH)
    read_sidecar(path)
    return loaded is not None and loaded.is_described


def whole_journals(folder: Path) -> list[bytes]:
    mask = lesion_mask()
    packed = PackedMask.of(mask)
    provenance = Provenance("person", "corrected", baseline=packed)
    document = AnnotationDocument(folder / "a.jpg", mask, provenance, "", 1.5, "cd" * 32, opened_mask=packed)
    base = JournalBase(document.image_path, document.image_sha256, packed, provenance, "", 1.5, document.revision)
    file = JournalFile(folder / "a.journal", base)
    changes: list[Change] = []
    document.recorder = changes.append
    for number in range(4):
        document.begin("Brush")
        document.paint((5.0 * number, 9), (5.0 * number + 9, 20), 3, number % 2 == 0)
        document.end()
    document.undo()
    file.append([*changes, Saving(document.revision, "ef" * 32)])
    file.close()
    return [file.path.read_bytes()]


def rebuild_journal(path: Path) -> bool:
    journal = read_journal(path)
    if journal is None:
        return False
    journal.expected_mask_sha256s()
    return bool(journal.document().history.undo_labels)


def whole_indexes(folder: Path) -> list[bytes]:
    index = ImageIndex(folder, folder / "place")
    index.put(
        [
            IndexRow(
                name=f"{number}.jpg", mask_stamp="1", sidecar_stamp="2", truth="", truth_stamp="", state="corrected",
                origin="person", model="skip-256", predicted_jaccard=0.5, jaccard=0.7, dice=None, lesion_px=90,
                image_px=1536, modified_s=1.5, text="a note",
            )
            for number in range(40)
        ]
    )  # fmt: skip
    index.close()
    assert index.file is not None
    return [index.file.read_bytes()]


def read_index(path: Path) -> bool:
    with closing(ImageIndex(path.parent, path.parent / "place")) as index:
        assert index.file is not None
        index.file.parent.mkdir(exist_ok=True)
        for other in index.file.parent.iterdir():
            other.unlink()
        shutil.copy(path, index.file)
        index.names()
        rows = index.rows()
        for row in rows:
            index.get(row.name)
        return bool(rows)


# Models and runs


def whole_checkpoints(folder: Path) -> list[bytes]:
    return [write_tiny_model(folder / "m.safetensors").read_bytes()]


def read_model(path: Path) -> object:
    from model_train.checkpoint import load_checkpoint

    read_header(path)
    return load_checkpoint(path)


def whole_events(folder: Path) -> list[bytes]:
    """What a training writes: as far as it has come, failed, and finished."""
    told: list[tuple[str, dict[str, object]]] = [
        ("started", {"resumed": False, "epoch": 0, "epochs": 3, "train": 80, "val": 20, "device": "cpu", "threads": 2}),
        ("batch", {"epoch": 1, "batch": 3, "batches": 5, "loss": 0.5, "lr": 0.001}),
        ("warning", {"message": phrase("Memory ran out: images scored at once from now on: {at_once}.", at_once=4)}),
        ("checkpoint", {"epoch": 1, "file": "best.safetensors", "jaccard": 0.7}),
        ("sample", {"epoch": 1, "file": "samples/epoch_001.png"}),
        ("epoch", {"epoch": 1, "train_loss": 0.4, "val_loss": 0.5, "val_jaccard": 0.7, "seconds": 3.0, "lr": 0.001}),
        ("failed", {"message": "no space left", "cancelled": False}),
        ("finished", {"epoch": 1, "best_epoch": 1, "best_jaccard": 0.7, "stopped": True, "weights_sha256": "ab" * 32}),
    ]
    found = []
    for number, ends in enumerate((told[:5], told[:7], [*told[:6], told[7]])):
        run = folder / str(number)
        run.mkdir()
        log = EventLog(run, to_stdout=False)
        for kind, values in ends:
            log.emit(kind, **values)
        found.append((run / "events.jsonl").read_bytes())
    return found


METRICS = "epoch,train_loss,val_loss,val_jaccard,val_dice,lr,seconds\n" + "".join(
    f"{epoch},0.{epoch},0.5,0.6{epoch},0.7,0.001,12.5\n" for epoch in range(1, 6)
)


def follow_run(path: Path) -> bool:
    summarise(path.parent)
    news = RunFollower(path.parent).read()
    return news.epochs > 0 and not news.unreadable


def whole_configs(_folder: Path) -> list[bytes]:
    config = {"settings": {"regime": "frozen", "epochs": 20, "size": 128, "lr": 1e-3}, "train": 3, "command": ["train"]}
    return [json.dumps(config).encode()]


def whole_processes(folder: Path) -> list[bytes]:
    write_process(folder)
    return [(folder / "process.json").read_bytes()]


def read_run(path: Path) -> bool:
    summarise(path.parent)
    return bool(read_config(path.parent))


def read_process_file(path: Path) -> bool:
    summarise(path.parent)
    follower = RunFollower(path.parent)
    follower.read()
    return follower.process is not None


def read_figures(path: Path) -> bool:
    summarise(path.parent)
    return bool(read_metrics(path.parent))


# What is taken in from elsewhere


def whole_coco(_folder: Path) -> list[bytes]:
    from isic_desktop.core.handover.run_lengths import encode_runs

    images = [{"id": number, "file_name": f"{number}.jpg", "width": 48, "height": 32} for number in (1, 2)]
    found = []
    for shape in (
        encode_runs(lesion_mask(), compressed=True),
        encode_runs(lesion_mask(), compressed=False),
        [[2.0, 2.0, 30.0, 4.0, 20.0, 25.0], [1, 1, 5, 1, 5, 5]],
    ):
        annotations = [
            {"id": 7 + number, "image_id": number, "category_id": 1, "segmentation": shape, "iscrowd": 0, "area": 9.0}
            for number in (1, 2)
        ]
        tree = {"images": images, "annotations": annotations, "categories": [{"id": 1, "name": "lesion"}]}
        found.append(json.dumps(tree).encode())
    return found


def whole_labelme(_folder: Path) -> list[bytes]:
    shapes = [
        {"label": "lesion", "points": [[2.0, 2.0], [30.0, 4.0], [20.0, 25.0]], "shape_type": "polygon", "flags": {}},
        {"label": "lesion", "points": [[9.0, 9.0], [12.0, 15.0]], "shape_type": "circle"},
    ]
    tree = {
        "version": "5.5.0",
        "flags": {},
        "shapes": shapes,
        "imagePath": "a.jpg",
        "imageWidth": 48,
        "imageHeight": 32,
    }
    return [json.dumps({**tree, "imageData": None}).encode()]


def whole_yolo(_folder: Path) -> list[bytes]:
    return [b"0 0.1 0.1 0.8 0.2 0.5 0.9\n0 0.2 0.2 0.3 0.2 0.3 0.3\n"]


def whole_archives(_folder: Path) -> list[bytes]:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in (1, 2, 3):
            archive.writestr(f"ISIC_000000{number}_segmentation.png", encode_mask(lesion_mask()))
    return [packed.getvalue()]


def take_in(form: SourceFormat) -> Callable[[Path], bool]:
    def read(path: Path) -> bool:
        taken = 0
        place = path if form in (SourceFormat.ISIC, SourceFormat.COCO) else path.parent
        with open_source(place, form) as source:
            for incoming in source.offered:
                try:
                    incoming.load(SIZE_WH)
                    taken += 1
                except AppError:
                    continue
        return taken > 0

    return read


# Tables and settings


def whole_pairs(folder: Path) -> list[bytes]:
    return [f"id,image,mask,lesion\na,{folder}/a.jpg,{folder}/a.png,L1\nb,{folder}/b.jpg,{folder}/b.png,\n".encode()]


def whole_settings(folder: Path) -> list[bytes]:
    tree = {
        "active_model": "skip-256", "brush_size_px": 20, "overlay_opacity": 0.4, "theme": "dark",
        "recent_folders": [str(folder)], "annotation_places": {str(folder): str(folder)}, "truth_folders": {},
        "window_geometry": "AAA=", "language": "de",
        "saved_views": {"worst": {"sort": "jaccard"}}, "shortcuts": {"image.next": ["D"]}, "gallery_grid": True,
    }  # fmt: skip
    return [json.dumps(tree).encode()]


def read_settings(path: Path) -> bool:
    settings = Settings(path)
    kept = settings.language == "de" or settings.active_model == "skip-256"
    found = [getattr(settings, name) for name, value in vars(Settings).items() if isinstance(value, property)]
    settings.truth_folder(path.parent)
    settings.annotation_place(path.parent)
    settings.brush_size_px = 12
    settings.save()
    del found
    return kept


def whole_lesion_tables(_folder: Path) -> list[bytes]:
    return [b"image_id,lesion_id\nISIC_1,L1\nISIC_2,L1\n", b"\xef\xbb\xbfisic_id,lesion_id\r\nISIC_1,L1\r\n"]


def read_lesion_table(path: Path) -> bool:
    from isic_desktop.core.holdout import read_lesions

    return bool(read_lesions(path))


READERS = (
    Reader("images", "a.jpg", whole_images, read_picture),
    Reader("masks", "a_Segmentation.png", whole_masks, read_mask),
    Reader("sidecars", "x.json", whole_sidecars, read_annotation),
    Reader("journals", "a.journal", whole_journals, rebuild_journal),
    Reader("index", "x.sqlite3", whole_indexes, read_index),
    Reader("checkpoints", "m.safetensors", whole_checkpoints, read_model),
    Reader("run folders", "config.json", whole_configs, read_run),
    Reader("processes of runs", "process.json", whole_processes, read_process_file),
    Reader("figures of runs", "metrics.csv", lambda _folder: [METRICS.encode()], read_figures),
    Reader("events", "events.jsonl", whole_events, follow_run),
    Reader("COCO", "coco.json", whole_coco, take_in(SourceFormat.COCO)),
    Reader("YOLO", "a.txt", whole_yolo, take_in(SourceFormat.YOLO)),
    Reader("labelme", "a.json", whole_labelme, take_in(SourceFormat.LABELME)),
    Reader("archives", "a.zip", whole_archives, take_in(SourceFormat.ISIC)),
    Reader("tables of pairs", "pairs.csv", whole_pairs, read_pairs_file),
    Reader("tables of lesions", "lesions.csv", whole_lesion_tables, read_lesion_table),
    Reader("settings", "settings.json", whole_settings, read_settings),
    *OWN_READERS,
)
