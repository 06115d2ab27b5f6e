package dev.activations.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.functions.kernel.Kernel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kernels travel to executors inside query plans, where equal ones must stay equal. */
class KernelSerialisationTest {

    static Stream<Kernel> kernels() {
        return Stream.concat(
                ExpectedNumbers.functions(),
                Catalogue.entries().stream().map(entry -> entry.example().kernel()));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void kernelIsEqualAfterARoundTrip(Kernel kernel) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(kernel);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(kernel).hasSameHashCodeAs(kernel);
        }
    }
}
