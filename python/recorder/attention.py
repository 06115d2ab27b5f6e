"""The weights of attention, and what masks take out of them."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable
from typing import Any

import torch
from torch import nn


def with_weights(
    func: Callable, args: tuple, kwargs: dict, dropout: bool = True
) -> tuple[Any, torch.Tensor, torch.Tensor | None]:
    """What multi-head attention gives its caller, its weights (samples, heads, queries, keys), and what was masked.

    Without `dropout` the weights are those before it, and nothing is drawn at random.
    """
    call = inspect.signature(nn.functional.multi_head_attention_forward).bind(*args, **kwargs)
    call.apply_defaults()
    given = call.arguments
    asked, average = given["need_weights"], given["average_attn_weights"]
    given.update(need_weights=True, average_attn_weights=False)
    if not dropout:
        given["training"] = False
    output, weights = func(*call.args, **call.kwargs)
    every = weights if weights.dim() == 4 else weights.unsqueeze(0)
    masks = [_shut(mask) for mask in (given["attn_mask"], given["key_padding_mask"])]
    if masks[0] is not None:
        masks[0] = masks[0].reshape(-1, every.shape[1] if masks[0].dim() == 3 else 1, *masks[0].shape[-2:])
    if masks[1] is not None:
        masks[1] = masks[1].reshape(-1, 1, 1, masks[1].shape[-1])
    there = [nn.functional.pad(mask, (0, every.shape[-1] - mask.shape[-1])) for mask in masks if mask is not None]
    masked = there[0] if len(there) == 1 else there[0] | there[1] if there else None
    return (output, (weights.mean(-3) if average else weights) if asked else None), every, masked


def _shut(mask: torch.Tensor | None) -> torch.Tensor | None:
    """Where multi-head attention may not look: true, or minus infinity to be added."""
    return mask if mask is None or mask.dtype is torch.bool else mask == -math.inf


def attention_weights(query, key, value, attn_mask=None, dropout_p=0.0, is_causal=False, scale=None, enable_gqa=False):
    """The weights of scaled_dot_product_attention, and what was masked, by its published definition."""
    query, key = query.detach(), key.detach()
    if enable_gqa:
        key = key.repeat_interleave(query.shape[-3] // key.shape[-3], -3)
    scores = query @ key.transpose(-2, -1) * (query.shape[-1] ** -0.5 if scale is None else scale)
    masked = None
    if is_causal:
        masked = ~torch.ones(scores.shape[-2:], dtype=torch.bool, device=scores.device).tril()
    elif attn_mask is not None:
        attn_mask, added = attn_mask.detach(), attn_mask.dtype is not torch.bool
        masked = attn_mask <= _floor(attn_mask) if added else ~attn_mask
        scores = scores + attn_mask if added else scores
    if masked is None:
        return torch.softmax(scores, -1), None
    masked = masked.expand_as(scores)
    return torch.softmax(scores.masked_fill(masked, -math.inf), -1).nan_to_num(0.0), masked


def _floor(scores: torch.Tensor) -> float:
    """The scores that masks are written as: minus infinity, the lowest number, -1e9; no network's own are as low."""
    return -6e4 if scores.dtype is torch.float16 else -1e8


def masked_in(scores: torch.Tensor, post: torch.Tensor) -> torch.Tensor | None:
    """Where a mask took entries out of a softmax: scores of minus infinity, or as low as masks are written."""
    floor = _floor(scores)
    if scores.shape != post.shape or not bool((scores.amin() <= floor) if scores.numel() else False):
        return None
    return (scores <= floor) & (post == 0)
