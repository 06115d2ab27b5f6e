package dev.activations.arrow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.util.Float16;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.LargeListViewVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.ListViewVector;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/** List vectors of any kind from rows of values (null for a null row, null for a null element), and back. */
final class ListVectors {

    private ListVectors() {}

    static final List<ArrowType> KINDS_OF_ANY_LENGTH = List.of(
            ArrowType.List.INSTANCE,
            ArrowType.LargeList.INSTANCE,
            ArrowType.ListView.INSTANCE,
            ArrowType.LargeListView.INSTANCE);

    static Field field(ArrowType list, FloatingPointPrecision precision, Map<String, String> metadata) {
        Field values = Field.nullable("item", new ArrowType.FloatingPoint(precision));
        return new Field("x", new FieldType(true, list, null, metadata), List.of(values));
    }

    static FieldVector of(
            BufferAllocator allocator, ArrowType list, FloatingPointPrecision precision, List<List<Double>> rows) {
        return of(allocator, field(list, precision, Map.of()), rows);
    }

    static FieldVector of(BufferAllocator allocator, Field field, List<List<Double>> rows) {
        FieldVector vector = field.createVector(allocator);
        vector.allocateNew();
        int next = 0;
        for (int row = 0; row < rows.size(); row++) {
            List<Double> values = rows.get(row);
            if (values == null) {
                vector.setNull(row);
                next += vector instanceof FixedSizeListVector fixed ? fixed.getListSize() : 0;
                continue;
            }
            start(vector, row, values.size());
            for (Double value : values) {
                set(Lists.values(vector), next++, value);
            }
            end(vector, row, values.size());
        }
        Lists.values(vector).setValueCount(next);
        vector.setValueCount(rows.size());
        return vector;
    }

    private static void start(FieldVector vector, int row, int size) {
        if (vector instanceof ListVector list) {
            list.startNewValue(row);
        } else if (vector instanceof LargeListVector list) {
            list.startNewValue(row);
        } else if (vector instanceof ListViewVector list) {
            list.startNewValue(row);
        } else if (vector instanceof LargeListViewVector list) {
            list.startNewValue(row);
        } else {
            ((FixedSizeListVector) vector).startNewValue(row);
        }
    }

    private static void end(FieldVector vector, int row, int size) {
        if (vector instanceof ListVector list) {
            list.endValue(row, size);
        } else if (vector instanceof LargeListVector list) {
            list.endValue(row, size);
        } else if (vector instanceof ListViewVector list) {
            list.endValue(row, size);
        } else if (vector instanceof LargeListViewVector list) {
            list.endValue(row, size);
        }
    }

    private static void set(FieldVector vector, int index, Double value) {
        if (value == null) {
            while (index >= vector.getValueCapacity()) {
                vector.reAlloc();
            }
            vector.setNull(index);
        } else if (vector instanceof Float2Vector halves) {
            halves.setSafeWithPossibleTruncate(index, value.floatValue());
        } else if (vector instanceof Float4Vector floats) {
            floats.setSafe(index, value.floatValue());
        } else {
            ((Float8Vector) vector).setSafe(index, value);
        }
    }

    /** The rows as doubles; halves and floats widened. */
    static List<List<Double>> rowsOf(FieldVector vector) {
        List<List<Double>> rows = new ArrayList<>();
        for (int row = 0; row < vector.getValueCount(); row++) {
            rows.add(vector.isNull(row) ? null : row(vector.getObject(row)));
        }
        return rows;
    }

    private static List<Double> row(Object list) {
        List<Double> row = new ArrayList<>();
        for (Object value : (List<?>) list) {
            row.add(
                    value instanceof Short half
                            ? Double.valueOf(Float16.toFloat(half))
                            : value == null ? null : Double.valueOf(((Number) value).doubleValue()));
        }
        return row;
    }
}
