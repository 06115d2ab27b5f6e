package dev.activations.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what happens. Its shell commands are tried in ReadmeIT. */
class ReadmeTest {

    @TempDir
    Path folder;

    @Test
    void everyQueryGivesTheRowsShownBelowIt() throws IOException {
        List<String> lines = String.join("", Readme.blocks("sql")).lines().toList();
        assertThat(lines).hasSizeGreaterThanOrEqualTo(6);
        for (int i = 0; i < lines.size(); i += 2) {
            CommandRun run =
                    CommandRun.of("sql", "--format", "json", lines.get(i).replace(";", ""));

            assertThat(run.errors()).isEmpty();
            assertThat("-- " + String.join(" ", run.out().lines().toList())).isEqualTo(lines.get(i + 1));
        }
    }

    @Test
    void everyJavaBlockPrintsWhatItsCommentSays() throws Exception {
        List<String> blocks = Readme.blocks("java");
        assertThat(blocks).isNotEmpty();
        for (String block : blocks) {
            String expected = Pattern.compile("// (.*)")
                    .matcher(block)
                    .results()
                    .map(match -> match.group(1) + "\n")
                    .reduce("", String::concat);

            assertThat(expected).isNotEmpty();
            assertThat(printed(block)).isEqualTo(expected);
        }
    }

    @Test
    void excerptOfTheDemoIsWhatTheDemoPrints() throws IOException {
        String demo = CommandRun.of("diagnose", "../examples/digits-log").out();

        assertThat(Readme.blocks("text")).isNotEmpty().allSatisfy(excerpt -> assertThat(demo)
                .contains(excerpt));
    }

    private String printed(String block) throws Exception {
        Path source = Files.writeString(
                folder.resolve("Example.java"),
                """
                import dev.activations.arrow.*;
                import org.apache.arrow.memory.*;
                import org.apache.arrow.vector.*;
                public class Example {
                    public static void run() {
                        %s
                    }
                    static Float4Vector vector(BufferAllocator allocator, float... values) {
                        Float4Vector vector = new Float4Vector("x", allocator);
                        vector.allocateNew(values.length);
                        for (int i = 0; i < values.length; i++) {
                            vector.set(i, values[i]);
                        }
                        vector.setValueCount(values.length);
                        return vector;
                    }
                }
                """
                        .formatted(block));
        String classPath = System.getProperty("java.class.path");
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", classPath, source.toString());
        assertThat(status).as("javac").isZero();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream before = System.out;
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Method run = loader.loadClass("Example").getMethod("run");
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            run.invoke(null);
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
