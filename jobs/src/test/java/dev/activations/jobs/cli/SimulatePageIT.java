package dev.activations.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Runs the shell commands of docs/simulate.md, one by one, in a folder that looks like the repository. */
class SimulatePageIT {

    @TempDir
    static Path folder;

    @TestFactory
    Stream<DynamicTest> shellCommandWorks() throws IOException {
        List<String> commands = Readme.blocks(Path.of("../docs/simulate.md"), "bash").stream()
                .flatMap(String::lines)
                .toList();
        assertThat(commands).hasSize(4);
        return commands.stream()
                .map(command -> DynamicTest.dynamicTest(command, () -> {
                    ShellRun run = ShellRun.of(folder, command);
                    assertThat(run.errors()).isEmpty();
                    assertThat(run.status()).isZero();
                    assertThat(run.out()).isNotEmpty();
                }));
    }
}
