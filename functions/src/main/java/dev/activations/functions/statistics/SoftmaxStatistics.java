package dev.activations.functions.statistics;

import java.io.Serializable;
import java.util.Arrays;

/**
 * How sure a softmax is: entropy, largest probability and favourite class of its rows, each over the entries that are
 * neither NULL nor masked. A row with NaN or ±Infinity among them, or with none, is left out; one with a single entry left
 * says nothing of entropy and classes.
 */
public final class SoftmaxStatistics implements Serializable {

    private static final long serialVersionUID = 1;

    /** A row's probabilities may miss 1 by this much: bf16 rows do. */
    private static final double ROW_SUM_TOLERANCE = 5e-3;

    /** Normalised entropy below which a row counts as collapsed onto one class. */
    private static final double COLLAPSED = 0.1;

    private final boolean logarithms;
    private final boolean hasHeads;
    private final int rowsOfHead;
    private final ClassVotes votes;
    private double[] entropies;
    private long[] judged;
    private long rows;
    private long rowSumErrors;
    private long collapsed;
    private double maxProbabilities;
    private double judgedMaxProbabilities;

    /**
     * @param layout how a row of the log is made of heads and of rows of classes
     * @param logarithms whether the values are logarithms of probabilities (log_softmax)
     */
    SoftmaxStatistics(UnitLayout layout, boolean logarithms) {
        this.logarithms = logarithms;
        hasHeads = layout.heads() > 0;
        int heads = Math.max(1, layout.heads());
        rowsOfHead = layout.width() == 0 ? 1 : layout.width() / layout.lastAxis() / heads;
        votes = new ClassVotes(layout.lastAxis());
        entropies = new double[heads];
        judged = new long[heads];
    }

    /** What a layer without a softmax has. */
    static SoftmaxStatistics none() {
        SoftmaxStatistics none = new SoftmaxStatistics(UnitLayout.flat(0), false);
        none.entropies = new double[0];
        none.judged = new long[0];
        return none;
    }

    /** Adds the probabilities of one row of the log. */
    void add(RowValues outputs) {
        int classes = votes.classes();
        for (int row = 0; row * classes < outputs.length(); row++) {
            add(outputs, row * classes, row / rowsOfHead);
        }
    }

    private void add(RowValues outputs, int offset, int head) {
        double sum = 0;
        double entropy = 0;
        double largest = Double.NEGATIVE_INFINITY;
        int winner = -1;
        int left = 0;
        for (int i = 0; i < votes.classes(); i++) {
            if (outputs.isLeftOut(offset + i)) {
                continue;
            }
            double value = outputs.values()[offset + i];
            double p = logarithms ? Math.exp(value) : value;
            if (!Double.isFinite(p)) {
                return;
            }
            left++;
            sum += p;
            if (p > 0) {
                entropy -= p * Math.log(p);
            }
            if (p > largest) {
                largest = p;
                winner = i;
            } else if (p == largest) {
                winner = -1;
            }
        }
        if (left > 0) {
            rows++;
            maxProbabilities += largest;
            rowSumErrors += Math.abs(sum - 1) > ROW_SUM_TOLERANCE ? 1 : 0;
        }
        if (left > 1) {
            addJudged(head, entropy / Math.log(left), largest, winner);
        }
    }

    private void addJudged(int head, double normalised, double largest, int winner) {
        judged[head]++;
        entropies[head] += normalised;
        collapsed += normalised < COLLAPSED ? 1 : 0;
        judgedMaxProbabilities += largest;
        votes.add(winner);
    }

    void merge(SoftmaxStatistics other) {
        rows += other.rows;
        rowSumErrors += other.rowSumErrors;
        collapsed += other.collapsed;
        maxProbabilities += other.maxProbabilities;
        judgedMaxProbabilities += other.judgedMaxProbabilities;
        votes.merge(other.votes);
        for (int h = 0; h < other.entropies.length; h++) {
            entropies[h] += other.entropies[h];
            judged[h] += other.judged[h];
        }
    }

    void columns(SumColumns columns) {
        rows = columns.count("softmax_rows", rows);
        rowSumErrors = columns.count("softmax_row_sum_errors", rowSumErrors);
        collapsed = columns.count("softmax_collapsed", collapsed);
        maxProbabilities = columns.number("softmax_max_probability_sum", maxProbabilities);
        judgedMaxProbabilities = columns.number("softmax_judged_max_probability_sum", judgedMaxProbabilities);
        judged = columns.counts("head_rows", judged);
        entropies = columns.numbers("head_entropy_sums", entropies);
    }

    /** Rows of finite probabilities, with at least one entry left. */
    public long rows() {
        return rows;
    }

    /** Those of them with two entries left or more: what all but row sums rest on. */
    public long judgedRows() {
        return Arrays.stream(judged).sum();
    }

    /** Rows whose sum is off 1 by more than 5e−3. */
    public long rowSumErrors() {
        return rowSumErrors;
    }

    /** The mean entropy divided by the logarithm of the entries left; with heads, the mean of their means. NaN of no row. */
    public double entropyMean() {
        return Arrays.stream(headMeans())
                .filter(mean -> !Double.isNaN(mean))
                .average()
                .orElse(Double.NaN);
    }

    /** The mean entropy of each head (axis 0 of a shape of three axes or more), NaN of no row; empty without heads. */
    public double[] headEntropies() {
        return hasHeads ? headMeans() : new double[0];
    }

    private double[] headMeans() {
        double[] means = new double[entropies.length];
        Arrays.setAll(means, h -> entropies[h] / judged[h]);
        return means;
    }

    /** The share of rows with a normalised entropy below 0.1; NaN of no row. */
    public double collapsedFraction() {
        return (double) collapsed / judgedRows();
    }

    /** The mean of the largest probabilities; where no row has two entries left, of all rows. */
    public double maxProbabilityMean() {
        return judgedRows() > 0 ? judgedMaxProbabilities / judgedRows() : maxProbabilities / rows;
    }

    /** Which class is the largest of how many of the judged rows. */
    public ClassVotes votes() {
        return votes;
    }

    /** The largest share of rows that one class wins; a row whose maximum is shared votes for none. NaN of no row. */
    public double topClassFraction() {
        return votes.topFraction();
    }
}
