package dev.activations.benchmarks.tensors;

import com.sun.management.OperatingSystemMXBean;
import dev.activations.tensors.spark.ArrowSource;
import dev.activations.tensors.spark.NpySource;
import dev.activations.tensors.spark.NpzSource;
import dev.activations.tensors.spark.SafetensorsSource;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipFile;
import org.apache.spark.paths.SparkPath;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;
import scala.Function1;
import scala.collection.Iterator;
import scala.collection.immutable.Map;
import scala.collection.immutable.Map$;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** A plain read of a file, the source's reader, and a query, in turn, so that whatever slows the machine slows all. */
final class ReadContest {

    /** Rounds that count; the middle one is the result. */
    static final int ROUNDS = 5;

    private static final int WARM_UP = 2;

    private static final OperatingSystemMXBean JVM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final SparkSession spark;
    private final TensorFileKind kind;
    private final Path file;
    private final Function1<PartitionedFile, Iterator<InternalRow>> reader;
    private long bytes;

    ReadContest(SparkSession spark, TensorFileKind kind, Path file) throws IOException {
        this.spark = spark;
        this.kind = kind;
        this.file = file;
        this.bytes = Files.size(file);
        this.reader = reader();
    }

    private interface Read {
        void run() throws IOException;
    }

    /** A line of the table. */
    String line() throws IOException {
        Read[] reads = {this::plain, this::part, this::query};
        double[][] seconds = new double[reads.length][ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            for (int i = 0; i < reads.length; i++) {
                double time = processorSeconds(reads[i], i == reads.length - 1);
                if (round >= 0) {
                    seconds[i][round] = time;
                }
            }
        }
        double plain = median(seconds[0]);
        double part = median(seconds[1]);
        return "| %s | %.2f | %.2f | %.2f | %.2f | %.2f |\n"
                .formatted(
                        kind.title(),
                        bytes / 1e9,
                        bytes / plain / 1e9,
                        bytes / part / 1e9,
                        plain / part,
                        bytes / median(seconds[2]) / 1e9);
    }

    /** Processor seconds of this thread, or of the whole JVM, as other programs' load does not lengthen them. */
    private static double processorSeconds(Read read, boolean ofJvm) throws IOException {
        long before = ofJvm ? JVM.getProcessCpuTime() : THREADS.getCurrentThreadCpuTime();
        read.run();
        return ((ofJvm ? JVM.getProcessCpuTime() : THREADS.getCurrentThreadCpuTime()) - before) / 1e9;
    }

    private static double median(double[] times) {
        Arrays.sort(times);
        return times[times.length / 2];
    }

    private void plain() throws IOException {
        byte[] buffer = new byte[1 << 20];
        long total = 0;
        if (kind.isDeflated()) {
            try (ZipFile zip = new ZipFile(file.toFile());
                    InputStream in = zip.getInputStream(zip.entries().nextElement())) {
                total = readAll(in, buffer);
            }
        } else {
            try (InputStream in = new FileInputStream(file.toFile())) {
                total = readAll(in, buffer);
            }
        }
        bytes = total;
    }

    private static long readAll(InputStream in, byte[] buffer) throws IOException {
        long total = 0;
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            total += count;
        }
        return total;
    }

    private Function1<PartitionedFile, Iterator<InternalRow>> reader() throws IOException {
        StructType schema = spark.read()
                .format(kind.format())
                .load(file.toString())
                .select("values")
                .schema();
        Map<String, String> options =
                Map$.MODULE$.<String, String>empty().updated(FileFormat.OPTION_RETURNING_BATCH(), "true");
        FileFormat source = source();
        Seq<Filter> none = CollectionConverters.<Filter>asScala(List.of()).toSeq();
        var hadoop = spark.sessionState().newHadoopConf();
        return kind == TensorFileKind.ARROW
                ? source.buildReaderWithPartitionValues(spark, schema, new StructType(), schema, none, options, hadoop)
                : source.buildReader(spark, schema, new StructType(), schema, none, options, hadoop);
    }

    private FileFormat source() {
        return switch (kind.format()) {
            case "safetensors" -> new SafetensorsSource();
            case "npy" -> new NpySource();
            case "npz" -> new NpzSource();
            default -> new ArrowSource();
        };
    }

    private void part() throws IOException {
        long length = Files.size(file);
        PartitionedFile part = new PartitionedFile(
                InternalRow.empty(),
                SparkPath.fromPathString(file.toUri().toString()),
                0,
                length,
                new String[0],
                0,
                length,
                Map$.MODULE$.empty());
        long read = 0;
        for (java.util.Iterator<?> rows = CollectionConverters.asJava(reader.apply(part));
                rows.hasNext();
                rows.next()) {
            read++;
        }
        if (read == 0) {
            throw new IllegalStateException("no rows in " + file);
        }
    }

    private void query() {
        spark.read()
                .format(kind.format())
                .load(file.toString())
                .selectExpr("sum(values[0])")
                .collectAsList();
    }
}
