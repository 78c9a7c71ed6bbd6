"""The folder of a finished model, as sentence-transformers and `ingest.static_model` read it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file
from tokenizers import Tokenizer

from ingest.static_model import IDF, ROWS, SCALES, TOKENIZER, WEIGHTS
from ingest.training.tokens import Floats

LEVELS = 127
"""The largest number of a row, in a signed byte."""

MODULES = [
    {
        "idx": 0,
        "name": "0",
        "path": "",
        "type": (
            "sentence_transformers.sentence_transformer.modules.static_embedding.StaticEmbedding"
        ),
    }
]
CONFIG = {
    "default_prompt_name": None,
    "model_type": "SentenceTransformer",
    "prompts": {"document": "", "query": ""},
    "similarity_fn_name": "cosine",
}


def export_model(folder: Path, tokenizer: Tokenizer, vectors: Floats, idf: Floats) -> None:
    """Write weights, tokenizer, idf (float32) and the module list to `folder`.

    `vectors` is (V, d), `idf` (V,), both by token id. A vector becomes a row of signed bytes and
    its scale; the scales carry the pooling weights, so they are kept but for one common factor.
    """
    folder.mkdir(parents=True, exist_ok=True)
    largest = np.maximum(np.abs(vectors).max(axis=1), np.finfo(np.float32).tiny)
    rows = np.rint(vectors * (LEVELS / largest)[:, None]).astype(np.int8)
    scales = (largest / largest.max() / LEVELS).astype(np.float32)
    weights = folder / WEIGHTS
    save_file({ROWS: rows, SCALES: scales}, weights)
    weights.chmod(0o644)  # safetensors writes files that only their owner may read
    np.save(folder / IDF, idf.astype(np.float32))
    tokenizer.save(str(folder / TOKENIZER), pretty=False)
    _write_json(folder / "modules.json", MODULES)
    _write_json(folder / "config_sentence_transformers.json", CONFIG)


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
