package dev.activations.spark.catalyst.catalog;

import dev.activations.functions.kernel.Elementwise;
import dev.activations.spark.catalyst.call.Evaluation;
import dev.activations.spark.catalyst.call.RowParameters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/** A {@link CatalogCall} with parameters: Spark tells no function of a catalog which of its arguments are constants. */
sealed interface ParameterCall<R> extends CatalogCall<R> {

    /** A function of a double. */
    record OfDouble(Signature signature, RowParameters parameters, boolean derivative)
            implements ParameterCall<Double> {

        public double invoke(double x, double parameter) {
            return of(x, (Elementwise) parameters.kernel(parameter));
        }

        public double invoke(double x, double first, double second) {
            return of(x, (Elementwise) parameters.kernel(first, second));
        }

        public Double invoke(double x, UTF8String word) {
            return word == null ? null : Double.valueOf(of(x, (Elementwise) parameters.kernel(word)));
        }

        private double of(double x, Elementwise kernel) {
            return derivative ? kernel.derivative(x) : kernel.value(x);
        }

        @Override
        public String toString() {
            return name();
        }
    }

    /** A function of a float. */
    record OfFloat(Signature signature, RowParameters parameters, boolean derivative) implements ParameterCall<Float> {

        public float invoke(float x, double parameter) {
            return of(x, (Elementwise) parameters.kernel(parameter));
        }

        public float invoke(float x, double first, double second) {
            return of(x, (Elementwise) parameters.kernel(first, second));
        }

        public Float invoke(float x, UTF8String word) {
            return word == null ? null : Float.valueOf(of(x, (Elementwise) parameters.kernel(word)));
        }

        private float of(float x, Elementwise kernel) {
            return derivative ? kernel.derivative(x) : kernel.value(x);
        }

        @Override
        public String toString() {
            return name();
        }
    }

    /** A function of an array, or of an array of arrays. */
    record OfArray(Signature signature, RowParameters parameters, Evaluation evaluation)
            implements ParameterCall<ArrayData> {

        public ArrayData invoke(ArrayData x, double parameter) {
            return x == null ? null : evaluation.array(parameters.kernel(parameter), x);
        }

        public ArrayData invoke(ArrayData x, double first, double second) {
            return x == null ? null : evaluation.array(parameters.kernel(first, second), x);
        }

        public ArrayData invoke(ArrayData x, UTF8String word) {
            return x == null || word == null ? null : evaluation.array(parameters.kernel(word), x);
        }

        @Override
        public String toString() {
            return name();
        }
    }

    /** A function of a vector of Spark ML. */
    record OfVector(Signature signature, RowParameters parameters, Evaluation evaluation)
            implements ParameterCall<InternalRow> {

        public InternalRow invoke(Object x, double parameter) {
            return x == null ? null : evaluation.vector(parameters.kernel(parameter), x);
        }

        public InternalRow invoke(Object x, double first, double second) {
            return x == null ? null : evaluation.vector(parameters.kernel(first, second), x);
        }

        public InternalRow invoke(Object x, UTF8String word) {
            return x == null || word == null ? null : evaluation.vector(parameters.kernel(word), x);
        }

        @Override
        public String toString() {
            return name();
        }
    }
}
