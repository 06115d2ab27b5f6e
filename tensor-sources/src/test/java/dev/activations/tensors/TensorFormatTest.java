package dev.activations.tensors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files are told by their names, and by what other programs put first into them. */
class TensorFormatTest {

    private static final Path RESOURCES = Path.of("src/test/resources");

    @Test
    void theFirstBytesTellWhatTheNameTells() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(RESOURCES)) {
            files = all.filter(file -> TensorFormat.byName(file.toString()).isPresent())
                    .filter(file -> !file.toString().matches(".*(legacy|script).refused.pt")) // no archives of tensors
                    .toList();
        }
        assertThat(files).hasSizeGreaterThan(20);
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            byte[] start = Arrays.copyOf(bytes, Math.min(bytes.length, TensorFormat.FIRST_BYTES));
            assertThat(TensorFormat.byContent(start)).as("%s", file).isEqualTo(TensorFormat.byName(file.toString()));
        }
    }

    @Test
    void filesOfOtherFormatsAreNotTensorFiles() {
        for (String start : List.of("", "PAR1", "{\"layer\": 1}", "\u0000\u0000", "ORC", "PK\u0003\u0004")) {
            assertThat(TensorFormat.byContent(start.getBytes(StandardCharsets.ISO_8859_1)))
                    .as(start)
                    .isEmpty();
        }
        assertThat(TensorFormat.byName("a.parquet")).isEmpty();
        assertThat(TensorFormat.byName("A.NPZ")).contains(TensorFormat.NPZ);
        assertThat(TensorFormat.of("npz")).contains(TensorFormat.NPZ);
    }
}
