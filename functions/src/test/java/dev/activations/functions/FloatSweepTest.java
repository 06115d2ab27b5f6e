package dev.activations.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.activations.functions.FloatErrors.Root;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The exhaustive sweep's fast reference against the slow one, and errors that it must see. */
class FloatSweepTest {

    private static final int BLOCKS = 300;
    private static final double AT_ROOT = 1e-15;

    static Set<String> calls() {
        return Textbook.FUNCTIONS.keySet();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void interpolatedReferenceIsTheSlowOne(String call) {
        Random random = new Random(call.hashCode());
        for (int i = 0; i < BLOCKS; i++) {
            float[] inputs = block(random);
            assertSame(Textbook.FUNCTIONS.get(call).value(), inputs);
            assertSame(Textbook.FUNCTIONS.get(call).derivative(), inputs);
        }
    }

    @Test
    void errorOfMoreThanHalfAUnitAtOneFloatIsSeen() {
        float at = 1.2345678f;
        SweepResult result = sweep((float) Math.exp(at) + 0.7f * Math.ulp((float) Math.exp(at)), at);
        assertThat(result.worstAt()).isEqualTo(at);
        assertThat(result.worst()).isBetween(0.5, 1.5);
    }

    @Test
    void nanWhereThereShouldBeANumberIsTheLargestError() {
        assertThat(sweep(Float.NaN, -3.25f).worst()).isNaN();
    }

    @Test
    void referenceThatIsOffBySevenTenthsOfAUnitIsSeen() {
        FloatErrors errors = new FloatErrors(Root.NONE);
        float[] inputs = block(0x3fc00000);
        ReferenceBlock exact = new ReferenceBlock(x -> x + 0.7 * Math.ulp(1.5f));
        exact.interpolate(inputs);
        errors.add(inputs, inputs, exact, inputs.length);
        assertThat(errors.result(0).worst()).isCloseTo(0.7, within(1e-9));
        assertThat(errors.result(0).mean()).isCloseTo(0.7, within(1e-9));
    }

    @Test
    void kinkBetweenTheNodesIsFollowed() {
        float[] inputs = block(0x40900000);
        double kink = inputs[1234];
        ReferenceBlock exact = new ReferenceBlock(x -> Math.max(x, kink));
        exact.interpolate(inputs);
        assertThat(exact.values[1235]).isEqualTo((double) inputs[1235]);
        assertThat(exact.values[1000]).isEqualTo(kink);
    }

    @Test
    void allFloatsOfASweepAreCounted() {
        FloatSweep sweep = new FloatSweep((source, to, length) -> copy(source, to, length), x -> x, Root.NONE, 1024);
        assertThat(sweep.run().count()).isEqualTo(2 * (255L * 8192 + 1));
        assertThat(sweep.run().worst()).isZero();
        assertThat(sweep.run().falls()).isZero();
    }

    @Test
    void fallingFunctionFallsEverywhere() {
        FloatSweep sweep = new FloatSweep(
                (source, to, length) -> {
                    for (int i = 0; i < length; i++) {
                        to[i] = -source[i];
                    }
                },
                x -> -x,
                Root.NONE,
                1024);
        assertThat(sweep.run().falls()).isEqualTo(2 * 255L * 8192);
    }

    /** One in 1024 floats through exp rounded to float, with another result at one of them. */
    private static SweepResult sweep(float planted, float at) {
        FloatErrors errors = new FloatErrors(Root.NONE);
        float[] inputs = block(Float.floatToIntBits(at) & -ReferenceBlock.LENGTH);
        float[] outputs = new float[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            outputs[i] = inputs[i] == at ? planted : (float) StrictMath.exp(inputs[i]);
        }
        ReferenceBlock exact = new ReferenceBlock(StrictMath::exp);
        exact.interpolate(inputs);
        errors.add(inputs, outputs, exact, inputs.length);
        return errors.result(0);
    }

    private static void assertSame(DoubleUnaryOperator reference, float[] inputs) {
        ReferenceBlock block = new ReferenceBlock(reference);
        block.interpolate(inputs);
        for (int i = 0; i < inputs.length; i++) {
            double exact = reference.applyAsDouble(inputs[i]);
            double error = exact == block.values[i] ? 0 : Math.abs(block.values[i] - exact);
            if (!(error <= 2 * ReferenceBlock.TOLERANCE * Math.abs(exact) + AT_ROOT * Float.MIN_VALUE)) {
                throw new AssertionError("at %s %s, not %s".formatted(inputs[i], block.values[i], exact));
            }
            assertThat(block.values[i] < block.lowest || block.values[i] > block.highest)
                    .isFalse();
        }
    }

    /** Half of the blocks where functions bend, the others anywhere. */
    private static float[] block(Random random) {
        int exponent = random.nextBoolean() ? random.nextInt(255) : 127 + random.nextInt(-6, 8);
        int bits = exponent << 23 | random.nextInt(1 << 23);
        return block((random.nextBoolean() ? bits : bits | 0x80000000) & -ReferenceBlock.LENGTH);
    }

    private static float[] block(int firstBits) {
        float[] inputs = new float[ReferenceBlock.LENGTH];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = Float.intBitsToFloat(firstBits + i);
        }
        return inputs;
    }

    private static void copy(float[] source, float[] destination, int length) {
        System.arraycopy(source, 0, destination, 0, length);
    }
}
