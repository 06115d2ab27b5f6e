package dev.activations.functions;

import dev.activations.functions.kernel.Elementwise;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Results of long tests in {@code target/sweeps}, a file each, so that a later run goes on where an earlier one was stopped.
 * The file's name holds a checksum of the function's class, of the loops generated from it (which hold their whole formula,
 * constants included), and of the classes that check it: what has changed since is run again. {@code mvn clean} begins anew.
 */
public final class KeptResults {

    private static final Path FOLDER = Path.of("target", "sweeps");

    /** What makes a result, as a line of text. */
    public interface Run {
        String line() throws IOException;
    }

    private KeptResults() {}

    /** The kept result of this name, or a new one. */
    public static String of(String name, Elementwise function, List<Class<?>> checkers, Run run) throws IOException {
        Path file = FOLDER.resolve(name + "." + checksum(function, checkers));
        if (!Files.exists(file)) {
            String line = run.line();
            Files.createDirectories(FOLDER);
            Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
            Files.writeString(unfinished, line);
            Files.move(unfinished, file);
        }
        return Files.readString(file);
    }

    private static String checksum(Elementwise function, List<Class<?>> checkers) throws IOException {
        Class<?> record = function.getClass();
        String loops = "/dev/activations/functions/simd/" + record.getSimpleName() + "Loops.class";
        CRC32 sum = new CRC32();
        for (String resource : Stream.concat(
                        Stream.of(loops),
                        Stream.concat(Stream.of(record), checkers.stream()).map(KeptResults::resource))
                .toList()) {
            try (InputStream in = KeptResults.class.getResourceAsStream(resource)) {
                sum.update(in == null ? new byte[0] : in.readAllBytes());
            }
        }
        return Long.toHexString(sum.getValue());
    }

    private static String resource(Class<?> type) {
        return "/" + type.getName().replace('.', '/') + ".class";
    }
}
