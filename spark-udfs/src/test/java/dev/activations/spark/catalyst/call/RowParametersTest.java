package dev.activations.spark.catalyst.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.activations.functions.definition.HardTanh;
import dev.activations.functions.definition.LeakyRelu;
import dev.activations.functions.kernel.Elementwise;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

/** The kernel of one row is kept for the next, and never serves a row with another parameter. */
class RowParametersTest {

    private final RowParameters leaky = new RowParameters("leaky_relu", Map.of(), List.of("alpha"));

    @Test
    void sameParameterKeepsTheKernel() {
        assertThat(leaky.kernel(0.5)).isSameAs(leaky.kernel(0.5)).isEqualTo(new LeakyRelu(0.5));
    }

    @Test
    void otherParameterMakesAnother() {
        assertThat(List.of(leaky.kernel(0.5), leaky.kernel(0.25), leaky.kernel(0.5)))
                .containsExactly(new LeakyRelu(0.5), new LeakyRelu(0.25), new LeakyRelu(0.5));
    }

    @Test
    void minusZeroIsAnotherParameterThanZero() {
        assertThat(((Elementwise) leaky.kernel(0.0)).value(-1.0)).isEqualTo(-0.0);
        assertThat(((Elementwise) leaky.kernel(-0.0)).value(-1.0)).isEqualTo(0.0);
    }

    @Test
    void eitherOfTwoParametersMakesAnother() {
        RowParameters hard = new RowParameters("hard_tanh", Map.of(), List.of("min", "max"));
        assertThat(List.of(hard.kernel(-1, 1), hard.kernel(-1, 2), hard.kernel(-2, 2)))
                .containsExactly(new HardTanh(-1, 1), new HardTanh(-1, 2), new HardTanh(-2, 2));
        assertThat(hard.kernel(-2, 2)).isSameAs(hard.kernel(-2, 2));
    }

    @Test
    void wordIsKeptByItsLettersAsSparkWritesTheNextOneOverThem() {
        RowParameters gelu = new RowParameters("gelu", Map.of(), List.of("approximate"));
        byte[] buffer = "tanh".getBytes(StandardCharsets.UTF_8);
        Object first = gelu.kernel(UTF8String.fromBytes(buffer));
        System.arraycopy("none".getBytes(StandardCharsets.UTF_8), 0, buffer, 0, 4);
        assertThat(gelu.kernel(UTF8String.fromBytes(buffer))).isNotEqualTo(first);
    }

    @Test
    void constantParametersJoinThoseOfTheRow() {
        RowParameters hard = new RowParameters("hard_tanh", Map.of("min", -3.0), List.of("max"));
        assertThat(hard.kernel(1)).isEqualTo(new HardTanh(-3, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> hard.kernel(-4)).withMessageContaining("hard_tanh");
    }

    @Test
    void badParameterIsRefusedEveryTime() {
        for (int i = 0; i < 2; i++) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> leaky.kernel(Double.NaN))
                    .withMessage("leaky_relu: parameter alpha must be any finite number, got NaN");
        }
    }

    @Test
    void copySentToAnExecutorIsEqualAndWorks() throws IOException, ClassNotFoundException {
        leaky.kernel(0.5);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(leaky);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            RowParameters copy = (RowParameters) in.readObject();
            assertThat(copy).isEqualTo(leaky).hasSameHashCodeAs(leaky);
            assertThat(copy.kernel(0.25)).isEqualTo(new LeakyRelu(0.25));
        }
    }
}
