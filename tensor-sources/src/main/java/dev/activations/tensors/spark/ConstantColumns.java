package dev.activations.tensors.spark;

import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.vectorized.ColumnVectorUtils;
import org.apache.spark.sql.execution.vectorized.ConstantColumnVector;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarMap;
import org.apache.spark.unsafe.types.UTF8String;

/** Columns that have one value in all rows of a file. */
final class ConstantColumns {

    private final ColumnarMap metadata;
    private final InternalRow folderValues;

    ConstantColumns(Map<String, String> metadata, InternalRow folderValues) {
        this.metadata = map(metadata == null ? Map.of() : metadata);
        this.folderValues = folderValues;
    }

    private static ColumnarMap map(Map<String, String> texts) {
        OnHeapColumnVector keys = new OnHeapColumnVector(texts.size(), DataTypes.StringType);
        OnHeapColumnVector values = new OnHeapColumnVector(texts.size(), DataTypes.StringType);
        int row = 0;
        for (Map.Entry<String, String> text : texts.entrySet()) {
            keys.putByteArray(row, UTF8String.fromString(text.getKey()).getBytes());
            values.putByteArray(row, UTF8String.fromString(text.getValue()).getBytes());
            row++;
        }
        return new ColumnarMap(keys, values, 0, texts.size());
    }

    /** The value of a folder named {@code column=value}. */
    ColumnVector folderValue(int ordinal, DataType type, int rows) {
        ConstantColumnVector column = new ConstantColumnVector(rows, type);
        ColumnVectorUtils.populate(column, folderValues, ordinal);
        return column;
    }

    ColumnVector metadata(DataType type, int rows) {
        ConstantColumnVector column = new ConstantColumnVector(rows, type);
        column.setMap(metadata);
        return column;
    }

    /** A column that the file does not have: NULL. */
    ColumnVector missing(DataType type, int rows) {
        ConstantColumnVector column = new ConstantColumnVector(rows, type);
        column.setNull();
        return column;
    }
}
