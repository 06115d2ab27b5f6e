package dev.activations.jobs.damage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** Which bytes of a Parquet file are inside pages, whose checksums cover them; the others are headers and footer. */
final class ParquetPages {

    private ParquetPages() {}

    static BitSet of(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        BitSet inside = new BitSet(bytes.length);
        try (ParquetFileReader reader = ParquetFileReader.open(
                HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(file.toUri()), new Configuration()))) {
            for (BlockMetaData rowGroup : reader.getRowGroups()) {
                for (ColumnChunkMetaData column : rowGroup.getColumns()) {
                    mark(bytes, (int) column.getStartingPos(), (int) column.getTotalSize(), inside);
                }
            }
        }
        return inside;
    }

    private static void mark(byte[] bytes, int start, int size, BitSet inside) throws IOException {
        int at = start;
        while (at < start + size) {
            ByteArrayInputStream in = new ByteArrayInputStream(bytes, at, start + size - at);
            int before = in.available();
            PageHeader header = Util.readPageHeader(in);
            int page = at + before - in.available();
            at = page + header.getCompressed_page_size();
            inside.set(page, at);
        }
    }
}
