package dev.activations.functions.names;

import dev.activations.functions.Activation;
import dev.activations.functions.Entry;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds what a written name means, in the catalogue or in the table of the frameworks' names. */
final class KnownNames {

    /** What layers and functions take that changes no value: where the result goes, or which axis of a log's shape it is. */
    private static final Set<String> IGNORED =
            Set.of("inplace", "dim", "axis", "name", "dtype", "device", "trainable", "built", "training");

    private KnownNames() {}

    /**
     * The activation that a call means; empty where nobody has the name.
     *
     * @throws IllegalArgumentException in one sentence: an unknown parameter, a value out of range, or a framework's
     *     function that the catalogue has not
     */
    static Optional<Activation> find(WrittenCall written) {
        WrittenCall call = new WrittenCall(written.path(), written.name(), written.positional(), significant(written));
        Optional<Entry> exact = call.path().isEmpty() ? CatalogueNames.exact(call.name()) : Optional.empty();
        if (exact.isPresent() && CatalogueNames.takes(exact.get(), call)) {
            return exact.map(entry -> CatalogueNames.bind(entry, call.named()));
        }
        Optional<FrameworkName> row = row(call);
        if (row.isPresent()) {
            return Optional.of(row.get().read(call).orElseThrow(() -> absent(written, row.get())));
        }
        return CatalogueNames.spelt(call.key()).map(entry -> CatalogueNames.bind(entry, call));
    }

    /** The names of functions, not of classes, that the frameworks have. */
    static Stream<String> functionNames() {
        return FrameworkNames.ROWS.stream()
                .map(row -> row.signature().name())
                .filter(name -> name.equals(name.toLowerCase(Locale.ROOT)));
    }

    /** The table's line for a name: of the framework in its path, otherwise of the first that has it. */
    private static Optional<FrameworkName> row(WrittenCall call) {
        Optional<Framework> said = Framework.of(call.path());
        boolean layer = call.path().contains("layers");
        return FrameworkNames.ROWS.stream()
                .filter(row -> row.signature().key().equals(call.key()))
                .min(Comparator.comparing((FrameworkName row) -> !said.equals(Optional.of(row.framework())))
                        .thenComparing(FrameworkName::framework)
                        .thenComparing(row -> row.layer() != layer));
    }

    private static Map<String, String> significant(WrittenCall written) {
        Map<String, String> significant = new LinkedHashMap<>(written.named());
        significant.keySet().removeAll(IGNORED);
        return significant;
    }

    private static IllegalArgumentException absent(WrittenCall written, FrameworkName row) {
        return new IllegalArgumentException(
                "the catalogue has no function for %s of %s; declare '%s' to judge its values without one"
                        .formatted(written.name(), row.framework().title(), LayerActivation.NONE));
    }
}
