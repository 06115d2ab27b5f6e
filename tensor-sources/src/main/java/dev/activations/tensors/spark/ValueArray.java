package dev.activations.tensors.spark;

import dev.activations.tensors.file.Elements;
import dev.activations.tensors.file.Tensor;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.unsafe.Platform;

/**
 * Spark's own array of floats or doubles, filled from a file's bytes without another array between. One is used for all
 * rows of a tensor: Spark copies each row before it asks for the next.
 */
final class ValueArray {

    private final Elements elements;
    private final boolean doubles;
    private final int length;
    private final int header;
    private final int size;
    private final UnsafeArrayData data = new UnsafeArrayData();
    private byte[] bytes;

    private ValueArray(Elements elements, boolean doubles, int length, int header, int size) {
        this.elements = elements;
        this.doubles = doubles;
        this.length = length;
        this.header = header;
        this.size = size;
    }

    /**
     * @param length values in each row
     * @param doubles whether they become doubles
     * @return null where Spark's rows cannot hold as many
     */
    static ValueArray of(Tensor tensor, long length, boolean doubles) {
        if (length > Integer.MAX_VALUE / tensor.type().bytes()) {
            return null;
        }
        long header = UnsafeArrayData.calculateHeaderPortionInBytes(length);
        long values = length * (doubles ? Double.BYTES : Float.BYTES);
        long size = header + (values + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
        if (size > Integer.MAX_VALUE - (1 << 16)) {
            return null;
        }
        return new ValueArray(new Elements(tensor), doubles, (int) length, (int) header, (int) size);
    }

    /** The values of one slice. */
    UnsafeArrayData fill(byte[] slice, int offset) {
        if (bytes == null) { // not before the file has been found to hold a slice
            bytes = new byte[size];
            Platform.putLong(bytes, Platform.BYTE_ARRAY_OFFSET, length);
            data.pointTo(bytes, Platform.BYTE_ARRAY_OFFSET, size);
        }
        if (doubles) {
            elements.toDoubles(slice, offset, bytes, header, length);
        } else {
            elements.toFloats(slice, offset, bytes, header, length);
        }
        return data;
    }
}
