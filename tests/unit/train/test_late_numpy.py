from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import sys, threading
from model_train.late_numpy import np

assert "numpy" not in sys.modules
found = []
threads = [threading.Thread(target=lambda: found.append(np.zeros((2, 3), np.float32).sum())) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert found == [0.0] * 8, found
import numpy
assert np.ndarray is numpy.ndarray and np.random is numpy.random
try:
    np.no_such_name
except AttributeError as error:
    assert "no_such_name" in str(error)
else:
    raise AssertionError("a name that numpy does not have was found")
"""


def test_that_numpy_comes_with_its_first_use_in_whichever_thread() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
