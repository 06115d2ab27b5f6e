"""Models of real size and shape with random weights, in plain torch; scripts/benchmark-recorder records them."""

import torch
from models import Gpt
from torch import nn


class Bottleneck(nn.Module):
    """The block of ResNet-50."""

    def __init__(self, inputs, width, stride=1):
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(inputs, width, 1, bias=False), nn.BatchNorm2d(width)
        self.conv2, self.bn2 = nn.Conv2d(width, width, 3, stride, 1, bias=False), nn.BatchNorm2d(width)
        self.conv3, self.bn3 = nn.Conv2d(width, 4 * width, 1, bias=False), nn.BatchNorm2d(4 * width)
        self.relu = nn.ReLU(inplace=True)
        self.downsample = None
        if stride != 1 or inputs != 4 * width:
            self.downsample = nn.Sequential(
                nn.Conv2d(inputs, 4 * width, 1, stride, bias=False), nn.BatchNorm2d(4 * width)
            )

    def forward(self, x):
        y = self.relu(self.bn1(self.conv1(x)))
        y = self.relu(self.bn2(self.conv2(y)))
        y = self.bn3(self.conv3(y))
        y += x if self.downsample is None else self.downsample(x)
        return self.relu(y)


class ResNet50(nn.Module):
    def __init__(self, classes=1000):
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(3, 64, 7, 2, 3, bias=False), nn.BatchNorm2d(64)
        self.relu, self.maxpool = nn.ReLU(inplace=True), nn.MaxPool2d(3, 2, 1)
        stages, inputs = [], 64
        for width, blocks, stride in ((64, 3, 1), (128, 4, 2), (256, 6, 2), (512, 3, 2)):
            stage = [
                Bottleneck(inputs if block == 0 else 4 * width, width, stride if block == 0 else 1)
                for block in range(blocks)
            ]
            stages.append(nn.Sequential(*stage))
            inputs = 4 * width
        self.layer1, self.layer2, self.layer3, self.layer4 = stages
        self.fc = nn.Linear(inputs, classes)

    def forward(self, x):
        x = self.maxpool(self.relu(self.bn1(self.conv1(x))))
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return self.fc(x.mean((2, 3)))


def resnet50(samples=8):
    return ResNet50(), torch.randn(samples, 3, 224, 224)


def gpt2_small(samples=4, tokens=256):
    model = Gpt(vocabulary=50257, width=768, heads=12, blocks=12, tokens=1024, attention="function")
    return model, torch.randint(0, 50257, (samples, tokens))


def mlp():
    layers = [layer for _ in range(3) for layer in (nn.Linear(1024, 1024), nn.ReLU())]
    return nn.Sequential(*layers, nn.Linear(1024, 10)), torch.randn(1000, 1024)


def cnn():
    """Convolutions with batch normalisation, as for CIFAR-10."""
    layers, inputs = [], 3
    for width in (64, 128, 256):
        layers += [
            nn.Conv2d(inputs, width, 3, padding=1),
            nn.BatchNorm2d(width),
            nn.ReLU(inplace=True),
            nn.MaxPool2d(2),
        ]
        inputs = width
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(256 * 16, 10)), torch.randn(300, 3, 32, 32)


REAL = {"MLP, 3 × 1,024": mlp, "CNN with batch normalisation": cnn, "ResNet-50": resnet50, "GPT-2 small": gpt2_small}
