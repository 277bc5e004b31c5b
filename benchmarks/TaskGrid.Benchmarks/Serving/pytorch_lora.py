"""LoRA (Hu et al. 2021) for a batch of rows of many tasks, in plain PyTorch: one forward pass of one base answers them all.

Query and value have an A and a B for each task, as PEFT gives them to BERT by default; lora_alpha is the rank, so nothing
is scaled. Those of all tasks are stacked. Each row's are gathered by its task's number and applied by batched products,
without a loop over tasks or rows: what the kernels of Punica (Chen et al. 2023) and S-LoRA (Sheng et al. 2023) compute.
A head of two labels for each task is gathered alike.
"""

import torch


class Adapters:
    """A and B of one layer, for every task. Both matrices A read the same input, so they are one product."""

    def __init__(self, tasks, rank, width, **kind):
        self.rank, self.width = rank, width
        self.down = torch.empty(tasks, 2 * rank, width, **kind).normal_(std=width**-0.5)  # A of query, then of value
        self.query_up = torch.empty(tasks, width, rank, **kind).normal_(std=0.02)
        self.value_up = torch.empty(tasks, width, rank, **kind).normal_(std=0.02)

    def of(self, tasks):
        """Adds x A^T B^T to query and value, which lie before and behind the key in the joined product."""

        def add(x, joined):
            low = torch.bmm(x, self.down.index_select(0, tasks).transpose(1, 2))  # [B, T, 2 * rank]
            query, value = joined[..., : self.width], joined[..., 2 * self.width :]
            query.baddbmm_(low[..., : self.rank], self.query_up.index_select(0, tasks).transpose(1, 2))
            value.baddbmm_(low[..., self.rank :], self.value_up.index_select(0, tasks).transpose(1, 2))

        return add


class BatchedLora:
    """The tasks over one Classifier of pytorch_bert.py, whose weights it shares."""

    def __init__(self, model, tasks, rank):
        self.model = model
        weight = model.pooler.weight
        kind = {"dtype": weight.dtype, "device": weight.device}
        width = weight.shape[0]
        self.adapters = [Adapters(tasks, rank, width, **kind) for _ in model.layers]
        self.head_weight = torch.empty(tasks, 2, width, **kind).normal_(std=0.02)
        self.head_bias = torch.empty(tasks, 2, **kind).normal_(std=0.02)

    def __call__(self, ids, types, tasks):
        pooled = self.model.pooled(ids, types, [layer.of(tasks) for layer in self.adapters])
        weight, bias = self.head_weight.index_select(0, tasks), self.head_bias.index_select(0, tasks)
        return torch.baddbmm(bias[:, None], pooled[:, None], weight.transpose(1, 2))[:, 0]  # [B, 2]
