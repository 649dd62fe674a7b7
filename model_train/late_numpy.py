"""numpy for modules that a window needs before it needs numpy: `from model_train.late_numpy import np`.

numpy takes as long to import as Qt. A module that is loaded before the window is there, but computes only when there
is an image, takes `np` from here: numpy is imported when something of it is first used, in whichever thread does.
Types of arrays are written as strings (`Mask: TypeAlias = "npt.NDArray[np.bool_]"`) for the same reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__all__ = ["np"]

if TYPE_CHECKING:
    import numpy as np
else:

    class _LateNumpy:
        def __getattr__(self, name: str) -> Any:
            import numpy

            value = getattr(numpy, name)
            setattr(self, name, value)  # from now on as quick as the module itself
            return value

    np = _LateNumpy()
