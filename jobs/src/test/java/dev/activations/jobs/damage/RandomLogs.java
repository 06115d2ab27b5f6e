package dev.activations.jobs.damage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.activations.jobs.Reference;
import dev.activations.jobs.ReferenceComparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Logs that are whole, of all kinds and made at random, against the reference in numpy. */
final class RandomLogs {

    private final LogReports reports;
    private final Path folder;
    private final OutcomeTable outcomes;

    RandomLogs(LogReports reports, Path folder, OutcomeTable outcomes) {
        this.reports = reports;
        this.folder = folder;
        this.outcomes = outcomes;
    }

    private record Answered(Path log, JsonNode expected) {}

    /** Compares the logs of so many seeds, from 0 on. Python makes logs and answers while the job reads those before. */
    void run(int times) throws InterruptedException, ExecutionException, IOException {
        ExecutorService python = Executors.newSingleThreadExecutor();
        try {
            List<Future<Answered>> answers = IntStream.range(0, times)
                    .mapToObj(seed -> python.submit((Callable<Answered>) () -> answered(seed)))
                    .toList();
            for (Future<Answered> answer : answers) {
                Answered answered = answer.get();
                outcomes.add(OutcomeTable.RANDOM, outcome(answered), answered.log());
            }
        } finally {
            python.shutdownNow();
        }
    }

    private Answered answered(int seed) throws IOException, InterruptedException {
        Path log = folder.resolve("random-" + seed + ".jsonl");
        Files.write(log, Reference.randomLog(seed));
        return new Answered(log, Reference.of(log, List.of()));
    }

    private Outcome outcome(Answered answered) {
        try {
            List<String> differences = ReferenceComparison.differences(answered.expected(), reports.of(answered.log()));
            differences.stream().limit(5).forEach(System.err::println);
            return differences.isEmpty() ? Outcome.SAME : Outcome.SILENT;
        } catch (IOException | RuntimeException e) {
            outcomes.tell(answered.log(), e);
            return Outcome.CRASHED;
        }
    }
}
