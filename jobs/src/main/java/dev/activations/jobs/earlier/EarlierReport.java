package dev.activations.jobs.earlier;

import dev.activations.jobs.gates.baseline.Baseline;
import dev.activations.jobs.gates.baseline.Snapshot;
import dev.activations.jobs.model.InputException;
import dev.activations.jobs.model.StepWindow;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** The output folder of an earlier diagnosis, on any of Hadoop's file systems. Its report.json is enough; units need its tables. */
public final class EarlierReport {

    /** What report.json of this version calls its own names. */
    public static final String SCHEMA = "activations-report/2";

    private static final String FILE = "report.json";
    private static final String UNITS = "units";

    private final SparkSession session;
    private final String name;
    private final FileSystem fileSystem;
    private final Path file;

    private EarlierReport(SparkSession session, String name, FileSystem fileSystem, Path file) {
        this.session = session;
        this.name = name;
        this.fileSystem = fileSystem;
        this.file = file;
    }

    /**
     * The report in a folder, or the report.json that is named itself.
     *
     * @return nothing where there is no report.json
     * @throws InputException if nothing is there, or it cannot be reached
     */
    public static Optional<EarlierReport> in(SparkSession session, String name) {
        try {
            Path given = new Path(name);
            FileSystem fileSystem = given.getFileSystem(session.sparkContext().hadoopConfiguration());
            if (!fileSystem.exists(given)) {
                throw new InputException("baseline %s: there is no such file or folder".formatted(name));
            }
            FileStatus status = fileSystem.getFileStatus(given);
            Path file = status.isDirectory() ? new Path(given, FILE) : given;
            return file.getName().equals(FILE) && fileSystem.exists(file)
                    ? Optional.of(new EarlierReport(session, name, fileSystem, file))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw new InputException("baseline %s cannot be read: %s".formatted(name, e.getMessage()), e);
        }
    }

    /** Says what a baseline can be, where what is there is no such thing. */
    public static InputException neither(String name, InputException reason) {
        return new InputException(
                ("baseline %s has no report.json, and cannot be read as a table of statistics: %s;"
                                + " write a baseline with --output DIR or --statistics DIR")
                        .formatted(name, reason.getMessage()),
                reason);
    }

    /**
     * Reads it.
     *
     * @param window the steps that the later diagnosis judges: those are compared
     * @throws InputException if report.json is damaged or of another version, or the table of units cannot be read
     */
    public Baseline read(StepWindow window) {
        Snapshot snapshot;
        try (InputStream in = fileSystem.open(file)) {
            snapshot = new ReportJson(name, window.equals(StepWindow.LATEST)).read(in);
        } catch (IOException e) {
            throw new InputException("baseline %s cannot be read: %s".formatted(name, e.getMessage()), e);
        }
        Path units = new Path(file.getParent(), UNITS);
        if (!hasUnits(units)) {
            return new Baseline(
                    name,
                    snapshot.with(snapshot.layers().stream()
                            .map(layer -> layer.withoutUnits("the baseline has no table of units"))
                            .toList()),
                    List.of("units are not compared: beside its report.json the baseline has no table of units"));
        }
        return new Baseline(
                name,
                snapshot.with(new EarlierUnits(session, name, units.toString()).addedTo(snapshot.layers())),
                List.of());
    }

    private boolean hasUnits(Path units) {
        try {
            return fileSystem.exists(units);
        } catch (IOException e) {
            throw new InputException("baseline %s cannot be read: %s".formatted(name, e.getMessage()), e);
        }
    }
}
