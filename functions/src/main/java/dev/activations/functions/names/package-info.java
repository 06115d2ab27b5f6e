/**
 * What logs call activations: the names, parameters and defaults of PyTorch, Keras, JAX and Hugging Face, and modules that
 * are none. Uses {@link dev.activations.functions.Catalogue}, which knows each function by one name, and nothing else.
 * Start reading at {@link dev.activations.functions.names.LayerActivation}.
 */
package dev.activations.functions.names;
