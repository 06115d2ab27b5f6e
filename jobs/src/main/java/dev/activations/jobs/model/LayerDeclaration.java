package dev.activations.jobs.model;

import dev.activations.functions.Activation;
import dev.activations.functions.Catalogue;
import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.kernel.ClassProbabilities;
import dev.activations.functions.kernel.Elementwise;
import dev.activations.functions.kernel.Rowwise;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a log says of a layer beside its values.
 *
 * @param key run and layer
 * @param depth its place, input side first
 * @param depthAssumed whether the log does not say, so that the depth is the place of its name in natural order
 * @param activation the activation as the catalogue calls it, from the log or an option that overrides it; empty for none
 * @param activationInLog what the log said, such as {@code nn.ReLU()}, or an option in its place that says there is none;
 *     empty where that is the same, or nothing
 * @param declaredRole the role as the log wrote it, or as an option overrides it; empty for none
 */
public record LayerDeclaration(
        LayerKey key, int depth, boolean depthAssumed, String activation, String activationInLog, String declaredRole)
        implements Serializable {

    /** Read once, because a long log asks for each layer at each of its steps. */
    private static final Map<String, Activation> FUNCTIONS = new ConcurrentHashMap<>();

    /** The same layer at another depth. */
    public LayerDeclaration atDepth(int place) {
        return new LayerDeclaration(key, place, depthAssumed, activation, activationInLog, declaredRole);
    }

    /** Whether another declaration says something else; two spellings of one function are no contradiction. */
    public boolean contradicts(LayerDeclaration other) {
        return depth != other.depth || !activation.equals(other.activation) || !declaredRole.equals(other.declaredRole);
    }

    /** The role that the log or an option declares; empty where it is to be derived. */
    public Optional<Role> role() {
        return declaredRole.isEmpty() ? Optional.empty() : Optional.of(Role.named(declaredRole));
    }

    /** The activation; empty where the layer has none. The name has been checked when the log was opened. */
    public Optional<Activation> function() {
        return activation.isEmpty()
                ? Optional.empty()
                : Optional.of(FUNCTIONS.computeIfAbsent(activation, Catalogue::ofLayer));
    }

    /** Whether the outputs are probabilities of classes, or their logarithms. */
    public boolean isSoftmaxKind() {
        return function()
                .map(Activation::kernel)
                .filter(ClassProbabilities.class::isInstance)
                .isPresent();
    }

    /** Whether a row has not as many values after the activation as before: the gated linear units halve it. */
    public boolean changesWidth() {
        return function()
                .map(Activation::kernel)
                .filter(kernel -> kernel instanceof Rowwise && !(kernel instanceof ClassProbabilities))
                .isPresent();
    }

    /** What the values of an elementwise activation tell; empty for others. */
    public Optional<Behaviour> behaviour() {
        return function().flatMap(Activation::elementwise).map(Elementwise::behaviour);
    }
}
