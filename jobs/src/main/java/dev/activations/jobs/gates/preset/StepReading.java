package dev.activations.jobs.gates.preset;

import java.io.Serializable;

/** What a rule computed of a layer at a step. */
record StepReading(long step, Bounds bounds) implements Serializable {}
