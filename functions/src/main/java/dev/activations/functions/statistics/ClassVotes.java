package dev.activations.functions.statistics;

import java.io.Serializable;
import java.util.Arrays;

/** Which class is the largest of how many rows of scores. A row whose largest score is shared votes for none. */
public final class ClassVotes implements Serializable {

    private static final long serialVersionUID = 1;

    private long[] wins;
    private long rows;

    ClassVotes(int classes) {
        wins = new long[classes];
    }

    /** Adds a row that {@code winner} won, or none, for a negative number. */
    void add(int winner) {
        rows++;
        if (winner >= 0) {
            wins[winner]++;
        }
    }

    /** Adds a row for each position of a layer, the units being the classes; positions with a unit left out are no rows. */
    void add(UnitLayout layout, RowValues outputs) {
        for (int o = 0; o < layout.outer(); o++) {
            for (int k = 0; k < layout.inner(); k++) {
                addPosition(outputs, o * layout.units() * layout.inner() + k, layout.inner());
            }
        }
    }

    /** Adds a sparse row of finite numbers, of which none is zero for want of a place or several are. */
    void addSparse(RowValues row) {
        double largest = row.some() < row.length() ? 0 : Double.NEGATIVE_INFINITY;
        int winner = -1;
        for (int i = 0; i < row.some(); i++) {
            double score = row.values()[i];
            if (score > largest) {
                largest = score;
                winner = row.places()[i];
            } else if (score == largest) {
                winner = -1;
            }
        }
        add(winner);
    }

    private void addPosition(RowValues outputs, int first, int stride) {
        double largest = Double.NEGATIVE_INFINITY;
        int winner = -1;
        for (int u = 0; u < wins.length; u++) {
            int i = first + u * stride;
            if (outputs.isLeftOut(i)) {
                return;
            }
            double score = outputs.values()[i];
            if (Double.isNaN(score)) { // nothing is larger
                largest = Double.NaN;
            }
            if (score > largest) {
                largest = score;
                winner = u;
            } else if (score == largest) {
                winner = -1;
            }
        }
        add(Double.isNaN(largest) ? -1 : winner);
    }

    void merge(ClassVotes other) {
        rows += other.rows;
        for (int c = 0; c < other.wins.length; c++) {
            wins[c] += other.wins[c];
        }
    }

    void columns(SumColumns columns) {
        rows = columns.count("class_rows", rows);
        wins = columns.counts("class_wins", wins);
    }

    public int classes() {
        return wins.length;
    }

    /** All rows that could vote. */
    public long rows() {
        return rows;
    }

    /** The rows that a class won. */
    public long wins(int classIndex) {
        return wins[classIndex];
    }

    /** The largest share of the rows that one class won; NaN of no row. */
    public double topFraction() {
        return rows == 0 ? Double.NaN : (double) Arrays.stream(wins).max().orElse(0) / rows;
    }

    /** Classes that won no row. */
    public int unused() {
        return (int) Arrays.stream(wins).filter(count -> count == 0).count();
    }
}
