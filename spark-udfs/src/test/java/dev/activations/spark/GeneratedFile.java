package dev.activations.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of this repository that is made from the catalogue and kept under version control. Tests compare;
 * {@code mvn test -Dactivations.generate=true} writes.
 */
public final class GeneratedFile {

    private static final boolean WRITE = Boolean.getBoolean("activations.generate");

    private GeneratedFile() {}

    /** @param file relative to this module's folder */
    public static void assertUpToDate(String file, String content) throws IOException {
        Path path = Path.of(file);
        if (WRITE) {
            Files.createDirectories(path.getParent());
            Files.writeString(path, content);
        }
        assertThat(path)
                .as("made from the catalogue; run the tests with -Dactivations.generate=true to write it anew")
                .content()
                .isEqualTo(content);
    }
}
