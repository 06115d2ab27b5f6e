"""Small networks of the usual kinds, written the usual ways; the tests record them."""

import math

import torch
import torch.nn.functional as F
from torch import nn


class SmallNetwork(nn.Module):
    """A convolution, an in-place ReLU, a leaky ReLU, a SiLU, and a ReLU layer whose unit 2 never fires."""

    def __init__(self, classes=4):
        super().__init__()
        self.conv = nn.Conv2d(1, 3, 3)
        self.bn = nn.BatchNorm2d(3)
        self.conv_act = nn.ReLU(inplace=True)
        self.fc1 = nn.Linear(3 * 6 * 6, 10)
        self.leaky = nn.LeakyReLU(0.2)
        self.drop = nn.Dropout(0.5)
        self.fc2 = nn.Linear(10, 8)
        self.silu = nn.SiLU(inplace=True)
        self.fc3 = nn.Linear(8, 8)
        self.relu = nn.ReLU(inplace=True)
        self.head = nn.Linear(8, classes)
        self.softmax = nn.Softmax(dim=-1)
        with torch.no_grad():
            self.fc3.bias.fill_(0.5)  # the others do fire
            self.fc3.bias[2] = -1e3

    def forward(self, x):
        x = self.conv_act(self.bn(self.conv(x))).flatten(1)
        x = self.drop(self.leaky(self.fc1(x)))
        x = self.relu(self.fc3(self.silu(self.fc2(x))))
        return self.softmax(self.head(x))


class LstmByHand(nn.Module):
    """An LSTM cell written with functions, run over the times in the model's forward."""

    def __init__(self, features=5, hidden=8, classes=3):
        super().__init__()
        self.hidden = hidden
        self.gates = nn.Linear(features + hidden, 4 * hidden)
        self.head = nn.Linear(hidden, classes)

    def forward(self, x):
        h = c = x.new_zeros(len(x), self.hidden)
        for time in range(x.shape[1]):
            i, f, g, o = self.gates(torch.cat([x[:, time], h], 1)).chunk(4, 1)
            c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
            h = torch.sigmoid(o) * torch.tanh(c)
        return self.head(h)


class LstmByCell(nn.Module):
    """nn.LSTMCell, called once for each time."""

    def __init__(self, features=5, hidden=8, classes=3):
        super().__init__()
        self.cell = nn.LSTMCell(features, hidden)
        self.head = nn.Linear(hidden, classes)

    def forward(self, x):
        state = None
        for time in range(x.shape[1]):
            state = self.cell(x[:, time], state)
        return self.head(state[0])


class LstmClassifier(nn.Module):
    """nn.LSTM before a sigmoid head."""

    def __init__(self, features=5, hidden=8, **options):
        super().__init__()
        self.lstm = nn.LSTM(features, hidden, **{"batch_first": True, **options})
        self.head = nn.Linear(hidden * (2 if options.get("bidirectional") else 1), 1)

    def forward(self, x):
        output, _ = self.lstm(x)
        last = output[:, -1] if self.lstm.batch_first else output[-1]
        return torch.sigmoid(self.head(last))


class SqueezeExcite(nn.Module):
    """A convolution whose channels are scaled by a sigmoid gate."""

    def __init__(self, channels=6, squeezed=3, classes=4):
        super().__init__()
        self.conv1 = nn.Conv2d(1, channels, 3, padding=1)
        self.squeeze = nn.Conv2d(channels, squeezed, 1)
        self.excite = nn.Conv2d(squeezed, channels, 1)
        self.gate = nn.Sigmoid()
        self.conv2 = nn.Conv2d(channels, channels, 3)
        self.head = nn.Linear(channels, classes)

    def forward(self, x):
        x = F.relu(self.conv1(x))
        scale = self.gate(self.excite(F.relu(self.squeeze(F.adaptive_avg_pool2d(x, 1)))))
        x = F.relu(self.conv2(x * scale))
        return self.head(x.mean((2, 3)))


class SwiGlu(nn.Module):
    """The feed-forward block of Llama."""

    def __init__(self, width=8, inner=12):
        super().__init__()
        self.up, self.gate, self.down = nn.Linear(width, inner), nn.Linear(width, inner), nn.Linear(inner, width)

    def forward(self, x):
        return self.down(F.silu(self.gate(x)) * self.up(x))


class TwoHeads(nn.Module):
    """A trunk with a softmax head and a sigmoid head."""

    def __init__(self):
        super().__init__()
        self.trunk = nn.Linear(6, 10)
        self.classes, self.box = nn.Linear(10, 3), nn.Linear(10, 4)

    def forward(self, x):
        x = self.trunk(x).relu()
        return {"class": self.classes(x).softmax(-1), "box": torch.sigmoid(self.box(x))}


class Block(nn.Module):
    """A block of GPT. `attention` is "hand" (softmax of scores) or "function" (scaled_dot_product_attention)."""

    def __init__(self, width=16, heads=2, attention="hand"):
        super().__init__()
        self.heads, self.attention = heads, attention
        self.ln_1, self.ln_2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.project = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.mlp = nn.ModuleDict({"up": nn.Linear(width, 4 * width), "down": nn.Linear(4 * width, width)})
        self.drop = nn.Dropout(0.1)

    def attend(self, x):
        samples, tokens, width = x.shape
        q, k, v = (t.view(samples, tokens, self.heads, -1).transpose(1, 2) for t in self.qkv(x).split(width, dim=2))
        if self.attention == "function":
            y = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        else:
            scores = q @ k.transpose(-2, -1) / math.sqrt(k.shape[-1])
            future = torch.ones(tokens, tokens, dtype=torch.bool).triu(1)
            y = self.drop(F.softmax(scores.masked_fill(future, float("-inf")), dim=-1)) @ v
        return self.project(y.transpose(1, 2).reshape(samples, tokens, width))

    def forward(self, x):
        x = x + self.attend(self.ln_1(x))
        return x + self.drop(self.mlp["down"](F.gelu(self.mlp["up"](self.ln_2(x)), approximate="tanh")))


class Gpt(nn.Module):
    def __init__(self, vocabulary=11, width=16, heads=2, blocks=2, tokens=8, attention="hand"):
        super().__init__()
        self.token, self.place = nn.Embedding(vocabulary, width), nn.Embedding(tokens, width)
        self.block = nn.ModuleList(Block(width, heads, attention) for _ in range(blocks))
        self.ln, self.head = nn.LayerNorm(width), nn.Linear(width, vocabulary, bias=False)

    def forward(self, tokens):
        x = self.token(tokens) + self.place(torch.arange(tokens.shape[1], device=tokens.device))
        for block in self.block:
            x = block(x)
        return self.head(self.ln(x))


class BasicBlock(nn.Module):
    """A block of ResNet-18: one nn.ReLU, called twice."""

    def __init__(self, channels):
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(channels, channels, 3, padding=1, bias=False), nn.BatchNorm2d(channels)
        self.conv2, self.bn2 = nn.Conv2d(channels, channels, 3, padding=1, bias=False), nn.BatchNorm2d(channels)
        self.relu = nn.ReLU(inplace=True)

    def forward(self, x):
        y = self.bn2(self.conv2(self.relu(self.bn1(self.conv1(x)))))
        y += x
        return self.relu(y)


class ResNet(nn.Module):
    def __init__(self, channels=4, classes=3):
        super().__init__()
        self.conv1, self.bn1, self.relu = nn.Conv2d(1, channels, 3), nn.BatchNorm2d(channels), nn.ReLU(inplace=True)
        self.layer1 = nn.Sequential(BasicBlock(channels), BasicBlock(channels))
        self.avgpool, self.fc = nn.AdaptiveAvgPool2d(1), nn.Linear(channels, classes)

    def forward(self, x):
        x = self.layer1(self.relu(self.bn1(self.conv1(x))))
        return self.fc(torch.flatten(self.avgpool(x), 1))


class Autoencoder(nn.Module):
    """Its code is returned too, as is usual."""

    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(12, 6), nn.ReLU(), nn.Linear(6, 3), nn.Tanh())
        self.decoder = nn.Sequential(nn.Linear(3, 6), nn.ReLU(), nn.Linear(6, 12), nn.Sigmoid())

    def forward(self, x):
        code = self.encoder(x)
        return self.decoder(code), code


class MixtureOfExperts(nn.Module):
    """Each token goes through two of four experts, which see no other tokens."""

    def __init__(self, width=8, experts=4, chosen=2):
        super().__init__()
        self.chosen = chosen
        self.router = nn.Linear(width, experts)
        self.experts = nn.ModuleList(
            nn.Sequential(nn.Linear(width, 16), nn.GELU(), nn.Linear(16, width)) for _ in range(experts)
        )
        self.head = nn.Linear(width, 5)

    def forward(self, x):
        tokens = x.reshape(-1, x.shape[-1])
        weights, experts = torch.topk(F.softmax(self.router(tokens), dim=-1), self.chosen)
        output = torch.zeros_like(tokens)
        for number, expert in enumerate(self.experts):
            at, place = torch.where(experts == number)
            output.index_add_(0, at, expert(tokens[at]) * weights[at, place, None])
        return self.head(output.view_as(x))
