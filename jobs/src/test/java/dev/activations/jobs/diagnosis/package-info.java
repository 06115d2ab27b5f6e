/**
 * Holds verdicts, figures over time and rules to their definition, without Spark: each plants what it is about, and has a
 * healthy twin. {@link dev.activations.jobs.diagnosis.LayerBuilder} makes layers out of {@link
 * dev.activations.jobs.diagnosis.Unit}s.
 * Start reading at {@link dev.activations.jobs.diagnosis.UnitVerdictTest}.
 */
package dev.activations.jobs.diagnosis;
