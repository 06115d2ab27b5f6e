package dev.activations.functions.names;

import dev.activations.functions.Activation;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One line of the table of names: what a framework calls a function, and which call of the catalogue that is.
 *
 * @param framework whose name it is
 * @param layer whether it is a layer where the framework has a function of the same name with other defaults
 * @param signature its name with parameters in the framework's order, each with its default where it has one
 * @param call the catalogue's call for a value of each parameter; empty where the catalogue has no such function
 */
record FrameworkName(
        Framework framework,
        boolean layer,
        WrittenCall signature,
        Function<Map<String, String>, Optional<String>> call) {

    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    /** @param template a call of the catalogue with the signature's parameters in braces: {@code elu(alpha={alpha})} */
    static FrameworkName of(Framework framework, String signature, String template) {
        return of(
                framework,
                signature,
                values -> Optional.of(PLACE.matcher(template).replaceAll(place -> values.get(place.group(1)))));
    }

    static FrameworkName of(
            Framework framework, String signature, Function<Map<String, String>, Optional<String>> call) {
        return new FrameworkName(framework, false, WrittenCall.parse(signature), call);
    }

    /** A function of the framework that the catalogue has not. */
    static FrameworkName absent(Framework framework, String signature) {
        return of(framework, signature, values -> Optional.empty());
    }

    FrameworkName asLayer() {
        return new FrameworkName(framework, true, signature, call);
    }

    /** The call with every parameter at its default; empty where one has none, or the catalogue has no such function. */
    Optional<Activation> atDefaults() {
        return signature.positional().isEmpty() ? read(signature) : Optional.empty();
    }

    /**
     * The activation that a call with this name means; empty where the catalogue has no such function.
     *
     * @throws IllegalArgumentException in one sentence: an unknown parameter, or a value missing or out of range
     */
    Optional<Activation> read(WrittenCall written) {
        Map<String, String> own = new HashMap<>();
        Map<String, String> values = values(written, own);
        return call.apply(values).map(WrittenCall::parse).map(meant -> {
            Map<String, String> all = new HashMap<>(meant.named());
            all.putAll(own);
            return CatalogueNames.bind(CatalogueNames.exact(meant.name()).orElseThrow(), all);
        });
    }

    /** @param own takes what the call gives under the catalogue's own name of a parameter, such as alpha */
    private Map<String, String> values(WrittenCall written, Map<String, String> own) {
        Map<String, String> values = new HashMap<>(signature.named());
        Iterator<String> places = signature.parameters().iterator();
        for (String value : written.positional()) {
            if (!places.hasNext()) {
                throw new IllegalArgumentException(
                        "%s takes %s and no more".formatted(written.name(), String.join(", ", signature.parameters())));
            }
            values.put(places.next(), value);
        }
        written.named()
                .forEach((name, value) -> (signature.parameters().contains(name) ? values : own).put(name, value));
        signature.positional().stream()
                .filter(name -> !values.containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(
                            "%s: parameter %s must be given".formatted(written.name(), name));
                });
        return values;
    }
}
