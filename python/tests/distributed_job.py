"""One rank of a job of two, for test_torch_features: records its half of the probe."""

import sys

import torch
import torch.distributed as dist
from activations.record import ActivationRecorder
from torch import nn

kind, log = sys.argv[1:]
torch.set_num_threads(1)
dist.init_process_group("gloo")
rank = dist.get_rank()
torch.manual_seed(7)
model = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2), nn.Tanh())
probe = torch.randn(10, 3)[5 * rank : 5 * rank + 5]
if kind == "ddp":
    model = nn.parallel.DistributedDataParallel(model)
else:
    from torch.distributed.fsdp import fully_shard

    for layer in (model[0], model[2], model):
        fully_shard(layer, mesh=dist.device_mesh.init_device_mesh("cpu", (2,)))
ActivationRecorder(model, log, format="jsonl").record(probe, 0, first_sample=5 * rank, loss=lambda output: output.sum())
model(probe).sum().backward()
dist.barrier()
dist.destroy_process_group()
