"""Training steps of a BERT classifier in plain PyTorch, for comparison with TaskGrid's.

Reads one JSON value a line from stdin and answers with one a line: first the set-up (see Worker), then {"steps": n}
for each round, which is answered by {"seconds": [...], "cpuSeconds": ..., "peakBytes": ...}.

The model is written as a user who wants speed writes it: one product for query, key and value, attention by matmul
and softmax, dropout on the pooled vector alone (as on TaskGrid's side), AdamW without weight decay, gradients clipped
to norm 1 and set to None. Precision bf16 is torch.autocast, as the manual of PyTorch 1.13 has it.
"""

import json
import math
import sys
import time

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

    def forward(self, x):
        rows, length, width = x.shape
        size = width // self.heads
        joined = self.query_key_value(x).view(rows, length, 3, self.heads, size).permute(2, 0, 3, 1, 4)
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

    def forward(self, ids, types):
        places = torch.arange(ids.shape[1])
        x = self.norm(self.words(ids) + self.positions(places) + self.types(types))
        for layer in self.layers:
            x = layer(x)
        return self.head(self.dropout(torch.tanh(self.pooler(x[:, 0]))))


class Worker:
    def __init__(self, setup):
        torch.set_num_threads(setup["threads"])
        torch.manual_seed(1)
        shape = setup["shape"]
        self.half = setup["half"]
        self.model = Classifier(shape)
        self.model.train()
        self.optimizer = torch.optim.AdamW(self.model.parameters(), lr=1e-5, weight_decay=0.0)
        rows, length = setup["rows"], setup["length"]
        # A few batches in turn, so that no step finds its embedding rows in the cache from the step before.
        self.batches = [
            (torch.randint(0, shape["vocabulary"], (rows, length)), torch.randint(0, 2, (rows,))) for _ in range(8)
        ]
        self.types = torch.zeros((rows, length), dtype=torch.long)
        self.done = 0

    def step(self):
        ids, labels = self.batches[self.done % len(self.batches)]
        self.done += 1
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.half):
            loss = F.cross_entropy(self.model(ids, self.types).float(), labels)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        return loss.item()

    def round(self, steps):
        seconds = []
        cpu = time.process_time()
        for _ in range(steps):
            start = time.perf_counter()
            self.step()
            seconds.append(time.perf_counter() - start)
        return {"seconds": seconds, "cpuSeconds": time.process_time() - cpu, "peakBytes": peak_bytes()}


def peak_bytes():
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return 0


def main():
    worker = Worker(json.loads(sys.stdin.readline()))
    print(json.dumps({"version": torch.__version__}), flush=True)
    for line in sys.stdin:
        print(json.dumps(worker.round(json.loads(line)["steps"])), flush=True)


if __name__ == "__main__":
    main()
