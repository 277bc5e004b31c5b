"""Compares pytorch_lora.py, whose folder is the argument, with one model for each task, whose weights are W + B A.

Reads {"shape": sizes, "rank": r, "tasks": [number, ...]} from stdin, the task of each row of a batch. Answers with
{"fromMerged": a, "fromBase": b}: the largest difference of a logit to that of the row's merged model, and the largest one to that
of a model with the task's head on unchanged weights.
"""

import copy
import json
import sys

import torch

sys.path.insert(0, sys.argv[1])

from pytorch_bert import Classifier  # noqa: E402
from pytorch_lora import BatchedLora  # noqa: E402


def with_head(lora, task):
    model = copy.deepcopy(lora.model)
    model.head.weight.copy_(lora.head_weight[task])
    model.head.bias.copy_(lora.head_bias[task])
    return model


def merged(lora, task):
    model = with_head(lora, task)
    for layer, adapters in zip(model.layers, lora.adapters):
        query, _, value = layer.query_key_value.weight.chunk(3)
        of_query, of_value = adapters.down[task].split(lora.adapters[0].rank)
        query += adapters.query_up[task] @ of_query
        value += adapters.value_up[task] @ of_value
    return model


def largest(lora, model_of, ids, tasks, answers):
    types = torch.zeros_like(ids[:1])
    differences = [
        (model_of(lora, task)(ids[row : row + 1], types)[0] - answers[row]).abs().max().item()
        for row, task in enumerate(tasks)
    ]
    return max(differences)


def main():
    order = json.loads(sys.stdin.readline())
    tasks = order["tasks"]
    torch.manual_seed(1)
    lora = BatchedLora(Classifier(order["shape"]).eval(), max(tasks) + 1, order["rank"])
    ids = torch.randint(0, order["shape"]["vocabulary"], (len(tasks), 32))
    with torch.no_grad():
        answers = lora(ids, torch.zeros_like(ids), torch.tensor(tasks))
        print(json.dumps({
            "fromMerged": largest(lora, merged, ids, tasks, answers),
            "fromBase": largest(lora, with_head, ids, tasks, answers),
        }), flush=True)


if __name__ == "__main__":
    main()
