package dev.activations.spark.catalyst.catalog;

import dev.activations.functions.kernel.Kernel;
import dev.activations.functions.kernel.Loss;
import dev.activations.functions.kernel.Reduction;
import dev.activations.spark.catalyst.call.KernelCalls;
import dev.activations.spark.catalyst.call.RowParameters;
import dev.activations.spark.catalyst.call.TwoInputs;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/** A {@link CatalogCall} with two inputs: losses, and gradients through a softmax. */
sealed interface PairCall extends CatalogCall<Object> {

    /** Without parameters. */
    record Plain(Signature signature, TwoInputs form, Kernel kernel) implements PairCall {

        public double invoke(double prediction, double target) {
            return KernelCalls.loss((Loss) kernel, prediction, target);
        }

        public float invoke(float prediction, float target) {
            return KernelCalls.loss((Loss) kernel, prediction, target);
        }

        public Object invoke(ArrayData first, ArrayData second) {
            return evaluate(first, second);
        }

        public Object invoke(Object first, Object second) {
            return evaluate(first, second);
        }

        public Object invoke(ArrayData logits, long classIndex) {
            return evaluate(logits, classIndex);
        }

        public Object invoke(Object logits, long classIndex) {
            return evaluate(logits, classIndex);
        }

        private Object evaluate(Object first, Object second) {
            return first == null || second == null ? null : form.evaluate(kernel, first, second);
        }

        @Override
        public String toString() {
            return name();
        }
    }

    /** A loss with its reduction: to one number, because Spark asks for the type of the result before it tells the word. */
    record Reduced(Signature signature, TwoInputs form, RowParameters parameters) implements PairCall {

        public Double invoke(double prediction, double target, UTF8String reduction) {
            return reduction == null ? null : Double.valueOf(KernelCalls.loss(loss(reduction), prediction, target));
        }

        public Float invoke(float prediction, float target, UTF8String reduction) {
            return reduction == null ? null : Float.valueOf(KernelCalls.loss(loss(reduction), prediction, target));
        }

        public Object invoke(ArrayData predictions, ArrayData targets, UTF8String reduction) {
            return evaluate(predictions, targets, reduction);
        }

        public Object invoke(Object predictions, Object targets, UTF8String reduction) {
            return evaluate(predictions, targets, reduction);
        }

        private Object evaluate(Object predictions, Object targets, UTF8String reduction) {
            boolean anyNull = predictions == null || targets == null || reduction == null;
            return anyNull ? null : form.evaluate(loss(reduction), predictions, targets);
        }

        private Loss loss(UTF8String reduction) {
            Loss loss = (Loss) parameters.kernel(reduction);
            if (loss.reduction() == Reduction.NONE) {
                throw new IllegalArgumentException(
                        "%s: parameter reduction must be one of mean, sum in a catalog, got none".formatted(name()));
            }
            return loss;
        }

        @Override
        public String toString() {
            return name();
        }
    }
}
