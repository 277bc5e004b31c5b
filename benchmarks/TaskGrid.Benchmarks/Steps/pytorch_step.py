"""Training steps of a BERT classifier in plain PyTorch, for comparison with TaskGrid's.

Reads one JSON value a line from stdin and answers with one a line: first the set-up (see Worker), then {"steps": n}
for each round, which is answered by {"seconds": [...], "cpuSeconds": ..., "peakBytes": ...}.

The model is that of pytorch_bert.py; AdamW without weight decay, gradients clipped to norm 1 and set to None. Precision
bf16 is torch.autocast, as the manual of PyTorch 1.13 has it.
"""

import json
import sys
import time

import torch
from torch.nn import functional as F

from pytorch_bert import Classifier


class Worker:
    def __init__(self, setup):
        torch.set_num_threads(setup["threads"])
        torch.manual_seed(1)
        shape = setup["shape"]
        self.half = setup["half"]
        self.device = torch.device(setup["device"])
        self.model = Classifier(shape).to(self.device)
        self.model.train()
        self.optimizer = torch.optim.AdamW(self.model.parameters(), lr=1e-5, weight_decay=0.0)
        rows, length = setup["rows"], setup["length"]
        # A few batches in turn, so that no step finds its embedding rows in the cache from the step before.
        self.batches = [
            tuple(part.to(self.device) for part in (
                torch.randint(0, shape["vocabulary"], (rows, length)), torch.randint(0, 2, (rows,))))
            for _ in range(8)
        ]
        self.types = torch.zeros((rows, length), dtype=torch.long, device=self.device)
        self.done = 0

    def step(self):
        ids, labels = self.batches[self.done % len(self.batches)]
        self.done += 1
        with torch.autocast(self.device.type, dtype=torch.bfloat16, enabled=self.half):
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
