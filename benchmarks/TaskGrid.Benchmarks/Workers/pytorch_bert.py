"""A BERT classifier in plain PyTorch, for comparison with TaskGrid's.

The model is written as a user who wants speed writes it: one product for query, key and value, attention by matmul and
softmax, dropout on the pooled vector alone (as on TaskGrid's side). An adapter adds to that product in place; adapters are
those of pytorch_lora.py, one a layer.
"""

import math

import torch
from torch import nn
from torch.nn import functional as F


class Layer(nn.Module):
    def __init__(self, width, heads, inner):
        super().__init__()
        self.heads = heads
        self.query_key_value = nn.Linear(width, 3 * width)
        self.attention_output = nn.Linear(width, width)
        self.attention_norm = nn.LayerNorm(width, eps=1e-12)
        self.intermediate = nn.Linear(width, inner)
        self.output = nn.Linear(inner, width)
        self.output_norm = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x, adapter=None):
        rows, length, width = x.shape
        size = width // self.heads
        joined = self.query_key_value(x)
        if adapter is not None:
            adapter(x, joined)
        joined = joined.view(rows, length, 3, self.heads, size).permute(2, 0, 3, 1, 4)
        query, key, value = joined.unbind(0)
        scores = query @ key.transpose(-1, -2) / math.sqrt(size)
        mixed = (F.softmax(scores, dim=-1) @ value).transpose(1, 2).reshape(rows, length, width)
        x = self.attention_norm(x + self.attention_output(mixed))
        return self.output_norm(x + self.output(F.gelu(self.intermediate(x))))


class Classifier(nn.Module):
    def __init__(self, shape):
        super().__init__()
        width = shape["width"]
        self.words = nn.Embedding(shape["vocabulary"], width)
        self.positions = nn.Embedding(shape["positions"], width)
        self.types = nn.Embedding(2, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(
            Layer(width, shape["heads"], shape["inner"]) for _ in range(shape["layers"])
        )
        self.pooler = nn.Linear(width, width)
        self.dropout = nn.Dropout(0.1)
        self.head = nn.Linear(width, 2)
        for module in self.modules():
            if isinstance(module, (nn.Linear, nn.Embedding)):
                nn.init.normal_(module.weight, std=0.02)

    def pooled(self, ids, types, adapters=None):
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.words(ids) + self.positions(places) + self.types(types))
        for layer, adapter in zip(self.layers, adapters or [None] * len(self.layers)):
            x = layer(x, adapter)
        return torch.tanh(self.pooler(x[:, 0]))

    def forward(self, ids, types):
        return self.head(self.dropout(self.pooled(ids, types)))
