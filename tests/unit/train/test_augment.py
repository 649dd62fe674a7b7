from __future__ import annotations

import numpy as np
import pytest
import torch

from model_train.augment import POLICIES, Policy, affine_matrices, augment_batch, paint_hairs
from model_train.errors import UsageError


def batch(draw, count: int = 6):  # type: ignore[no-untyped-def]
    drawn = [draw(seed) for seed in range(count)]
    images = np.stack([image for image, _mask in drawn])
    masks = np.stack([mask for _image, mask in drawn]).astype(np.uint8)
    return images, masks, np.full(count, 4 / 3, np.float32)


@pytest.mark.parametrize("name", ["none", *POLICIES])
def test_that_a_batch_keeps_its_shape_and_ranges(draw, name: str) -> None:  # type: ignore[no-untyped-def]
    images, masks, aspects = batch(draw)
    kept = images.copy(), masks.copy()
    for seed in range(5):
        pixels, truth = augment_batch(images, masks, aspects, name, torch.Generator().manual_seed(seed))
        assert pixels.shape == (6, 3, 64, 64)
        assert truth.shape == (6, 1, 64, 64)
        assert 0.0 <= float(pixels.min()) <= float(pixels.max()) <= 1.0
        assert set(truth.unique().tolist()) <= {0.0, 1.0}
        assert bool(torch.isfinite(pixels).all())
    assert (images == kept[0]).all()
    assert (masks == kept[1]).all()


@pytest.mark.parametrize("name", ["course", "strong"])
def test_that_the_generator_alone_determines_the_result(draw, name: str) -> None:  # type: ignore[no-untyped-def]
    arrays = batch(draw)
    first = augment_batch(*arrays, name, torch.Generator().manual_seed(7))
    torch.manual_seed(99)
    second = augment_batch(*arrays, name, torch.Generator().manual_seed(7))
    other = augment_batch(*arrays, name, torch.Generator().manual_seed(8))
    assert torch.equal(first[0], second[0])
    assert torch.equal(first[1], second[1])
    assert not torch.equal(first[0], other[0])


def test_that_mask_and_image_move_together(draw) -> None:  # type: ignore[no-untyped-def]
    _images, masks, aspects = batch(draw)
    images = np.repeat((masks * 255)[..., None], 3, axis=3)  # the lesion is white: image and mask say the same
    pixels, truth = augment_batch(images, masks, aspects, "course", torch.Generator().manual_seed(1))
    assert float(truth.sum()) > 100
    agreement = ((pixels.mean(dim=1, keepdim=True) > 0.5).float() == truth).float().mean()
    assert float(agreement) > 0.97


def test_that_a_rotation_keeps_the_scenes_proportions() -> None:
    aspects = torch.full((50,), 2.0)
    plain = Policy(rotation_deg=180.0, zoom=1.0)
    rows = affine_matrices(aspects, plain, torch.Generator().manual_seed(0))[:, :, :2]
    to_scene = torch.diag(torch.tensor([2.0, 1.0]))
    turned = to_scene @ rows @ torch.linalg.inv(to_scene)
    # In the scene's own proportions nothing is stretched: the matrix times its transpose is the identity.
    assert torch.allclose(turned @ turned.transpose(1, 2), torch.eye(2).expand(50, 2, 2), atol=1e-5)


def test_that_no_augmentation_changes_nothing(draw) -> None:  # type: ignore[no-untyped-def]
    images, masks, aspects = batch(draw)
    pixels, truth = augment_batch(images, masks, aspects, "none", torch.Generator())
    assert ((pixels * 255).round().to(torch.uint8).permute(0, 2, 3, 1).numpy() == images).all()
    assert (truth[:, 0].numpy() == masks).all()


def test_that_hairs_are_painted_on_a_copy(draw) -> None:  # type: ignore[no-untyped-def]
    image, _mask = draw(0)
    before = image.copy()
    painted = paint_hairs(image, np.random.default_rng(0))
    assert (image == before).all()
    assert 0.005 < float((painted != image).any(axis=2).mean()) < 0.9


def test_that_an_unknown_augmentation_is_refused(draw) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(UsageError):
        augment_batch(*batch(draw), "wild", torch.Generator())


def test_that_the_course_only_mirrors_and_relights(draw) -> None:  # type: ignore[no-untyped-def]
    images, masks, aspects = batch(draw, 12)
    _pixels, truth = augment_batch(images, masks, aspects, "course", torch.Generator().manual_seed(3))
    kinds = set()
    for mask, moved in zip(masks, truth[:, 0].numpy(), strict=True):
        mirrored = {"none": mask, "x": mask[:, ::-1], "y": mask[::-1], "both": mask[::-1, ::-1]}
        kind = [name for name, way in mirrored.items() if np.array_equal(way, moved)]
        assert kind
        kinds.add(kind[0])
    assert len(kinds) >= 3
