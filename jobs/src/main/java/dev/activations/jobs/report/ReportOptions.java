package dev.activations.jobs.report;

import dev.activations.jobs.gates.FailOn;

/**
 * What the formats need to know beside the report.
 *
 * @param kept how many steps of a layer report.json keeps
 * @param made when and how the report was made
 * @param failOn which findings make the exit status 1
 */
public record ReportOptions(ReportedSteps kept, Made made, FailOn failOn) {

    /** As unless an option says otherwise, for a report that no command asked for. */
    public static final ReportOptions DEFAULT = new ReportOptions(ReportedSteps.DEFAULT, Made.UNKNOWN, FailOn.FAIL);
}
