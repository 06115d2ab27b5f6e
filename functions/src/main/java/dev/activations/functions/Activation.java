package dev.activations.functions;

import dev.activations.functions.kernel.Elementwise;
import dev.activations.functions.kernel.Kernel;
import dev.activations.functions.kernel.Rowwise;
import java.util.Optional;

/**
 * An activation function at fixed parameters.
 *
 * @param entry its row of the catalogue
 * @param call how it is written: the name, and the parameters that differ from their defaults, such as
 *     {@code leaky_relu(alpha=0.2)}. {@link Catalogue#named} gives an equal activation back
 * @param kernel what evaluates it
 */
public record Activation(Entry entry, String call, Kernel kernel) {

    /** The function of one number; empty for a function of a whole array. */
    public Optional<Elementwise> elementwise() {
        return kernel instanceof Elementwise elementwise ? Optional.of(elementwise) : Optional.empty();
    }

    /** The function of a whole array; empty for a function of one number. */
    public Optional<Rowwise> rowwise() {
        return kernel instanceof Rowwise rowwise ? Optional.of(rowwise) : Optional.empty();
    }

    @Override
    public String toString() {
        return call;
    }
}
