package dev.activations.arrow;

import java.util.List;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/** The fields of two columns that a function takes together, and those of its result. */
record PairedColumns(Field first, Field second) {

    static PairedColumns of(String function, List<Field> columns) {
        columns.forEach(column -> requireDecodedWithin(function, column, column));
        return new PairedColumns(columns.get(0), columns.get(1));
    }

    private static void requireDecodedWithin(String function, Field field, Field column) {
        Columns.requireDecoded(function, field, column);
        field.getChildren().forEach(child -> requireDecodedWithin(function, child, column));
    }

    boolean areNumbers() {
        return isNumber(first) && isNumber(second);
    }

    boolean areLists() {
        return isListOfNumbers(first) && isListOfNumbers(second);
    }

    static boolean isNumber(Field field) {
        return FloatType.of(field).isPresent();
    }

    static boolean isListOfNumbers(Field field) {
        return Lists.isList(field) && isNumber(field.getChildren().get(0));
    }

    /** A number for each row, null where either column has a null in the row. */
    Field number() {
        return new Field(first.getName(), new FieldType(true, new ArrowType.FloatingPoint(wider()), null), List.of());
    }

    /** A list as the first column has them for each row, null where either column has a null in the row. */
    Field list() {
        Field values = first.getChildren().get(0);
        FloatingPointPrecision wider = wider();
        if (values.getType().equals(new ArrowType.FloatingPoint(wider))) {
            return Columns.nullable(first);
        }
        FieldType type =
                new FieldType(values.isNullable(), new ArrowType.FloatingPoint(wider), null, values.getMetadata());
        return Columns.nullable(Columns.withChild(first, new Field(values.getName(), type, List.of())));
    }

    private FloatingPointPrecision wider() {
        FloatingPointPrecision a = precision(first);
        FloatingPointPrecision b = precision(second);
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static FloatingPointPrecision precision(Field field) {
        return FloatType.precision(Lists.isList(field) ? field.getChildren().get(0) : field)
                .orElse(FloatingPointPrecision.HALF);
    }

    IllegalArgumentException refusal(String function, String taken) {
        return new IllegalArgumentException("%s takes %s; column '%s' is %s and column '%s' is %s"
                .formatted(
                        function,
                        taken,
                        first.getName(),
                        Lists.describe(first),
                        second.getName(),
                        Lists.describe(second)));
    }
}
