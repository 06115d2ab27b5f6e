package dev.activations.jobs.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.spark.sql.SparkSession;

/**
 * The line on a terminal that tells how far a command is, such as "reading 8 files, 41 %, about 20 s left". It is drawn on
 * stderr from the first moment on, never wider than the terminal, and gone at the end; where stderr is no terminal, there is
 * none.
 */
final class ProgressLine implements AutoCloseable {

    /** Said by {@code bin/activations}: how many columns the terminal has that stderr is. */
    static final String COLUMNS = "activations.progress";

    private static final String ERASE = "\r\033[K";
    private static final long NANOSECONDS = 1_000_000_000L;
    private static final double ENOUGH_TO_GUESS = 0.05;

    private static volatile ProgressLine drawn;

    private final PrintStream terminal;
    private final int columns;
    private final LongSupplier clock;
    private final ScheduledExecutorService timer;
    private TaskCounts tasks;
    private String doing;
    private long since;

    ProgressLine(PrintStream terminal, int columns, LongSupplier clock, ScheduledExecutorService timer) {
        this.terminal = terminal;
        this.columns = columns;
        this.clock = clock;
        this.timer = timer;
        doing("starting Spark");
    }

    /** The line, where stderr is a terminal; otherwise one that is never drawn. */
    static ProgressLine start() {
        int columns = Integer.getInteger(COLUMNS, 0);
        ProgressLine line = new ProgressLine(System.err, columns, System::nanoTime, columns > 0 ? timer() : null);
        if (columns > 0) {
            drawn = line;
            line.timer.scheduleWithFixedDelay(line::draw, 0, 500, TimeUnit.MILLISECONDS);
        }
        return line;
    }

    private static ScheduledExecutorService timer() {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "activations-progress");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Takes the line that is drawn away, for what else is to be said on the terminal. */
    static void clear() {
        ProgressLine line = drawn;
        if (line != null) {
            line.close();
        }
    }

    /** Counts the tasks of this session from now on. */
    void follow(SparkSession session) {
        if (timer != null) {
            TaskCounts counts = new TaskCounts();
            session.sparkContext().addSparkListener(counts);
            follow(counts);
        }
    }

    synchronized void follow(TaskCounts counts) {
        tasks = counts;
    }

    /** What the command does from now on. */
    synchronized void doing(String what) {
        doing = what;
        since = clock.getAsLong();
        if (tasks != null) {
            tasks.forget();
        }
    }

    private synchronized void draw() {
        terminal.print(ERASE + text());
        terminal.flush();
    }

    /** What the line says now, cut to the terminal's width. */
    synchronized String text() {
        double done = tasks == null ? 0 : tasks.share();
        StringBuilder text = new StringBuilder(doing);
        if (done > 0) {
            text.append(String.format(Locale.ROOT, ", %d %%", (int) (done * 100)));
        }
        double seconds = (double) (clock.getAsLong() - since) / NANOSECONDS;
        if (done >= ENOUGH_TO_GUESS && seconds >= 1) {
            text.append(String.format(Locale.ROOT, ", about %s left", duration(seconds / done - seconds)));
        }
        int fit = Math.max(0, Math.min(columns - 1, text.codePointCount(0, text.length())));
        return text.substring(0, text.offsetByCodePoints(0, fit));
    }

    private static String duration(double seconds) {
        return seconds < 99
                ? String.format(Locale.ROOT, "%d s", Math.max(1, Math.round(seconds)))
                : String.format(Locale.ROOT, "%d min", Math.round(seconds / 60));
    }

    /** Makes room for what is printed now; the line comes back after it. */
    synchronized void erase() {
        if (timer != null) {
            terminal.print(ERASE);
            terminal.flush();
        }
    }

    /** Ends the line and leaves nothing of it. */
    @Override
    public synchronized void close() {
        if (timer != null && !timer.isShutdown()) {
            timer.shutdownNow();
            drawn = null;
            terminal.print(ERASE);
            terminal.flush();
        }
    }
}
