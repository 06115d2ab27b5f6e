package dev.activations.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of a file of this repository that is made from the code and kept under version control. Tests compare;
 * {@code mvn test -Dactivations.generate=true} writes.
 *
 * @param file relative to this module's folder
 * @param head what the part comes after
 * @param tail what comes after the part
 */
public record GeneratedPart(Path file, String head, String tail) {

    private static final boolean WRITE = Boolean.getBoolean("activations.generate");

    public static GeneratedPart of(String file, String head, String tail) {
        return new GeneratedPart(Path.of(file), head, tail);
    }

    public void assertUpToDate(String part) throws IOException {
        String text = Files.readString(file);
        int from = text.indexOf(head) + head.length();
        int to = text.indexOf(tail, from);
        assertThat(text).as("%s has a part to be made", file).contains(head);
        assertThat(to).as("where the part ends in %s", file).isNotNegative();
        if (WRITE) {
            Files.writeString(file, text.substring(0, from) + part + text.substring(to));
        }
        assertThat(WRITE ? part : text.substring(from, to))
                .as("made from the code; run the tests with -Dactivations.generate=true to write %s anew", file)
                .isEqualTo(part);
    }
}
