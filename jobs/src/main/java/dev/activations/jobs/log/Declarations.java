package dev.activations.jobs.log;

import dev.activations.functions.Activation;
import dev.activations.functions.names.LayerActivation;
import dev.activations.jobs.log.layout.LogColumn;
import dev.activations.jobs.model.InputException;
import dev.activations.jobs.model.LayerDeclaration;
import dev.activations.jobs.model.LayerKey;
import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a log, or an option in its stead, declares of each layer: its depth and its activation.
 *
 * @param byPattern activation by pattern of layer names, taken before what the log says; the first match counts
 * @param hasDepth whether the log has a column of depths; otherwise depths are taken from the names' order
 */
public record Declarations(LinkedHashMap<Pattern, String> byPattern, boolean hasDepth) implements Serializable {

    /**
     * The declaration that a row makes; the depth not yet known where the log has none.
     *
     * @throws InputException if the row has no depth where the log has a column of them, or names an activation that the
     *     catalogue does not know
     */
    public LayerDeclaration of(Declared row) {
        LayerKey key = row.layer();
        String activation = inCatalogue(
                key,
                byPattern.entrySet().stream()
                        .filter(entry -> entry.getKey().matcher(key.layer()).matches())
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(row.activation()));
        String inLog = row.activation().equals(activation) ? "" : row.activation();
        return new LayerDeclaration(key, hasDepth ? depth(row) : 0, !hasDepth, activation, inLog);
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

    /** @throws InputException naming both, if a layer is declared in two ways */
    public static void requireSame(LayerDeclaration one, LayerDeclaration other) {
        if (one.contradicts(other)) {
            String[] both = Stream.of(words(one), words(other)).sorted().toArray(String[]::new);
            throw new InputException("%s is declared as %s and as %s; a layer keeps depth and activation within a run"
                    .formatted(one.key(), both[0], both[1]));
        }
    }

    private static String words(LayerDeclaration declaration) {
        String said =
                declaration.activationInLog().isEmpty() ? declaration.activation() : declaration.activationInLog();
        String activation = said.isEmpty() ? "no activation" : said;
        return declaration.depthAssumed()
                ? activation
                : String.format(Locale.ROOT, "%s at depth %d", activation, declaration.depth());
    }

    /** The place of each layer's name in natural order, where h2 comes before h10: depths of a log that has none. */
    public static Map<String, Integer> naturalOrder(Collection<LayerKey> layers) {
        TreeSet<String> names = new TreeSet<>(NaturalOrder.INSTANCE);
        layers.forEach(layer -> names.add(layer.layer()));
        Map<String, Integer> places = new HashMap<>();
        names.forEach(name -> places.put(name, places.size()));
        return places;
    }
}
