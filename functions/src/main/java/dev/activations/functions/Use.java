package dev.activations.functions;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A place in a network that an activation is chosen for, with the loss that goes with it. */
public enum Use {
    HIDDEN("hidden layers of a feed-forward network", ""),
    CNN("hidden layers of a convolutional network", ""),
    TRANSFORMER("feed-forward blocks of a transformer", ""),
    BINARY(
            "output of a binary classifier",
            "binary cross-entropy (bce_with_logits_loss on what goes into the sigmoid)"),
    MULTICLASS("output of a classifier with one class of many", "cross-entropy (cross_entropy_loss on the logits)"),
    MULTILABEL("output of a classifier with several labels at once", "binary cross-entropy per label"),
    REGRESSION("output of a regression", "mean squared error (mse_loss)");

    private final String place;
    private final String loss;

    Use(String place, String loss) {
        this.place = place;
        this.loss = loss;
    }

    /** The use of this lower-case name, such as {@code hidden}. */
    public static Optional<Use> named(String name) {
        return Arrays.stream(values())
                .filter(use -> use.toString().equals(name))
                .findFirst();
    }

    /** Where in a network, in words. */
    public String place() {
        return place;
    }

    /** The loss to train with; empty for a hidden layer. */
    public String loss() {
        return loss;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
