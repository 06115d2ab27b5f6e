"""Times functions of PyTorch for PairedBenchmarks, one thread: a line `NAME TYPE ROWS LENGTH MILLISECONDS` of standard input is
answered by the nanoseconds of processor time per value, or `nan` where PyTorch has no such function. Results go to memory that
is there already, wherever PyTorch has a form of the function for that. The first line it writes says what it is."""

import sys
import time

import torch

aten = torch.ops.aten
torch.set_num_threads(1)
made = {}


def swiglu(x, y):
    half = x.shape[1] // 2
    gate = made.setdefault(("gate", x.shape, x.dtype), torch.empty_like(y))
    aten.silu.out(x[:, half:], out=gate)
    torch.mul(x[:, :half], gate, out=y)


def classes(x):
    return made.setdefault(("classes", x.shape), torch.arange(x.shape[0]) % x.shape[1])


FUNCTIONS = {
    "sigmoid": lambda x, y: torch.sigmoid(x, out=y),
    "tanh": lambda x, y: torch.tanh(x, out=y),
    "relu": lambda x, y: aten.relu.out(x, out=y),
    "relu6": lambda x, y: aten.hardtanh.out(x, 0, 6, out=y),
    "leaky_relu": lambda x, y: aten.leaky_relu.out(x, 0.01, out=y),
    "elu": lambda x, y: aten.elu.out(x, out=y),
    "selu": lambda x, y: aten.elu.out(x, 1.6732632423543772, 1.0507009873554805, out=y),
    "celu": lambda x, y: aten.celu.out(x, out=y),
    "gelu": lambda x, y: aten.gelu.out(x, approximate="tanh", out=y),
    "gelu(approximate=none)": lambda x, y: aten.gelu.out(x, approximate="none", out=y),
    "swish": lambda x, y: aten.silu.out(x, out=y),
    "mish": lambda x, y: aten.mish.out(x, out=y),
    "softplus": lambda x, y: aten.softplus.out(x, out=y),
    "log_sigmoid": lambda x, y: aten.log_sigmoid.out(x, out=y),
    "hard_sigmoid": lambda x, y: aten.hardsigmoid.out(x, out=y),
    "hard_swish": lambda x, y: aten.hardswish.out(x, out=y),
    "hard_tanh": lambda x, y: aten.hardtanh.out(x, -1, 1, out=y),
    "hard_shrink": lambda x, y: aten.hardshrink.out(x, 0.5, out=y),
    "soft_shrink": lambda x, y: aten.softshrink.out(x, 0.5, out=y),
    "exponential": lambda x, y: torch.exp(x, out=y),
    "softmax": lambda x, y: torch._softmax(x, 1, False, out=y),
    "log_softmax": lambda x, y: torch._log_softmax(x, 1, False, out=y),
    "glu": lambda x, y: aten.glu.out(x, 1, out=y),
    "swiglu": swiglu,
    "cross_entropy_loss": lambda x, y: torch.nn.functional.cross_entropy(x, classes(x), reduction="none"),
    "softmax_backward": lambda x, y: torch._softmax_backward_data(x, torch._softmax(x, 1, False, out=y), 1, x.dtype),
}


def nanoseconds(name, dtype, rows, length, milliseconds):
    key = (dtype, rows, length)
    if key not in made:
        made.clear()
        made[key] = (torch.randn(rows, length, dtype=torch.float64) * 3).to(dtype)
    x = made[key]
    halves = name in ("glu", "swiglu")
    y = made.setdefault(("result", halves), torch.empty(rows, length // 2 if halves else length, dtype=dtype))
    run = FUNCTIONS[name]
    run(x, y)
    start = now = time.thread_time_ns()
    calls = 0
    while now - start < milliseconds * 1_000_000:
        run(x, y)
        calls += 1
        now = time.thread_time_ns()
    return (now - start) / calls / (rows * length)


print(f"PyTorch {torch.__version__}, {torch.backends.cpu.get_cpu_capability()}", flush=True)
with torch.no_grad():
    for line in sys.stdin:
        function, kind, *sizes = line.rsplit(" ", 4)
        if function in FUNCTIONS:
            dtype = torch.float64 if kind == "double" else torch.float32
            print(nanoseconds(function, dtype, *map(int, sizes)), flush=True)
        else:
            print("nan", flush=True)
