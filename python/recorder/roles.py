"""What becomes of an activation's output: its role, and whether an activation was missed."""

from __future__ import annotations

from .catalogue import SOFTMAX_KINDS, kind_of
from .flow import Node
from .operations import PRODUCTS

ROLES = ("hidden", "output", "gate", "attention", "router", "features")


def _ends(start: Node, softmax: bool) -> set[str]:
    """What becomes of an activation's output: the words linear, activation, gates, attends, routes, returned."""
    found, stack, seen, products = set(), [start], {id(start)}, []
    while stack:
        node = stack.pop()
        if node.returned:
            found.add("returned")
        for consumer in node.consumers:
            if consumer.meaning == "product" and not softmax:
                products.append((node, consumer))
                continue
            end, follow = _end(consumer, softmax)
            found.update(end)
            if follow and id(consumer) not in seen:
                seen.add(id(consumer))
                stack.append(consumer)
        if not stack:  # a product with itself, as a normalisation is written, lets through
            for node, product in products:
                others = [operand for operand in product.operands if operand.data and operand is not node]
                if id(product) not in seen and _lets_through(start, product, others, seen):
                    seen.add(id(product))
                    stack.append(product)
    return found | {"gates" for _, product in products if id(product) not in seen and product.op in PRODUCTS}


def _lets_through(start: Node, product: Node, others: list[Node], seen: set[int]) -> bool:
    """Whether an activation goes on through a product: with what was made of it alone, or with a sigmoid gate."""
    if product.op not in PRODUCTS:
        return False
    return all(id(other) in seen for other in others) or (not start.gate and any(other.gate for other in others))


def _end(consumer: Node, softmax: bool) -> tuple[set[str], bool]:
    """What one use of a tensor says of the activation that it comes from, and whether to look behind that use."""
    meaning = consumer.meaning
    if meaning in ("linear", "activation"):
        return {meaning}, False
    if meaning == "choice":  # a choice that nothing is made of is a prediction
        return ({"routes"} if softmax and consumer.consumers else set()), not softmax
    return ({"attends"} if meaning == "product" else set()), meaning == "passing"


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
