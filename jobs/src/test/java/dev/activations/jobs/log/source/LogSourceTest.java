package dev.activations.jobs.log.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.activations.jobs.Sessions;
import dev.activations.jobs.log.layout.LogColumn;
import dev.activations.jobs.model.InputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogSourceTest {

    private static final Path DEMO = Path.of("../examples/digits-log");
    private static final String ROWS = "SELECT 'fc1' AS layer, 3L AS step, array(0.5F, 1.5F) AS post";

    private final SparkSession spark = Sessions.shared();

    @TempDir
    Path folder;

    @Test
    void folderOfRunsHasTheirNamesAsColumnAndItsReadmeIsNotRead() {
        LogSource source = open(DEMO);

        assertThat(source.format()).isEqualTo("parquet");
        assertThat(source.files()).isEqualTo(8);
        assertThat(source.paths()).containsExactly(DEMO.toString());
        assertThat(source.rows().select("run").distinct().as(strings()).collectAsList())
                .hasSize(8)
                .contains("healthy-gelu", "deep-sigmoid");
        assertThat(source.rows().schema().apply("post").dataType().sql()).isEqualTo("ARRAY<FLOAT>");
    }

    @Test
    void columnThatOnlySomeFilesHaveIsRead() {
        write(ROWS).parquet(folder.resolve("log/run=a").toString());
        write("SELECT 'fc1' AS layer, 3L AS step, array(2F) AS pre")
                .parquet(folder.resolve("log/run=b").toString());

        assertThat(open(folder)
                        .rows()
                        .orderBy("run")
                        .selectExpr("run", "post[1]", "pre[0]")
                        .collectAsList())
                .hasToString("[[a,1.5,null], [b,null,2.0]]");
    }

    @Test
    void folderOrFileOfASingleRunKeepsItsRun() {
        for (Path path : List.of(DEMO.resolve("run=high-lr-relu"), DEMO.resolve("run=high-lr-relu/part-0.parquet"))) {
            assertThat(open(path).rows().select("run").distinct().as(strings()).collectAsList())
                    .containsExactly("high-lr-relu");
        }
    }

    @Test
    void runsThatLookLikeNumbersStayText() {
        write(ROWS).parquet(folder.resolve("log/run=007").toString());
        write(ROWS).parquet(folder.resolve("log/run=2024").toString());

        Dataset<Row> rows = open(folder.resolve("log")).rows();

        assertThat(rows.select("run").as(strings()).collectAsList()).containsExactlyInAnyOrder("007", "2024");
    }

    @Test
    void stepFoldersAreNumbers() {
        write("SELECT 'fc1' AS layer, array(0.5F) AS post")
                .parquet(folder.resolve("log/step=25").toString());

        assertThat(open(folder.resolve("log"))
                        .rows()
                        .selectExpr("step + 1")
                        .first()
                        .get(0))
                .isEqualTo(26);
    }

    @Test
    void severalPathsAreOneLog() {
        write(ROWS).parquet(folder.resolve("a b/log").toString());
        write("SELECT 'fc2' AS layer, 3L AS step, array(1F) AS pre")
                .parquet(folder.resolve("c/run=x").toString());

        LogSource source = open(folder.resolve("a b"), folder.resolve("c"), folder.resolve("a b/log"));

        assertThat(source.files()).isEqualTo(2);
        assertThat(source.rows()
                        .orderBy("layer")
                        .selectExpr("layer", "run", "post[1]", "pre[0]")
                        .collectAsList())
                .hasToString("[[fc1,null,1.5,null], [fc2,x,null,1.0]]");
    }

    @Test
    void plainSubFoldersAreRead() {
        write(ROWS).parquet(folder.resolve("a").toString());
        write(ROWS).parquet(folder.resolve("a/b").toString());
        write(ROWS).parquet(folder.resolve("run=x/rank0").toString());

        assertThat(open(folder).rows().selectExpr("run").as(strings()).collectAsList())
                .containsExactlyInAnyOrder(null, null, "x");
    }

    @Test
    void fileGivenTwiceIsReadOnce() {
        write(ROWS).parquet(folder.resolve("log/run=x").toString());
        Path file = folder.resolve("log/run=x/")
                .toFile()
                .listFiles((f, name) -> name.endsWith(".parquet"))[0]
                .toPath();

        assertThat(open(file, folder, folder.resolve("log")).rows().count()).isOne();
    }

    @Test
    void folderNamesWithGlobCharactersAreTakenAsTheyAre() {
        write(ROWS).parquet(folder.resolve("log[1]{a}").toString());

        assertThat(open(folder.resolve("log[1]{a}")).rows().count()).isOne();
    }

    @Test
    void globFindsWhatItMatches() {
        assertThat(open(DEMO.resolve("run=healthy-*")).files()).isEqualTo(2);
    }

    @Test
    void orcIsDetectedFromItsFiles() {
        write(ROWS).orc(folder.resolve("log").toString());

        assertThat(open(folder.resolve("log")).format()).isEqualTo("orc");
        assertThat(open(folder.resolve("log")).rows().count()).isOne();
    }

    @Test
    void jsonLinesHaveTheLogsTextsAndKeepNumbersAmongNamedOnesAsTheyAre() throws IOException {
        lines(
                "log.jsonl",
                "{\"run\": 7, \"layer\": 1, \"step\": 3, \"post\": [1, \"NaN\", \"-Infinity\", null], \"pre\": null}",
                "{\"run\": 8, \"layer\": 2, \"step\": 4, \"post\": [0.5, \"Infinity\", 2, 3], \"pre\": null}");

        Dataset<Row> rows = open(folder).rows().orderBy("step");

        assertThat(rows.schema().toDDL()).isEqualTo("layer STRING,post ARRAY<STRING>,run STRING,step BIGINT");
        assertThat(rows.collectAsList())
                .extracting(row -> row.getString(2) + row.getList(1))
                .containsExactly("7[1, NaN, -Infinity, null]", "8[0.5, Infinity, 2, 3]");
    }

    @Test
    void gzippedJsonLinesAreRead() throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("log.json.gz")))) {
            out.write("{\"layer\": \"fc1\", \"step\": 3, \"post\": [1.5]}\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(open(folder).format()).isEqualTo("json");
        assertThat(open(folder).rows().count()).isOne();
    }

    @Test
    void fileWithoutEndingIsDetectedByItsFirstBytes() throws IOException {
        lines("part-00000", "{\"layer\": \"fc1\", \"step\": 3, \"post\": [1.5]}");

        assertThat(open(folder).format()).isEqualTo("json");
    }

    @Test
    void otherSparkSourceIsReadByItsName() throws IOException {
        lines("log.csv", "fc1,3");

        LogSource source = LogSource.open(spark, List.of(folder.toString()), "csv", LogColumn.types(Map.of())::apply);

        assertThat(source.format()).isEqualTo("csv");
        assertThat(source.files()).isOne();
        assertThat(source.rows().columns()).containsExactly("_c0", "_c1");
    }

    @Test
    void columnsOfOtherNamesHaveTheLogsTypes() throws IOException {
        lines("log.json", "{\"module\": 1, \"layer\": 9, \"step\": 3, \"acts\": [\"NaN\"]}");

        Map<LogColumn, String> names = Map.of(LogColumn.LAYER, "module", LogColumn.POST, "acts");
        LogSource source =
                LogSource.open(spark, List.of(folder.toString()), LogSource.AUTO, LogColumn.types(names)::apply);

        assertThat(source.rows().schema().toDDL())
                .isEqualTo("acts ARRAY<STRING>,layer BIGINT,module STRING,step BIGINT");
    }

    @Test
    void missingPathIsNamed() {
        assertRefused("input path %s does not exist", folder.resolve("none"));
    }

    @Test
    void emptyFolderIsNamed() {
        assertRefused("input path %s holds no log: there is no Parquet, ORC or JSON lines file in it", folder);
    }

    @Test
    void mixedFormatsAreNamed() throws IOException {
        lines("a.json", "{}");
        lines("b.orc", "ORC");

        assertThatThrownBy(() -> open(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(
                        "the log mixes formats: ", folder + "/a.json is json", folder + "/b.orc is orc");
    }

    @Test
    void fileOfUnknownFormatIsNamed() throws IOException {
        lines("notes", "hello");

        assertThatThrownBy(() -> open(folder))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "%s/notes is neither Parquet nor ORC nor JSON lines; name its format with --format or move it"
                                + " away",
                        folder);
    }

    @Test
    void unknownFormatIsNamed() {
        assertThatThrownBy(() ->
                        LogSource.open(spark, List.of(DEMO.toString()), "parqet", LogColumn.types(Map.of())::apply))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("parqet");
    }

    @Test
    void truncatedParquetIsNamed() throws IOException {
        byte[] whole = Files.readAllBytes(DEMO.resolve("run=healthy-relu/part-0.parquet"));
        Files.write(folder.resolve("a.parquet"), whole);
        Files.write(folder.resolve("b.parquet"), Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> open(folder))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(
                        "cannot read file %s/b.parquet: it is damaged, cut short or not of the log's format (", folder);
    }

    @Test
    void damageThatOnlyTheScanSeesIsNamed() throws IOException {
        byte[] damaged = Files.readAllBytes(DEMO.resolve("run=healthy-relu/part-0.parquet"));
        Arrays.fill(damaged, 1000, damaged.length / 2, (byte) 'Z');
        Files.write(folder.resolve("a.parquet"), damaged);

        assertScanRefused("cannot read file %s/a.parquet: it is damaged, cut short or not of the log's format (");
    }

    @Test
    void corruptJsonLineIsNamedByItsFile() throws IOException {
        lines("a.json", "{\"layer\": \"fc1\", \"step\": 3, \"post\": [1.5]}");
        lines("b.json", "{\"layer\": \"fc1\", \"step\": 4, \"post\": [1.5");

        assertScanRefused("file %s/b.json has a line that does not fit the log's columns or is not a JSON object (");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{'layer': 'fc1', 'post': [1, NaN]}, {'layer': 'fc2', 'post': [2]}]",
                "[\n  {\n    'layer': 'fc1', 'post': [1, NaN]\n  },\n  {'layer': 'fc2',\n 'post': [2]}\n]\n",
                "{\n  'layer': 'fc1', 'post': [1, NaN]\n}\n{\n  'layer': 'fc2',\n 'post': [2]}",
            })
    void jsonIsReadHoweverItsObjectsAreWritten(String text) throws IOException {
        Path run = Files.createDirectories(folder.resolve("run=7/step=3"));
        Files.writeString(run.resolve("a.json"), text.replace('\'', '"'));

        assertThat(open(folder)
                        .rows()
                        .orderBy("layer")
                        .selectExpr("run", "step + 1", "layer", "post")
                        .collectAsList())
                .extracting(Row::toString)
                .containsExactly("[7,4,fc1,ArraySeq(1, NaN)]", "[7,4,fc2,ArraySeq(2)]");
    }

    @Test
    void jsonArrayOfNumbersIsNamed() throws IOException {
        lines("a.json", "[1, 2]");

        assertThatThrownBy(() -> open(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(folder + "/a.json, line 1 holds 1 where an object is expected");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void jsonWhoseLastLineIsCutIsReadUpToIt(boolean zipped) throws IOException {
        String text = "{\"layer\": \"fc1\", \"step\": 3, \"post\": [1.5]}\n".repeat(30) + "{\"layer\": \"fc1\", \"st";
        Path file = folder.resolve(zipped ? "run=a/log.jsonl.gz" : "run=a/log.jsonl");
        Files.createDirectories(file.getParent());
        try (OutputStream out =
                zipped ? new GZIPOutputStream(Files.newOutputStream(file)) : Files.newOutputStream(file)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }

        LogSource source = open(folder);

        assertThat(source.rows().where("run = 'a'").count()).isEqualTo(30);
        assertThat(source.skipped()).singleElement().satisfies(skipped -> {
            assertThat(skipped.path()).isEqualTo(file.toString());
            assertThat(skipped.reason()).isEqualTo("its last line, of 20 bytes, is cut: one row is lost");
        });
        assertThatThrownBy(() -> LogSource.open(
                        spark,
                        new LogInput(List.of(folder.toString()), LogSource.AUTO, false, true),
                        ColumnTypes.GUESSED))
                .isInstanceOf(InputException.class)
                .hasMessage("cannot read file %s: its last line, of 20 bytes, is cut: one row is lost", file);
    }

    @Test
    void jsonWhoseCompressedStreamEndsEarlyIsReadUpToThere() throws IOException {
        StringBuilder text = new StringBuilder();
        new Random(1)
                .doubles(5000)
                .forEach(value -> text.append("{\"layer\": \"fc1\", \"step\": 3, \"post\": [%s]}\n".formatted(value)));
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(zipped)) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
        Files.write(folder.resolve("log.json.gz"), Arrays.copyOf(zipped.toByteArray(), zipped.size() / 2));

        LogSource source = open(folder);

        long rows = source.rows().count();
        assertThat(rows).isBetween(1500L, 3500L);
        assertThat(source.skipped())
                .singleElement()
                .extracting(SkippedFile::reason)
                .isEqualTo(String.format(Locale.ROOT, "it ends early: what followed its first %,d rows is lost", rows));
    }

    @Test
    void lastLineWithoutNewlineIsComplete() throws IOException {
        Files.writeString(folder.resolve("a.jsonl"), "{\"layer\": \"fc1\"}\n{\"layer\": \"fc2\"}");

        assertThat(open(folder).rows().count()).isEqualTo(2);
        assertThat(open(folder).skipped()).isEmpty();
    }

    @Test
    void layerNamedByTheEmptyTextIsALayer() throws IOException {
        lines("a.jsonl", "{\"layer\": \"\", \"post\": [1]}");
        ColumnTypes types = new ColumnTypes() {
            @Override
            public Optional<DataType> readAs(String name, DataType guessed) {
                return Optional.empty();
            }

            @Override
            public List<String> texts() {
                return List.of("layer");
            }
        };

        assertThat(LogSource.open(spark, List.of(folder.toString()), LogSource.AUTO, types)
                        .rows()
                        .select("layer")
                        .as(strings())
                        .collectAsList())
                .containsExactly("");
    }

    @Test
    void foreignFilesNextToALogAreNamedAndNotRead() throws IOException {
        write(ROWS).parquet(folder.resolve("log").toString());
        lines("log/README.txt", "hello");
        lines("log/table.csv", "a,b");
        lines("log/.DS_Store", "x");
        lines("log/_SUCCESS", "");
        Files.write(folder.resolve("log/picture"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});

        LogSource source = open(folder);

        assertThat(source.rows().count()).isOne();
        assertThat(source.skipped())
                .extracting(skipped -> Path.of(skipped.path()).getFileName() + ": " + skipped.reason())
                .containsExactlyInAnyOrder(
                        "README.txt: not a log: text",
                        "table.csv: not a log: CSV",
                        "picture: not a log: an image",
                        ".DS_Store: not a log: what a file manager keeps");
    }

    @ParameterizedTest
    @CsvSource({
        "log.csv, is CSV, to_parquet",
        "model.ckpt, is a PyTorch checkpoint, docs/recording.md",
        "events.out.tfevents.1712.host, is a TensorBoard event file, docs/recording.md",
        "acts.h5, is an HDF5 file, docs/recording.md",
        "plot.png, is an image, docs/recording.md",
    })
    void foreignFileIsNamedWithAWayToGetALog(String name, String what, String way) throws IOException {
        lines(name, "1,2");

        assertThatThrownBy(() -> open(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(folder + "/" + name + " " + what, "not an activation log", way);
    }

    @Test
    void damagedFilesAreSkippedWhereThatIsAskedFor() throws IOException {
        byte[] whole = Files.readAllBytes(DEMO.resolve("run=healthy-relu/part-0.parquet"));
        byte[] damaged = whole.clone();
        Arrays.fill(damaged, 1000, damaged.length / 2, (byte) 'Z');
        Files.write(folder.resolve("a.parquet"), whole);
        Files.write(folder.resolve("b.parquet"), damaged);
        Files.write(folder.resolve("c.parquet"), Arrays.copyOf(whole, whole.length / 2));

        LogSource source = LogSource.open(
                spark,
                new LogInput(List.of(folder.toString()), LogSource.AUTO, true, false),
                LogColumn.types(Map.of())::apply);

        assertThat(source.files()).isOne();
        assertThat(source.rows().count())
                .isEqualTo(spark.read().parquet(folder + "/a.parquet").count());
        assertThat(source.skipped())
                .extracting(skipped -> Path.of(skipped.path()).getFileName().toString())
                .containsExactlyInAnyOrder("b.parquet", "c.parquet");
    }

    @Test
    void flippedBitInAPageIsNoticed() {
        Path flipped = Path.of("src/test/resources/cases/one-bit-flipped.snappy.parquet");
        Dataset<Row> rows = open(flipped).rows();

        assertThatThrownBy(() -> rows.write().format("noop").mode("overwrite").save())
                .satisfies(failure -> assertThat(ReadFailure.describe(failure))
                        .get()
                        .asString()
                        .contains("cannot read file ", "one-bit-flipped.snappy.parquet", "damaged"));
    }

    @Test
    void halfFloatsOfParquetAreRead() {
        LogSource source = open(Path.of("src/test/resources/cases/14-half.parquet"));

        assertThat(source.rows().schema().apply("post").dataType().sql()).isEqualTo("ARRAY<FLOAT>");
        assertThat(source.rows()
                        .selectExpr("array_max(post)")
                        .where("array_max(post) > 0")
                        .count())
                .isPositive();
        assertThat(source.rows().count()).isEqualTo(spark.range(300).count());
    }

    @Test
    void tableFoldersAreNotReadFileByFile() throws IOException {
        write(ROWS).parquet(folder.resolve("delta").toString());
        Files.createDirectories(folder.resolve("delta/_delta_log"));
        write(ROWS).parquet(folder.resolve("iceberg/data").toString());
        lines("iceberg-metadata", "{}");
        Files.createDirectories(folder.resolve("iceberg/metadata"));
        Files.move(folder.resolve("iceberg-metadata"), folder.resolve("iceberg/metadata/v1.metadata.json"));

        for (String table : List.of("delta", "iceberg")) {
            assertThatThrownBy(() -> open(folder.resolve(table)))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining(folder.resolve(table).toString());
        }
    }

    @Test
    void filesThatDisagreeOnAColumnAreRefused() {
        write(ROWS).parquet(folder.resolve("log/a").toString());
        write("SELECT 'fc1' AS layer, 'x' AS step")
                .parquet(folder.resolve("log/b").toString());

        assertThatThrownBy(() -> open(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("step");
    }

    @Test
    void failureThatIsNotOfTheInputIsNotDescribed() {
        assertThat(ReadFailure.describe(new IllegalStateException("a bug", new RuntimeException("inside"))))
                .isEmpty();
    }

    private LogSource open(Path... paths) {
        return LogSource.open(
                spark,
                Arrays.stream(paths).map(Path::toString).toList(),
                LogSource.AUTO,
                LogColumn.types(Map.of())::apply);
    }

    private void assertRefused(String sentence, Path path) {
        assertThatThrownBy(() -> open(path)).isInstanceOf(InputException.class).hasMessage(sentence, path);
    }

    private void assertScanRefused(String sentence) {
        Dataset<Row> rows = open(folder).rows();
        assertThatThrownBy(() -> rows.write().format("noop").mode("overwrite").save())
                .satisfies(failure -> assertThat(ReadFailure.describe(failure))
                        .get()
                        .asString()
                        .contains(sentence.formatted(folder)));
    }

    private void lines(String file, String... lines) throws IOException {
        Files.writeString(folder.resolve(file), String.join("\n", lines) + "\n");
    }

    private DataFrameWriter<Row> write(String query) {
        return spark.sql(query).coalesce(1).write();
    }

    private static Encoder<String> strings() {
        return Encoders.STRING();
    }
}
