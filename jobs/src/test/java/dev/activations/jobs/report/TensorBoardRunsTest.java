package dev.activations.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.activations.jobs.Report;
import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.StepDiagnosis;
import dev.activations.jobs.rules.LayerReport;
import dev.activations.jobs.rules.RunReport;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.hadoop.util.TFRecordReader;
import org.tensorflow.proto.DataClass;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.HistogramProto;
import org.tensorflow.proto.Summary;

/** Event files, read by TensorFlow's own record reader, which compares checksums, and its own messages. */
class TensorBoardRunsTest {

    private static final String FILE = "events.out.tfevents.1700000000.activations";

    /** Two steps of a ReLU with four units; the last two never fire. */
    private static final String HALF_DEAD =
            """
            SELECT 'fc/1' AS layer, step, 'relu' AS activation, id AS sample,
              array(if(id < 100, 0F, 1.5F), 2F, 0F, 0F) AS post
            FROM range(400), VALUES (0), (1000) AS steps(step)""";

    @TempDir
    static Path folder;

    private static Report demo;

    @BeforeAll
    static void writeTheDemo() throws IOException {
        demo = WrittenReport.ofTheDemo();
        WrittenReport.write(demo, new TensorBoardRuns(WrittenReport.MADE), folder);
    }

    private static List<Event> events(Path file) throws IOException {
        List<Event> events = new ArrayList<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            TFRecordReader records = new TFRecordReader(in, true);
            for (byte[] record = records.read(); record != null; record = records.read()) {
                events.add(Event.parseFrom(record));
            }
        }
        return events;
    }

    /** The values of a tag by step. */
    private static Map<Long, Summary.Value> values(List<Event> events, String tag) {
        Map<Long, Summary.Value> values = new TreeMap<>();
        for (Event event : events) {
            event.getSummary().getValueList().stream()
                    .filter(value -> value.getTag().equals(tag))
                    .forEach(value -> values.put(event.getStep(), value));
        }
        return values;
    }

    private static List<Event> eventsOf(String query, Path temporary) throws IOException {
        WrittenReport.write(WrittenReport.of(query), new TensorBoardRuns(WrittenReport.MADE), temporary);
        return events(temporary.resolve("tensorboard").resolve(FILE));
    }

    @Test
    void eachRunIsAFolderWithAFileOfAllItsFiguresAtAllSteps() throws IOException {
        for (RunReport run : demo.runs()) {
            List<Event> events =
                    events(folder.resolve("tensorboard").resolve(run.run()).resolve(FILE));
            for (LayerReport layer : run.layers()) {
                String name = layer.diagnosis().layer().key().layer();
                for (Figure figure : Figure.reported()) {
                    Map<Long, Summary.Value> written = values(events, name + "/" + figure.key());
                    for (StepDiagnosis step : layer.diagnosis().steps()) {
                        OptionalDouble expected = step.figures().get(figure);
                        assertThat(written.containsKey(step.step())).isEqualTo(expected.isPresent());
                        if (expected.isPresent()) {
                            assertThat(written.get(step.step()).getSimpleValue())
                                    .isEqualTo((float) expected.getAsDouble());
                        }
                    }
                }
            }
        }
    }

    @Test
    void fileBeginsWithItsVersionAndEachEventHasTheTimeOfTheReport() throws IOException {
        List<Event> events = events(
                folder.resolve("tensorboard").resolve(demo.runs().get(0).run()).resolve(FILE));

        assertThat(events.get(0).getFileVersion()).isEqualTo("brain.Event:2");
        assertThat(events.get(0).getSourceMetadata().getWriter()).isEqualTo("activations");
        assertThat(events).allSatisfy(event -> assertThat(event.getWallTime()).isEqualTo(1.7e9));
        assertThat(events.stream().map(Event::getStep)).isSorted();
    }

    @Test
    void scalarIsWhatTheLogHoldsAndIsExplainedOnce(@TempDir Path temporary) throws IOException {
        Map<Long, Summary.Value> dead = values(eventsOf(HALF_DEAD, temporary), "fc/1/dead_fraction");

        assertThat(dead.keySet()).containsExactly(0L, 1000L);
        assertThat(dead.values())
                .allSatisfy(value -> assertThat(value.getSimpleValue()).isEqualTo(0.5F));
        assertThat(dead.get(0L).getMetadata().getPluginData().getPluginName()).isEqualTo("scalars");
        assertThat(dead.get(0L).getMetadata().getDataClass()).isEqualTo(DataClass.DATA_CLASS_SCALAR);
        assertThat(dead.get(0L).getMetadata().getSummaryDescription()).isEqualTo("dead_units / units");
        assertThat(dead.get(1000L).hasMetadata()).isFalse();
    }

    @Test
    void histogramHasTheCountsAndMomentsOfTheValues(@TempDir Path temporary) throws IOException {
        Summary.Value value =
                values(eventsOf(HALF_DEAD, temporary), "fc/1/distribution").get(0L);
        HistogramProto histogram = value.getHisto();

        assertThat(value.getMetadata().getPluginData().getPluginName()).isEqualTo("histograms");
        assertThat(value.getMetadata().getDataClass()).isEqualTo(DataClass.DATA_CLASS_TENSOR);
        // 900 zeros; 300 times 1.5 in [1, 2); 400 times 2 in [2, 4); nothing between 0 and 1.
        assertThat(histogram.getBucketLimitList()).containsExactly(0.0, 0.0, 1.0, 2.0, 4.0);
        assertThat(histogram.getBucketList()).containsExactly(0.0, 900.0, 0.0, 300.0, 400.0);
        assertThat(histogram.getMin()).isZero();
        assertThat(histogram.getMax()).isEqualTo(2);
        assertThat(histogram.getNum()).isEqualTo(1600);
        assertThat(histogram.getSum()).isCloseTo(300 * 1.5 + 400 * 2, within(1e-9));
        assertThat(histogram.getSumSquares()).isCloseTo(300 * 2.25 + 400 * 4, within(1e-9));
    }

    @Test
    void histogramOfABoundedFunctionHasBinsOfEqualWidth(@TempDir Path temporary) throws IOException {
        HistogramProto histogram = values(
                        eventsOf(
                                """
                                SELECT 'fc' AS layer, 0 AS step, 'sigmoid' AS activation, id AS sample,
                                  array((id + 0.5D) / 64) AS post
                                FROM range(64)""",
                                temporary),
                        "fc/distribution")
                .get(0L)
                .getHisto();

        assertThat(histogram.getBucketLimitList())
                .hasSize(33)
                .startsWith(0.0, 1 / 32.0)
                .endsWith(1.0);
        assertThat(histogram.getBucketList()).startsWith(0.0, 2.0, 2.0).endsWith(2.0);
        assertThat(histogram.getBucketList().stream()
                        .mapToDouble(count -> count)
                        .sum())
                .isEqualTo(64);
    }

    @Test
    void figureThatIsUndeterminedOrTooLargeForSinglePrecisionIsLeftOut(@TempDir Path temporary) throws IOException {
        List<Event> events = eventsOf(
                """
                SELECT 'fc' AS layer, 0 AS step, 'relu' AS activation, array(1E300D, double('NaN')) AS post""",
                temporary);

        assertThat(values(events, "fc/max")).isEmpty();
        assertThat(values(events, "fc/skewness")).isEmpty();
        assertThat(values(events, "fc/nan").get(0L).getSimpleValue()).isEqualTo(1);
    }

    @Test
    void runWhoseNameIsNoNameOfAFolderStillHasOneOfItsOwn(@TempDir Path temporary) throws IOException {
        WrittenReport.write(
                WrittenReport.of(
                        """
                        SELECT run, 'fc' AS layer, 0 AS step, array(1F) AS post
                        FROM VALUES ('../up'), ('a run'), ('a_run'), ('..'), ('.'), ('läuft'), (repeat('x', 300)) AS runs(run)"""),
                new TensorBoardRuns(WrittenReport.MADE),
                temporary);

        try (Stream<Path> folders = Files.list(temporary.resolve("tensorboard"))) {
            assertThat(folders)
                    .hasSize(7)
                    .allSatisfy(run -> assertThat(run.resolve(FILE)).exists())
                    .allSatisfy(run -> assertThat(run.getFileName().toString()).matches("[\\w-][\\w.-]{0,99}"));
        }
    }

    @Test
    void sameReportIsTheSameFile(@TempDir Path temporary) throws IOException {
        WrittenReport.write(WrittenReport.ofTheDemo(), new TensorBoardRuns(WrittenReport.MADE), temporary);
        for (RunReport run : demo.runs()) {
            Path file = Path.of("tensorboard", run.run(), FILE);
            assertThat(temporary.resolve(file)).hasSameBinaryContentAs(folder.resolve(file));
        }
    }
}
