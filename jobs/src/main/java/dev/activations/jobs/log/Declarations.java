package dev.activations.jobs.log;

import dev.activations.functions.Activation;
import dev.activations.functions.names.LayerActivation;
import dev.activations.jobs.log.layout.LogColumn;
import dev.activations.jobs.model.InputException;
import dev.activations.jobs.model.LayerDeclaration;
import dev.activations.jobs.model.LayerKey;
import dev.activations.spark.catalyst.rows.PrimitiveRows;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a log, or an option in its stead, declares of each layer: its depth and its activation. */
public final class Declarations {

    private Declarations() {}

    /**
     * Reads the declarations of all layers, without reading any values.
     *
     * @param activations activation by pattern of layer names, taken before what the log says; the first match counts
     * @throws InputException if a layer is declared in two ways, or with an activation that the catalogue does not know
     */
    public static Map<LayerKey, LayerDeclaration> of(ActivationLog log, Map<Pattern, String> activations) {
        List<Declared> declared =
                PrimitiveRows.of(log.withoutValues()).mapPartitions(Declared::distinct).collect().stream()
                        .distinct()
                        .sorted(Declared.ORDER)
                        .toList();
        Map<String, Integer> natural = log.has(LogColumn.DEPTH) ? Map.of() : naturalOrder(declared);
        Map<LayerKey, LayerDeclaration> byKey = new HashMap<>();
        for (Declared row : declared) {
            LayerDeclaration declaration = declaration(row, natural, activations);
            LayerDeclaration other = byKey.putIfAbsent(declaration.key(), declaration);
            if (other != null && contradicts(other, declaration)) {
                throw new InputException(
                        "%s is declared as %s and as %s; a layer keeps depth and activation within a run"
                                .formatted(declaration.key(), words(other), words(declaration)));
            }
        }
        return byKey;
    }

    private static LayerDeclaration declaration(
            Declared row, Map<String, Integer> natural, Map<Pattern, String> activations) {
        LayerKey key = row.layer();
        String activation = inCatalogue(
                key,
                activations.entrySet().stream()
                        .filter(entry -> entry.getKey().matcher(key.layer()).matches())
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(row.activation()));
        int depth = natural.isEmpty() ? depth(row) : natural.get(key.layer());
        String inLog = row.activation().equals(activation) ? "" : row.activation();
        return new LayerDeclaration(key, depth, !natural.isEmpty(), activation, inLog);
    }

    /** Two spellings of one function are no contradiction; the first of them stands. */
    private static boolean contradicts(LayerDeclaration one, LayerDeclaration other) {
        return one.depth() != other.depth() || !one.activation().equals(other.activation());
    }

    private static int depth(Declared row) {
        if (!row.hasDepth()) {
            throw new InputException(row.layer() + " has NULL in column " + LogColumn.DEPTH);
        }
        if (row.depth() != (int) row.depth()) {
            throw new InputException(String.format(
                    Locale.ROOT, "%s has depth %d, which is no 32-bit integer", row.layer(), row.depth()));
        }
        return (int) row.depth();
    }

    /** The catalogue's call for a name in the log or an option; empty for a layer without an activation. */
    private static String inCatalogue(LayerKey key, String name) {
        try {
            return name.isEmpty()
                    ? ""
                    : LayerActivation.named(name)
                            .activation()
                            .map(Activation::call)
                            .orElse("");
        } catch (IllegalArgumentException e) {
            throw new InputException("%s: %s".formatted(key, e.getMessage()), e);
        }
    }

    private static String words(LayerDeclaration declaration) {
        String said =
                declaration.activationInLog().isEmpty() ? declaration.activation() : declaration.activationInLog();
        String activation = said.isEmpty() ? "no activation" : said;
        return String.format(Locale.ROOT, "%s at depth %d", activation, declaration.depth());
    }

    /** The place of each name in natural order, where h2 comes before h10. */
    private static Map<String, Integer> naturalOrder(List<Declared> declared) {
        TreeSet<String> names = declared.stream()
                .map(row -> row.layer().layer())
                .collect(Collectors.toCollection(() -> new TreeSet<>(NaturalOrder.INSTANCE)));
        Map<String, Integer> places = new HashMap<>();
        names.forEach(name -> places.put(name, places.size()));
        return places;
    }
}
