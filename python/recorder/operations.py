"""What PyTorch's operations mean for the tensor that goes in. Names are without the underscores at their ends."""

from __future__ import annotations


# Operations by what they mean for the tensor that goes in. Names are PyTorch's without underscores at their ends.
FEATURES_LAST = {"linear", "bilinear", "embedding", "embedding_bag", "layer_norm", "rms_norm", "lstm", "gru",
                 "rnn_tanh", "rnn_relu", "multi_head_attention_forward", "scaled_dot_product_attention"}  # fmt: skip
CONVOLUTIONS = {f"conv{kind}{d}d" for kind in ("", "_transpose", "_tbc") for d in (1, 2, 3)}
NORMS_SECOND = {"batch_norm", "group_norm", "instance_norm", "local_response_norm"}
CELLS = {"lstm_cell", "gru_cell", "rnn_tanh_cell", "rnn_relu_cell"}
WEIGHTED = {"linear", "bilinear", "multi_head_attention_forward", "lstm", "gru", "rnn_tanh", "rnn_relu"}
WEIGHTED |= CONVOLUTIONS | CELLS
MATRIX_PRODUCTS = {
    "matmul",
    "rmatmul",
    "imatmul",
    "mm",
    "bmm",
    "mv",
    "addmm",
    "addmv",
    "baddbmm",
    "einsum",
    "tensordot",
}
PRODUCTS = {"mul", "rmul", "imul", "multiply", "addcmul"}
CHOICES = {"topk", "argmax", "max", "sort", "argsort", "multinomial"}
LOSSES = {"cross_entropy", "nll_loss", "mse_loss", "l1_loss", "smooth_l1_loss", "huber_loss", "binary_cross_entropy",
          "binary_cross_entropy_with_logits", "kl_div", "ctc_loss"}  # fmt: skip
PERMUTES = {"transpose", "permute", "movedim", "moveaxis", "swapaxes", "swapdims", "t", "adjoint"}
RESHAPES = PERMUTES | {
    "view", "reshape", "flatten", "unflatten", "ravel", "unsqueeze", "squeeze", "expand", "expand_as", "repeat", "tile",
    "repeat_interleave", "contiguous", "clone", "to", "float", "half", "bfloat16", "double", "type", "type_as", "cuda",
    "cpu", "getitem", "setitem", "get", "chunk", "split", "tensor_split", "unbind", "select", "narrow", "index_select",
    "gather", "cat", "concat", "concatenate", "stack", "hstack", "vstack", "pad", "roll", "flip", "detach", "unfold",
    "fold", "pixel_shuffle", "pixel_unshuffle", "interpolate", "view_as", "reshape_as", "masked_fill", "masked_select",
    "where", "copy", "index_add", "index_copy", "index_put", "scatter", "scatter_add", "scatter_reduce", "index",
    "pack_padded_sequence", "pad_packed_sequence", "requires_grad", "numpy", "take_along_dim", "checkpoint",
}  # fmt: skip
SUMS = {"add", "radd", "iadd", "sub", "rsub", "isub", "neg", "div", "truediv", "rtruediv", "itruediv", "lerp", "pow",
        "square", "sqrt", "rsqrt", "reciprocal"}  # fmt: skip
POOLS = {"mean", "sum", "amax", "amin", "cumsum", "nanmean", "normalize", "std", "var", "norm"}
POOLS |= {f"{kind}_pool{d}d" for kind in ("max", "avg", "adaptive_avg", "adaptive_max", "lp") for d in (1, 2, 3)}
DROPOUTS = {"dropout", "dropout1d", "dropout2d", "dropout3d", "alpha_dropout", "feature_alpha_dropout"}
PASSING = RESHAPES | SUMS | POOLS | DROPOUTS | NORMS_SECOND | {"layer_norm", "rms_norm", "embedding", "embedding_bag"}
PASSING |= {"scaled_dot_product_attention"}
REPLACED = {"setitem", "index_add", "index_copy", "index_put", "scatter", "scatter_add", "scatter_reduce"}
