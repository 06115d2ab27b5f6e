"""What becomes of an activation's output: its role, and whether an activation was missed."""

from __future__ import annotations

from .catalogue import SOFTMAX_KINDS, kind_of
from .flow import Node
from .operations import PRODUCTS

ROLES = ("hidden", "output", "gate", "attention", "router", "features")


def _ends(start: Node, softmax: bool) -> set[str]:
    """What becomes of an activation's output: the words linear, activation, gates, attends, routes, returned."""
    found, stack, seen = set(), [start], {id(start)}
    while stack:
        node = stack.pop()
        if node.returned:
            found.add("returned")
        for consumer in node.consumers:
            end, follow = _end(node, consumer, start.gate, softmax)
            if end:
                found.add(end)
            if follow and id(consumer) not in seen:
                seen.add(id(consumer))
                stack.append(consumer)
    return found


def _end(node: Node, consumer: Node, gate: bool, softmax: bool) -> tuple[str | None, bool]:
    """What one use of a tensor says of the activation that it comes from, and whether to look behind that use."""
    meaning = consumer.meaning
    if meaning in ("linear", "activation"):
        return meaning, False
    if meaning == "choice":  # a choice that nothing is made of is a prediction
        return ("routes" if softmax and consumer.consumers else None), not softmax
    if meaning == "product" and softmax:
        return "attends", False
    if meaning == "product" and consumer.op in PRODUCTS:
        others = [operand for operand in consumer.operands if operand is not node and operand.data]
        let_through = not gate and any(other.gate for other in others)
        return (None, True) if let_through else ("gates", False)
    return None, meaning == "passing"


def role_of(nodes: list[Node], activation: str | None) -> str | None:
    """The role of a layer, from what becomes of its outputs; None where that does not tell."""
    softmax = kind_of(activation) in SOFTMAX_KINDS
    ends = set().union(*(_ends(node, softmax) for node in nodes))
    if "routes" in ends:
        return "router"
    if "attends" in ends:
        return "attention"
    if "linear" in ends:
        return "hidden"
    if "gates" in ends and ("activation" not in ends or any(node.gate for node in nodes)):
        return "gate"
    if "returned" in ends:
        return "output"
    return "hidden" if "activation" in ends else None


def is_missed(node: Node) -> bool:
    """Whether no activation was seen behind a layer with weights: it leads to an unknown operation, or nowhere."""
    met_layer, strange, stack, seen = False, False, [node], {id(node)}
    while stack:
        node = stack.pop()
        if node.returned or node.layer:
            return False
        for consumer in node.consumers:
            if consumer.meaning in ("activation", "loss", "choice"):
                return False
            if consumer.meaning == "linear":
                met_layer = True
                continue
            strange = strange or consumer.meaning == "other"
            if id(consumer) not in seen:
                seen.add(id(consumer))
                stack.append(consumer)
    return strange or not met_layer
