package dev.activations.jobs.log;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RuntimeConfig;

/**
 * How many rows Spark decodes of a Parquet file at once, while a plan is made: about a megabyte of them, because 4,096 rows
 * of a wide layer, Spark's own choice, are hundreds of megabytes. Closed, the session is as it was.
 */
final class BatchSize implements AutoCloseable {

    private static final String ROWS = "spark.sql.parquet.columnarReaderBatchSize";
    private static final long BYTES = 1 << 20;
    private static final int MOST_ROWS = 4096;
    private static final int FILES_LOOKED_AT = 3;

    private final RuntimeConfig session;
    private final String before;

    private BatchSize(RuntimeConfig session, String before) {
        this.session = session;
        this.before = before;
    }

    /** Fits the session to the rows of a dataset, as the first, middle and last of its files say how wide they are. */
    static BatchSize fitting(Dataset<Row> rows) {
        RuntimeConfig session = rows.sparkSession().conf();
        String before = session.get(ROWS);
        OptionalLong bytes = bytesOfARow(rows);
        if (bytes.isPresent()) {
            session.set(ROWS, Math.max(1, Math.min(MOST_ROWS, BYTES / Math.max(1, bytes.getAsLong()))));
        }
        return new BatchSize(session, before);
    }

    @Override
    public void close() {
        session.set(ROWS, before);
    }

    private static OptionalLong bytesOfARow(Dataset<Row> rows) {
        List<String> files = List.of(rows.inputFiles()).stream()
                .filter(name -> name.endsWith(".parquet"))
                .toList();
        Configuration hadoop = rows.sparkSession().sparkContext().hadoopConfiguration();
        return IntStream.range(0, Math.min(FILES_LOOKED_AT, files.size()))
                .map(i -> i * (files.size() - 1) / Math.max(1, FILES_LOOKED_AT - 1))
                .mapToLong(i -> bytesOfARow(files.get(i), hadoop))
                .max();
    }

    /** Of the widest rows of a file; 0 if it cannot be read, which is said when its rows are. */
    private static long bytesOfARow(String file, Configuration hadoop) {
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(new Path(file), hadoop))) {
            return reader.getFooter().getBlocks().stream()
                    .filter(block -> block.getRowCount() > 0)
                    .mapToLong(BatchSize::bytesOfARow)
                    .max()
                    .orElse(0);
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }

    /** Of values alone, whatever they are stored as: 4 bytes for each at least. */
    private static long bytesOfARow(BlockMetaData block) {
        long values = block.getColumns().stream()
                .mapToLong(column -> column.getValueCount())
                .sum();
        return Math.max(block.getTotalByteSize(), 4 * values) / block.getRowCount();
    }
}
