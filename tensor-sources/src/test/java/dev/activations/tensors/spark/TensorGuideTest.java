package dev.activations.tensors.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the SQL and the Java of docs/inputs.md on files that numpy and PyTorch wrote; SQL must print what stands below it. */
class TensorGuideTest {

    private static final Path GUIDE = Path.of("../docs/inputs.md");
    private static final Path THIS = Path.of("src/test/java/dev/activations/tensors/spark/TensorGuideTest.java");

    private final SparkSession spark = Sessions.shared();

    @TempDir
    private Path work;

    private Path acts() throws IOException {
        Path acts = Files.createDirectories(work.resolve("acts"));
        Map<Path, String> files = Map.of(
                Sessions.TORCH.resolve("floats.safetensors"), "model.safetensors",
                Sessions.NUMPY.resolve("version1.npy"), "h1.npy",
                Sessions.NUMPY.resolve("zip64.npz"), "step-100.npz");
        for (Map.Entry<Path, String> file : files.entrySet()) {
            Files.copy(file.getKey(), acts.resolve(file.getValue()));
        }
        return acts;
    }

    @Test
    void sqlPrintsWhatTheGuideShows() throws IOException {
        String acts = acts().toString();
        List<MatchResult> blocks = Pattern.compile("```sql\n(.*?)```\n+```text\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(GUIDE))
                .results()
                .toList();
        assertThat(blocks).hasSize(2);
        for (MatchResult block : blocks) {
            List<Dataset<Row>> results = new ArrayList<>();
            for (String statement : block.group(1).replace("acts/", acts + "/").split(";\\s*")) {
                results.add(spark.sql(statement));
            }
            assertThat(shown(results.get(results.size() - 1)))
                    .isEqualTo(block.group(2).strip());
        }
    }

    /** As {@code show} prints it. */
    private static String shown(Dataset<Row> rows) {
        return ((org.apache.spark.sql.classic.Dataset<Row>) rows)
                .showString(20, 20, false)
                .strip();
    }

    @Test
    void everyBlockOfJavaIsRunHere() throws IOException {
        String code = Files.readString(THIS).replaceAll("\\s+", "").replace("acts()+\"/", "\"acts/");
        List<String> blocks = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(GUIDE))
                .results()
                .map(block -> block.group(1).replaceAll("\\s+", ""))
                .toList();
        assertThat(blocks).hasSize(1).allSatisfy(block -> assertThat(code).contains(block));
    }

    @Test
    void anotherAxis() throws IOException {
        Dataset<Row> columns = spark.read().format("npz").option("axis", "-1").load(acts() + "/step-100.npz");
        assertThat(columns.groupBy("tensor").count().collectAsList())
                .extracting(Row::toString)
                .containsExactlyInAnyOrder("[h/1,6]", "[h/2,2]");
    }
}
