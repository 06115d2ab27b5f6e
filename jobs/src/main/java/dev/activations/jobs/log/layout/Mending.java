package dev.activations.jobs.log.layout;

import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;

/** The query that turns a column of another type into an array of values. */
final class Mending {

    private Mending() {}

    /** What to type, as the rest of a sentence; empty where nothing is known. */
    static String of(LogColumn column, DataType type) {
        if (column.kind() != ColumnKind.VALUES) {
            return "";
        }
        String expression = expression(column.toString(), type);
        return expression.isEmpty()
                ? ""
                : "; --query \"SELECT * EXCEPT (%s), %s AS %s FROM log\" makes it one"
                        .formatted(column, expression, column);
    }

    private static String expression(String name, DataType type) {
        if (type instanceof ArrayType array && array.elementType() instanceof BooleanType) {
            return "transform(%s, x -> float(x))".formatted(name);
        } else if (type instanceof StringType) {
            return "from_json(%s, 'array<double>')".formatted(name);
        } else if (type instanceof NumericType) {
            return "array(%s)".formatted(name);
        } else if (type instanceof MapType) {
            return "map_values(%s)".formatted(name);
        } else if (type instanceof StructType struct && struct.length() > 0) {
            return "array(%s.`%s`)".formatted(name, String.join("`, " + name + ".`", struct.fieldNames()));
        } else if (type instanceof BinaryType) {
            return "from_json(decode(%s, 'UTF-8'), 'array<double>')".formatted(name);
        }
        return "";
    }
}
