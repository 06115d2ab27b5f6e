package dev.activations.functions.statistics;

import java.io.Serializable;

/**
 * Loops over the {@link FloatKeys} of a row and as many numbers, each of one comparison and one array written, or they
 * are not compiled to vector instructions. They are called through a {@link Step}, from one place only, so that each is
 * compiled by itself: a method with all of them inlined is too much for the JIT compiler, and some stay scalar.
 */
enum KeyLoop {

    /** Adds 1 to each count whose key is below the bound. */
    COUNT_BELOW {
        @Override
        void run(int[] keys, int bound, int[] counts) {
            for (int i = 0; i < counts.length; i++) {
                counts[i] += FloatKeys.below(keys[i], bound) >>> 31;
            }
        }
    },

    /** Adds 1 to each count whose key is above the bound. */
    COUNT_ABOVE {
        @Override
        void run(int[] keys, int bound, int[] counts) {
            for (int i = 0; i < counts.length; i++) {
                counts[i] += FloatKeys.below(bound, keys[i]) >>> 31;
            }
        }
    },

    /** Takes 1 from each count whose key is above the bound. */
    DISCOUNT_ABOVE {
        @Override
        void run(int[] keys, int bound, int[] counts) {
            for (int i = 0; i < counts.length; i++) {
                counts[i] -= FloatKeys.below(bound, keys[i]) >>> 31;
            }
        }
    },

    /** Lowers each number to the key in its place. */
    LOWER {
        @Override
        void run(int[] keys, int bound, int[] smallest) {
            for (int i = 0; i < smallest.length; i++) {
                smallest[i] ^= (smallest[i] ^ keys[i]) & (FloatKeys.below(keys[i], smallest[i]) >> 31);
            }
        }
    },

    /** Raises each number to the key in its place. */
    RAISE {
        @Override
        void run(int[] keys, int bound, int[] largest) {
            for (int i = 0; i < largest.length; i++) {
                largest[i] ^= (largest[i] ^ keys[i]) & (FloatKeys.below(largest[i], keys[i]) >> 31);
            }
        }
    };

    abstract void run(int[] keys, int bound, int[] numbers);

    /** A loop and what it compares with. */
    record Step(KeyLoop loop, int bound) implements Serializable {

        void run(int[] keys, int[] numbers) {
            loop.run(keys, bound, numbers);
        }
    }
}
