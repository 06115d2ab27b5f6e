package dev.activations.functions.kernel;

import java.io.Serializable;

/**
 * An activation function at fixed parameters. Two kernels are equal when they are the same function at the same
 * parameters (implementations are records), so that query plans holding them compare equal.
 */
public sealed interface Kernel extends Serializable permits Elementwise, Rowwise, RowPair, Loss, ClassLoss {}
