package dev.activations.spark.catalyst.call;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.RuntimeReplaceable;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.unsafe.types.UTF8String;

/** Constant expressions of a query as values of Java. */
public final class Constants {

    private Constants() {}

    /** Whether the expression is the same for every row, and known when the query is analysed. */
    public static boolean isConstant(Expression expression) {
        return expanded(expression).foldable();
    }

    /**
     * The value of a constant: a {@code String}, {@code Boolean} or {@code Number} (a decimal as {@code Double}), a
     * {@code List} of such or a {@code Map} in the order as written; null for NULL.
     */
    public static Object value(Expression constant) {
        return value(expanded(constant).eval(null), constant.dataType());
    }

    /** Writes out functions such as nvl, which Spark itself cannot evaluate before its optimizer has done so. */
    static Expression expanded(Expression expression) {
        if (expression instanceof RuntimeReplaceable replaceable) {
            return expanded(replaceable.replacement());
        }
        List<Expression> children = ScalaLists.list(expression.children());
        return expression.withNewChildren(
                ScalaLists.seq(children.stream().map(Constants::expanded).toList()));
    }

    private static Object value(Object internal, DataType type) {
        if (internal instanceof UTF8String text) {
            return text.toString();
        } else if (internal instanceof Decimal decimal) {
            return decimal.toDouble();
        } else if (internal instanceof ArrayData array) {
            return list(array, ((ArrayType) type).elementType());
        } else if (internal instanceof MapData map) {
            return map(map, (MapType) type);
        }
        return internal;
    }

    private static List<Object> list(ArrayData array, DataType type) {
        return new ArrayList<>(Arrays.stream(array.toObjectArray(type))
                .map(element -> value(element, type))
                .toList());
    }

    private static Map<Object, Object> map(MapData map, MapType type) {
        List<Object> keys = list(map.keyArray(), type.keyType());
        List<Object> values = list(map.valueArray(), type.valueType());
        Map<Object, Object> ordered = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            ordered.put(keys.get(i), values.get(i));
        }
        return ordered;
    }
}
