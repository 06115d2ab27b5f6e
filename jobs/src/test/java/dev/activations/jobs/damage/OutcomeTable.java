package dev.activations.jobs.damage;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts outcomes by what was done to which input. */
final class OutcomeTable {

    /** Whole logs, whose reports are right or wrong. */
    static final String RANDOM = "random log, nothing harmed";

    private static final Set<String> NEVER_SILENT = Set.of("Parquet: flipped bit, in pages", RANDOM);

    private final Map<String, Map<Outcome, Integer>> counts = new TreeMap<>();
    private boolean failed;

    void add(String input, Outcome outcome, Path file) {
        counts.computeIfAbsent(input, key -> new EnumMap<>(Outcome.class)).merge(outcome, 1, Integer::sum);
        if (outcome == Outcome.CRASHED || outcome == Outcome.SILENT && NEVER_SILENT.contains(input)) {
            failed = true;
            System.err.println(outcome.words() + ": " + input + ": " + file);
        }
    }

    /** Says why an input ended in an internal error. */
    void tell(Path file, Throwable failure) {
        System.err.println(file + ": " + failure);
        failure.printStackTrace();
    }

    /** Whether nothing crashed, no whole log got a wrong report, and nothing that a checksum covers changed one in silence. */
    boolean holds() {
        return !failed;
    }

    /** The table of docs/reliability.md. */
    String markdown() {
        StringBuilder table = new StringBuilder("| input | ")
                .append(Stream.of(Outcome.values()).map(Outcome::words).collect(Collectors.joining(" | ")))
                .append(" |\n|---|")
                .append("---:|".repeat(Outcome.values().length))
                .append("\n");
        counts.forEach((input, outcomes) -> table.append("| ")
                .append(input)
                .append(Stream.of(Outcome.values())
                        .map(outcome -> " | " + outcomes.getOrDefault(outcome, 0))
                        .collect(Collectors.joining()))
                .append(" |\n"));
        return table.toString();
    }
}
