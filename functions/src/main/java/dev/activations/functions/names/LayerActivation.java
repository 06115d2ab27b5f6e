package dev.activations.functions.names;

import dev.activations.functions.Activation;
import dev.activations.functions.Catalogue;
import dev.activations.functions.NearNames;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The activation of a layer, by the name that a log or a person gives it: {@code relu}, {@code leaky_relu(alpha=0.2)},
 * {@code nn.ReLU(inplace=True)}, {@code torch.nn.modules.activation.SiLU}, {@code gelu_new}, {@code BatchNorm1d},
 * {@code none}.
 *
 * <p>A name of the catalogue, written exactly so and without a path, has the catalogue's defaults. Any other spelling, in
 * any case, has those of the framework in its path, and without one PyTorch's: {@code gelu} is the tanh form, as in the
 * catalogue, and {@code GELU} the exact one, as in PyTorch.
 *
 * @param written the name as it was written
 * @param call the same in the catalogue's words, such as {@code leaky_relu(alpha=0.3)}, which {@link Catalogue#ofLayer}
 *     takes; {@code none} for a layer without an activation
 */
public record LayerActivation(String written, String call) {

    /** The name of no activation. */
    public static final String NONE = "none";

    /**
     * What this name means.
     *
     * @throws IllegalArgumentException in one sentence: a name that neither the catalogue nor a framework has (with near
     *     ones), an unknown parameter, a value out of range, or text that is not a name
     */
    public static LayerActivation named(String written) {
        WrittenCall call = WrittenCall.parse(written);
        if (call.key().equals(NONE) || Modules.haveNoActivation(call.key())) {
            return new LayerActivation(written, NONE);
        }
        Activation activation = KnownNames.find(call).orElseThrow(() -> unknown(written, call));
        return new LayerActivation(written, activation.call());
    }

    /** The function; empty for a layer without an activation. */
    public Optional<Activation> activation() {
        return call.equals(NONE) ? Optional.empty() : Optional.of(Catalogue.ofLayer(call));
    }

    private static IllegalArgumentException unknown(String written, WrittenCall call) {
        List<String> near = NearNames.of(call.name(), knownNames());
        String advice = near.isEmpty()
                ? "known are " + String.join(", ", catalogueNames().toList())
                : "did you mean " + String.join(" or ", near) + "?";
        return new IllegalArgumentException(
                "unknown activation '%s'; %s ('%s' if it has none)".formatted(written, advice, NONE));
    }

    private static List<String> knownNames() {
        return Stream.concat(catalogueNames(), KnownNames.functionNames())
                .distinct()
                .toList();
    }

    private static Stream<String> catalogueNames() {
        return Catalogue.entries().stream()
                .flatMap(entry -> Stream.concat(Stream.of(entry.name()), entry.aliases().stream()));
    }
}
