package dev.activations.jobs.log.source;

import dev.activations.tensors.TensorFormat;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every format that a log can have without being told. */
final class LogFormats {

    private static final List<LogFormat> ALL = Stream.<LogFormat>concat(
                    Stream.of(
                            new ParquetFormat(),
                            new OrcFormat(),
                            new JsonFormat(),
                            new DeltaFormat(),
                            new IcebergFormat()),
                    Stream.of(TensorFormat.values()).map(TensorFiles::new))
            .toList();

    private LogFormats() {}

    /** The format of this name. */
    static Optional<LogFormat> named(String name) {
        return ALL.stream().filter(format -> format.name().equals(name)).findFirst();
    }

    /** The format that a file's name tells. */
    static Optional<LogFormat> ofName(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        return ALL.stream().filter(format -> format.hasName(name)).findFirst();
    }

    /** The format that a file's first bytes tell. */
    static Optional<LogFormat> ofStart(byte[] start) {
        return ALL.stream().filter(format -> format.hasStart(start)).findFirst();
    }

    /** The format that a whole folder has. */
    static Optional<LogFormat> ofFolder(FolderEntries folder) throws IOException {
        for (LogFormat format : ALL) {
            if (format.isTable(folder)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** All names, separated by commas. */
    static String names() {
        return ALL.stream().map(LogFormat::name).collect(Collectors.joining(", "));
    }
}
