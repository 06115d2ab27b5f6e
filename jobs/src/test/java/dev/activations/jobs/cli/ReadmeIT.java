package dev.activations.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Runs the README's shell commands, one by one, in a folder that looks like the repository. */
class ReadmeIT {

    /** Stands for a cluster's spark-submit: Spark's own, from the jars of the build. */
    private static final String SPARK_SUBMIT =
            """
            source scripts/find-java.sh
            spark-submit() {
              SPARK_LOCAL_IP=127.0.0.1 "$(find_java jobs/target/spark java)/bin/java" @jobs/target/spark/java-options -cp 'jobs/target/spark/jars/*' \\
                org.apache.spark.deploy.SparkSubmit --master 'local[2]' "$@"
            }
            """;

    @TempDir
    static Path folder;

    @TestFactory
    Stream<DynamicTest> shellCommandWorks() throws IOException {
        List<String> commands = Readme.blocks("bash").stream()
                .flatMap(String::lines)
                .filter(line -> !line.startsWith("mvn "))
                .toList();
        assertThat(commands).hasSizeGreaterThanOrEqualTo(5);
        return commands.stream().map(command -> DynamicTest.dynamicTest(command, () -> tryOut(command)));
    }

    private static void tryOut(String command) throws IOException, InterruptedException {
        ShellRun run = ShellRun.of(folder, SPARK_SUBMIT + command);

        assertThat(run.status()).as(run.errors()).isEqualTo(command.equals("bin/activations diagnose") ? 1 : 0);
        if (command.contains(" >")) {
            assertThat(folder.resolve(command.replaceFirst(".* >", ""))).isNotEmptyFile();
        } else {
            assertThat(run.out()).isNotEmpty();
        }
        if (command.contains(" --output ")) {
            String output = command.replaceFirst(".* --output (\\S+).*", "$1");
            if (command.contains(" plot ")) {
                assertThat(folder.resolve(output)).isNotEmptyFile();
            } else {
                assertThat(folder.resolve(output)).isDirectoryContaining("glob:**/report.html");
            }
        }
    }
}
