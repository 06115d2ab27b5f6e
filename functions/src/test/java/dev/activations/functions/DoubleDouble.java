package dev.activations.functions;

/**
 * A number as the unevaluated sum of two doubles, of which the second is at most half a unit of the first: about 106 bits,
 * while it is neither near overflow nor below 2^-900. Dekker 1971; the sums and products are Knuth's and Dekker's.
 */
record DoubleDouble(double high, double low) {

    static final DoubleDouble ONE = new DoubleDouble(1, 0);

    private static final DoubleDouble LN_2 = new DoubleDouble(0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56);

    /** Halvings of an exponent before its series, and terms of the series: 2^-9·… is below 2^-110. */
    private static final int HALVINGS = 8;

    private static final int TERMS = 9;

    static DoubleDouble of(double x) {
        return new DoubleDouble(x, 0);
    }

    private static DoubleDouble normalised(double high, double low) {
        double sum = high + low;
        return new DoubleDouble(sum, low - (sum - high));
    }

    DoubleDouble plus(DoubleDouble other) {
        double sum = high + other.high;
        double back = sum - high;
        double lost = high - (sum - back) + (other.high - back);
        double lows = low + other.low;
        double lowsBack = lows - low;
        double lowsLost = low - (lows - lowsBack) + (other.low - lowsBack);
        DoubleDouble first = normalised(sum, lost + lows);
        return normalised(first.high, first.low + lowsLost);
    }

    DoubleDouble plus(double other) {
        return plus(of(other));
    }

    DoubleDouble minus(DoubleDouble other) {
        return plus(other.negated());
    }

    DoubleDouble negated() {
        return new DoubleDouble(-high, -low);
    }

    DoubleDouble abs() {
        return high < 0 ? negated() : this;
    }

    DoubleDouble times(DoubleDouble other) {
        double product = high * other.high;
        return normalised(product, Math.fma(high, other.high, -product) + (high * other.low + low * other.high));
    }

    DoubleDouble times(double other) {
        return times(of(other));
    }

    DoubleDouble squared() {
        return times(this);
    }

    DoubleDouble over(DoubleDouble divisor) {
        double quotient = high / divisor.high;
        DoubleDouble rest = minus(divisor.times(quotient));
        double more = rest.high / divisor.high;
        DoubleDouble last = rest.minus(divisor.times(more));
        return normalised(quotient, more).plus(last.high / divisor.high);
    }

    DoubleDouble over(double divisor) {
        return over(of(divisor));
    }

    /** By one Newton step from the double root. */
    DoubleDouble squareRoot() {
        DoubleDouble root = of(Math.sqrt(high));
        return root.plus(minus(root.squared()).over(root.times(2)));
    }

    private DoubleDouble scaled(int power) {
        return new DoubleDouble(Math.scalb(high, power), Math.scalb(low, power));
    }

    /** e to this. */
    DoubleDouble exp() {
        int n = (int) Math.rint(high / LN_2.high);
        return minus(LN_2.times(n)).smallExpm1().plus(1).scaled(n);
    }

    /** e to this, less 1, which loses nothing near 0. */
    DoubleDouble expm1() {
        return Math.abs(high) < 0.4 ? smallExpm1() : exp().plus(-1);
    }

    /** Halved until a few terms of the series do, and doubled again by expm1(2x) = p(2 + p). */
    private DoubleDouble smallExpm1() {
        DoubleDouble x = scaled(-HALVINGS);
        DoubleDouble sum = ONE;
        for (int k = TERMS; k > 1; k--) {
            sum = sum.times(x).over(k).plus(1);
        }
        DoubleDouble p = x.times(sum);
        for (int i = 0; i < HALVINGS; i++) {
            p = p.times(p.plus(2));
        }
        return p;
    }

    /** ln(1 + this) for this of at least 0, by one Newton step from the double logarithm. */
    DoubleDouble log1p() {
        DoubleDouble start = of(Math.log1p(high));
        DoubleDouble there = start.expm1();
        return start.plus(minus(there).over(there.plus(1)));
    }

    DoubleDouble tanh() {
        DoubleDouble m = abs().times(-2).expm1();
        DoubleDouble size = m.negated().over(m.plus(2));
        return high < 0 ? size.negated() : size;
    }
}
