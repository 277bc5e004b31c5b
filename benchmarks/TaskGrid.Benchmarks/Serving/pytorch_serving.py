"""Answers of a BERT classifier in plain PyTorch, for comparison with TaskGrid's: a merged model per task.

Reads one JSON value a line from stdin and answers with one a line: first the set-up (see Worker), then
{"groups": [rows, ...]} for each round: how many rows each task of a batch has. It is answered by {"seconds": s}.

The model is that of pytorch_bert.py, in inference mode; for bf16 all weights are bfloat16. One model stands for those of
all tasks: a machine that held thousands of copies would find fewer of their weights in its caches.
"""

import json
import sys
import time

import torch

from pytorch_bert import Classifier


class Worker:
    def __init__(self, setup):
        torch.set_num_threads(setup["threads"])
        torch.manual_seed(1)
        self.device = torch.device(setup["device"])
        self.model = Classifier(setup["shape"]).to(self.device).eval()
        if setup["half"]:
            self.model = self.model.bfloat16()
        self.length, self.vocabulary = setup["length"], setup["shape"]["vocabulary"]

    def answer(self, groups):
        ids = [torch.randint(0, self.vocabulary, (rows, self.length)) for rows in groups]
        start = time.perf_counter()
        with torch.inference_mode():
            for rows in ids:
                rows = rows.to(self.device)
                self.model(rows, torch.zeros_like(rows)).float().tolist()
        return {"seconds": time.perf_counter() - start}


def main():
    worker = Worker(json.loads(sys.stdin.readline()))
    print(json.dumps({"version": torch.__version__}), flush=True)
    for line in sys.stdin:
        print(json.dumps(worker.answer(json.loads(line)["groups"])), flush=True)


if __name__ == "__main__":
    main()
