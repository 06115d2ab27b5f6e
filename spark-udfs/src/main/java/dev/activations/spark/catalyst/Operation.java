package dev.activations.spark.catalyst;

import dev.activations.functions.definition.Elementwise;
import dev.activations.functions.definition.Kernel;
import dev.activations.functions.definition.Rowwise;

/** What a SQL function computes with its kernel. */
enum Operation {
    /** The value of a function of one number. */
    VALUE(Elementwise.class, "value", "Values"),
    /** The derivative of a function of one number. */
    DERIVATIVE(Elementwise.class, "derivative", "Derivatives"),
    /** The values of a function of a whole array. */
    ROW(Rowwise.class, "row", "Row");

    private final Class<? extends Kernel> kernelClass;
    private final String onNumbers;
    private final String onArrays;

    Operation(Class<? extends Kernel> kernelClass, String onNumbers, String onArrays) {
        this.kernelClass = kernelClass;
        this.onNumbers = onNumbers;
        this.onArrays = onArrays;
    }

    /** What the kernel is, whatever the function. */
    Class<? extends Kernel> kernelClass() {
        return kernelClass;
    }

    boolean takesNumbers() {
        return this != ROW;
    }

    /** The method for single numbers and vectors. */
    String onNumbers() {
        return onNumbers;
    }

    /** How the methods for arrays end. */
    String onArrays() {
        return onArrays;
    }
}
