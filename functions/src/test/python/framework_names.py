"""Writes what PyTorch, Keras, JAX and transformers call their activation functions, and what those give, for FrameworkNamesTest.

    python3 framework_names.py ../resources/frameworks

needs torch, keras, jax and transformers; the versions are in the first line. Each framework is asked for its own list, so a
new one that has more names than the table in FrameworkNames makes the test fail.

activations.csv: framework; the name as a log has it (a module's print, a function's path); the outputs for INPUTS, or for
one row of a function of a whole array. modules.csv: framework; the name of a module that is no activation function.
"""

import inspect
import os
import sys
from pathlib import Path

os.environ["KERAS_BACKEND"] = "torch"

import jax
import keras
import torch
import transformers
from keras.src import activations as keras_activations
from torch.nn.modules import activation as torch_activations
from transformers.activations import ACT2CLS, ACT2FN

jax.config.update("jax_enable_x64", True)
keras.config.set_floatx("float64")
torch.set_default_dtype(torch.float64)

INPUTS = [-12.0, -4.0, -2.5, -1.0, -0.5, -0.1, 0.0, 0.1, 0.5, 1.0, 2.5, 3.5, 7.0, 9.0]
ROW = [1.0, -2.0, 0.5, 3.0]
WHOLE_ARRAY = {"softmax", "softmax2d", "softmin", "logsoftmax", "sparsemax", "glu"}


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    versions = f"# torch {torch.__version__}, keras {keras.__version__}, jax {jax.__version__}, transformers {transformers.__version__}"
    lines = [*pytorch(), *hugging_face(), *keras_functions(), *keras_layers(), *jax_functions()]
    (folder / "activations.csv").write_text("\n".join([versions, *dict.fromkeys(lines)]) + "\n")
    (folder / "modules.csv").write_text("\n".join([versions, *dict.fromkeys(modules())]) + "\n")


def line(framework, name, function):
    """Both as text; None where a function needs something else than its input."""
    whole = name.rstrip("'>").split("(")[0].split(".")[-1].lower().replace("_", "") in WHOLE_ARRAY
    outputs = function(torch.tensor(ROW if whole else INPUTS))
    return f"{framework};{name};{','.join(repr(float(y)) for y in outputs)}"


def pytorch():
    needed = {"Threshold": dict(threshold=0.1, value=20.0), "Softmax2d": {}}
    changed = [torch.nn.LeakyReLU(0.2), torch.nn.ReLU(inplace=True), torch.nn.GELU(approximate="tanh"), torch.nn.ELU(2.0),
               torch.nn.CELU(0.5), torch.nn.Hardtanh(-2.0, 2.0), torch.nn.Softplus(2.0), torch.nn.Softshrink(1.0),
               torch.nn.Hardshrink(1.0), torch.nn.PReLU(init=0.5), torch.nn.Threshold(-1.0, -5.0, inplace=True)]  # fmt: skip
    for name in torch_activations.__all__:
        if name in ("MultiheadAttention", "Softmax2d"):
            continue
        cls = getattr(torch.nn, name)
        takes_dim = "dim" in inspect.signature(cls).parameters
        module = cls(**needed.get(name, dict(dim=-1) if takes_dim else {})).eval()
        for text in (str(module), f"torch.nn.modules.activation.{module}", f"torch.nn.{module}", f"nn.{module}"):
            yield line("PyTorch", text, module)
        if name not in ("Threshold", "PReLU"):
            yield line("PyTorch", name, module)
            yield line("PyTorch", f"{cls}", module)
        if name == "PReLU":
            yield line("PyTorch", "nn.PReLU()", module)
    for module in changed:
        yield line("PyTorch", repr_of(module), module)
    soft2d = torch.nn.Softmax2d()
    yield line("PyTorch", "Softmax2d()", lambda x: soft2d(x.reshape(1, -1, 1, 1)).flatten())
    for name in ("relu", "relu6", "hardtanh", "elu", "selu", "celu", "leaky_relu", "rrelu", "logsigmoid", "gelu", "hardshrink",
                 "tanhshrink", "softsign", "softplus", "softshrink", "tanh", "sigmoid", "hardsigmoid", "silu", "mish",
                 "hardswish", "glu"):  # fmt: skip
        function = getattr(torch.nn.functional, name)
        yield line("PyTorch", f"torch.nn.functional.{name}", function)
        yield line("PyTorch", f"F.{name}", function)
    yield line("PyTorch", "F.leaky_relu(negative_slope=0.2)", lambda x: torch.nn.functional.leaky_relu(x, 0.2))
    for name in ("softmax", "softmin", "log_softmax"):
        yield line("PyTorch", f"F.{name}(dim=-1)", lambda x, name=name: getattr(torch.nn.functional, name)(x, dim=-1))
    yield line("PyTorch", "Identity()", torch.nn.Identity())


def repr_of(module):
    """A PReLU's print has no slope; all others have what they were made with."""
    return "PReLU(init=0.5)" if isinstance(module, torch.nn.PReLU) else str(module)


def hugging_face():
    for name in ACT2CLS:
        module = ACT2FN[name].eval()
        try:
            text = line("Hugging Face", f"transformers.{name}", lambda x, m=module: m(x))
        except RuntimeError:  # xIELU is bfloat16
            text = line("Hugging Face", f"transformers.{name}", lambda x, m=module: m.double()(x))
        yield text
        outputs = text.rsplit(";", 1)[1]
        own = type(module).__module__.startswith("transformers")
        yield f"Hugging Face;{type(module).__module__}.{type(module).__name__};{outputs}" if own else text
        if name not in ("gelu",):  # that is the catalogue's own name
            yield f"Hugging Face;{name};{outputs}"


def keras_functions():
    for name, function in keras_activations.ALL_OBJECTS_DICT.items():
        required = {"threshold": (0.5, -1.0)}.get(name, ())
        text = f"threshold=0.5, default_value=-1.0" if required else ""
        for path in ("keras.activations", "keras.src.activations.activations", "tf.keras.activations"):
            yield line("Keras", f"{path}.{name}" + (f"({text})" if text else ""), on_one_row(function, *required))
    for name, arguments in [("relu", dict(max_value=6.0)), ("relu", dict(max_value=1.0)), ("relu", dict(threshold=0.5)),
                            ("relu", dict(negative_slope=0.5)), ("gelu", dict(approximate=True)), ("elu", dict(alpha=2.0)),
                            ("leaky_relu", dict(negative_slope=0.4)), ("hard_shrink", dict(threshold=1.0))]:  # fmt: skip
        function = keras_activations.ALL_OBJECTS_DICT[name]
        text = ", ".join(f"{key}={value}" for key, value in arguments.items())
        yield line("Keras", f"keras.activations.{name}({text})", on_one_row(function, **arguments))


def on_one_row(function, *arguments, **named):
    """Keras's softmax wants a batch."""
    return lambda x: keras.ops.convert_to_numpy(function(x.reshape(1, -1), *arguments, **named)).flatten()


def keras_layers():
    from keras.src.layers import activations as layers

    for name, cls in vars(layers).items():
        if inspect.isclass(cls) and name != "Activation":
            layer = cls()
            yield line("Keras", f"keras.layers.{name}", on_one_row(layer))
            yield line("Keras", f"keras.src.layers.activations.{layer.name.rsplit('_', 1)[0]}.{name}", on_one_row(layer))
    yield line("Keras", "keras.layers.LeakyReLU(negative_slope=0.1)", on_one_row(layers.LeakyReLU(negative_slope=0.1)))
    yield line("Keras", "keras.layers.ReLU(max_value=6.0)", on_one_row(layers.ReLU(max_value=6.0)))


def jax_functions():
    others = {"dot_product_attention", "get_scaled_dot_general_config", "log1mexp", "logmeanexp", "logsumexp", "one_hot",
              "scaled_dot_general", "scaled_matmul", "standardize"}  # fmt: skip
    for name, function in vars(jax.nn).items():
        if callable(function) and not name.startswith("_") and name not in others:
            run = lambda x, function=function: function(jax.numpy.array(x.numpy()))
            for path in ("jax.nn", "jax._src.nn.functions", "flax.linen"):
                yield line("JAX", f"{path}.{name}", run)
    yield line("JAX", "jax.nn.gelu(approximate=False)", lambda x: jax.nn.gelu(jax.numpy.array(x.numpy()), approximate=False))
    yield line("JAX", "jax.nn.leaky_relu(negative_slope=0.3)", lambda x: jax.nn.leaky_relu(jax.numpy.array(x.numpy()), 0.3))


def modules():
    activations = {*torch_activations.__all__, "Identity"} - {"MultiheadAttention"}
    for name in torch.nn.modules.__all__:
        if name not in activations and name != "LinearCrossEntropyOptions":
            yield f"PyTorch;{name}"
    anything = {"Identity", "Lambda", "TFSMLayer", "FlaxLayer", "JaxLayer"}  # what the user puts there
    for cls in vars(keras.layers).values():
        own = inspect.isclass(cls) and issubclass(cls, keras.layers.Layer)
        if own and not cls.__module__.startswith("keras.src.layers.activations") and cls.__name__ not in anything:
            if not cls.__module__.startswith("keras.src.layers.preprocessing"):
                yield f"Keras;{cls.__name__}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
