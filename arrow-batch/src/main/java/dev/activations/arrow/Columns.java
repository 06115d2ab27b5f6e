package dev.activations.arrow;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** Columns of a schema by name. */
final class Columns {

    private Columns() {}

    /** The index of a function's column; throws with one sentence if there is no column of that name, or more than one. */
    static int indexOf(String name, Schema schema, BatchFunction function) {
        List<Field> fields = schema.getFields();
        int[] places = IntStream.range(0, fields.size())
                .filter(i -> name.equals(fields.get(i).getName()))
                .toArray();
        if (places.length == 1) {
            return places[0];
        }
        throw new IllegalArgumentException(
                places.length == 0
                        ? "%s: there is no column '%s'; the columns are %s".formatted(function, name, names(fields))
                        : "%s: %d columns are called '%s'; rename all but one"
                                .formatted(function, places.length, name));
    }

    private static String names(List<Field> fields) {
        return fields.isEmpty() ? "none" : fields.stream().map(Field::getName).collect(Collectors.joining(", "));
    }

    /** Throws where a field, of this column or inside it, stands for values that are elsewhere. */
    static void requireDecoded(String function, Field field, Field column) {
        if (field.getDictionary() != null) {
            throw new IllegalArgumentException(
                    "%s: column '%s' is dictionary-encoded; decode it first (DictionaryEncoder.decode)"
                            .formatted(function, column.getName()));
        }
    }

    static Field renamed(Field field, String name) {
        return new Field(name, field.getFieldType(), field.getChildren());
    }

    static Field withChild(Field field, Field child) {
        return new Field(field.getName(), field.getFieldType(), List.of(child));
    }

    static Field nullable(Field field) {
        FieldType type = new FieldType(true, field.getType(), field.getDictionary(), field.getMetadata());
        return new Field(field.getName(), type, field.getChildren());
    }
}
