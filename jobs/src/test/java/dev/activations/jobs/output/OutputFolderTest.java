package dev.activations.jobs.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.activations.jobs.model.InputException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that is whole or absent, whoever else writes one of the same name. */
class OutputFolderTest {

    private static final int COMMANDS = 6;

    @TempDir
    Path temporary;

    @Test
    void folderAppearsOnlyWhenItIsPublished() {
        try (OutputFolder folder = folder()) {
            folder.write("report.json", "{}");
            assertThat(temporary.resolve("report")).doesNotExist();

            folder.publish();
        }
        assertThat(temporary.resolve("report").toFile().list()).containsExactlyInAnyOrder("report.json", "_SUCCESS");
        assertThat(temporary.toFile().list()).containsExactly("report");
    }

    @Test
    void formatPutsFilesIntoFoldersOfItsOwn() {
        try (OutputFolder folder = folder()) {
            folder.write(files -> {
                for (String path : List.of("mlruns/0/meta.yaml", "mlruns/0/a metric, 1 %")) {
                    try (OutputStream out = files.create(path)) {
                        out.write('1');
                    }
                }
            });
            folder.publish();
        }
        assertThat(temporary.resolve("report/mlruns/0").toFile().list())
                .containsExactlyInAnyOrder("meta.yaml", "a metric, 1 %");
    }

    @Test
    void folderThatFailsLeavesNothing() {
        try (OutputFolder folder = folder()) {
            folder.write("report.json", "{");
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void nameThatIsTakenMeanwhileIsRefused() throws Exception {
        try (OutputFolder folder = folder()) {
            Files.createDirectory(temporary.resolve("report"));

            assertThatThrownBy(folder::publish)
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("exists; name a new one");
        }
        assertThat(temporary.resolve("report")).isEmptyDirectory();
    }

    /** Commands that all found the name free, and give it at the same moment. */
    @RepeatedTest(20)
    void ofCommandsAtOnceOnePublishesAndTheOthersAreRefused() throws Exception {
        CyclicBarrier start = new CyclicBarrier(COMMANDS);
        ExecutorService threads = Executors.newFixedThreadPool(COMMANDS);
        List<Future<Boolean>> published = new ArrayList<>();
        for (int command = 0; command < COMMANDS; command++) {
            String name = Integer.toString(command);
            published.add(threads.submit(() -> {
                try (OutputFolder folder = folder()) {
                    folder.write("by-" + name, name);
                    start.await();
                    folder.publish();
                    return true;
                } catch (InputException e) {
                    assertThat(e).hasMessageContaining("report");
                    return false;
                }
            }));
        }
        List<String> expected = new ArrayList<>(List.of("_SUCCESS"));
        for (int command = 0; command < COMMANDS; command++) {
            if (published.get(command).get()) {
                expected.add("by-" + command);
            }
        }
        threads.shutdown();
        assertThat(expected).hasSize(2);
        assertThat(temporary.resolve("report").toFile().list()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(temporary.toFile().list()).containsExactly("report");
    }

    private OutputFolder folder() {
        return OutputFolder.at(temporary.resolve("report").toString(), new Configuration());
    }
}
