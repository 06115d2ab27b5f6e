package dev.activations.jobs.log.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Parquet, with the checksums of its pages verified where it has them. Files with half-precision floats, which Spark refuses,
 * are read by {@link HalfFloatRelation}.
 */
record ParquetFormat() implements LogFormat {

    private static final String HALF_FLOATS = "half floats";

    @Override
    public String name() {
        return "parquet";
    }

    @Override
    public boolean hasName(String fileName) {
        return fileName.endsWith(".parquet") || fileName.endsWith(".parq") || fileName.endsWith(".pq");
    }

    @Override
    public boolean hasStart(byte[] start) {
        return FirstBytes.of(start).are("PAR1");
    }

    @Override
    public FileFacts examine(Path file, Configuration hadoop) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(file, hadoop))) {
            boolean half = HalfFloatRelation.holdsHalfFloats(
                    reader.getFooter().getFileMetaData().getSchema());
            return new FileFacts(
                    half ? HALF_FLOATS : FileFacts.USUAL,
                    reader.getRecordCount(),
                    hasChecksums(file, reader.getRowGroups(), hadoop),
                    "");
        }
    }

    /** Whether the first page has one; a writer gives them to all pages or to none. */
    private static boolean hasChecksums(Path file, List<BlockMetaData> rowGroups, Configuration hadoop)
            throws IOException {
        if (rowGroups.isEmpty() || rowGroups.get(0).getColumns().isEmpty()) {
            return true;
        }
        try (FSDataInputStream in = file.getFileSystem(hadoop).open(file)) {
            in.seek(rowGroups.get(0).getColumns().get(0).getStartingPos());
            return Util.readPageHeader(in).isSetCrc();
        }
    }

    @Override
    public Dataset<Row> read(SparkSession spark, List<LogFile> files, ColumnTypes types) {
        List<LogFile> usual = new ArrayList<>(files);
        List<LogFile> half =
                files.stream().filter(file -> file.isReadIn(HALF_FLOATS)).toList();
        usual.removeAll(half);
        if (half.isEmpty()) {
            return readUsual(spark, usual, types);
        }
        Dataset<Row> halves = HalfFloatRelation.read(spark, half, types);
        return usual.isEmpty() ? halves : readUsual(spark, usual, types).unionByName(halves, true);
    }

    private Dataset<Row> readUsual(SparkSession spark, List<LogFile> files, ColumnTypes types) {
        return SparkFiles.loadTyped(
                SparkFiles.reader(spark, this, files).option("parquet.page.verify-checksum.enabled", "true"),
                files,
                types);
    }
}
