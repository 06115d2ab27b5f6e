package dev.activations.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.jobs.Input;
import dev.activations.jobs.log.source.SkippedFile;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a reader must know of the input is said in a line each. */
class InputLinesTest {

    @Test
    void fileOfAFolderIsNamedAsTheFolderWasGiven() {
        assertThat(lines("logs/a", "/home/me/logs/a/step=1/README.md"))
                .containsExactly("logs/a/step=1/README.md: not a log: text");
        assertThat(lines("/home/me/logs", "/home/me/logs/README.md"))
                .containsExactly("/home/me/logs/README.md: not a log: text");
        assertThat(lines("s3a://bucket/logs", "s3a://bucket/logs/README.md"))
                .containsExactly("s3a://bucket/logs/README.md: not a log: text");
    }

    @Test
    void moreThanFiveFilesAreCounted() {
        assertThat(lines("log", IntStream.range(0, 7).mapToObj(i -> "/log/" + i).toArray(String[]::new)))
                .hasSize(6)
                .last()
                .isEqualTo("2 more files are not read; report.json lists them");
    }

    private static List<String> lines(String given, String... skipped) {
        List<SkippedFile> files = Stream.of(skipped)
                .map(path -> new SkippedFile(path, "not a log: text", OptionalLong.empty()))
                .toList();
        return InputLines.of(new Input(List.of(given), "jsonl", 1, 0, "rows", List.of(), 1, 0, files, List.of()));
    }
}
