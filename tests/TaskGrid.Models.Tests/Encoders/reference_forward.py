"""BERT's forward pass in NumPy and double precision, written from the papers for the tests alone.

Usage: reference_forward.py MODEL_FOLDER < '[{"ids": [...], "first": n}, ...]'
Prints for each input the last hidden states [T, H] and, where there is a [MASK], the masked-word logits [V].
"""
import json
import math
import os
import sys

import numpy as np

FOLDER = sys.argv[1]
CONFIG = json.load(open(os.path.join(FOLDER, "config.json")))
KIND = CONFIG["model_type"]


def load():
    with open(os.path.join(FOLDER, "model.safetensors"), "rb") as file:
        length = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(length))
        data = file.read()
    header.pop("__metadata__", None)
    types = {"F16": np.float16, "F32": np.float32}
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        array = np.frombuffer(data[begin:end], types[entry["dtype"]]).astype(np.float64)
        tensors[name] = array.reshape(entry["shape"])
    return tensors


TENSORS = load()


def get(*names):
    for name in names:
        for prefix in ("", "bert.", "distilbert.", "electra."):
            if prefix + name in TENSORS:
                return TENSORS[prefix + name]
    return None


ERF = np.vectorize(math.erf)


def gelu(x):
    return 0.5 * x * (1 + ERF(x / math.sqrt(2)))


def gelu_tanh(x):
    return 0.5 * x * (1 + np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))


def relu(x):
    return np.maximum(x, 0)


ACTIVATION = {"gelu": gelu, "gelu_new": gelu_tanh, "gelu_pytorch_tanh": gelu_tanh, "relu": relu}[
    CONFIG.get("activation" if KIND == "distilbert" else "hidden_act", "gelu")
]
# ELECTRA's generator always takes GELU.
HEAD_ACTIVATION = gelu if KIND == "electra" else ACTIVATION


def linear(x, name):
    return x @ get(name + ".weight").T + get(name + ".bias")


def norm(x, name):
    eps = 1e-12 if KIND == "distilbert" else CONFIG.get("layer_norm_eps", 1e-12)
    mean = x.mean(-1, keepdims=True)
    variance = ((x - mean) ** 2).mean(-1, keepdims=True)
    return (x - mean) / np.sqrt(variance + eps) * get(name + ".weight") + get(name + ".bias")


def forward(ids, first):
    distil = KIND == "distilbert"
    layers = CONFIG["n_layers"] if distil else CONFIG["num_hidden_layers"]
    heads = CONFIG["n_heads"] if distil else CONFIG["num_attention_heads"]
    x = get("embeddings.word_embeddings.weight")[ids] + get("embeddings.position_embeddings.weight")[: len(ids)]
    types = get("embeddings.token_type_embeddings.weight")
    if types is not None:
        x = x + types[[0 if t < first else 1 for t in range(len(ids))]]
    x = norm(x, "embeddings.LayerNorm")
    if get("embeddings_project.weight") is not None:
        x = linear(x, "embeddings_project")
    for layer in range(layers):
        p = f"transformer.layer.{layer}." if distil else f"encoder.layer.{layer}."
        names = (
            ["attention.q_lin", "attention.k_lin", "attention.v_lin", "attention.out_lin", "sa_layer_norm",
             "ffn.lin1", "ffn.lin2", "output_layer_norm"]
            if distil
            else ["attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense",
                  "attention.output.LayerNorm", "intermediate.dense", "output.dense", "output.LayerNorm"]
        )
        q, k, v = (linear(x, p + name) for name in names[:3])
        size = q.shape[-1] // heads
        outputs = []
        for head in range(heads):
            part = slice(head * size, (head + 1) * size)
            scores = q[:, part] @ k[:, part].T / math.sqrt(size)
            weights = np.exp(scores - scores.max(-1, keepdims=True))
            outputs.append(weights / weights.sum(-1, keepdims=True) @ v[:, part])
        x = norm(x + linear(np.concatenate(outputs, -1), p + names[3]), p + names[4])
        x = norm(x + linear(ACTIVATION(linear(x, p + names[5])), p + names[6]), p + names[7])
    return x


def masked_words(state):
    dense, layer_norm, bias = {
        "bert": ("cls.predictions.transform.dense", "cls.predictions.transform.LayerNorm", "cls.predictions.bias"),
        "distilbert": ("vocab_transform", "vocab_layer_norm", "vocab_projector.bias"),
        "electra": ("generator_predictions.dense", "generator_predictions.LayerNorm", "generator_lm_head.bias"),
    }[KIND]
    inner = norm(HEAD_ACTIVATION(linear(state, dense)), layer_norm)
    return inner @ get("embeddings.word_embeddings.weight").T + get(bias)


results = []
for row in json.load(sys.stdin):
    hidden = forward(row["ids"], row["first"])
    result = {"hidden": hidden.tolist()}
    if row.get("mask") is not None:
        result["logits"] = masked_words(hidden[row["mask"]]).tolist()
    results.append(result)
json.dump(results, sys.stdout)
