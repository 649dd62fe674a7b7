"""`python -m model_train`: the command line of training."""

import sys

from model_train.cli import main

if __name__ == "__main__":
    sys.exit(main())
