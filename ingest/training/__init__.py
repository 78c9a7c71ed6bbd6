"""The recipe of the bundled embedding model: `python -m ingest.training`, or `make model`."""
