package dev.activations.tensors.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.tensors.file.MemoryFile;
import dev.activations.tensors.file.Mutations;
import dev.activations.tensors.file.Mutations.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.InterpretedUnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.jdk.javaapi.CollectionConverters;

/** Damaged IPC files end in rows or in one sentence: no crash of the JVM, no hang, nothing left allocated. */
class DamagedArrowTest {

    private static final Path JAVASCRIPT = Path.of("src/test/resources/arrow");
    private static final Path PYARROW = Path.of("../arrow-batch/src/test/resources/ipc");
    private static final long MEMORY = 64L << 20;

    @ParameterizedTest
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    @ValueSource(strings = {".arrow", ".arrows"})
    void endsInRowsOrInOneCleanSentence(String ending) throws IOException {
        byte[][] files = {
            Files.readAllBytes(JAVASCRIPT.resolve("javascript" + ending)),
            Files.readAllBytes(PYARROW.resolve("plain" + ending)),
            Files.readAllBytes(PYARROW.resolve("lz4" + ending)),
            Files.readAllBytes(PYARROW.resolve("zstd" + ending)),
            Files.readAllBytes(PYARROW.resolve("delta_dictionary" + ending))
        };
        assertThat(Mutations.of(files, DamagedArrowTest::readAll)).containsKeys(Outcome.values());
    }

    private static void readAll(byte[] bytes) throws IOException {
        MemoryFile file = new MemoryFile("/damaged/x", bytes);
        try (RootAllocator allocator = new RootAllocator(MEMORY)) {
            try (ArrowPart part = ArrowPart.open(file, 0, bytes.length, allocator)) {
                StructType schema = ArrowTypes.of(file.path(), part, name -> true);
                UnsafeProjection projection = interpreted(schema);
                while (part.next()) {
                    ColumnVector[] columns = IntStream.range(0, schema.size())
                            .mapToObj(i -> column(part, schema, i))
                            .toArray(ColumnVector[]::new);
                    new ColumnarBatch(columns, Math.min(1000, part.batch().getRowCount()))
                            .rowIterator()
                            .forEachRemaining(projection::apply);
                }
            }
            assertThat(allocator.getAllocatedMemory()).isZero();
        }
    }

    /** Without the memory that compiling takes. */
    private static UnsafeProjection interpreted(StructType schema) {
        List<Expression> columns = IntStream.range(0, schema.size())
                .<Expression>mapToObj(i -> new BoundReference(i, schema.fields()[i].dataType(), true))
                .toList();
        return InterpretedUnsafeProjection.createProjection(
                CollectionConverters.asScala(columns).toSeq());
    }

    private static ColumnVector column(ArrowPart part, StructType schema, int i) {
        try {
            return ArrowColumns.of(part.batch().getVector(i), schema.fields()[i].dataType(), part.dictionaries());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
