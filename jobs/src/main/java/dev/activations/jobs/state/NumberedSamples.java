package dev.activations.jobs.state;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.roaringbitmap.longlong.Roaring64NavigableMap;

/**
 * A set of sample numbers, exact, that merges by union. Few or scattered numbers are a sorted array, 8 bytes each; many that
 * lie close together are a Roaring bitmap, at most 2 bytes each and next to nothing where they follow one another. Random
 * 64-bit numbers stay in the array: a bitmap would take some hundred bytes for each of them.
 */
final class NumberedSamples implements Serializable {

    private static final long serialVersionUID = 1;

    /** So many numbers are looked through before it is asked whether a bitmap is better. */
    private static final int FEW = 1024;

    /** Numbers that lie closer together than this, on average, are worth a bitmap. */
    private static final long CLOSE = 64;

    private long[] numbers = {};
    private int used;
    private int sorted;
    private Roaring64NavigableMap bitmap;

    void add(long number) {
        if (bitmap != null) {
            bitmap.addLong(number);
            return;
        }
        if (used > 0 && numbers[used - 1] == number) {
            return;
        }
        if (used == numbers.length) {
            makeRoom();
            if (bitmap != null) {
                bitmap.addLong(number);
                return;
            }
        }
        if (sorted == used && (used == 0 || numbers[used - 1] < number)) {
            sorted++;
        }
        numbers[used++] = number;
    }

    private void makeRoom() {
        settle();
        if (used >= FEW && isClose()) {
            bitmap = new Roaring64NavigableMap();
            for (int i = 0; i < used; i++) {
                bitmap.addLong(numbers[i]);
            }
            numbers = new long[0];
            used = 0;
        } else if (used >= numbers.length / 2) {
            numbers = Arrays.copyOf(numbers, Math.max(8, numbers.length * 2));
        }
    }

    /** Sorts the numbers and leaves out those that are there twice. */
    private void settle() {
        if (sorted == used) {
            return;
        }
        Arrays.sort(numbers, 0, used);
        int distinct = 0;
        for (int i = 0; i < used; i++) {
            if (i == 0 || numbers[i] != numbers[distinct - 1]) {
                numbers[distinct++] = numbers[i];
            }
        }
        used = distinct;
        sorted = distinct;
    }

    private boolean isClose() {
        long span = numbers[used - 1] - numbers[0];
        return span >= 0 && span / used < CLOSE;
    }

    void merge(NumberedSamples other) {
        if (other.bitmap != null) {
            if (bitmap == null) {
                bitmap = new Roaring64NavigableMap();
                for (int i = 0; i < used; i++) {
                    bitmap.addLong(numbers[i]);
                }
                numbers = new long[0];
                used = 0;
                sorted = 0;
            }
            bitmap.or(other.bitmap);
            return;
        }
        for (int i = 0; i < other.used; i++) {
            add(other.numbers[i]);
        }
    }

    long count() {
        if (bitmap != null) {
            return bitmap.getLongCardinality();
        }
        settle();
        return used;
    }

    /** The numbers in ascending order where they are an array; otherwise {@link #bitmap} has them. */
    long[] numbers() {
        settle();
        return Arrays.copyOf(numbers, used);
    }

    /** The bitmap in Roaring's portable 64-bit format; empty where the numbers are an array. */
    byte[] bitmap() {
        if (bitmap == null) {
            return new byte[0];
        }
        bitmap.runOptimize();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            bitmap.serializePortable(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws IOException if the bytes are no such bitmap */
    static NumberedSamples of(long[] numbers, byte[] bitmap) throws IOException {
        NumberedSamples samples = new NumberedSamples();
        if (bitmap.length > 0) {
            samples.bitmap = new Roaring64NavigableMap();
            samples.bitmap.deserializePortable(new DataInputStream(new ByteArrayInputStream(bitmap)));
        }
        for (long number : numbers) {
            samples.add(number);
        }
        return samples;
    }

    /** About how much memory it takes. */
    long bytes() {
        return 100 + 8L * numbers.length + (bitmap == null ? 0 : bitmap.getLongSizeInBytes());
    }
}
