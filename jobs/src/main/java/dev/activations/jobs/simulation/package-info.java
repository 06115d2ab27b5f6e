/**
 * Which log has a truth that is known? Plants layers whose units fire, saturate or collapse as often as is asked for, and
 * says of every unit what was planted.
 * Uses {@link dev.activations.jobs.model} and the functions; knows nothing of the diagnosis that it is to try.
 * Start reading at {@link dev.activations.jobs.simulation.Simulation}.
 */
package dev.activations.jobs.simulation;
