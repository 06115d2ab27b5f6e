package dev.activations.spark.catalyst.call;

import dev.activations.functions.kernel.ClassLoss;
import dev.activations.functions.kernel.Elementwise;
import dev.activations.functions.kernel.Kernel;
import dev.activations.functions.kernel.Loss;
import dev.activations.functions.kernel.RowPair;
import dev.activations.functions.kernel.Rowwise;
import java.util.Optional;
import java.util.stream.Stream;

/** What a SQL function computes with its kernel. */
public enum Operation {
    /** The value of a function of one number. */
    VALUE(Elementwise.class, "numbers, arrays of numbers or vectors"),
    /** The derivative of a function of one number. */
    DERIVATIVE(Elementwise.class, "numbers, arrays of numbers or vectors"),
    /** The values of a function of a whole array. */
    ROW(Rowwise.class, "arrays of numbers or vectors"),
    /** The loss of a prediction and its target, or of rows of them. */
    LOSS(Loss.class, "two numbers, two arrays of numbers or two vectors"),
    /** The loss of the scores of all classes where one class is the true one. */
    CLASS_LOSS(ClassLoss.class, "an array of numbers or a vector, and an integer"),
    /** The gradient at a row, from the one behind a function of the whole row. */
    GRADIENT(RowPair.class, "two arrays of numbers or two vectors");

    private final Class<? extends Kernel> kernelClass;
    private final String accepted;

    Operation(Class<? extends Kernel> kernelClass, String accepted) {
        this.kernelClass = kernelClass;
        this.accepted = accepted;
    }

    /** What is computed with this kernel under the function's own name. */
    public static Operation of(Kernel kernel) {
        Optional<Operation> operation = Stream.of(values())
                .filter(each -> each.kernelClass.isInstance(kernel))
                .findFirst();
        return operation.orElseThrow();
    }

    /** What the kernel is, whatever the function. */
    Class<? extends Kernel> kernelClass() {
        return kernelClass;
    }

    /** Which inputs fit, in words. */
    public String accepted() {
        return accepted;
    }

    public boolean takesNumbers() {
        return this == VALUE || this == DERIVATIVE || this == LOSS;
    }

    public boolean takesTwo() {
        return this == LOSS || this == CLASS_LOSS || this == GRADIENT;
    }
}
