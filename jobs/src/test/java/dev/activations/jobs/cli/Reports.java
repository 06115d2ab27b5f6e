package dev.activations.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;

/** Reports written as a user has them written. */
public final class Reports {

    private Reports() {}

    /** Diagnoses a log into a new folder and gives the page there. */
    public static Path of(String log, Path folder, String... options) {
        CommandRun run = CommandRun.of(Stream.concat(
                        Stream.of("diagnose", "--fail-on", "never", "--output", folder.toString(), log),
                        Stream.of(options))
                .toArray(String[]::new));
        assertThat(run.errors()).isEmpty();
        return folder.resolve("report.html").toAbsolutePath().normalize();
    }

    /** Draws functions into a file. */
    public static Path figure(Path file, String... functions) {
        CommandRun run =
                CommandRun.of(Stream.concat(Stream.of("plot", "--output", file.toString()), Stream.of(functions))
                        .toArray(String[]::new));
        assertThat(run.errors()).isEmpty();
        return file.toAbsolutePath().normalize();
    }
}
