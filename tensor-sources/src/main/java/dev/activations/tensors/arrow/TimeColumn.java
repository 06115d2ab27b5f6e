package dev.activations.tensors.arrow;

import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampMilliTZVector;
import org.apache.arrow.vector.TimeStampMilliVector;
import org.apache.arrow.vector.TimeStampNanoTZVector;
import org.apache.arrow.vector.TimeStampNanoVector;
import org.apache.spark.sql.types.DataType;

/** Dates in milliseconds as Spark's days, and points in time in seconds, milliseconds or nanoseconds as microseconds. */
final class TimeColumn extends VectorColumn {

    private static final long MILLIS_PER_DAY = TimeUnit.DAYS.toMillis(1);

    private final ArrowBuf data;
    private final FieldVector vector;

    TimeColumn(FieldVector vector, DataType type) {
        super(vector, type);
        this.vector = vector;
        this.data = vector.getDataBuffer();
    }

    /** Days. */
    @Override
    public int getInt(int row) {
        return (int) Math.floorDiv(raw(row), MILLIS_PER_DAY);
    }

    /** Microseconds; what a nanosecond has beyond is cut off, and what no long holds is the largest. */
    @Override
    public long getLong(int row) {
        if (vector instanceof TimeStampNanoVector || vector instanceof TimeStampNanoTZVector) {
            return Math.floorDiv(raw(row), 1000);
        }
        boolean millis = vector instanceof TimeStampMilliVector || vector instanceof TimeStampMilliTZVector;
        return (millis ? TimeUnit.MILLISECONDS : TimeUnit.SECONDS).toMicros(raw(row));
    }

    private long raw(int row) {
        return data.getLong((long) row * Long.BYTES);
    }
}
