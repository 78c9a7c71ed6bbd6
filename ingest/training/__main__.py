"""Make the bundled model: `python -m ingest.training [--output FOLDER]`."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from pathlib import Path

from corpus.errors import VoetnootError
from ingest.static_model import BUNDLED
from ingest.training.recipe import Recipe, make_model


def main() -> int:
    """Run the recipe; exit code 1 with one line where the data is unusable."""
    parser = argparse.ArgumentParser(
        prog="python -m ingest.training",
        description="Make the bundled embedding model from a folder of training data.",
        epilog="example: VOETNOOT_TESTDATA=../shared python -m ingest.training",
    )
    parser.add_argument(
        "--data",
        type=Path,
        default=Path(os.environ.get("VOETNOOT_TESTDATA", "../shared")),
        help="folder with `training` and `evals` (default: VOETNOOT_TESTDATA, else ../shared)",
    )
    parser.add_argument("--output", type=Path, default=BUNDLED, help="folder of the model")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    try:
        outcome = make_model(arguments.data, arguments.output, Recipe())
    except VoetnootError as error:
        logging.error("%s", error)
        return 1
    logging.info("%s: %.1f minutes, peak %.1f GiB",
                 arguments.output, outcome.minutes, outcome.peak_gib)  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
