"""The frozen program's entry point; PyInstaller needs a script."""

import multiprocessing
import sys

from isic_desktop.cli import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
