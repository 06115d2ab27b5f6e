/**
 * What a log declares and an option decides: which layer, which step, what a unit is. Records that name things, and the
 * one exception that a user reads. Uses {@link dev.activations.functions}; knows nothing else of jobs.
 * Start reading at {@link dev.activations.jobs.model.LayerDeclaration} and
 * {@link dev.activations.jobs.model.Settings}.
 */
package dev.activations.jobs.model;
