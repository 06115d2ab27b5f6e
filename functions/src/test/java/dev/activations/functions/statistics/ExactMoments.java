package dev.activations.functions.statistics;

import java.math.BigDecimal;
import java.math.MathContext;

/** Mean and population moments of numbers by their definition, in fifty digits. */
record ExactMoments(double mean, double standardDeviation, double skewness) {

    private static final MathContext DIGITS = new MathContext(50);

    static ExactMoments of(double[] finite) {
        BigDecimal mean = mean(finite, BigDecimal.ZERO, 1);
        BigDecimal variance = mean(finite, mean, 2);
        BigDecimal third = mean(finite, mean, 3);
        double deviation = variance.sqrt(DIGITS).doubleValue();
        double skewness = variance.signum() == 0
                ? Double.NaN
                : third.divide(variance.multiply(variance.sqrt(DIGITS)), DIGITS).doubleValue();
        return new ExactMoments(mean.doubleValue(), deviation, skewness);
    }

    private static BigDecimal mean(double[] values, BigDecimal about, int power) {
        BigDecimal sum = BigDecimal.ZERO;
        for (double value : values) {
            sum = sum.add(new BigDecimal(value).subtract(about).pow(power, DIGITS), DIGITS);
        }
        return sum.divide(BigDecimal.valueOf(values.length), DIGITS);
    }
}
