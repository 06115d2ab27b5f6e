package dev.activations.jobs.log.layout;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.array_min;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;

/** Arrays of arrays, of any depth: row-major, as one array, with a shape that their lengths give. */
final class NestedArrays {

    private NestedArrays() {}

    /** The innermost elements in their order; arrays of one level of different lengths raise a sentence. */
    static Column flat(Column column, DataType type, RowCheck check) {
        Column flat = column;
        for (DataType level = type; Types.isNested(level); level = ((ArrayType) level).elementType()) {
            Column lengths = transform(flat, inner -> coalesce(size(inner), lit(-1)));
            Column same = array_min(lengths)
                    .equalTo(array_max(lengths))
                    .and(array_min(lengths).geq(0));
            flat = when(flat.isNull(), lit(null))
                    .when(coalesce(same, lit(true)), flatten(flat))
                    .otherwise(check.refuse(lit(
                            "a row has nested arrays of different lengths; pad them and add a mask, or drop them")));
        }
        return flat;
    }

    /** The lengths of the first array of each level: the shape of a row. */
    static Column shape(Column column, DataType type) {
        List<Column> lengths = new ArrayList<>();
        Column inner = column;
        for (DataType level = type; level instanceof ArrayType array; level = array.elementType()) {
            lengths.add(size(inner));
            inner = get(inner, lit(0));
        }
        return when(column.isNotNull(), array(lengths.toArray(Column[]::new)));
    }
}
