package dev.activations.functions.definition;

import java.util.Objects;

/** The check of two slices before anything is read or written. */
final class Slices {

    private Slices() {}

    /**
     * @throws IndexOutOfBoundsException where a slice leaves its array
     * @throws IllegalArgumentException where the slices are different ones of the same array and overlap
     */
    static void check(
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
}
