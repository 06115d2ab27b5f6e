/**
 * The catalogue: what every activation is called, which parameters it takes, what it computes and when to use it.
 * Uses {@link dev.activations.functions.definition}, where the functions themselves live, and nothing else.
 * Start reading at {@link dev.activations.functions.Catalogue}.
 */
package dev.activations.functions;
