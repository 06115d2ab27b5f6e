package dev.activations.jobs.log.source;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.orc.OrcFile;
import org.apache.orc.Reader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** ORC, which has no checksums: a flipped bit in it can go unnoticed. */
record OrcFormat() implements LogFormat {

    @Override
    public String name() {
        return "orc";
    }

    @Override
    public boolean hasName(String fileName) {
        return fileName.endsWith(".orc");
    }

    @Override
    public boolean hasStart(byte[] start) {
        return FirstBytes.of(start).are("ORC");
    }

    @Override
    public FileFacts examine(Path file, Configuration hadoop) throws IOException {
        try (Reader reader = OrcFile.createReader(file, OrcFile.readerOptions(hadoop))) {
            return FileFacts.usual(reader.getNumberOfRows(), false);
        }
    }

    @Override
    public Dataset<Row> read(SparkSession spark, List<LogFile> files, ColumnTypes types) {
        return SparkFiles.loadTyped(SparkFiles.reader(spark, this, files), files, types);
    }
}
