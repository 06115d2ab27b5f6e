/**
 * Tests of the catalogue and its functions against numbers from outside: mpmath at 50 digits, and brute force.
 * The numbers are in {@code src/test/resources/expected}, made by {@code src/test/python/expected_values.py}.
 * Start reading at {@link dev.activations.functions.ElementwiseAccuracyTest}.
 */
package dev.activations.functions;
