package dev.activations.tensors.file;

import java.util.function.Predicate;

/**
 * Which tensors of a file are asked for.
 *
 * @param names whether a tensor of this name is
 * @param start the first byte of the part of the file that is
 * @param end the byte behind that part
 */
public record Selection(Predicate<String> names, long start, long end) {

    /** Every tensor that has one of these names. */
    public static Selection of(Predicate<String> names) {
        return new Selection(names, 0, Long.MAX_VALUE);
    }

    boolean wants(String tensor) {
        return names.test(tensor);
    }

    /** Whether a range of the file reaches into the part. */
    boolean reaches(long from, long to) {
        return from < end && Math.max(to, from + 1) > start;
    }
}
