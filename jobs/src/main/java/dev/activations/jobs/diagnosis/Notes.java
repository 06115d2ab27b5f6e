package dev.activations.jobs.diagnosis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Says why figures of a layer are null, each by its name, so that a null in the report is never a riddle. */
public final class Notes {

    private final LayerDiagnosis diagnosis;
    private final NullReasons reasons;

    private Notes(LayerDiagnosis diagnosis) {
        this.diagnosis = diagnosis;
        reasons = NullReasons.of(diagnosis);
    }

    /** The notes of a layer whose run is together: what is odd about it, then a sentence for each reason of nulls. */
    public static List<String> of(LayerDiagnosis diagnosis) {
        List<String> notes = new ArrayList<>();
        if (diagnosis.layer().depthAssumed()) {
            notes.add("the log has no depth: layers are taken in the natural order of their names");
        }
        if (diagnosis.missingRows() > 0) {
            notes.add(diagnosis.missingRows()
                    + (diagnosis.missingRows() == 1 ? " row has" : " rows have")
                    + " neither pre nor post");
        }
        new Notes(diagnosis)
                .namesByReason()
                .forEach((reason, names) -> notes.add(reason + ": " + String.join(", ", names)));
        return List.copyOf(notes);
    }

    private Map<String, TreeSet<String>> namesByReason() {
        Map<String, TreeSet<String>> names = new LinkedHashMap<>();
        for (Figure figure : Figure.reported()) {
            diagnosis.steps().stream()
                    .map(StepDiagnosis::figures)
                    .filter(figures -> figures.get(figure).isEmpty())
                    .map(figures -> reasons.of(figure, figures))
                    .distinct()
                    .forEach(reason ->
                            names.computeIfAbsent(reason, r -> new TreeSet<>()).add(figure.key()));
        }
        Figures latest = diagnosis.latest().figures();
        if (latest.quantiles().isEmpty()) {
            names.computeIfAbsent(NullReasons.NO_FINITE, r -> new TreeSet<>()).add("quantiles");
        }
        if (latest.firingDensity().isEmpty()) {
            names.computeIfAbsent(reasons.of(Figure.NEVER_FIRED_UNITS, latest), r -> new TreeSet<>())
                    .add("firing_density");
        }
        if (latest.headEntropies().length == 0) {
            names.computeIfAbsent(reasons.of(Figure.COLLAPSED_HEADS, latest), r -> new TreeSet<>())
                    .add("head_entropy");
        }
        return names;
    }
}
