package dev.activations.tensors.spark;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns of a table of tensors; one row is one slice of one tensor. */
enum TensorColumn {
    /** The file's path. */
    PATH(DataTypes.StringType),
    /** The tensor's name. */
    TENSOR(DataTypes.StringType),
    /** The slice's index on its axis. */
    INDEX(DataTypes.LongType),
    /** The shape of the slice. */
    SHAPE(array(DataTypes.IntegerType)),
    /** The type of the elements in the file, as PyTorch names it. */
    DTYPE(DataTypes.StringType),
    /** The slice's values in C order, as floats, or as doubles where a float cannot hold them all. */
    VALUES(array(DataTypes.FloatType), array(DataTypes.DoubleType)),
    /** The texts that the file has about itself. */
    METADATA(DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType, false));

    private final List<DataType> types;

    TensorColumn(DataType... types) {
        this.types = List.of(types);
    }

    private static DataType array(DataType elements) {
        return DataTypes.createArrayType(elements, false);
    }

    /** All columns. */
    static StructType schema(boolean doubles) {
        return new StructType(Arrays.stream(values())
                .map(column -> new StructField(column.toString(), column.type(doubles), true, Metadata.empty()))
                .toArray(StructField[]::new));
    }

    private DataType type(boolean doubles) {
        return types.get(doubles ? types.size() - 1 : 0);
    }

    /** The column that a field of a schema asks for; raises IllegalArgumentException if there is no such column. */
    static TensorColumn of(StructField field) {
        TensorColumn column = Arrays.stream(values())
                .filter(candidate -> candidate.toString().equalsIgnoreCase(field.name()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a table of tensors has no column %s; it has %s"
                        .formatted(field.name(), Arrays.asList(values()))));
        boolean fits = column.types.stream().anyMatch(type -> DataType.equalsIgnoreNullability(type, field.dataType()));
        if (!fits) {
            throw new IllegalArgumentException("column %s is %s, not %s"
                    .formatted(
                            column,
                            String.join(
                                    " or ",
                                    column.types.stream()
                                            .map(DataType::simpleString)
                                            .toList()),
                            field.dataType().simpleString()));
        }
        return column;
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
