/**
 * Holds the accumulators to brute force: the same numbers kept in lists and counted the obvious way, moments in fifty
 * digits. {@link dev.activations.functions.statistics.RandomRows} makes the rows.
 * Start reading at {@link dev.activations.functions.statistics.UnitStatisticsTest}.
 */
package dev.activations.functions.statistics;
