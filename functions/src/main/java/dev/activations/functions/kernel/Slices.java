package dev.activations.functions.kernel;

import java.nio.Buffer;
import java.nio.ByteOrder;
import java.util.Objects;

/** The check of two slices before anything is read or written. */
public final class Slices {

    private Slices() {}

    /**
     * @throws IndexOutOfBoundsException where a slice leaves its array
     * @throws IllegalArgumentException where the slices are different ones of the same array and overlap
     */
    public static void check(
            Object source,
            int sourceLength,
            int sourceOffset,
            Object destination,
            int destinationLength,
            int destinationOffset,
            int length) {
        Objects.checkFromIndexSize(sourceOffset, length, sourceLength);
        Objects.checkFromIndexSize(destinationOffset, length, destinationLength);
        int distance = Math.abs(sourceOffset - destinationOffset);
        if (source == destination && distance != 0 && distance < length) {
            throw new IllegalArgumentException("%d values from %d on overlap with those from %d on of the same array"
                    .formatted(length, sourceOffset, destinationOffset));
        }
    }

    /**
     * The check of rows that lie one behind the other, of values and of results.
     *
     * @throws IndexOutOfBoundsException where they leave their array
     * @throws ArithmeticException where they are more values than an int counts
     */
    public static void checkRows(
            int rows,
            int sourceLength,
            int sourceOffset,
            int length,
            int destinationLength,
            int destinationOffset,
            int outputLength) {
        Objects.checkFromIndexSize(sourceOffset, Math.multiplyExact(length, rows), sourceLength);
        Objects.checkFromIndexSize(destinationOffset, Math.multiplyExact(outputLength, rows), destinationLength);
    }

    /** @throws IllegalArgumentException where buffers differ in what is left of them, or are not in native order */
    public static void check(Buffer source, ByteOrder sourceOrder, Buffer destination, ByteOrder destinationOrder) {
        if (source.remaining() != destination.remaining()) {
            throw new IllegalArgumentException("the source has %d values and the destination takes %d"
                    .formatted(source.remaining(), destination.remaining()));
        }
        if (sourceOrder != ByteOrder.nativeOrder() || destinationOrder != ByteOrder.nativeOrder()) {
            throw new IllegalArgumentException("the values are not in the machine's byte order; make the buffers with"
                    + " order(ByteOrder.nativeOrder())");
        }
    }
}
