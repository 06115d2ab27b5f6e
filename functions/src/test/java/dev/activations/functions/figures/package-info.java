/**
 * Tests of the figures, whose values come from outside the code. They use the package they test and nothing else.
 * Start reading at {@link dev.activations.functions.figures.SilenceTest}.
 */
package dev.activations.functions.figures;
