"""Records a PyTorch model's activation log, for `bin/activations diagnose`.

Install the package, or copy this one file beside your training script: it needs nothing but torch (2.1 or newer).

    from record import ActivationRecorder          # in the package: from activations.record import ActivationRecorder

    recorder = ActivationRecorder(model, "log", run="baseline")
    probe = validation_images[:300]            # the same samples at every step; fewer than 299 cannot prove a unit dead
    for step, (images, labels) in enumerate(batches):
        if step % 500 == 0:
            recorder.record(probe, step)
        ...                                    # your training step

    $ bin/activations diagnose log

`record` runs the model once over the probe, in evaluation mode, and leaves the model as it was. It sees activation
modules (nn.ReLU), functions (F.gelu, x.relu()), attention and the gates of recurrent layers. docs/recording.md says
what is recorded under which name, and what the files hold.
"""

from .recorder import ActivationRecorder

__all__ = ["ActivationRecorder"]
