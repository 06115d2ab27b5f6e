package dev.activations.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.functions.Catalogue;
import dev.activations.functions.kernel.Elementwise;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.apache.arrow.memory.util.Float16;
import org.apache.arrow.vector.Float2Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Halves: computed in float and rounded once, to nearest even; checked for every half there is. */
class HalfTest {

    private static final int HALVES = 1 << 16;
    private static final short QUIET_NAN = 0x7e00;

    @RegisterExtension
    final Memory memory = new Memory();

    @Test
    void everyHalfGivesTheFloatResultRoundedToNearestEven() {
        TreeMap<Double, Short> byValue = halvesByValue();
        try (Float2Vector x = everyHalf()) {
            for (String name : new String[] {"relu", "gelu", "elu", "sigmoid", "tanh"}) {
                Elementwise kernel = Catalogue.named(name).elementwise().orElseThrow();
                try (Float2Vector y = (Float2Vector) BatchFunctions.named(name).apply(x, memory.allocator())) {
                    for (int bits = 0; bits < HALVES; bits++) {
                        float exact = kernel.value((float) valueOf((short) bits));
                        short actual = y.get(bits);
                        assertThat(Float16.isNaN(actual) ? QUIET_NAN : actual)
                                .as("%s of half %x", name, bits)
                                .isEqualTo(round(exact, byValue));
                    }
                }
            }
        }
    }

    @Test
    void tiesBetweenNeighbouringHalvesGoToTheEvenOne() {
        TreeMap<Double, Short> byValue = halvesByValue();
        for (short bits = 0; bits < 0x7bff; bits++) {
            float tie = (float) ((valueOf(bits) + valueOf((short) (bits + 1))) / 2);
            for (float f : new float[] {Math.nextDown(tie), tie, Math.nextUp(tie)}) {
                assertThat(Float16.toFloat16(f)).as("half of %s", f).isEqualTo(round(f, byValue));
                assertThat(Float16.toFloat16(-f)).as("half of -%s", f).isEqualTo(round(-f, byValue));
            }
        }
    }

    private Float2Vector everyHalf() {
        Float2Vector x = new Float2Vector("x", memory.allocator());
        x.allocateNew(HALVES);
        for (int bits = 0; bits < HALVES; bits++) {
            x.set(bits, (short) bits);
        }
        x.setValueCount(HALVES);
        return x;
    }

    /** The value of a half by its definition in IEEE 754: sign, 5 bits of exponent, 10 of fraction. */
    private static double valueOf(short half) {
        int exponent = half >> 10 & 0x1f;
        int fraction = half & 0x3ff;
        double magnitude =
                switch (exponent) {
                    case 0 -> Math.scalb((double) fraction, -24);
                    case 0x1f -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
                    default -> Math.scalb((double) (0x400 + fraction), exponent - 25);
                };
        return half < 0 ? -magnitude : magnitude;
    }

    private static TreeMap<Double, Short> halvesByValue() {
        TreeMap<Double, Short> halves = new TreeMap<>();
        for (short bits = 0; bits <= 0x7bff; bits++) {
            halves.put(valueOf(bits), bits);
        }
        return halves;
    }

    /** Round to nearest even by looking at the two neighbours with exact decimals. */
    private static short round(float value, TreeMap<Double, Short> halves) {
        if (Float.isNaN(value)) {
            return QUIET_NAN;
        }
        int sign = Float.floatToRawIntBits(value) < 0 ? 0x8000 : 0;
        return (short) (sign | magnitude(Math.abs((double) value), halves));
    }

    private static int magnitude(double value, TreeMap<Double, Short> halves) {
        double halfwayToInfinity = 65520;
        if (value >= halfwayToInfinity) {
            return 0x7c00;
        }
        Map.Entry<Double, Short> below = halves.floorEntry(value);
        Map.Entry<Double, Short> above = halves.ceilingEntry(value);
        if (above == null || below.getKey().equals(above.getKey())) {
            return below.getValue();
        }
        BigDecimal down = new BigDecimal(value).subtract(new BigDecimal(below.getKey()));
        BigDecimal up = new BigDecimal(above.getKey()).subtract(new BigDecimal(value));
        int nearer = down.compareTo(up);
        boolean takeBelow = nearer < 0 || nearer == 0 && below.getValue() % 2 == 0;
        return takeBelow ? below.getValue() : above.getValue();
    }
}
