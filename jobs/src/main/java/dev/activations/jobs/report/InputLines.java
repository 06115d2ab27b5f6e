package dev.activations.jobs.report;

import dev.activations.jobs.Input;
import dev.activations.jobs.log.source.SkippedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a reader of a report must know of its input: what was not read, not checked or taken for granted, a line each. */
final class InputLines {

    /** Files of one reason that are named; of more, how many there are. */
    private static final int NAMED = 5;

    private InputLines() {}

    static List<String> of(Input input) {
        List<String> lines = new ArrayList<>();
        input.skipped().stream().limit(NAMED).forEach(file -> lines.add(line(file, input.paths())));
        if (input.skipped().size() > NAMED) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%,d more files are not read; report.json lists them",
                    input.skipped().size() - NAMED));
        }
        lines.addAll(input.notes());
        if (isBinary(input.format()) && input.checksummed() < input.files()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "damage inside the files was not checked: %,d of %,d have no checksums",
                    input.files() - input.checksummed(),
                    input.files()));
        }
        return lines;
    }

    private static String line(SkippedFile file, List<String> given) {
        String rows = file.rows().isPresent()
                ? String.format(Locale.ROOT, " (%,d rows)", file.rows().getAsLong())
                : "";
        return "%s%s: %s".formatted(asGiven(file.path(), given), rows, file.reason());
    }

    /** A file of a folder that was given by a relative path, by that path. */
    private static String asGiven(String path, List<String> given) {
        return given.stream()
                .filter(folder -> path.contains("/" + folder + "/"))
                .map(folder -> path.substring(path.lastIndexOf("/" + folder + "/") + 1))
                .findFirst()
                .orElse(path);
    }

    private static boolean isBinary(String format) {
        return format.equals("parquet") || format.equals("orc");
    }
}
