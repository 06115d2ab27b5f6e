package dev.activations.jobs.log.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A file format that a log can have without being told, by the end of a file's name or by its first bytes. */
enum LogSourceFormat {
    PARQUET("PAR1", ".parquet", ".parq", ".pq"),
    ORC("ORC", ".orc"),
    JSON("{", ".json", ".jsonl", ".ndjson");

    /** What Hadoop's codecs read through; Parquet and ORC compress inside. */
    private static final String COMPRESSION = "\\.(gz|bz2|zst|lz4|snappy|deflate)$";

    private final byte[] firstBytes;
    private final List<String> endings;

    LogSourceFormat(String firstBytes, String... endings) {
        this.firstBytes = firstBytes.getBytes(StandardCharsets.US_ASCII);
        this.endings = List.of(endings);
    }

    /** The format of this name, as {@code --format} and Spark write it. */
    static Optional<LogSourceFormat> of(String name) {
        return Arrays.stream(values())
                .filter(format -> format.toString().equals(name))
                .findFirst();
    }

    /** The format that a file's name tells. */
    static Optional<LogSourceFormat> byName(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        String uncompressed = name.replaceFirst(COMPRESSION, "");
        return Arrays.stream(values())
                .filter(format -> format.endings.stream().anyMatch((format == JSON ? uncompressed : name)::endsWith))
                .findFirst();
    }

    /** The format that a file's first bytes tell. */
    static Optional<LogSourceFormat> byContent(byte[] start) {
        return Arrays.stream(values())
                .filter(format -> start.length >= format.firstBytes.length
                        && Arrays.equals(format.firstBytes, Arrays.copyOf(start, format.firstBytes.length)))
                .findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
