package dev.activations.tensors.spark;

import dev.activations.tensors.TensorFormat;
import dev.activations.tensors.file.Slices;
import dev.activations.tensors.file.Tensor;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.StructType;

/**
 * What a query asks of the files: sent to every task.
 *
 * @param format the files' format
 * @param options what the table's options say
 * @param filters what the query's filters say
 * @param columns the columns wanted, in their order
 * @param doubles whether values are doubles
 */
record TensorQuery(
        TensorHeaders format, TensorOptions options, PushedFilters filters, List<TensorColumn> columns, boolean doubles)
        implements Serializable {

    static TensorQuery of(TensorFormat format, TensorOptions options, PushedFilters filters, StructType columns) {
        boolean doubles = Arrays.stream(columns.fields())
                .anyMatch(field ->
                        field.dataType() instanceof ArrayType array && array.elementType() instanceof DoubleType);
        return new TensorQuery(
                TensorHeaders.of(format),
                options,
                filters,
                Arrays.stream(columns.fields()).map(TensorColumn::of).toList(),
                doubles);
    }

    boolean wants(String tensor) {
        return options.wants(tensor) && filters.mayPass(tensor);
    }

    boolean needsValues() {
        return columns.contains(TensorColumn.VALUES);
    }

    Slices slices(String path, Tensor tensor) {
        return options.flatten() ? Slices.whole(tensor) : Slices.along(path, tensor, options.axis());
    }
}
