package dev.activations.tensors.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.tensors.file.Mutations.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Damaged and hostile files end in what is read or in one sentence: no crash, no hang, no memory that a header claims. */
class DamagedFilesTest {

    @ParameterizedTest
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    @CsvSource({
        ".safetensors, torch/every.safetensors torch/floats.safetensors torch/empty.safetensors",
        ".npy, numpy/version1.npy numpy/version2.npy numpy/version3.npy numpy/fortran.npy numpy/vector.npy",
        ".npz, numpy/empty.npz numpy/every.npz numpy/compressed.npz numpy/zip64.npz",
        ".pt, torch/tensor.pt torch/every.pt torch/state_dict.pt torch/views.pt"
    })
    void endInAResultOrInOneCleanSentence(String ending, String files) throws IOException {
        byte[][] contents = new byte[files.split(" ").length][];
        for (int i = 0; i < contents.length; i++) {
            contents[i] = Files.readAllBytes(ExpectedTensors.RESOURCES.resolve(files.split(" ")[i]));
        }
        assertThat(Mutations.of(contents, bytes -> readAll(new MemoryFile("/damaged/x" + ending, bytes))))
                .containsKeys(Outcome.values());
    }

    private static void readAll(FileBytes file) throws IOException {
        for (Tensor tensor : HeaderReaders.read(file).tensors()) {
            for (int axis = -1; axis < Math.min(2, tensor.shape().length); axis++) {
                Slices slices = axis < 0 ? Slices.whole(tensor) : Slices.along(file.path(), tensor, axis);
                long most = Math.min(slices.count(), 1000);
                assertThat(ReadTensor.read(file, slices, 0, most)).hasSize((int) most);
            }
        }
    }
}
