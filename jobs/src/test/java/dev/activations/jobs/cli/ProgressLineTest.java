package dev.activations.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.jobs.Sessions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

    private static final long SECOND = 1_000_000_000L;

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final AtomicLong clock = new AtomicLong();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stopTimer() {
        timer.shutdownNow();
    }

    private ProgressLine line(int columns) {
        return new ProgressLine(new PrintStream(terminal, true, StandardCharsets.UTF_8), columns, clock::get, timer);
    }

    @Test
    void lineSaysFromTheFirstMomentWhatIsBeingDone() {
        assertThat(line(80).text()).isEqualTo("starting Spark");
    }

    @Test
    void lineIsNeverWiderThanTheTerminal() {
        ProgressLine line = line(12);
        line.doing("reading \ud83d\ude80\ud83d\ude80\ud83d\ude80\ud83d\ude80\ud83d\ude80\ud83d\ude80");
        assertThat(line.text()).isEqualTo("reading \ud83d\ude80\ud83d\ude80\ud83d\ude80");
    }

    @Test
    void shareOfTasksThatAreDoneTellsHowLongItTakes() throws InterruptedException {
        SparkSession session = Sessions.shared();
        ProgressLine line = line(80);
        line.follow(session);
        line.doing("reading 8 files");
        session.range(0, 100, 1, 4).count();
        clock.addAndGet(10 * SECOND);

        for (int tries = 0; tries < 100 && !line.text().contains("100 %"); tries++) {
            Thread.sleep(50);
        }
        assertThat(line.text()).isEqualTo("reading 8 files, 100 %, about 1 s left");
    }

    @Test
    void nothingOfTheLineIsLeftAtTheEnd() {
        line(80).close();
        assertThat(terminal.toString(StandardCharsets.UTF_8)).endsWith("\r\033[K");
    }

    @Test
    void progressIsSilentIfStderrIsNoTerminal() {
        ProgressLine line = ProgressLine.start();
        line.erase();
        line.close();
        assertThat(System.getProperty(ProgressLine.COLUMNS)).isNull();
    }
}
