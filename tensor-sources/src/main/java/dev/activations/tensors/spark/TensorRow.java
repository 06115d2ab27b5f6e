package dev.activations.tensors.spark;

import dev.activations.tensors.file.SliceReader;
import dev.activations.tensors.file.Slices;
import java.util.Arrays;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/** The reused row in which a query's tensors are returned: values that are constant for a file or a tensor are set once. */
final class TensorRow {

    private final TensorQuery query;
    private final GenericInternalRow row;
    private ValueArray values;

    TensorRow(TensorQuery query, String path, Map<String, String> metadata) {
        this.query = query;
        this.row = new GenericInternalRow(query.columns().size());
        set(TensorColumn.PATH, UTF8String.fromString(path));
        set(TensorColumn.METADATA, map(metadata));
    }

    private static ArrayBasedMapData map(Map<String, String> texts) {
        return new ArrayBasedMapData(
                new GenericArrayData(
                        texts.keySet().stream().map(UTF8String::fromString).toArray()),
                new GenericArrayData(
                        texts.values().stream().map(UTF8String::fromString).toArray()));
    }

    /** Prepares for the slices of a tensor; false where a slice is longer than Spark's rows. */
    boolean begin(Slices slices) {
        set(TensorColumn.TENSOR, UTF8String.fromString(slices.tensor().name()));
        set(TensorColumn.DTYPE, UTF8String.fromString(slices.tensor().type().toString()));
        long[] shape = slices.shape();
        boolean fits = Arrays.stream(shape).allMatch(size -> size <= Integer.MAX_VALUE);
        if (fits) {
            int[] sizes = Arrays.stream(shape).mapToInt(size -> (int) size).toArray();
            set(TensorColumn.SHAPE, UnsafeArrayData.fromPrimitiveArray(sizes));
        }
        values = query.needsValues() ? ValueArray.of(slices.tensor(), slices.length(), query.doubles()) : null;
        return fits && (values != null || !query.needsValues());
    }

    /** The row of a slice. */
    InternalRow at(long index, SliceReader slice) {
        set(TensorColumn.INDEX, index);
        if (values != null) {
            set(TensorColumn.VALUES, values.fill(slice.bytes(), slice.offset()));
        }
        return row;
    }

    private void set(TensorColumn column, Object value) {
        for (int i = 0; i < row.numFields(); i++) {
            if (query.columns().get(i) == column) {
                row.update(i, value);
            }
        }
    }
}
