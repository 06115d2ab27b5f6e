package dev.activations.jobs.state;

/**
 * How many rows a layer has at a step.
 *
 * @param rows all of them
 * @param missing those with neither inputs nor outputs
 * @param repeatedPositions where a sample has several rows, those of a position that it has already
 */
public record RowCounts(long rows, long missing, long repeatedPositions) {}
