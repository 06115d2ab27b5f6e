package dev.activations.tensors.spark;

import static dev.activations.tensors.spark.Sessions.NUMPY;
import static dev.activations.tensors.spark.Sessions.TORCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.activations.tensors.TensorFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is read in parts, and only as far as a query needs it. */
class PartsAndPushDownTest {

    private static Dataset<Row> read(String format, Path path) {
        return Sessions.shared().read().format(format).load(path.toString());
    }

    @Test
    void rowsAreTheSameInHoweverManyPartsAFileIsRead() {
        Map<String, Path> files = Map.of(
                "safetensors", TORCH.resolve("every.safetensors"),
                "pt", TORCH.resolve("every.pt"),
                "npy", NUMPY.resolve("fortran.npy"),
                "npz", NUMPY.resolve("compressed.npz"));
        files.forEach((format, file) -> {
            List<String> whole = rows(read(format, file));
            for (String bytes : List.of("100", "333", "2000")) {
                Sessions.shared().conf().set("spark.sql.files.maxPartitionBytes", bytes);
                try {
                    assertThat(rows(read(format, file)))
                            .as("%s by %s", file, bytes)
                            .isEqualTo(whole);
                } finally {
                    Sessions.shared().conf().unset("spark.sql.files.maxPartitionBytes");
                }
            }
        });
    }

    private static List<String> rows(Dataset<Row> table) {
        return table.drop("path", "metadata").orderBy("tensor", "index").collectAsList().stream()
                .map(Row::toString)
                .toList();
    }

    /** A tensor of no file is one that would fail if it were read. */
    @Test
    void tensorsThatAFilterExcludesAreNotRead(@TempDir Path folder) throws IOException {
        Path damaged = damaged(folder);
        String table = "safetensors.`%s`".formatted(damaged);
        assertThatThrownBy(() -> Sessions.rows("SELECT sum(values[0]) FROM " + table))
                .rootCause()
                .hasMessageContaining("tensor 'complex' is of type C64");
        Dataset<Row> good = Sessions.shared()
                .read()
                .schema("tensor STRING, index BIGINT, values ARRAY<FLOAT>")
                .format("safetensors")
                .load(damaged.toString());
        for (String filter : List.of(
                "tensor = 'good'",
                "tensor IN ('good', 'other')",
                "tensor LIKE 'go%'",
                "NOT tensor LIKE '%plex'",
                "tensor = 'good' OR tensor LIKE '%oo%'",
                "tensor <=> 'good' AND index >= 0")) {
            assertThat(good.filter(filter).selectExpr("sum(values[0])").first().getDouble(0))
                    .as(filter)
                    .isEqualTo(0 + 2 + 4);
        }
    }

    @Test
    void filtersOnTheIndexGiveTheRowsThatTheySay(@TempDir Path folder) throws IOException {
        Dataset<Row> table = Sessions.shared()
                .read()
                .format("safetensors")
                .option("tensor", "good")
                .load(damaged(folder).toString());
        assertThat(table.filter("index = 1").count()).isEqualTo(1);
        assertThat(table.filter("index > 0 AND index < 2").count()).isEqualTo(1);
        assertThat(table.filter("index >= 1 AND index <= 7").count()).isEqualTo(2);
        assertThat(table.filter("index < -1").count()).isZero();
        assertThat(table.filter("index = -1 OR index = 2").count()).isEqualTo(1);
    }

    @Test
    void theFilterIsInThePlan() {
        assertThat(read("safetensors", TORCH.resolve("floats.safetensors"))
                        .filter("tensor = 'f32' AND index < 2")
                        .select("index")
                        .queryExecution()
                        .toString())
                .contains("EqualTo(tensor,f32)", "LessThan(index,2)", "ReadSchema: struct<tensor:string,index:bigint>");
    }

    /** A file whose tensor "complex" is of a type that is not read. */
    private static Path damaged(Path folder) throws IOException {
        byte[] header =
                """
                {"good":{"dtype":"F32","shape":[3,2],"data_offsets":[0,24]},\
                "complex":{"dtype":"C64","shape":[1],"data_offsets":[24,32]}}"""
                        .getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(Long.BYTES + header.length + 32).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(header.length).put(header);
        for (int i = 0; i < 6; i++) {
            file.putFloat(i);
        }
        return Files.write(folder.resolve("damaged.safetensors"), file.array());
    }

    @Test
    void foldersGiveColumnsAndAStreamReadsNewFiles(@TempDir Path folder) throws Exception {
        Path run = Files.createDirectories(folder.resolve("in/run=first/step=7"));
        Files.copy(NUMPY.resolve("version1.npy"), run.resolve("h1.npy"));
        Dataset<Row> table = read("npy", folder.resolve("in"));
        assertThat(table.selectExpr("run", "step", "tensor").distinct().collectAsList())
                .extracting(Row::toString)
                .containsExactly("[first,7,h1]");
        StreamingQuery query = Sessions.shared()
                .readStream()
                .schema(table.schema())
                .format("npy")
                .load(folder.resolve("in").toString())
                .writeStream()
                .format("memory")
                .queryName("streamed")
                .option("checkpointLocation", folder.resolve("checkpoint").toString())
                .start();
        try {
            query.processAllAvailable();
            Files.copy(NUMPY.resolve("version2.npy"), run.resolve("h2.npy"));
            query.processAllAvailable();
            assertThat(Sessions.rows("SELECT run, step, tensor, count(*) FROM streamed GROUP BY ALL ORDER BY tensor"))
                    .extracting(Row::toString)
                    .containsExactly("[first,7,h1,6]", "[first,7,h2,6]");
        } finally {
            query.stop();
        }
    }

    @Test
    void modelInSeveralFilesIsReadOnlyIfComplete(@TempDir Path folder) throws IOException {
        Path shards = TORCH.resolve("sharded");
        Path index = shards.resolve("model.safetensors.index.json");
        assertThatThrownBy(() -> read("safetensors", index))
                .hasMessage(index + ": this is the index of a model in several files; load their folder, " + shards);
        Files.copy(index, folder.resolve(index.getFileName()));
        Files.copy(
                shards.resolve("model-00001-of-00002.safetensors"), folder.resolve("model-00001-of-00002.safetensors"));
        assertThatThrownBy(() -> read("safetensors", folder))
                .hasMessage(folder.resolve(index.getFileName())
                        + ": the model is incomplete: 1 of its files are missing, the first is"
                        + " model-00002-of-00002.safetensors");
    }

    @Test
    void invalidOptionsAreNamed() {
        Path file = NUMPY.resolve("version1.npy");
        Map<String, String> sentences = Map.of(
                "axis=x", "option axis is 'x'; it is an integer, such as 0 for the first axis or -1 for the last",
                "flatten=1", "option flatten is '1'; it is true or false",
                "tensor=(", "option tensor is not a regular expression: Unclosed group in (",
                "tensor=h9", file + ": no tensor's whole name matches option tensor, h9; there are version1");
        sentences.forEach((option, sentence) -> assertThatThrownBy(() -> Sessions.shared()
                        .read()
                        .format("npy")
                        .option(option.split("=")[0], option.split("=")[1])
                        .load(file.toString()))
                .hasMessage(sentence));
        assertThatThrownBy(() -> Sessions.shared()
                        .read()
                        .format("npy")
                        .option("axis", "2")
                        .load(file.toString())
                        .count())
                .rootCause()
                .hasMessage(file + ": tensor 'version1' of shape [6, 5] has no axis 2");
    }

    @Test
    void filesAreReadAndNotWritten(@TempDir Path folder) {
        assertThatThrownBy(() -> read("npy", NUMPY.resolve("version1.npy"))
                        .write()
                        .format("npy")
                        .save(folder.resolve("out").toString()))
                .hasMessage("files of format npy can be read but not written");
    }

    @Test
    void anEmptyFileIsNotPassedOver(@TempDir Path folder) throws IOException {
        for (TensorFormat format : TensorFormat.values()) {
            Path file =
                    Files.createFile(folder.resolve("empty" + format.endings().get(0)));
            assertThatThrownBy(() -> read(format.sparkName(), file)).hasMessage(file + ": the file is empty");
        }
    }
}
