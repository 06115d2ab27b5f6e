package dev.activations.functions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All activation functions, one row each. SQL, Arrow, the job and the docs are all derived from it. */
public final class Catalogue {

    private static final List<Entry> ENTRIES = Stream.of(
                    Squashers.ROWS, Rectifiers.ROWS, SmoothRectifiers.ROWS, OtherElementwise.ROWS, RowFunctions.ROWS)
            .flatMap(List::stream)
            .toList();

    private static final Map<String, Entry> BY_NAME = byName();

    private Catalogue() {}

    /** Every row, with functions of similar shape next to each other. */
    public static List<Entry> entries() {
        return ENTRIES;
    }

    /**
     * Functions that go with activations and have another shape: losses and gradients through softmax and log-softmax take
     * two arguments, gated linear units halve their row. {@link #named} does not know them.
     */
    public static List<Entry> companions() {
        return Companions.ROWS;
    }

    /** Every row: the activations, then their companions. */
    public static List<Entry> all() {
        return Stream.of(entries(), companions()).flatMap(List::stream).toList();
    }

    /** The row of this name or alias. */
    public static Optional<Entry> entry(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /**
     * The activation that a call names: {@code relu}, or {@code leaky_relu(alpha=0.2)} with parameters by name.
     *
     * @throws IllegalArgumentException in one sentence: unknown function (with near names), unknown parameter, a value
     *     out of range, or text that is not a call
     */
    public static Activation named(String call) {
        Call parsed = Call.parse(call);
        Entry entry = entry(parsed.function()).orElseThrow(() -> unknown(parsed.function()));
        return entry.parse(parsed.arguments());
    }

    /** The activation or {@linkplain #companions() companion} that a call names; throws as {@link #named} does. */
    public static Activation anyNamed(String call) {
        Call parsed = Call.parse(call);
        return companions().stream()
                .filter(entry -> entry.name().equals(parsed.function()))
                .findFirst()
                .map(entry -> entry.parse(parsed.arguments()))
                .orElseGet(() -> named(call));
    }

    /**
     * What a call names as a layer of a network: an activation, or a gated linear unit, which has half as many outputs as
     * inputs; throws as {@link #named} does.
     */
    public static Activation ofLayer(String call) {
        Activation activation = anyNamed(call);
        if (activation.elementwise().isEmpty() && activation.rowwise().isEmpty()) {
            throw unknown(activation.entry().name());
        }
        return activation;
    }

    private static IllegalArgumentException unknown(String name) {
        List<String> near = NearNames.of(name, BY_NAME.keySet());
        String advice = near.isEmpty()
                ? "known are " + String.join(", ", BY_NAME.keySet())
                : "did you mean " + String.join(" or ", near) + "?";
        return new IllegalArgumentException("unknown activation '" + name + "'; " + advice);
    }

    private static Map<String, Entry> byName() {
        Map<String, Entry> byName = new LinkedHashMap<>();
        for (Entry entry : ENTRIES) {
            List<String> names = new ArrayList<>(entry.aliases());
            names.add(0, entry.name());
            for (String name : names) {
                if (byName.put(name, entry) != null) {
                    throw new IllegalStateException("two functions are called " + name);
                }
            }
        }
        return byName;
    }
}
