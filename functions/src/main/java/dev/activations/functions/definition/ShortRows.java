package dev.activations.functions.definition;

import dev.activations.functions.kernel.ColumnLoops;

/** Which rows are computed a block at a time, as columns: those where the row itself costs more than its values. */
final class ShortRows {

    /** From here on a row by itself costs less than bringing it to columns and back. */
    static final int LONGEST = 31;

    /** Rows that are worth a block, which costs the same for fewer. */
    private static final int FEWEST = ColumnLoops.ROWS / 4;

    private ShortRows() {}

    static boolean are(int length, int rows) {
        return length > 0 && length <= LONGEST && rows >= FEWEST;
    }
}
