package dev.activations.jobs.model;

import java.io.Serializable;

/** One layer at one step: the key that a log's rows are added up by. */
public record StepKey(LayerKey layer, long step) implements Serializable {}
