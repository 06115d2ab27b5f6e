package dev.activations.tensors.spark;

import static dev.activations.tensors.spark.Sessions.RESOURCES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrow files and streams that Arrow's C++ and JavaScript implementations wrote, as tables of Spark. */
@Tag("short")
class ArrowTablesTest {

    private static final Path ARROW = RESOURCES.resolve("arrow");
    private static final Path PYARROW =
            Path.of("../arrow-batch/src/test/resources/ipc").toAbsolutePath().normalize();

    private static Dataset<Row> read(Path path) {
        return Sessions.shared().read().format("arrow").load(path.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript.arrow", "javascript.arrows", "dataset"})
    void whatJavaScriptWroteIsRead(String name) throws IOException {
        Dataset<Row> table = read(ARROW.resolve(name));
        assertThat(table.schema().toDDL())
                .isEqualTo("layer STRING,step INT,big BIGINT,small SMALLINT,post ARRAY<FLOAT>,fixed ARRAY<FLOAT>,"
                        + "half FLOAT,flag BOOLEAN");
        List<Row> rows = table.orderBy("step").collectAsList();
        JsonNode expected =
                new ObjectMapper().readTree(ARROW.resolve("expected.json").toFile());
        assertThat(rows).hasSize(expected.size());
        for (int i = 0; i < rows.size(); i++) {
            requireRow(rows.get(i), expected.get(i));
        }
    }

    private static void requireRow(Row row, JsonNode expected) {
        assertThat(row.<String>getAs("layer")).isEqualTo(expected.get("layer").textValue());
        assertThat(row.<Integer>getAs("step")).isEqualTo(expected.get("step").intValue());
        assertThat(row.<Long>getAs("big"))
                .isEqualTo(Long.valueOf(expected.get("big").textValue()));
        assertThat(row.<Short>getAs("small")).isEqualTo(expected.get("small").shortValue());
        assertThat(floats(row, "post")).isEqualTo(floats(expected.get("post")));
        assertThat(floats(row, "fixed")).isEqualTo(floats(expected.get("fixed")));
        assertThat(row.<Float>getAs("half")).isEqualTo(number(expected.get("half")));
        assertThat(row.<Boolean>getAs("flag")).isEqualTo(expected.get("flag").booleanValue());
    }

    private static List<Float> floats(Row row, String column) {
        int i = row.fieldIndex(column);
        return row.isNullAt(i) ? null : row.getList(i);
    }

    private static List<Float> floats(JsonNode array) {
        List<Float> floats = new ArrayList<>();
        array.forEach(value -> floats.add(number(value)));
        return array.isNull() ? null : floats;
    }

    private static Float number(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue().equals("inf") ? Float.POSITIVE_INFINITY : Float.valueOf(node.textValue());
        }
        return node.isNull() ? null : (float) node.doubleValue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain.arrow", "plain.arrows", "lz4.arrow", "lz4.arrows", "zstd.arrow", "zstd.arrows"})
    void whatPyarrowWroteIsRead(String name) {
        assumeTrue(name.startsWith("plain") || decompresses(), WITHOUT_COMPRESSION);
        requirePyarrowRows(read(PYARROW.resolve(name)));
    }

    @Test
    void rowsAreTheSameWhereSparkDoesNotReadBatches() {
        assumeTrue(decompresses(), WITHOUT_COMPRESSION);
        Sessions.shared().conf().set("spark.sql.codegen.wholeStage", "false");
        try {
            requirePyarrowRows(read(PYARROW.resolve("lz4.arrow")));
        } finally {
            Sessions.shared().conf().unset("spark.sql.codegen.wholeStage");
        }
    }

    private static final String WITHOUT_COMPRESSION = "Spark 4.0 comes without arrow-compression";

    private static boolean decompresses() {
        try {
            Class.forName("org.apache.arrow.compression.CommonsCompressionFactory");
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** The rows of make_ipc.py: 40, and again 20 of them, from the fourth on. */
    private static void requirePyarrowRows(Dataset<Row> table) {
        List<Row> rows = table.collectAsList();
        int[] numbers =
                IntStream.concat(IntStream.range(0, 40), IntStream.range(3, 23)).toArray();
        assertThat(rows).hasSize(numbers.length);
        for (int r = 0; r < numbers.length; r++) {
            int i = numbers[r];
            Row row = rows.get(r);
            Double number = i % 5 == 3 ? null : i - 20.5;
            assertThat(row.<Double>getAs("double")).isEqualTo(number);
            assertThat(row.<Float>getAs("single")).isEqualTo(number == null ? null : number.floatValue());
            assertThat(row.<Float>getAs("half")).isEqualTo(number == null ? null : number.floatValue());
            List<Float> list = i % 7 == 6 ? null : Collections.nCopies(i % 4, (float) i);
            assertThat(floats(row, "list")).isEqualTo(list);
            assertThat(floats(row, "list_view")).isEqualTo(list);
            assertThat(
                            row.isNullAt(row.fieldIndex("large_list"))
                                    ? null
                                    : row.<Double>getList(row.fieldIndex("large_list")))
                    .isEqualTo(list == null ? null : Collections.nCopies(i % 4, (double) i));
            assertThat(floats(row, "tensor")).isEqualTo(i % 9 == 8 ? null : List.of(1f, 1f, 3f, 3f));
            assertThat(row.<String>getAs("text")).isEqualTo("row " + i + ", not inline");
            assertThat(row.<String>getAs("view")).isEqualTo("row " + i + ", not inline");
            assertThat(row.<String>getAs("kind")).isEqualTo(i % 2 == 1 ? "odd" : "even");
            assertThat(row.<Row>getAs("point").getLong(0)).isEqualTo(i);
            assertThat(row.<Row>getAs("point").isNullAt(1)).isTrue();
            assertThat(row.<Boolean>getAs("flag")).isEqualTo(i % 2 == 0);
            assertThat(row.<Object>getAs("nothing")).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delta_dictionary.arrow",
                "delta_dictionary.arrows",
                "replaced_dictionary.arrows",
                "legacy.arrows"
            })
    void dictionariesThatChangeAreRead(String name) {
        List<String> words = name.endsWith(".arrow")
                ? List.of("a", "b", "a", "b", "c", "a", "b", "c")
                : List.of("a", "b", "a", "b", "c", "a", "b", "c", "z", "y");
        assertThat(read(PYARROW.resolve(name)).select("word").collectAsList())
                .extracting(row -> row.getString(0))
                .isEqualTo(words);
    }

    @Test
    void columnsThatAFileHasUnderAnotherTypeAreNotMixedUp(@TempDir Path folder) throws IOException {
        Files.copy(ARROW.resolve("javascript.arrow"), folder.resolve("a.arrow"));
        Files.copy(PYARROW.resolve("plain.arrow"), folder.resolve("b.arrow"));
        Dataset<Row> both = read(folder);
        assertThat(both.filter("text IS NULL").count()).isEqualTo(6);
        assertThat(both.filter("layer IS NULL").count()).isEqualTo(61);
        assertThatThrownBy(() -> Sessions.shared()
                        .read()
                        .format("arrow")
                        .schema("step STRING")
                        .load(ARROW.resolve("javascript.arrow").toString())
                        .collectAsList())
                .rootCause()
                .hasMessage(ARROW.resolve("javascript.arrow") + ": column 'step' is int, not string");
    }

    @Test
    void foldersAndTheSchemasTextsBecomeColumnsAndAShapeIsInItsField(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("run=first/epoch=3"));
        Files.copy(PYARROW.resolve("plain.arrows"), folder.resolve("run=first/epoch=3/x.arrows"));
        Dataset<Row> table = Sessions.shared()
                .read()
                .format("arrow")
                .option("metadata", "true")
                .load(folder.toString());
        assertThat(table.select("run", "epoch", "metadata").first())
                .extracting(row -> row.getString(0), row -> row.getInt(1), row -> row.getJavaMap(2))
                .containsExactly("first", 3, Map.of("origin", "pyarrow"));
        assertThat(table.schema().apply("tensor").metadata().getLongArray("shape"))
                .containsExactly(2, 2);
    }

    @Test
    void aFileIsReadInPartsByItsBatches() {
        Sessions.shared().conf().set("spark.sql.files.maxPartitionBytes", "1500");
        try {
            Dataset<Row> table = read(PYARROW.resolve("plain.arrow"));
            assertThat(table.rdd().getNumPartitions()).isGreaterThan(2);
            assertThat(table.count()).isEqualTo(60);
            assertThat(read(PYARROW.resolve("plain.arrows")).count()).isEqualTo(60);
        } finally {
            Sessions.shared().conf().unset("spark.sql.files.maxPartitionBytes");
        }
    }

    @Test
    void severalStreamsInOneFileAreNotPassedOver(@TempDir Path folder) throws IOException {
        byte[] stream = Files.readAllBytes(ARROW.resolve("javascript.arrows"));
        Path two = folder.resolve("two.arrows");
        Files.write(two, stream);
        Files.write(two, stream, java.nio.file.StandardOpenOption.APPEND);
        assertThatThrownBy(() -> read(two).collectAsList())
                .rootCause()
                .hasMessage(two
                        + ": 2112 bytes follow the end of the stream; if several streams are in one file, split them");
    }

    @Test
    void datasetWithAMissingFileIsRejected(@TempDir Path folder) throws IOException {
        for (String name : List.of("state.json", "data-00000-of-00002.arrow")) {
            Files.copy(ARROW.resolve("dataset").resolve(name), folder.resolve(name));
        }
        assertThatThrownBy(() -> read(folder))
                .hasMessage(folder.resolve("state.json")
                        + ": the dataset is incomplete: data-00001-of-00002.arrow is missing");
    }
}
