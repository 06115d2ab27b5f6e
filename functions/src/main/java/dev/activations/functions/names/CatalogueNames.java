package dev.activations.functions.names;

import dev.activations.functions.Activation;
import dev.activations.functions.Catalogue;
import dev.activations.functions.Entry;
import dev.activations.functions.Parameter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The catalogue's own names of functions that a layer can have: the activations and the gated linear units. */
final class CatalogueNames {

    private CatalogueNames() {}

    /** The function of this name or alias, written exactly so. */
    static Optional<Entry> exact(String name) {
        return entries().filter(entry -> names(entry).anyMatch(name::equals)).findFirst();
    }

    /** The function of this name or alias in another spelling, such as {@code SwiGLU}. */
    static Optional<Entry> spelt(String key) {
        return entries()
                .filter(entry -> names(entry).map(WrittenCall::key).anyMatch(key::equals))
                .findFirst();
    }

    /** The function that a call means which has its name in another spelling. */
    static Activation bind(Entry entry, WrittenCall call) {
        if (!call.positional().isEmpty()) {
            throw new IllegalArgumentException(
                    "'%s': write parameters by name, such as leaky_relu(alpha=0.2)".formatted(call.name()));
        }
        return bind(entry, call.named());
    }

    /**
     * The function at these parameters, the others at their defaults.
     *
     * @throws IllegalArgumentException as {@link Entry#bind} does
     */
    static Activation bind(Entry entry, Map<String, String> arguments) {
        Map<String, Object> values = new HashMap<>(arguments);
        for (Parameter parameter : entry.parameters()) {
            values.computeIfPresent(parameter.name(), (name, text) -> value(parameter, (String) text));
        }
        return entry.bind(values);
    }

    /** Whether a call is one of the catalogue's: parameters by its own names, and those without a default given. */
    static boolean takes(Entry entry, WrittenCall call) {
        Set<String> own = entry.parameters().stream().map(Parameter::name).collect(Collectors.toSet());
        return call.positional().isEmpty()
                && own.containsAll(call.named().keySet())
                && entry.parameters().stream()
                        .allMatch(parameter -> parameter.defaultValue().isPresent()
                                || call.named().containsKey(parameter.name()));
    }

    static Stream<String> names(Entry entry) {
        return Stream.concat(Stream.of(entry.name()), entry.aliases().stream());
    }

    private static Stream<Entry> entries() {
        return Stream.concat(
                Catalogue.entries().stream(), Catalogue.companions().stream().filter(CatalogueNames::isLayer));
    }

    private static boolean isLayer(Entry entry) {
        Activation example = entry.example();
        return example.elementwise().isPresent() || example.rowwise().isPresent();
    }

    /** Keras and JAX say by True and False whether GELU is approximated. */
    private static Object value(Parameter parameter, String text) {
        if (parameter instanceof Parameter.Choice) {
            return text.equals("True") ? "tanh" : text.equals("False") ? "none" : text;
        }
        return parameter.parse(text);
    }
}
