package dev.activations.tensors.arrow;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;

/** Lists of every kind: each row is a span of the vector of all values, which {@link Offsets} has checked. */
final class ListColumn extends VectorColumn {

    /** Where the values of a row are. */
    interface Spans {

        long start(int row);

        long length(int row);
    }

    private final Spans spans;
    private final ColumnVector values;

    ListColumn(FieldVector vector, DataType type, Spans spans, ColumnVector values) {
        super(vector, type);
        this.spans = spans;
        this.values = values;
    }

    /** Lists that begin where the one before ends. */
    static Spans offsets(ArrowBuf offsets, int bytes) {
        return new Spans() {
            @Override
            public long start(int row) {
                return number(offsets, row, bytes);
            }

            @Override
            public long length(int row) {
                return number(offsets, row + 1, bytes) - number(offsets, row, bytes);
            }
        };
    }

    /** Lists that may be anywhere. */
    static Spans views(ArrowBuf offsets, ArrowBuf sizes, int bytes) {
        return new Spans() {
            @Override
            public long start(int row) {
                return number(offsets, row, bytes);
            }

            @Override
            public long length(int row) {
                return number(sizes, row, bytes);
            }
        };
    }

    /** Lists of one length. */
    static Spans fixed(int length) {
        return new Spans() {
            @Override
            public long start(int row) {
                return (long) row * length;
            }

            @Override
            public long length(int row) {
                return length;
            }
        };
    }

    static long number(ArrowBuf buffer, int index, int bytes) {
        return bytes == Integer.BYTES ? buffer.getInt((long) index * bytes) : buffer.getLong((long) index * bytes);
    }

    @Override
    public ColumnarArray getArray(int row) {
        return new ColumnarArray(values, (int) spans.start(row), (int) spans.length(row));
    }
}
