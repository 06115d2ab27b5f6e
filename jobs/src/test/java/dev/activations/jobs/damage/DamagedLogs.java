package dev.activations.jobs.damage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.activations.jobs.Differences;
import dev.activations.jobs.log.source.ReadFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** One small log in every format, tampered with. */
final class DamagedLogs {

    private static final StructType COLUMNS = new StructType()
            .add("step", DataTypes.LongType)
            .add("layer", DataTypes.StringType)
            .add("activation", DataTypes.StringType)
            .add("sample", DataTypes.LongType)
            .add("post", DataTypes.createArrayType(DataTypes.FloatType));

    private final LogReports reports;
    private final Path folder;
    private final Random random;
    private final OutcomeTable outcomes;

    DamagedLogs(LogReports reports, Path folder, Random random, OutcomeTable outcomes) {
        this.reports = reports;
        this.folder = folder;
        this.random = random;
        this.outcomes = outcomes;
    }

    /** Tampers with the log so many times in all, four of seven times as Parquet. */
    void run(int times) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String codec : List.of("none", "snappy", "gzip", "zstd")) {
            files.add(written("parquet", codec, ".parquet"));
        }
        files.add(written("orc", "zlib", ".orc"));
        files.add(written("json", "none", ".json"));
        files.add(written("json", "gzip", ".json.gz"));
        for (int i = 0; i < files.size(); i++) {
            tamper(files.get(i), times / files.size() + (i < times % files.size() ? 1 : 0));
        }
    }

    private Dataset<Row> log() {
        Random values = new Random(1);
        List<Row> rows = new ArrayList<>();
        for (String layer : List.of("fc1", "fc2")) {
            for (long sample = 0; sample < 60; sample++) {
                List<Float> post = new ArrayList<>();
                for (int unit = 0; unit < 8; unit++) {
                    post.add((float) Math.max(0, values.nextGaussian()));
                }
                rows.add(RowFactory.create(0L, layer, "relu", sample, post));
            }
        }
        return reports.spark().createDataFrame(rows, COLUMNS);
    }

    private Path written(String format, String codec, String ending) throws IOException {
        Path into = folder.resolve("whole-" + format + "-" + codec);
        DataFrameWriter<Row> writer = log().coalesce(1).write().format(format).option("compression", codec);
        writer.save(into.toString());
        try (Stream<Path> files = Files.list(into)) {
            Path file = files.filter(path -> path.getFileName().toString().endsWith(ending)
                            && !path.getFileName().toString().startsWith("."))
                    .findFirst()
                    .orElseThrow();
            return Files.move(file, folder.resolve(format + "-" + codec + ending));
        }
    }

    private void tamper(Path file, int times) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        boolean parquet = file.toString().endsWith(".parquet");
        BitSet pages = parquet ? ParquetPages.of(file) : new BitSet();
        JsonNode expected = reports.of(file);
        for (int i = 0; i < times; i++) {
            Tampering way = i % 2 == 0 ? Tampering.FLIP : Tampering.values()[random.nextInt(Tampering.values().length)];
            int at = place(whole.length, pages, i % 4 < 2 && parquet);
            byte[] bytes = way.of(whole.clone(), at, random);
            Path harmed = folder.resolve("harmed-" + i + "-" + file.getFileName());
            Files.write(harmed, bytes);
            String where = !parquet ? "" : pages.get(at) ? ", in pages" : ", in headers or footer";
            Outcome outcome = outcome(harmed, expected);
            outcomes.add(name(file) + ": " + way.words() + (way == Tampering.FLIP ? where : ""), outcome, harmed);
            if (outcome != Outcome.CRASHED && outcome != Outcome.SILENT) {
                Files.delete(harmed);
            }
        }
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith("parquet")
                ? "Parquet"
                : name.startsWith("orc") ? "ORC" : name.endsWith("gz") ? "JSON lines, gz" : "JSON lines";
    }

    private int place(int length, BitSet pages, boolean inPages) {
        int at = random.nextInt(length);
        while (inPages != pages.get(at) && !pages.isEmpty()) {
            at = random.nextInt(length);
        }
        return at;
    }

    private Outcome outcome(Path file, JsonNode expected) {
        try {
            JsonNode actual = reports.of(file);
            Differences differences = new Differences(1e-9);
            differences.compare("", expected.get("runs"), actual.get("runs"));
            differences.compare("", expected.get("findings"), actual.get("findings"));
            return differences.found().isEmpty()
                    ? Outcome.SAME
                    : actual.at("/input/skipped").isEmpty() ? Outcome.SILENT : Outcome.TOLD;
        } catch (Exception e) {
            if (ReadFailure.describe(e).isPresent()) {
                return Outcome.REFUSED;
            }
            outcomes.tell(file, e);
            return Outcome.CRASHED;
        } catch (OutOfMemoryError e) {
            outcomes.tell(file, e);
            return Outcome.CRASHED;
        }
    }
}
