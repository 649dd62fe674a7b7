"""Python loads this before a program, where this folder is in PYTHONPATH: the program runs under another clock."""

import os
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))
from another_clock import WrongClock

sys.path.pop()
WrongClock(files=True).shift_s = float(os.environ["ISIC_TEST_CLOCK_S"])
