package dev.activations.spark.catalyst.call;

import dev.activations.functions.Catalogue;
import dev.activations.functions.Entry;
import dev.activations.functions.kernel.Kernel;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A function some of whose parameters are known row by row only, two numbers or a word at most; public for the code that
 * Spark generates. It keeps the kernel of the last row, which most often serves the next one too.
 */
public final class RowParameters implements Serializable {

    private static final long serialVersionUID = 1;

    private final String function;
    private final Map<String, Serializable> constant;
    private final List<String> varying;
    private transient Entry entry;
    private transient Kept kept;

    /** A kernel and what it was made for; threads may overwrite each other's, which costs time only. */
    private record Kept(long first, long second, UTF8String word, Kernel kernel) {

        boolean isFor(double a, double b) {
            return first == Double.doubleToRawLongBits(a) && second == Double.doubleToRawLongBits(b);
        }
    }

    /**
     * @param function its name in the catalogue
     * @param constant the parameters that are the same in every row
     * @param varying the names of the others, in the order in which a row gives them
     */
    public RowParameters(String function, Map<String, Serializable> constant, List<String> varying) {
        this.function = function;
        this.constant = Map.copyOf(constant);
        this.varying = List.copyOf(varying);
    }

    /** The function at one row's parameter; raises as {@link Entry#bind} does. */
    public Kernel kernel(double only) {
        Kept known = kept;
        return known != null && known.isFor(only, 0) ? known.kernel() : keep(only, 0, List.of(only));
    }

    /** The function at one row's parameters; raises as {@link Entry#bind} does. */
    public Kernel kernel(double first, double second) {
        Kept known = kept;
        return known != null && known.isFor(first, second)
                ? known.kernel()
                : keep(first, second, List.of(first, second));
    }

    /** The function at one row's word; raises as {@link Entry#bind} does. */
    public Kernel kernel(UTF8String word) {
        Kept known = kept;
        if (known == null || !word.equals(known.word())) {
            known = new Kept(0, 0, word.copy(), bind(List.of(word.toString())));
            kept = known;
        }
        return known.kernel();
    }

    private Kernel keep(double first, double second, List<Double> values) {
        Kernel kernel = bind(values);
        kept = new Kept(Double.doubleToRawLongBits(first), Double.doubleToRawLongBits(second), null, kernel);
        return kernel;
    }

    private Kernel bind(List<? extends Serializable> given) {
        Map<String, Serializable> values = new HashMap<>(constant);
        for (int i = 0; i < given.size(); i++) {
            values.put(varying.get(i), given.get(i));
        }
        return entry().bind(values).kernel();
    }

    private Entry entry() {
        if (entry == null) {
            entry = Catalogue.all().stream()
                    .filter(row -> row.name().equals(function))
                    .findFirst()
                    .orElseThrow();
        }
        return entry;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowParameters that
                && function.equals(that.function)
                && constant.equals(that.constant)
                && varying.equals(that.varying);
    }

    @Override
    public int hashCode() {
        return Objects.hash(function, constant, varying);
    }
}
