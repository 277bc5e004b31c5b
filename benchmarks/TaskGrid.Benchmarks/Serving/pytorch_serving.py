"""Answers of a BERT classifier in plain PyTorch, for comparison with TaskGrid's: a merged model per task, or batched LoRA.

Reads one JSON value a line from stdin and answers with one a line: first the set-up (see Worker), then
{"tasks": [number, ...], "batched": true or false} for each batch: the task of each of its rows, and whether adapters answer
them in one pass or each task's rows are a pass of its merged model. It is answered by {"seconds": s, "cpuSeconds": c}.

The models are those of pytorch_bert.py and pytorch_lora.py, in inference mode; for bf16 all weights are bfloat16. One merged
model stands for those of all tasks: a machine that held thousands of copies would find fewer of their weights in its caches.
"""

import json
import sys
import time
from collections import Counter

import torch

from pytorch_bert import Classifier
from pytorch_lora import BatchedLora


class Worker:
    def __init__(self, setup):
        torch.set_num_threads(setup["threads"])
        torch.manual_seed(1)
        self.device = torch.device(setup["device"])
        self.model = Classifier(setup["shape"]).to(self.device).eval()
        if setup["half"]:
            self.model = self.model.bfloat16()
        self.lora = BatchedLora(self.model, setup["adapters"], setup["rank"])
        self.length, self.vocabulary = setup["length"], setup["shape"]["vocabulary"]

    def answer(self, tasks, batched):
        groups = [len(tasks)] if batched else Counter(tasks).values()
        ids = [torch.randint(0, self.vocabulary, (rows, self.length)) for rows in groups]
        start, cpu = time.perf_counter(), time.process_time()
        with torch.inference_mode():
            for rows in ids:
                rows = rows.to(self.device)
                types = torch.zeros_like(rows)
                if batched:
                    answers = self.lora(rows, types, torch.tensor(tasks, device=self.device))
                else:
                    answers = self.model(rows, types)
                answers.float().tolist()
        return {"seconds": time.perf_counter() - start, "cpuSeconds": time.process_time() - cpu}


def main():
    worker = Worker(json.loads(sys.stdin.readline()))
    print(json.dumps({"version": torch.__version__}), flush=True)
    for line in sys.stdin:
        print(json.dumps(worker.answer(**json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
