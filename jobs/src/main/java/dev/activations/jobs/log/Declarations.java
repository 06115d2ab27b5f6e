package dev.activations.jobs.log;

import dev.activations.functions.Activation;
import dev.activations.functions.names.LayerActivation;
import dev.activations.jobs.log.layout.LogColumn;
import dev.activations.jobs.model.InputException;
import dev.activations.jobs.model.LayerDeclaration;
import dev.activations.jobs.model.LayerKey;
import dev.activations.jobs.model.Role;
import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a log, or an option that overrides it, declares about each layer: its depth, its activation and its role.
 *
 * @param activations activation by pattern of layer names, taken before what the log says; the first match counts
 * @param roles role by pattern of layer names, likewise
 * @param hasDepth whether the log has a column of depths; otherwise depths are taken from the names' order
 */
public record Declarations(
        LinkedHashMap<Pattern, String> activations, LinkedHashMap<Pattern, Role> roles, boolean hasDepth)
        implements Serializable {

    /**
     * The declaration that a row makes; the depth not yet known where the log has none.
     *
     * @throws InputException if the row has no depth where the log has a column of them, names an activation that the
     *     catalogue does not know, or an unknown role
     */
    public LayerDeclaration of(Declared row) {
        LayerKey key = row.layer();
        String said = first(activations, key).orElse(row.activation());
        String activation = inCatalogue(key, said);
        String inLog = row.activation().equals(activation) ? "" : row.activation();
        if (activation.isEmpty() && inLog.isEmpty()) {
            inLog = said; // an option says that there is none, and the log says nothing
        }
        String role = first(roles, key).map(Role::toString).orElse(row.role());
        checkRole(key, role);
        return new LayerDeclaration(key, hasDepth ? depth(row) : 0, !hasDepth, activation, inLog, role);
    }

    private static <T> Optional<T> first(Map<Pattern, T> byPattern, LayerKey key) {
        return byPattern.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(key.layer()).matches())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static int depth(Declared row) {
        if (!row.hasDepth()) {
            throw new InputException(row.layer() + " has NULL in column " + LogColumn.DEPTH);
        }
        if (row.depth() != (int) row.depth()) {
            throw new InputException(String.format(
                    Locale.ROOT, "%s has depth %d, which is not a 32-bit integer", row.layer(), row.depth()));
        }
        return (int) row.depth();
    }

    private static void checkRole(LayerKey key, String role) {
        try {
            if (!role.isEmpty()) {
                Role.named(role);
            }
        } catch (IllegalArgumentException e) {
            throw new InputException("%s: %s".formatted(key, e.getMessage()), e);
        }
    }

    /**
     * The catalogue's call for a name in a log, a table or an option; empty for a layer without an activation.
     *
     * @throws InputException if the catalogue does not know it
     */
    public static String inCatalogue(LayerKey key, String name) {
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
            throw new InputException(
                    "%s is declared as %s and as %s; a layer keeps depth, activation and role within a run"
                            .formatted(one.key(), both[0], both[1]));
        }
    }

    private static String words(LayerDeclaration declaration) {
        String said =
                declaration.activationInLog().isEmpty() ? declaration.activation() : declaration.activationInLog();
        String activation = said.isEmpty() ? "no activation" : said;
        String role = declaration.declaredRole().isEmpty() ? "" : " with role " + declaration.declaredRole();
        return declaration.depthAssumed()
                ? activation + role
                : String.format(Locale.ROOT, "%s at depth %d%s", activation, declaration.depth(), role);
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
