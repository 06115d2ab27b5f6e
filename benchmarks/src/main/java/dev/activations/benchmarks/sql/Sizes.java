package dev.activations.benchmarks.sql;

/**
 * How much is worked on.
 *
 * @param fraction the share of the rows that the issue of the benchmark names; 1 for figures to go by
 */
record Sizes(double fraction) {

    private static final long NUMBERS = 20_000_000;
    private static final long ARRAYS = 40_000;
    private static final long ROWS = 10_000;
    private static final long SAMPLES = 80_000;

    Sizes {
        if (!(fraction > 0 && fraction <= 1)) {
            throw new IllegalArgumentException(
                    "the fraction of the rows must be above 0 and at most 1, got " + fraction);
        }
    }

    boolean isWhole() {
        return fraction == 1;
    }

    long numbers() {
        return share(NUMBERS);
    }

    long arrays() {
        return share(ARRAYS);
    }

    long rows() {
        return share(ROWS);
    }

    long samples() {
        return share(SAMPLES);
    }

    private long share(long rows) {
        return Math.max(1000, Math.round(rows * fraction));
    }
}
