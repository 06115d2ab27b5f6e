package dev.activations.spark.catalyst.aggregate;

import dev.activations.spark.catalyst.rows.PrimitiveArray;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.immutable.Seq;

/** {@code unit_firing_counts(values)}: for every unit, the rows in which its value is above 0. */
final class UnitFiringCounts extends ArrayAggregate<long[]> {

    private static final long serialVersionUID = 1;

    /** The buffer of a group without rows. */
    private static final long[] EMPTY = {};

    UnitFiringCounts(Seq<Expression> columns, Offsets offsets) {
        super(columns, offsets);
    }

    @Override
    ArrayAggregate<long[]> with(Seq<Expression> newColumns, Offsets newOffsets) {
        return new UnitFiringCounts(newColumns, newOffsets);
    }

    @Override
    List<AbstractDataType> otherTypes() {
        return List.of();
    }

    @Override
    public String prettyName() {
        return "unit_firing_counts";
    }

    @Override
    public DataType dataType() {
        return new ArrayType(DataTypes.LongType, false);
    }

    @Override
    public long[] createAggregationBuffer() {
        return EMPTY;
    }

    @Override
    long[] add(long[] counts, PrimitiveArray array, InternalRow row) {
        long[] target = counts.length == 0 ? new long[array.length()] : counts;
        checkWidth(array.length(), target.length);
        array.countPositive(target);
        return target;
    }

    @Override
    public long[] merge(long[] counts, long[] others) {
        if (counts.length == 0 || others.length == 0) {
            return counts.length == 0 ? others : counts;
        }
        checkWidth(others.length, counts.length);
        for (int i = 0; i < counts.length; i++) {
            counts[i] += others[i];
        }
        return counts;
    }

    private static void checkWidth(int width, int expected) {
        if (width != expected) {
            throw new IllegalArgumentException("unit_firing_counts: a row of %d values among rows of %d; group by layer"
                    .formatted(width, expected));
        }
    }

    @Override
    public Object eval(long[] counts) {
        return counts.length == 0 ? null : UnsafeArrayData.fromPrimitiveArray(counts);
    }

    @Override
    public byte[] serialize(long[] counts) {
        ByteBuffer bytes = ByteBuffer.allocate(counts.length * Long.BYTES);
        bytes.asLongBuffer().put(counts);
        return bytes.array();
    }

    @Override
    public long[] deserialize(byte[] bytes) {
        long[] counts = new long[bytes.length / Long.BYTES];
        ByteBuffer.wrap(bytes).asLongBuffer().get(counts);
        return counts;
    }

    @Override
    Object identity() {
        return null;
    }
}
