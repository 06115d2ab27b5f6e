package dev.activations.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command of docs/trackers.md writes the files that it says. */
class TrackersPageTest {

    private static final Path PAGE = Path.of("../docs/trackers.md");

    @Test
    void commandWritesWhatStandsBelowIt(@TempDir Path folder) throws IOException {
        String command = Readme.blocks(PAGE, "bash").get(0).strip();
        assertThat(command).startsWith("bin/activations diagnose ");
        CommandRun run = CommandRun.of(command.substring("bin/activations ".length())
                .replace("examples/", "../examples/")
                .replace("--output report", "--output " + folder.resolve("report"))
                .split(" "));
        assertThat(run.errors()).isEmpty();

        try (Stream<Path> paths = Files.walk(folder)) {
            List<Path> written = paths.map(folder::relativize).toList();
            assertThat(Readme.blocks(PAGE, "text").get(0).lines()).hasSize(3).allSatisfy(line -> {
                PathMatcher named = FileSystems.getDefault().getPathMatcher("glob:" + line);
                assertThat(written).as(line).anyMatch(named::matches);
            });
        }
        assertThat(run.out()).contains("openlineage.json", "mlruns", "tensorboard");
    }
}
