package dev.activations.jobs.log.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Files that are not logs, such as CSV: how to recognise them, and how to get a log instead. */
enum ForeignFile {
    CSV(
            "CSV",
            "a log's values are arrays, which CSV does not have; in pandas, rows of single values become arrays with"
                    + " df.groupby(['step', 'layer', 'sample'], as_index=False).agg(post=('value',"
                    + " list)).to_parquet('log.parquet')",
            "",
            ".csv",
            ".tsv",
            ".csv.gz",
            ".tsv.gz"),
    EXCEL("an Excel sheet", Way.PANDAS, "", ".xlsx", ".xls", ".ods"),
    PYTORCH("a PyTorch checkpoint", Way.RECORD, "", ".ckpt"),
    PICKLE("a Python pickle", Way.RECORD, "", ".pkl", ".pickle"),
    TENSORBOARD(
            "a TensorBoard event file: scalars and histograms, without the values of each sample",
            Way.RECORD,
            "",
            ".tfevents",
            ".tfevents.*"),
    HDF5("an HDF5 file", Way.RECORD, "\u0089HDF", ".h5", ".hdf5", ".keras"),
    ONNX("an ONNX model", Way.RECORD, "", ".onnx"),
    IMAGE("an image", Way.RECORD, "\u0089PNG", ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".svg", ".pdf"),
    JPEG("an image", Way.RECORD, "\u00ff\u00d8\u00ff"),
    ARCHIVE("an archive", "unpack it first", "PK\u0003\u0004", ".zip", ".tar", ".tar.gz", ".tgz", ".7z"),
    FOLDER_SETTINGS("what a file manager keeps", Way.RECORD, "", ".ds_store", "thumbs.db", "desktop.ini"),
    DATABASE("a database", Way.PANDAS, "SQLite format", ".db", ".sqlite", ".duckdb"),
    TEXT("text", Way.RECORD, "", ".md", ".txt", ".rst", ".log", ".yaml", ".yml", ".toml", ".ini", ".html", ".xml"),
    CODE("source code", Way.RECORD, "", ".py", ".ipynb", ".sh", ".java", ".scala", ".sql", ".r"),
    CHECKSUM("a checksum", Way.RECORD, "", ".crc", ".md5", ".sha256"),
    README("text", Way.RECORD, "", "readme", "license", "notice", "changelog", "makefile");

    private final String words;
    private final String way;
    private final byte[] start;
    private final List<String> endings;

    ForeignFile(String words, String way, String start, String... endings) {
        this.words = words;
        this.way = way;
        this.start = start.getBytes(StandardCharsets.ISO_8859_1);
        this.endings = List.of(endings);
    }

    /** What can be done about a file that is no log. */
    private static final class Way {
        static final String RECORD =
                "a log has one row per sample, layer and step, with columns layer and post (an array); docs/recording.md"
                        + " records one from PyTorch";
        static final String PANDAS = "read it with pandas and write it with df.to_parquet('log.parquet')";
    }

    /** What a file's name tells. */
    static Optional<ForeignFile> ofName(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(kind -> kind.endings.stream().anyMatch(ending -> matches(name, ending)))
                .findFirst();
    }

    private static boolean matches(String name, String ending) {
        if (ending.endsWith("*")) {
            return name.contains(ending.substring(0, ending.length() - 1));
        }
        return ending.startsWith(".") ? name.endsWith(ending) : name.equals(ending);
    }

    /** What a file's first bytes tell. */
    static Optional<ForeignFile> ofStart(byte[] bytes) {
        return Arrays.stream(values())
                .filter(kind -> kind.start.length > 0 && bytes.length >= kind.start.length)
                .filter(kind -> Arrays.equals(kind.start, Arrays.copyOf(bytes, kind.start.length)))
                .findFirst();
    }

    /** In words, such as "an image". */
    String words() {
        return words;
    }

    /** Why a file is not read, and how to come to a log. */
    String sentence(String file) {
        return "%s is %s, not an activation log; %s".formatted(file, words, way);
    }
}
