package dev.activations.functions;

/**
 * What a sweep over floats found. Errors are in units of the last place of the exact value; where it is subnormal that unit
 * is 2^-149, so that the bound there is an absolute one.
 *
 * @param worst the largest error where the exact value is a normal float
 * @param worstAt the input of that error
 * @param subnormal the largest error where the exact value is a subnormal float
 * @param sum of the errors of all inputs
 * @param count the inputs
 * @param falls neighbours of which the greater input has the smaller result
 */
record SweepResult(double worst, float worstAt, double subnormal, double sum, long count, long falls) {

    static final SweepResult NONE = new SweepResult(0, 0, 0, 0, 0, 0);

    double mean() {
        return sum / count;
    }

    /** Both together; NaN, the error of a NaN where there should be none, is the largest. */
    SweepResult and(SweepResult other) {
        boolean ours = Double.compare(worst, other.worst) >= 0;
        return new SweepResult(
                ours ? worst : other.worst,
                ours ? worstAt : other.worstAt,
                Math.max(subnormal, other.subnormal),
                sum + other.sum,
                count + other.count,
                falls + other.falls);
    }

    /** The result as a line of text. */
    String line() {
        return "%s %s %s %s %d %d".formatted(worst, worstAt, subnormal, sum, count, falls);
    }

    static SweepResult parse(String line) {
        String[] words = line.strip().split(" ");
        return new SweepResult(
                Double.parseDouble(words[0]),
                Float.parseFloat(words[1]),
                Double.parseDouble(words[2]),
                Double.parseDouble(words[3]),
                Long.parseLong(words[4]),
                Long.parseLong(words[5]));
    }
}
