package dev.activations.spark.catalyst.arrow;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.ArrowUtils;

/** Spark's columns as Arrow's, and back; what does not fit is an {@link IllegalArgumentException} in one sentence. */
public final class ArrowTypes {

    /** The setting that tells the time zone of timestamps. */
    public static final String TIME_ZONE = "spark.sql.session.timeZone";

    private ArrowTypes() {}

    /** @throws IllegalArgumentException where Arrow has no such type, or there is no column */
    public static Schema toArrow(StructType columns, String timeZone) {
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("a record batch needs a column, and there is none");
        }
        try {
            return ArrowUtils.toArrowSchema(columns, timeZone, true, false);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "Arrow cannot hold the columns %s: %s".formatted(columns.simpleString(), e.getMessage()), e);
        }
    }

    /** @throws IllegalArgumentException where Spark has no such type */
    public static StructType fromArrow(Schema columns) {
        try {
            return ArrowUtils.fromArrowSchema(columns);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "Spark cannot hold the columns %s: %s".formatted(columns, e.getMessage()), e);
        }
    }

    /** Throws unless a batch has these columns: names and types in order. */
    static void requireColumns(VectorSchemaRoot batch, StructType expected) {
        String actual = describe(fromArrow(batch.getSchema()));
        if (!actual.equals(describe(expected))) {
            throw new IllegalArgumentException("mapInArrow: the mapper returned the columns %s, but %s were declared"
                    .formatted(actual, describe(expected)));
        }
    }

    /** Throws where a column that was announced without nulls has one. */
    static void requireNulls(VectorSchemaRoot batch, StructType expected) {
        StructField[] fields = expected.fields();
        for (int i = 0; i < fields.length; i++) {
            FieldVector vector = batch.getVector(i);
            if (!fields[i].nullable() && vector.getNullCount() > 0) {
                throw new IllegalArgumentException(
                        "mapInArrow: the mapper returned %d nulls in column %s, which was declared without nulls"
                                .formatted(vector.getNullCount(), fields[i].name()));
            }
        }
    }

    private static String describe(StructType columns) {
        return Arrays.stream(columns.fields())
                .map(field -> field.name() + " " + field.dataType().catalogString())
                .collect(Collectors.joining(", "));
    }
}
