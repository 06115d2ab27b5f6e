/**
 * From figures to findings, the verdicts of layers and what to try: every threshold with its source.
 * Uses {@link dev.activations.jobs.diagnosis}; knows neither Spark nor how a report is written.
 * Start reading at {@link dev.activations.jobs.rules.Rules} and {@link dev.activations.jobs.rules.RunJudge}.
 */
package dev.activations.jobs.rules;
