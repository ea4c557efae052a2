"""From the weights to what runs: an ONNX graph and a `tokenizers` file.

The graph takes `ids` (int64, shape (texts, tokens), every text of the batch equally long, so that
nothing is padded) and gives `vectors` (float32, shape (texts, hidden), unit length). Matrices are
int8 with a scale per output channel and dynamically quantised activations. The second FFN matrix
is quantised in blocks, activations too, because its activations have outliers that one scale per
tensor loses: cosine to the float graph .9991 instead of .9970 (at least .9987 instead of .9947),
at nine tenths of the speed of int8 everywhere (its 4-bit blocks as they stand run at two thirds).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from search_api.embedding.weights import BLOCK, Weights

OPSET = 20
MICROSOFT = "com.microsoft"
WIDE_BLOCK = 128
"""Inputs that share a scale in the second FFN matrix: the fastest of 32, 64, 128, 256, equally exact."""
KEPT_TILDE = "～"
"""The one character that NFKC changes and the model's own table does not."""
_STAND_IN = "\ue0fe"


class Graph:
    """Collects nodes and constants; names of results are made as it goes."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, values: NDArray[np.generic]) -> str:
        """Keep a constant and give its name."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, kind: str, inputs: list[str], *, domain: str = "", **attributes: Any) -> str:
        """Add an operation with one result and give the name of the result."""
        name = f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [name], name, domain=domain, **attributes))
        return name

    def int8(self, x: str, name: str, matrix: NDArray[np.float32], bias: NDArray[np.float32]) -> str:
        """X · matrixᵀ + bias with int8 weights; `matrix` has shape (outputs, inputs)."""
        scale = np.maximum(np.abs(matrix).max(axis=1), 1e-12) / 127
        rounded = np.rint(matrix / scale[:, None]).astype(np.int8)
        return self.node(
            "DynamicQuantizeMatMul",
            [
                x,
                self.constant(f"{name}.w", rounded.T),
                self.constant(f"{name}.s", scale.astype(np.float32)),
                self.constant(f"{name}.z", np.zeros(len(matrix), np.int8)),
                self.constant(f"{name}.b", bias),
            ],
            domain=MICROSOFT,
        )

    def by_blocks(self, x: str, name: str, matrix: NDArray[np.float32], bias: NDArray[np.float32]) -> str:
        """X · matrixᵀ + bias with int8 weights and activations quantised a block of inputs at a time."""
        rows, columns = matrix.shape
        table = matrix.reshape(rows, columns // WIDE_BLOCK, WIDE_BLOCK)
        scales = np.maximum(np.abs(table).max(axis=2), 1e-12) / 127
        integers = (np.rint(table / scales[:, :, None]) + 128).astype(np.uint8)
        product = self.node(
            "MatMulNBits",
            [
                x,
                self.constant(f"{name}.w", integers),
                self.constant(f"{name}.s", scales.astype(np.float32).reshape(-1)),
            ],
            domain=MICROSOFT,
            K=columns,
            N=rows,
            bits=8,
            block_size=WIDE_BLOCK,
            accuracy_level=4,
        )
        return self.node("Add", [product, self.constant(f"{name}.b", bias)])

    def normalised(self, x: str, added: str, name: str, weights: Weights) -> str:
        """Layer normalisation of x + added."""
        scale = self.constant(f"{name}.w", weights.vectors[f"{name}.w"])
        shift = self.constant(f"{name}.b", weights.vectors[f"{name}.b"])
        total = self.node("Add", [x, added])
        return self.node("LayerNormalization", [total, scale, shift], axis=-1, epsilon=weights.epsilon)


def build_graph(weights: Weights) -> onnx.ModelProto:
    """The model as an ONNX graph."""
    graph = Graph()
    x = _embeddings(graph, weights)
    for layer in range(weights.layers):
        x = _layer(graph, weights, f"l{layer}", x)
    axes = graph.constant("token_axis", np.array([1], np.int64))
    mean = graph.node("ReduceMean", [x, axes], keepdims=0)
    last = graph.constant("hidden_axis", np.array([1], np.int64))
    length = graph.node("ReduceL2", [mean, last], keepdims=1)
    graph.nodes.append(helper.make_node("Div", [mean, length], ["vectors"]))
    proto = helper.make_graph(
        graph.nodes,
        "e5",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, ["texts", "tokens"])],
        [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["texts", weights.hidden])],
        graph.constants,
    )
    imports = [helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(proto, opset_imports=imports, ir_version=10)


def _embeddings(graph: Graph, weights: Weights) -> str:
    """Word (kept as integers and block scales: a quarter of the memory), position and type."""
    word = weights.matrices["emb.word"]
    integers = graph.constant("word.q", word.integers().reshape(len(word.scales), -1, BLOCK))
    scales = graph.constant("word.s", word.scales[:, :, None])
    values = graph.node("Cast", [graph.node("Gather", [integers, "ids"])], to=TensorProto.FLOAT)
    scaled = graph.node("Mul", [values, graph.node("Gather", [scales, "ids"])])
    shape = graph.constant("word.shape", np.array([0, 0, weights.hidden], np.int64))
    words = graph.node("Reshape", [scaled, shape])

    kinds = weights.vectors["emb.type"][: weights.hidden]
    table = weights.vectors["emb.pos"].reshape(weights.positions, weights.hidden) + kinds
    zero = graph.constant("zero", np.array([0], np.int64))
    length = graph.node("Shape", ["ids"], start=1, end=2)
    places = graph.node("Slice", [graph.constant("positions", table), zero, length, zero])
    return graph.normalised(words, places, "emb.ln", weights)


def _layer(graph: Graph, weights: Weights, name: str, x: str) -> str:
    """One transformer layer (BERT: normalisation after each residual)."""
    parts = [weights.matrices[f"{name}.{part}.w"].dense() for part in "qkv"]
    biases = [weights.vectors[f"{name}.{part}.b"] for part in "qkv"]
    joined = graph.int8(x, f"{name}.qkv", np.concatenate(parts), np.concatenate(biases))
    sizes = graph.constant(f"{name}.split", np.full(3, weights.hidden, np.int64))
    qkv = [f"{name}.{part}" for part in "qkv"]
    graph.nodes.append(helper.make_node("Split", [joined, sizes], qkv, axis=2))
    context = graph.node("MultiHeadAttention", qkv, domain=MICROSOFT, num_heads=weights.heads)
    out = weights.matrices[f"{name}.ao.w"].dense()
    attended = graph.int8(context, f"{name}.ao", out, weights.vectors[f"{name}.ao.b"])
    x = graph.normalised(x, attended, f"{name}.aln", weights)
    first = weights.matrices[f"{name}.fi.w"].dense()
    inner = graph.node("Gelu", [graph.int8(x, f"{name}.fi", first, weights.vectors[f"{name}.fi.b"])])
    last = weights.matrices[f"{name}.fo.w"].dense()
    second = graph.by_blocks(inner, f"{name}.fo", last, weights.vectors[f"{name}.fo.b"])
    return graph.normalised(x, second, f"{name}.oln", weights)


def tokenizer_json(weights: Weights) -> str:
    """A `tokenizers` file: the model's normalisation, metaspace and unigram vocabulary.

    The table of the file is NFKC but for deleted controls, for what becomes a space, and for the
    full-width tilde, which stays.
    """
    deleted = [chr(code) for code, out in weights.normalisation.items() if out == ""]
    spaces = [chr(code) for code, out in weights.normalisation.items() if out == " "]
    steps = [
        _replace(deleted, ""),
        _replace(spaces, " "),
        _replace([KEPT_TILDE], _STAND_IN),
        {"type": "NFKC"},
        _replace([_STAND_IN], KEPT_TILDE),
        {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "},
    ]
    flags = dict.fromkeys(("single_word", "lstrip", "rstrip", "normalized"), False)
    names = ("<s>", "<pad>", "</s>", "<unk>")
    special = [{"id": i, "content": name, "special": True, **flags} for i, name in enumerate(names)]
    metaspace = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True}
    document = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": special,
        "normalizer": {"type": "Sequence", "normalizers": steps},
        "pre_tokenizer": metaspace,
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [_special("<s>"), {"Sequence": {"id": "A", "type_id": 0}}, _special("</s>")],
            "pair": [],
            "special_tokens": {
                "<s>": {"id": "<s>", "ids": [0], "tokens": ["<s>"]},
                "</s>": {"id": "</s>", "ids": [2], "tokens": ["</s>"]},
            },
        },
        "decoder": metaspace,
        "model": {
            "type": "Unigram",
            "unk_id": weights.unknown_id,
            "vocab": weights.pieces,
            "byte_fallback": False,
        },
    }
    return json.dumps(document, ensure_ascii=False)


def _replace(characters: list[str], content: str) -> dict[str, object]:
    codes = "".join(f"\\x{{{ord(character):x}}}" for character in characters)
    return {"type": "Replace", "pattern": {"Regex": f"[{codes}]"}, "content": content}


def _special(token: str) -> dict[str, object]:
    return {"SpecialToken": {"id": token, "type_id": 0}}


def write_runtime(weights: Weights, folder: Path) -> None:
    """Write `model.onnx` and `tokenizer.json` into `folder`, which must exist."""
    onnx.save(build_graph(weights), str(folder / "model.onnx"))
    (folder / "tokenizer.json").write_text(tokenizer_json(weights), encoding="utf-8")
