"""The folder of a finished model, as sentence-transformers and `ingest.static_model` read it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file
from tokenizers import Tokenizer

from ingest.training.tokens import Floats

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
    """Write weights (float16), tokenizer, idf (float32) and the module list to `folder`.

    `vectors` is (V, d), `idf` (V,), both by token id; the weights' scale carries the pooling
    weights, so it is kept but for one common factor that suits float16.
    """
    folder.mkdir(parents=True, exist_ok=True)
    scaled = vectors / np.abs(vectors).max()
    weights = folder / "model.safetensors"
    save_file({"embedding.weight": scaled.astype(np.float16)}, weights)
    weights.chmod(0o644)  # safetensors writes files that only their owner may read
    np.save(folder / "idf.npy", idf.astype(np.float32))
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    _write_json(folder / "modules.json", MODULES)
    _write_json(folder / "config_sentence_transformers.json", CONFIG)


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
