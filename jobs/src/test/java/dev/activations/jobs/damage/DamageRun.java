package dev.activations.jobs.damage;

import dev.activations.jobs.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.apache.spark.sql.SparkSession;

/**
 * Runs thousands of damaged inputs and hundreds of whole ones, and prints the table of what became of them. Ends with status 1
 * where one crashed, where a whole one got another report than the reference's, or where the checksum of a page did not tell
 * damage.
 */
public final class DamageRun {

    private static final int LOGS = 2000;
    private static final int STREAMS = 2000;
    private static final int RANDOM = 300;
    private static final long SEED = 17;

    private DamageRun() {}

    /** @param arguments which share of all to run, such as 10 for a tenth; the folder to leave harmed files in; and an Arrow stream */
    public static void main(String[] arguments) throws Exception {
        int share = Integer.parseInt(arguments[0]);
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of(arguments[1])), "run-");
        OutcomeTable outcomes = new OutcomeTable();
        try (SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .appName("damage")
                .config("spark.ui.enabled", false)
                .config("spark.sql.shuffle.partitions", 2)
                .config("spark.log.level", "OFF")
                .getOrCreate()) {
            LogReports reports = new LogReports(spark);
            if (Reference.runsHere()) {
                new RandomLogs(reports, folder, outcomes).run(RANDOM / share);
            } else {
                System.err.println("no random logs: the reference needs python3 with numpy");
            }
            new DamagedLogs(reports, folder, new Random(SEED), outcomes).run(LOGS / share);
            new DamagedStreams(Path.of(arguments[2]), folder, new Random(SEED), outcomes).run(STREAMS / share);
        }
        System.out.print(outcomes.markdown());
        System.exit(outcomes.holds() ? 0 : 1);
    }
}
