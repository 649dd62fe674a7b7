"""Images picked from a listing stand for their paths without having them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from isic_desktop.core.image_listing import ImageListing, PickedImages


def test_that_picked_images_are_the_paths_they_stand_for() -> None:
    names = ("a.jpg", "b.jpg", "below/c.jpg", "below/d.jpg")
    listing = ImageListing(Path("/photos"), names, {name: row for row, name in enumerate(names)}, ())
    picked = PickedImages(listing, np.array([3, 0, 2], dtype=np.int32))
    paths = [Path("/photos/below/d.jpg"), Path("/photos/a.jpg"), Path("/photos/below/c.jpg")]
    assert list(picked) == paths
    assert len(picked) == 3
    assert picked[-1] == paths[-1]
    assert list(picked[1:]) == paths[1:]
    assert paths[1] in picked
    assert not PickedImages(listing, np.array([], dtype=np.int32))
    with pytest.raises(IndexError):
        picked[3]
