package dev.activations.spark.catalyst;

import dev.activations.functions.Entry;
import dev.activations.functions.definition.Elementwise;
import dev.activations.functions.definition.Kernel;
import dev.activations.functions.definition.Rowwise;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.util.ArrayData;

/**
 * A function some of whose parameters are known row by row only; public for the code Spark generates.
 *
 * @param function its name in the catalogue
 * @param constant the parameters that are the same in every row
 * @param varying the names of the others, all of them numbers, in the order in which a row gives them
 */
public record RowParameters(String function, Map<String, Serializable> constant, List<String> varying)
        implements Serializable {

    /** The function at one row's parameters, or null if one of them is NULL; raises as {@link Entry#bind} does. */
    public static Elementwise elementwise(RowParameters parameters, ArrayData row) {
        return (Elementwise) parameters.kernel(row);
    }

    /** The function at one row's parameters, or null if one of them is NULL; raises as {@link Entry#bind} does. */
    public static Rowwise rowwise(RowParameters parameters, ArrayData row) {
        return (Rowwise) parameters.kernel(row);
    }

    private Kernel kernel(ArrayData row) {
        Map<String, Object> values = new HashMap<>(constant);
        for (int i = 0; i < varying.size(); i++) {
            if (row.isNullAt(i)) {
                return null;
            }
            values.put(varying.get(i), row.getDouble(i));
        }
        return SqlFunctions.entry(function).bind(values).kernel();
    }
}
