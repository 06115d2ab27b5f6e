package dev.activations.jobs.simulation;

import java.io.Serializable;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Random numbers that depend on a seed and on what they are for, not on the order in which they are asked for. Number i of a
 * key is what SplitMix64 (Steele, Lea and Flood 2014) gives as its number i from that seed.
 *
 * @param key the state that numbering starts from
 */
record Draws(long key) implements Serializable {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    /** 64 random bits for each i from 0. */
    long bits(long i) {
        long z = key + (i + 1) * GOLDEN_GAMMA;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** A number from 0 (included) to 1 (excluded) for each i from 0. */
    double share(long i) {
        return toShare(bits(i));
    }

    /** The number from 0 to 1 in the upper 53 of these bits. The other 11 are independent of it. */
    static double toShare(long bits) {
        return (bits >>> 11) * 0x1p-53;
    }

    /** The numbers for one part of what this is for. */
    Draws of(long part) {
        return new Draws(bits(part));
    }

    /** So many different numbers from 0 to {@code below} − 1, in ascending order; every choice is equally likely. */
    int[] choose(int many, int below) {
        return IntStream.range(0, below)
                .boxed()
                .sorted(Comparator.comparingLong((Integer i) -> bits(i)))
                .limit(many)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }
}
