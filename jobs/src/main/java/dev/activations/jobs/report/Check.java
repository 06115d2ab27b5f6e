package dev.activations.jobs.report;

import dev.activations.jobs.Input;
import dev.activations.jobs.Report;
import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.StepDiagnosis;
import dev.activations.jobs.rules.LayerReport;
import dev.activations.jobs.rules.Text;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * A check that a log allows, or does not.
 *
 * @param name what is checked
 * @param made whether it was, in part at least
 * @param what of how much, or why not
 */
record Check(String name, boolean made, String what) {

    /** Every check, whether it was made of this log or not. */
    static List<Check> of(Report report) {
        List<LayerReport> layers =
                report.runs().stream().flatMap(run -> run.layers().stream()).toList();
        return List.of(
                checksums(report.input()),
                ofLayers(
                        "outputs within the range of their function",
                        layers,
                        layer -> layer.diagnosis().layer().behaviour().isPresent(),
                        "no function of one number is declared"),
                ofLayers(
                        "outputs against inputs",
                        layers,
                        layer -> layer.diagnosis().steps().stream()
                                .anyMatch(step -> step.checks().compared() > 0),
                        "the log does not have both pre and post"),
                ofLayers(
                        "loss gradients",
                        layers,
                        layer -> layer.diagnosis().steps().stream().anyMatch(Check::hasGradient),
                        "the log has no gradient"),
                ofLayers(
                        "what changed over the steps",
                        layers,
                        layer -> layer.diagnosis().steps().size() > 1,
                        "the log has one step"));
    }

    private static boolean hasGradient(StepDiagnosis step) {
        return step.figures().get(Figure.GRADIENT_ZERO_UNITS).isPresent();
    }

    private static Check checksums(Input input) {
        String name = "page checksums";
        if (input.files() == 0) {
            return new Check(name, false, "the log is a dataset, not files");
        }
        return input.checksummed() == 0
                ? new Check(name, false, "not in these files")
                : new Check(
                        name,
                        true,
                        String.format(
                                Locale.ROOT, "in %,d of %s", input.checksummed(), Text.count(input.files(), "file")));
    }

    private static Check ofLayers(
            String name, List<LayerReport> layers, Predicate<LayerReport> isChecked, String whyNot) {
        long checked = layers.stream().filter(isChecked).count();
        return checked == 0
                ? new Check(name, false, whyNot)
                : new Check(
                        name,
                        true,
                        String.format(Locale.ROOT, "%,d of %s", checked, Text.count(layers.size(), "layer")));
    }
}
