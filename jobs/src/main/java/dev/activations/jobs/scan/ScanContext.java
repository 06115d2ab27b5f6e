package dev.activations.jobs.scan;

import dev.activations.jobs.log.Declarations;
import dev.activations.jobs.model.SampleNaming;
import dev.activations.jobs.model.Settings;
import java.io.Serializable;

/**
 * What every executor knows before it reads a row.
 *
 * @param declarations what the options declare of layers, and whether the log says their depth
 * @param naming how the log tells which sample a row is of
 * @param tellsSteps whether the log says at which step a row was recorded
 * @param settings the options of the diagnosis
 * @param filter the condition that rows were chosen by; empty for all rows
 */
public record ScanContext(
        Declarations declarations, SampleNaming naming, boolean tellsSteps, Settings settings, String filter)
        implements Serializable {}
