package dev.activations.jobs;

import dev.activations.jobs.diagnosis.LayerKey;
import java.io.Serializable;

/** One layer at one step: the key that a log's rows are added up by. */
record StepKey(LayerKey layer, long step) implements Serializable {}
