package dev.activations.tensors.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.activations.tensors.file.ExpectedTensors.Expected;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Files that numpy and PyTorch wrote have the tensors, types, shapes and values that numpy and PyTorch say. */
class OtherProgramsFilesTest {

    @TestFactory
    Stream<DynamicContainer> numpysFilesHaveWhatNumpySays() throws IOException {
        return testsOf("numpy");
    }

    @TestFactory
    Stream<DynamicContainer> torchsFilesHaveWhatTorchSays() throws IOException {
        return testsOf("torch");
    }

    private static Stream<DynamicContainer> testsOf(String folder) throws IOException {
        return ExpectedTensors.in(folder).entrySet().stream()
                .map(file -> dynamicContainer(file.getKey(), testsOf(folder, file.getKey(), file.getValue())));
    }

    private static List<DynamicTest> testsOf(String folder, String name, Map<String, Expected> expected) {
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(dynamicTest(
                "names", () -> assertThat(HeaderReaders.read(file(folder, name)).names())
                        .containsExactlyElementsOf(expected.keySet())));
        expected.forEach((tensor, values) -> tests.add(dynamicTest(tensor, () -> {
            FileBytes file = file(folder, name);
            Tensor read = HeaderReaders.read(file).tensors().stream()
                    .filter(candidate -> candidate.name().equals(tensor))
                    .findFirst()
                    .orElseThrow();
            requireWhole(ReadTensor.of(file, read, -1), values);
            for (int axis = 0; axis < values.shape().length; axis++) {
                requireSlices(ReadTensor.of(file, read, axis), values, axis);
            }
        })));
        return tests;
    }

    private static FileBytes file(String folder, String name) throws IOException {
        return MemoryFile.of(ExpectedTensors.RESOURCES.resolve(folder).resolve(name));
    }

    private static void requireWhole(ReadTensor read, Expected expected) {
        assertThat(read.type()).isEqualTo(expected.dtype());
        assertThat(read.shape()).containsExactly(expected.shape());
        if (expected.values().length == 0) {
            assertThat(read.slices()).isEmpty();
        } else {
            assertThat(read.slices()).containsExactly(expected.values());
        }
    }

    private static void requireSlices(ReadTensor read, Expected expected, int axis) {
        long count = expected.values().length == 0 ? 0 : expected.shape()[axis];
        assertThat(read.slices()).hasSize((int) count);
        for (int index = 0; index < count; index++) {
            assertThat(read.slices().get(index)).containsExactly(expected.slice(axis, index));
        }
    }

    @Test
    void safetensorsMetadataIsKept() throws IOException {
        assertThat(HeaderReaders.read(file("torch", "every.safetensors")).metadata())
                .containsExactly(Map.entry("activations.run", "first"), Map.entry("note", "ü, \u2028"));
    }
}
